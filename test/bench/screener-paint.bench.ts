import { loadavg } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEngine } from '../../electron/engine/open-engine.ts';
import { isRefused } from '../../shared/figures/index.ts';
import { built, newHome, startProfile, startServer } from '../e2e/harness.ts';
import { importFile } from '../watchlists/made-pools.ts';
import { madeSnapshot } from './made-snapshot.ts';
import { type Stroke, stroke, watchRows, watchWire } from './keystrokes.ts';

const POOLS = 20_000;
const FEWEST = 100;
/** What is typed, key by key, after the first, which starts the program's code: each begins anew, and none has been asked before. */
const TYPED = [
  'tvl > 1m',
  ...[1, 2, 3, 4, 6, 9, 14, 22].map((rate) => `rate.base > 0.${rate}% and tvl > ${rate}m`),
  ...[45_678_912, 98_765_432, 7_654_321, 2_345_678, 13_579_246].map((tvl, at) => `rate.base > 0.${at + 5}1% and tvl < ${tvl}`),
  ...['Ethereum', 'Base', 'Solana', 'Polygon'].map(
    (chain, at) => `chain = "${chain}" and rate.reward >= ${at}.2${at}% and tvl < 53${at}1246`,
  ),
  ...[15, 17, 23].map((most) => `rate.base <= 0.${most}% and tvl <= ${most}1234567`),
];

/**
 * The screener over 20,000 pools with the real engine behind it: from the key going down until the frame in which the last row that it changed was
 * painted. Keys after which the text means nothing yet change no row, and are measured to the field's own frame.
 */
test('a keystroke to painted rows', async () => {
  await built();
  const home = newHome();
  const workspace = join(home.folder, 'pools.countinghouse');
  const opened = openEngine({ workspace, actor: 'bench', mode: 'create' });
  if (isRefused(opened)) throw new Error(opened.error.message);
  importFile(opened.ok, 'pools_2026-03-01.json', madeSnapshot(POOLS));
  await opened.ok.close();
  const server = await startServer(home, ['--workspace', workspace]);
  const profile = await startProfile(home);
  try {
    const page = await profile.newPage();
    await watchWire(page);
    await page.goto(server.address);
    await page.getByRole('navigation').getByText('Screener', { exact: true }).click({ timeout: 60_000 });
    await page.getByText(`${POOLS.toLocaleString('en-US')} of`, { exact: false }).waitFor({ timeout: 120_000 });
    await watchRows(page, '.screener-result, .result-line, .teaching');
    const field = page.getByRole('textbox', { name: 'Condition' });
    await field.focus();
    const [strokes, loads]: [Stroke[], number[]] = [[], []];
    for (const text of TYPED) {
      await stroke(page, 'ControlOrMeta+a');
      await stroke(page, 'Backspace');
      let typed = '';
      for (const key of text) {
        const measured = await stroke(page, key);
        typed += key;
        if (process.env['KEYS']) console.log(JSON.stringify(typed), JSON.stringify(measured));
        if (text !== TYPED[0]) strokes.push(measured);
      }
      loads.push(loadavg()[0]!);
    }
    const [changed, others] = [strokes.filter(({ painted }) => painted !== null), strokes.filter(({ painted }) => painted === null)];
    console.log(
      [
        `${POOLS} pools, load ${Math.min(...loads).toFixed(1)}–${Math.max(...loads).toFixed(1)}; engine and page share this machine`,
        `${changed.length} keys that changed rows, to painted rows: ${words(changed.map(({ painted }) => painted!))}`,
        `  key to question:             ${words(stage(changed, ({ asked }) => [0, asked]))}`,
        `  engine and wire:             ${words(stage(changed, ({ asked, answered }) => [asked, answered]))}`,
        `  answer to rows in the page:  ${words(stage(changed, ({ answered, drawn }) => [answered, drawn]))}`,
        `  layout and paint:            ${words(stage(changed, ({ drawn, painted }) => [drawn, painted]))}`,
        `${others.length} others, to the painted field: ${words(others.map(({ field: own }) => own))}`,
      ].join('\n'),
    );
    expect(changed.length).toBeGreaterThanOrEqual(FEWEST);
  } finally {
    await profile.close();
    await server.stop();
    home.remove();
  }
});

/** How long a part took, where it took place. */
function stage(strokes: readonly Stroke[], between: (stroke: Stroke) => readonly [number | null, number | null]): readonly number[] {
  return strokes.map(between).flatMap(([from, to]) => (from === null || to === null ? [] : [to - from]));
}

function words(times: readonly number[]): string {
  if (times.length === 0) return 'none';
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(0);
  return `${at(0.5)} ms in the median, ${at(0.95)} ms at p95, ${at(1)} ms at worst`;
}
