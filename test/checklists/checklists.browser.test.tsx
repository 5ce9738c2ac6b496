import type { inferRouterOutputs } from '@trpc/server';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { AppRouter } from '../../electron/engine/api/router.ts';
import { setChecklistsView } from '../../renderer/checklists/view.ts';
import { forgetDraft } from '../../renderer/window/kept-draft.ts';
import { setPreferences } from '../../renderer/window/preferences.ts';
import { checkTemplate, contentHash, type Template } from '../../shared/checklists/index.ts';
import { answeringBridge, type Answers } from '../frame/answering-bridge.ts';
import { closeWindow, expectSilence, findings, openWindow } from '../frame/page.tsx';
import { madeRun, PERSONS, REHEARSAL } from './made-run.ts';

type Checklists = inferRouterOutputs<AppRouter>['checklists'];
type RunLine = Checklists['runs']['runs'][number];

/** Milliseconds that a busy machine may need. */
const PATIENCE = { timeout: 10_000 };
const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString();

const LINE: RunLine = madeRun().detail();
const RUNS: readonly RunLine[] = Array.from({ length: 10_000 }, (_, n) => ({
  ...LINE,
  run: `r${n}`,
  aboutTitle: `Leg ${n}`,
  ...(n % 2 === 0 ? {} : { state: 'signed' as const, expires: inDays(n % 4 === 1 ? -1 : 40) }),
}));
const BUNDLED: Template = { ...REHEARSAL, key: 'TPL-REHEARSAL', title: 'Rehearsal of the program' };

function version(number: number, content: Template, note: string) {
  return { number, hash: contentHash(content), note, at: inDays(-number), by: 'Ada', origin: 'own' as const, runs: 2, content };
}
const OLDER: Template = { ...REHEARSAL, title: 'Release' };
let published: ReadonlyArray<ReturnType<typeof version>>;

function line(content: Template, changes: Partial<Checklists['templates'][number]> = {}): Checklists['templates'][number] {
  const newest = { number: 1, hash: contentHash(content), note: '', at: null, by: null, origin: 'bundled' as const };
  const { key, title, says, moment, style, about } = content;
  const counts = { items: 8, critical: 4, runs: { total: 3, open: 1, signed: 2 } };
  return { key, title, says, moment, style, about, origin: 'bundled', newest, hasDraft: false, retired: false, ...counts, ...changes };
}

const item = (id: string, made: Partial<NonNullable<Checklists['statistics']>['items'][number]>) => ({
  item: id,
  text: `Text of ${id}`,
  critical: false,
  answered: 60,
  failed: 0,
  unknown: 0,
  notApplicable: 0,
  notShown: 0,
  overridden: 0,
  failRate: '0',
  notApplicableRate: '0',
  medianMilliseconds: 4_200,
  neverFails: false,
  oftenNotApplicable: false,
  ...made,
});

const answers: Answers = {
  'checklists.runs': ({ text = '', state, offset, limit }: { text?: string; state?: string; offset: number; limit: number }) => {
    const found = RUNS.filter(
      (run) => run.aboutTitle.toLowerCase().includes(text.toLowerCase()) && (state === undefined || run.state === state),
    );
    return { total: found.length, runs: found.slice(offset, offset + limit) };
  },
  'checklists.run': () => madeRun().detail(),
  'checklists.templates': () => [line(BUNDLED), line(REHEARSAL, { origin: 'own', newest: published[0]! })],
  'checklists.template': ({ template, number }: { template: string; number?: number }) => {
    const own = template === REHEARSAL.key;
    const versions = own ? published : [version(1, BUNDLED, 'As the program brings it.')];
    const shown = versions.find((each) => each.number === number) ?? versions[0]!;
    return { key: template, origin: own ? 'own' : 'bundled', retired: false, draft: null, version: shown, versions };
  },
  'checklists.expiring': () => [
    { ...expiring('a', 'Sooner, not critical'), validUntil: inDays(-9), expired: true, critical: false },
    { ...expiring('b', 'Later, critical'), validUntil: inDays(-2), expired: true, critical: true },
    { ...expiring('c', 'Still standing'), validUntil: inDays(3), expired: false, critical: true },
  ],
  'checklists.statistics': () => ({
    runs: 60,
    medianMilliseconds: 4_200,
    tooFast: 2,
    items: [item('K1', { neverFails: true }), item('V1', { failed: 15, failRate: '0.25', overridden: 1 })],
  }),
  'checklists.standing': () => ({ state: 'open', run: 'r0', runHash: null, blockers: [], overrides: [], expires: null }),
  'checklists.start': () => ({ ok: { run: 'r1', number: 1, hash: 'a'.repeat(64) } }),
  'checklists.writeDraft': ({ content }: { content: unknown }) => {
    const checked = checkTemplate(content);
    return 'template' in checked ? { ok: { template: checked.template.key } } : { error: { code: 'broken-template', message: 'broken' } };
  },
  'checklists.publish': ({ template }: { template: string }) => ({ ok: { template, number: 3, hash: 'b'.repeat(64) } }),
  'checklists.duplicate': ({ key }: { key: string }) => ({ ok: { template: key } }),
  'checklists.importTemplate': () => ({ ok: { template: REHEARSAL.key, number: 2, hash: 'b'.repeat(64), outcome: 'known' } }),
  'workspace.persons': () => PERSONS.slice(0, 1),
  'workspace.status': () => ({
    path: '/b.countinghouse',
    version: 5,
    events: 1,
    root: 'ab'.repeat(32),
    checkpoint: null,
    lastBackup: null,
    readOnly: false,
  }),
  'journal.head': () => ({ events: 1, root: 'ab'.repeat(32) }),
  'jobs.list': () => [],
};
function expiring(run: string, text: string) {
  return { run, template: REHEARSAL.key, title: REHEARSAL.title, about: LINE.about, aboutTitle: 'Deribit', item: 'K1', text };
}

const bridge = answeringBridge(answers);
const asked = (path: string) => bridge.calls.filter((call) => call.path === path).map(({ input }) => input as Record<string, unknown>);
let checkSilence: () => void;

beforeEach(async () => {
  checkSilence = expectSilence();
  published = [version(2, REHEARSAL, 'Said more exactly.'), version(1, OLDER, 'First version.')];
  for (const key of ['', REHEARSAL.key]) forgetDraft(`checklists.template ${key}`);
  setChecklistsView({ tab: 'runs', words: '', template: '', kind: '', state: '', measured: REHEARSAL.key, retired: false });
  bridge.forget();
  openWindow('checklists');
  await vi.waitUntil(() => page.getByRole('heading', { name: 'Checklists', level: 1 }).query(), PATIENCE);
});
afterEach(() => {
  closeWindow();
  setPreferences({ theme: 'light', discreet: false, density: 'compact' });
  checkSilence();
});

const tab = (name: RegExp) => page.getByRole('tab', { name }).click();
const hands = (role: string) => vi.waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe(role), PATIENCE);

describe('runs', () => {
  test('of ten thousand only those in view are drawn, and the last is reached by a key', async () => {
    await expect.element(page.getByRole('gridcell', { name: /^Leg 0 / })).toBeVisible();
    expect(document.querySelectorAll('tbody tr').length).toBeLessThan(80);
    await hands('grid');
    await userEvent.keyboard('{End}');
    await expect.element(page.getByRole('gridcell', { name: /^Leg 9999 / })).toBeVisible();
  });

  test('are searched and filtered, by keys, in the engine', async () => {
    await expect.element(page.getByRole('gridcell', { name: /^Leg 0 / })).toBeVisible();
    await hands('grid');
    await userEvent.keyboard('/leg 77');
    await expect.element(page.getByText('111 found')).toBeVisible();
    expect(asked('checklists.runs').at(-1)).toEqual({ text: 'leg 77', offset: 0, limit: 200 });
    await userEvent.selectOptions(page.getByLabelText('State'), 'signed');
    await expect.element(page.getByText('56 found')).toBeVisible();
    expect(asked('checklists.runs').at(-1)).toMatchObject({ text: 'leg 77', state: 'signed' });
  });

  test('that are signed and have expired say so', async () => {
    await expect.element(page.getByRole('row', { name: /^Leg 1 / }).getByText('expired', { exact: true })).toBeVisible();
    await expect.element(page.getByRole('row', { name: /^Leg 3 / }).getByText('signed', { exact: true })).toBeVisible();
  });

  test('n starts one: which checklist, for what, and how it stands there', async () => {
    await expect.element(page.getByRole('gridcell', { name: /^Leg 0 / })).toBeVisible();
    await hands('grid');
    await userEvent.keyboard('n');
    await expect.element(page.getByLabelText('Checklist', { exact: true }).last()).toHaveFocus();
    const form = page.getByRole('region', { name: 'Start a checklist' });
    await expect.element(form.getByRole('button', { name: 'Start', exact: true })).toBeDisabled();
    await userEvent.selectOptions(form.getByLabelText('Checklist'), REHEARSAL.key);
    await expect.element(form.getByText(/Every kind of item once\. 8 items, 4 of them critical/)).toBeVisible();
    await expect.element(form.getByText('Begun, and nothing stands in the way of the signature.')).toBeVisible();
    await userEvent.click(form.getByRole('button', { name: 'Start', exact: true }));
    await vi.waitFor(
      () => expect(asked('checklists.start')).toEqual([{ template: REHEARSAL.key, about: { kind: 'workspace', id: 'workspace' } }]),
      PATIENCE,
    );
    await expect.element(page.getByRole('region', { name: 'The trade is affirmed' })).toHaveFocus();
  });

  test('Escape leaves the form and gives the keyboard back to the list', async () => {
    await expect.element(page.getByRole('gridcell', { name: /^Leg 0 / })).toBeVisible();
    await hands('grid');
    await userEvent.keyboard('n');
    await expect.element(page.getByRole('heading', { name: 'Start a checklist' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await hands('grid');
  });
});

test('expired critical answers come first, because their gates are shut', async () => {
  await tab(/^Expiring/);
  await expect.element(page.getByRole('gridcell', { name: /Later, critical/ })).toBeVisible();
  const order = [...document.querySelectorAll('tbody tr td:first-child')].map((cell) => cell.textContent);
  expect(order.map((text) => text?.match(/Later|Sooner|Still/)?.[0])).toEqual(['Later', 'Sooner', 'Still']);
  await expect.element(page.getByRole('link', { name: /Checklists 1 due/ })).toBeVisible();
});

test('statistics name items that never fail, and how often others do', async () => {
  await tab(/^Statistics/);
  await expect.element(page.getByText('1 item never failed')).toBeVisible();
  await expect.element(page.getByText('2 runs too fast to be read')).toBeVisible();
  await expect.element(page.getByRole('img', { name: '45 passed, 15 failed' })).toBeVisible();
  await expect.element(page.getByRole('gridcell', { name: /25\.00.% 15 of 60, 1 overridden/ })).toBeVisible();
});

describe('a checklist', () => {
  test('of the program is read-only and is duplicated under a key of its own', async () => {
    await tab(/^Checklists/);
    await expect.element(page.getByRole('gridcell', { name: /^Rehearsal of the program/ })).toBeVisible();
    (page.getByRole('grid', { name: 'Checklists' }).element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await userEvent.click(page.getByRole('button', { name: /^Duplicate to edit/ }));
    await expect.element(page.getByLabelText(/^Key of the duplicate/)).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(
      () => expect(asked('checklists.duplicate')).toEqual([{ template: 'TPL-REHEARSAL', number: 1, key: 'OWN-REHEARSAL' }]),
      PATIENCE,
    );
  });

  test('tells what each version changed, and shows an earlier one', async () => {
    await openOwn();
    await userEvent.click(page.getByRole('button', { name: 'What changed' }));
    await expect.element(page.getByRole('heading', { name: 'What version 2 changed since 1' })).toBeVisible();
    await expect.element(page.getByRole('row', { name: 'whole title Release Release, rehearsed' })).toBeVisible();
    await userEvent.keyboard('[[');
    await expect.element(page.getByText('This is an earlier version. New runs begin with version 2.')).toBeVisible();
  });

  test('is imported from a dropped file, and known content makes no version', async () => {
    await tab(/^Checklists/);
    await expect.element(page.getByRole('gridcell', { name: /^Rehearsal of the program/ })).toBeVisible();
    const carried = new DataTransfer();
    carried.items.add(new File([JSON.stringify(REHEARSAL)], 'rehearsal.json', { type: 'application/json' }));
    page
      .getByRole('grid', { name: 'Checklists' })
      .element()
      .dispatchEvent(new DragEvent('drop', { dataTransfer: carried, bubbles: true, cancelable: true }));
    await expect.element(page.getByText('rehearsal.json says what version 2 of OWN-REHEARSAL says already.').first()).toBeVisible();
    expect(asked('checklists.importTemplate')).toEqual([{ content: JSON.stringify(REHEARSAL), name: 'rehearsal.json' }]);
  });
});

/** Opens one’s own checklist beside the list. */
async function openOwn(): Promise<void> {
  await tab(/^Checklists/);
  await expect.element(page.getByRole('gridcell', { name: /^Release, rehearsed/ })).toBeVisible();
  (page.getByRole('grid', { name: 'Checklists' }).element() as HTMLElement).focus();
  await userEvent.keyboard('{End}{Enter}');
  await expect.element(page.getByRole('heading', { name: 'Release, rehearsed', level: 1 })).toBeVisible();
}

describe('the editor', () => {
  const outline = page.getByRole('listbox', { name: 'Parts and items' });

  async function edit(): Promise<void> {
    await openOwn();
    await userEvent.click(page.getByRole('button', { name: /^Edit/ }));
    await expect.element(outline).toHaveFocus();
  }

  test('adds an item by a key, shows it as a run would, and publishes it with a note', async () => {
    await edit();
    await userEvent.keyboard('{End}n');
    const text = page.getByLabelText('What is asked');
    await expect.element(text).toHaveFocus();
    await expect.element(outline.getByRole('option', { name: /incomplete/ })).toBeVisible();
    await expect.element(page.getByText(/Shown when what is asked/)).toBeVisible();
    expect(text.element().getAttribute('aria-invalid')).toBeNull();
    await userEvent.keyboard('The phone number was found elsewhere');
    await userEvent.fill(page.getByLabelText('Why', { exact: true }), 'The one in the mail may be the thief’s.');
    const preview = page.getByRole('region', { name: 'As a run shows it' });
    await expect.element(preview.getByRole('heading', { name: 'The phone number was found elsewhere' })).toBeVisible();
    await expect.element(page.getByText('Complete: it can be published.')).toBeVisible();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.element(page.getByLabelText('What is changed, and why')).toHaveFocus();
    await userEvent.keyboard('After the second call.{Enter}');
    await expect.element(page.getByText(/^Version 3 of Release, rehearsed is published/).first()).toBeVisible();
    const [draft] = asked('checklists.writeDraft');
    const items = (draft!['content'] as Template).chunks.at(-1)!.items;
    expect(items.at(-1)).toMatchObject({ kind: 'tick', id: 'M2', text: 'The phone number was found elsewhere' });
    expect(asked('checklists.publish')).toEqual([{ template: REHEARSAL.key, note: 'After the second call.' }]);
  });

  test('leads to the field that is missing instead of publishing', async () => {
    await edit();
    await userEvent.keyboard('{End}n');
    await expect.element(page.getByLabelText('What is asked')).toHaveFocus();
    await userEvent.click(page.getByRole('button', { name: 'Publish' }));
    await expect.element(page.getByText('The text is missing.', { exact: true })).toBeVisible();
    await expect.element(page.getByLabelText('What is asked')).toHaveFocus();
    expect(asked('checklists.writeDraft')).toEqual([]);
  });

  test('complains of what is wrong at its field, while it is typed', async () => {
    await edit();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}');
    await userEvent.fill(page.getByLabelText('Passes from'), 'many');
    await expect.element(page.getByText(/^The lower bound must be a decimal number/).last()).toBeVisible();
    await expect.element(page.getByLabelText('Passes from')).toHaveAttribute('aria-invalid', 'true');
  });

  test('moves items by Alt and the arrows, and removes them by Delete', async () => {
    await edit();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Alt>}{ArrowDown}{/Alt}');
    const ids = () => [...document.querySelectorAll('.outline-item .outline-id')].map((each) => each.textContent);
    expect(ids().slice(0, 2)).toEqual(['K2', 'K1']);
    await userEvent.keyboard('{Delete}');
    expect(ids().slice(0, 2)).toEqual(['K2', 'V1']);
  });

  test('is found as it was left by who looks something up in the middle', async () => {
    await edit();
    await userEvent.fill(page.getByLabelText('Title'), 'Release, third');
    await userEvent.keyboard('{Escape}');
    await userEvent.click(page.getByRole('button', { name: /^Edit/ }));
    await expect.element(page.getByLabelText('Title')).toHaveValue('Release, third');
    await expect.element(page.getByText('as you left it')).toBeVisible();
  });
});

test.each(['light', 'dark'] as const)('axe finds nothing in the lists, a checklist and its editor, %s', async (theme) => {
  setPreferences({ theme });
  await expect.element(page.getByRole('gridcell', { name: /^Leg 0 / })).toBeVisible();
  expect(await findings('.panel[data-panel="checklists"]')).toEqual([]);
  await tab(/^Expiring/);
  await expect.element(page.getByRole('gridcell', { name: /Later, critical/ })).toBeVisible();
  expect(await findings('.panel[data-panel="checklists"]')).toEqual([]);
  await tab(/^Statistics/);
  await expect.element(page.getByText('1 item never failed')).toBeVisible();
  expect(await findings('.panel[data-panel="checklists"]')).toEqual([]);
  await openOwn();
  await expect.element(page.getByRole('heading', { name: 'Versions 2 versions' })).toBeVisible();
  expect(await findings('.middle')).toEqual([]);
  await userEvent.click(page.getByRole('button', { name: /^Edit/ }));
  await expect.element(page.getByLabelText('Title')).toBeVisible();
  expect(await findings('.middle .editor')).toEqual([]);
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
  await expect.element(page.getByRole('region', { name: 'As a run shows it' })).toBeVisible();
  expect(await findings('.middle .editor')).toEqual([]);
});
