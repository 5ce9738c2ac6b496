import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { setPreferences } from '../../renderer/window/preferences.ts';
import { answeringBridge } from '../frame/answering-bridge.ts';
import { closeWindow, expectSilence, openWindow } from '../frame/page.tsx';
import { comparisonAnswers, MADE_DASHBOARD } from './made-answers.ts';

const made = comparisonAnswers();
answeringBridge(made.answers);
/** Milliseconds that a busy machine may need. */
const PATIENCE = { timeout: 10_000 };
let checkSilence: () => void;
const blobs: Blob[] = [];

beforeEach(() => {
  checkSilence = expectSilence();
  made.reset();
  blobs.length = 0;
  const make = URL.createObjectURL.bind(URL);
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    blobs.push(blob as Blob);
    return make(blob);
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
  closeWindow();
  setPreferences({ theme: 'light', discreet: false, density: 'compact' });
  checkSilence();
});

async function openDashboard(): Promise<void> {
  openWindow('dashboards/d1');
  await vi.waitUntil(() => page.getByRole('heading', { name: 'Stable pools', level: 1 }).query(), PATIENCE);
  await vi.waitUntil(() => document.querySelectorAll('.history-drawing path.series').length > 0, PATIENCE);
  await expect.element(page.getByRole('button', { name: /^median of USDT/ })).toBeInTheDocument();
}

/** The last file that was made by a press of that button. */
async function taken(button: string): Promise<Blob> {
  const before = blobs.length;
  await userEvent.click(page.getByRole('button', { name: button }));
  await vi.waitFor(() => expect(blobs.length).toBeGreaterThan(before), PATIENCE);
  await expect.element(page.getByText(/^Saved .*\./).first()).toBeInTheDocument();
  return blobs.at(-1)!;
}

const CHARTS = ['Rate', 'Rate: history, indexed', 'Rate: drawdown from the highest close', 'Rate: distribution'] as const;

describe.each(['light', 'dark'] as const)('a chart as SVG, %s', (theme) => {
  test.each(CHARTS)('%s stands alone', async (title) => {
    setPreferences({ theme });
    await openDashboard();
    const text = await (await taken(`Save “${title}” as SVG`)).text();
    const read = new DOMParser().parseFromString(text, 'image/svg+xml');
    expect(read.querySelector('parsererror')).toBeNull();
    const root = read.documentElement;
    expect([root.tagName, root.namespaceURI]).toEqual(['svg', 'http://www.w3.org/2000/svg']);
    expect(root.querySelector('title')?.textContent).toBe(title);
    const words = [...read.querySelectorAll('text')].map(({ textContent }) => textContent);
    expect(words[0]).toBe(title);
    expect(words.some((each) => each.includes('USDC, aave'))).toBe(true);
    expect(words.some((each) => /^(−?\d+(\.\d+)?.%|\d{2,3})$/.test(each))).toBe(true);
    // Nothing that only this page knows, and nothing from elsewhere.
    expect(text).not.toMatch(/var\(|class=|style=|href=|url\(|@import|<script|<foreignObject|currentColor/);
    expect(text.match(/https?:\/\/[^"']*/g)?.filter((address) => !address.startsWith('http://www.w3.org/'))).toEqual([]);
    for (const each of read.querySelectorAll('text')) {
      expect(each.getAttribute('fill'), each.textContent).toMatch(/^rgb/);
      expect(each.getAttribute('font-family'), each.textContent).toBeTruthy();
    }
    const [ground, ink] = [read.querySelector('rect')?.getAttribute('fill'), read.querySelector('text')?.getAttribute('fill')];
    expect(brightness(ground) > brightness(ink)).toBe(theme === 'light');
  });
});

test('a chart as PNG has twice the pixels of the drawing with its title, and is not empty', async () => {
  await openDashboard();
  const svg = new DOMParser().parseFromString(await (await taken('Save “Rate” as SVG')).text(), 'image/svg+xml').documentElement;
  const png = await taken('Save “Rate” as PNG');
  await vi.waitFor(() => expect(blobs.at(-1)?.type).toBe('image/png'), PATIENCE);
  const bytes = new Uint8Array(await blobs.at(-1)!.arrayBuffer());
  expect(png.type).toMatch(/^image/);
  expect([...bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const picture = await createImageBitmap(blobs.at(-1)!);
  expect([picture.width, picture.height]).toEqual([Number(svg.getAttribute('width')) * 2, Number(svg.getAttribute('height')) * 2]);
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d')!;
  context.drawImage(picture, 0, 0);
  const { data } = context.getImageData(0, 0, picture.width, picture.height);
  const colours = new Set<string>();
  for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 255) colours.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
  // The ground, and the lines of both subjects in their own colours.
  expect([...colours]).toEqual(expect.arrayContaining(['255,255,255', '0,104,168', '201,79,0']));
});

test('what must be known to read a chart goes along with its picture: unlike kinds, who is missing, who told it', async () => {
  made.kept.set('d1', {
    ...MADE_DASHBOARD,
    subjects: [...MADE_DASHBOARD.subjects, { kind: 'pool', id: 'apr' }, { kind: 'pool', id: 'vanished' }],
  });
  await openDashboard();
  const text = await (await taken('Save “Rate: history, indexed” as SVG')).text();
  const words = [...new DOMParser().parseFromString(text, 'image/svg+xml').querySelectorAll('text')]
    .map(({ textContent }) => textContent)
    .join(' ');
  expect(words).toContain('One is an APY, the other an APR. Each kind has an axis of its own.');
  expect(words).toContain('Source: Made rates (rates.csv).');
  expect(words).toMatch(/vanished \(gone\): No observation of it/);
});

describe('a chart as CSV', () => {
  const rowsOf = async (button: string) =>
    (await (await taken(button)).text())
      .trimEnd()
      .split('\r\n')
      .map((line) => line.match(/"[^"]*"|[^,]+/g) ?? []);

  test('holds every value as it was answered, its unit and basis in the head, and gaps left empty', async () => {
    await openDashboard();
    const text = await (await taken('Save “Rate” as CSV')).text();
    const [head, ...rows] = text.trimEnd().split('\r\n');
    expect(head).toBe(
      '"instant, UTC","USDC, aave on Ethereum (APY (daily) · quoted · gross · 24 h, as a fraction)","USDT, aave on Ethereum (APY (daily) · quoted · gross · 24 h, as a fraction)"',
    );
    const wave = (day: number, phase: number) => 0.05 + 0.02 * Math.sin(day / 9 + phase);
    expect(rows).toHaveLength(120);
    for (const [day, row] of rows.entries()) {
      const [instant, one, other] = row.split(',');
      expect(Date.parse(instant!)).toBe(Date.UTC(2026, 0, 2 + day) - 1);
      expect(Number(one)).toBe(wave(day, 0));
      expect(other).toBe(day > 40 && day < 60 ? '' : String(wave(day, 2)));
    }
  });

  test('of a distribution says what its edges are in and that its counts are days', async () => {
    await openDashboard();
    const [head, ...rows] = await rowsOf('Save “Rate: distribution” as CSV');
    expect(head).toEqual([
      '"from (APY (daily) · quoted · gross · 24 h, as a fraction)"',
      'to',
      '"USDC, aave on Ethereum (days)"',
      '"USDT, aave on Ethereum (days)"',
    ]);
    expect(rows.map((row) => row.slice(0, 2))).toEqual([
      ['0.03', '0.04'],
      ['0.04', '0.05'],
      ['0.05', '0.06'],
      ['0.06', '0.07'],
    ]);
    const total = (column: number) => rows.reduce((sum, row) => sum + Number(row[column]), 0);
    expect([total(2), total(3)]).toEqual([120, 101]);
  });

  test('of a correlation says what was correlated, with n, and all digits', async () => {
    await openDashboard();
    const [head, pair] = await rowsOf('Save “Rate: correlation” as CSV');
    expect(head?.[2]).toMatch(/^"correlation \(Pearson’s, of .*on common days\)"$/);
    expect(pair?.slice(0, 2)).toEqual(['"USDC, aave on Ethereum"', '"USDT, aave on Ethereum"']);
    expect(pair?.[2]).toMatch(/^-?0\.\d{10,}$/);
    expect(Number(pair?.[3])).toBeGreaterThan(90);
  });
});

function brightness(colour: string | null | undefined): number {
  return (colour?.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, each) => sum + Number(each), 0);
}
