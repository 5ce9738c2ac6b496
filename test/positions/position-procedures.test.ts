import { verifyStore } from '../../electron/engine/journal/index.ts';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createCaller } from '../../electron/engine/api/router.ts';
import type { PositionAnswer } from '../../electron/engine/positions/answers.ts';
import type { OpenEngine } from '../../electron/engine/open-engine.ts';
import type { Figure } from '../../shared/figures/index.ts';
import { COMPONENTS } from '../../shared/positions/index.ts';
import { ok, open, refusal, temporaryFolder } from '../workspace/open-workspace.ts';

const NOW = '2026-03-01T12:00:00.000Z';

function desk() {
  const engine = open(join(temporaryFolder(), 'desk.countinghouse'), { mode: 'create', now: () => NOW });
  return { engine, api: createCaller({ engine }) };
}

async function priced(engine: OpenEngine, prices: readonly (readonly [string, string, string])[]): Promise<void> {
  const api = createCaller({ engine });
  for (const [asset, day, price] of prices) ok(await api.market.enterPrice({ asset, currency: 'USD', day, price }));
}

function value(figure: Figure<string> | undefined): string {
  if (!figure) return 'none';
  return 'ok' in figure ? figure.ok : figure.unavailable.reason;
}

const DOT = { kind: 'native-staking', title: 'DOT', platform: 'Kraken', opened: '2026-01-01', asset: 'DOT', unbondingDays: 28 } as const;
const at = (day: string) => `${day}T08:00:00.000Z`;

async function staked(engine: OpenEngine): Promise<string> {
  const api = createCaller({ engine });
  ok(await api.workspace.changeSettings({ deflator: 'none' }));
  await priced(engine, [
    ['DOT', '2026-01-01', '10'],
    ['DOT', '2026-02-01', '8'],
    ['DOT', '2026-03-01', '9'],
  ]);
  const { position } = ok(
    await api.positions.open({
      terms: DOT,
      activities: [
        { kind: 'open', at: at('2026-01-01'), into: [{ asset: 'DOT', quantity: '100' }] },
        { kind: 'reward', at: at('2026-02-01'), into: [{ asset: 'DOT', quantity: '2' }] },
      ],
    }),
  );
  return position;
}

test('saving terms as they stand records nothing, in whatever order their members come', async () => {
  const { engine, api } = desk();
  const position = await staked(engine);
  const entries = () => [...engine.journal.each()].length;
  const before = entries();
  ok(await api.positions.edit({ position, terms: DOT }));
  const turned = Object.fromEntries(Object.entries(DOT).reverse()) as unknown as typeof DOT;
  ok(await api.positions.edit({ position, terms: turned }));
  expect(entries()).toBe(before);
  const events = [...engine.journal.each()];
  for (const event of events) for (const apply of engine.journal.registry.foldsOf(event.type)) apply(engine.store as never, event);
  ok(await api.positions.edit({ position, terms: DOT }));
  expect(entries()).toBe(before);
});

describe('a staked position', () => {
  test('is listed with its return taken apart, and totals that add up', async () => {
    const { engine, api } = desk();
    const position = await staked(engine);
    const list = await api.positions.list({});
    expect(list).toMatchObject({ asOf: '2026-03-01', currency: 'USD', deflator: null });
    const [only] = list.positions;
    expect(only).toMatchObject({ position, title: 'DOT', group: 'staking', status: 'open', activities: 2 });
    expect(only?.unlock).toEqual({ days: 28, day: '2026-03-29', because: 'unbonds' });
    expect(value(only?.value)).toBe('918');
    // 100·(9 − 10), 2·8 on receipt, 2·(9 − 8) since
    expect(Object.fromEntries(Object.entries(only?.components ?? {}).map(([name, figure]) => [name, value(figure)]))).toEqual({
      price: '-100',
      rewards: '16',
      'reward-drift': '2',
    });
    expect(value(only?.real)).toBe('-82');
    expect(value(only?.realReturn.figure)).toBe('-0.082');
    expect(list.totals.map(({ group, positions, unavailable }) => ({ group, positions, unavailable }))).toEqual([
      { group: 'all', positions: 1, unavailable: { value: 0, nominal: 0, real: 0 } },
      { group: 'staking', positions: 1, unavailable: { value: 0, nominal: 0, real: 0 } },
    ]);
  });

  test('is told whole: waterfall, rates, plain money, holdings', async () => {
    const { engine, api } = desk();
    const position = await staked(engine);
    const one = (await api.positions.one({ position })) as PositionAnswer;
    expect(value(one.earned.total)).toBe('16');
    expect(Number(value(one.earned.week))).toBeCloseTo((16 / 59) * 7, 10);
    expect(one.annual.ifPersisted).toBe(true);
    expect(one.xirr.basis).toMatchObject({ kind: 'APY', windowDays: 59 });
    // −1000 grew to 918 in 59 days
    expect(Number(value(one.xirr.figure))).toBeCloseTo(0.918 ** (365 / 59) - 1, 12);
    expect(Number(value(one.twr.figure))).toBeCloseTo(-0.082, 15);
    expect(value(one.twr.annualised)).toBe('less-than-a-year');
    expect(one.held.map(({ of, quantity, value: worth }) => [of, quantity, value(worth)])).toEqual([
      ['principal', '100', '900'],
      ['reward', '2', '18'],
    ]);
  });

  test('explains each figure down to the entry and the price it came from', async () => {
    const { engine, api } = desk();
    const position = await staked(engine);
    const answer = await api.positions.explain({ position, figure: 'rewards' });
    expect(answer).toMatchObject({ title: 'Rewards', currency: 'USD' });
    const [step] = answer?.steps ?? [];
    expect(step).toMatchObject({ formula: 'Σ qᵢPᵢ', value: '16' });
    const [amount, price] = step?.inputs ?? [];
    expect(amount).toMatchObject({ name: 'reward', value: '2', unit: 'DOT', words: 'Recorded “reward” of 2 DOT on 2026-02-01' });
    expect(amount?.entry?.seq).toBeGreaterThan(0);
    expect(price).toMatchObject({ name: 'price of DOT', value: '8', unit: 'USD', asOf: '2026-02-01' });
    for (const figure of [...COMPONENTS, 'flows', 'value', 'nominal', 'after-tax', 'real', 'xirr'] as const) {
      expect((await api.positions.explain({ position, figure }))?.title).toBeTruthy();
    }
  });

  test('has a series of value against holding', async () => {
    const { engine, api } = desk();
    const position = await staked(engine);
    const series = await api.positions.series({ position });
    expect(series?.points.at(0)).toEqual({ day: '2026-01-01', value: '1000', holding: '1000' });
    expect(series?.points.at(-1)).toEqual({ day: '2026-03-01', value: '918', holding: '900' });
    // the only price older than DOT's tolerance of days is a gap, not a line
    expect(series?.points.some((point) => point.value === null)).toBe(true);
  });
});

describe('a change', () => {
  test('shows at once, and its undoing too', async () => {
    const { engine, api } = desk();
    const position = await staked(engine);
    expect(value((await api.positions.list({})).positions[0]?.value)).toBe('918');
    const { activity } = ok(
      await api.positions.recordActivity({
        position,
        activity: { kind: 'reward', at: at('2026-03-01'), into: [{ asset: 'DOT', quantity: '1' }] },
      }),
    );
    expect(value((await api.positions.list({})).positions[0]?.value)).toBe('927');
    ok(
      await api.positions.editActivity({
        position,
        activity,
        detail: { kind: 'reward', at: at('2026-03-01'), into: [{ asset: 'DOT', quantity: '3' }] },
      }),
    );
    expect(value((await api.positions.list({})).positions[0]?.value)).toBe('945');
    ok(await api.positions.removeActivity({ position, activity }));
    expect(value((await api.positions.list({})).positions[0]?.value)).toBe('918');
    ok(await api.journal.undo({}));
    expect(value((await api.positions.list({})).positions[0]?.value)).toBe('945');
    await priced(engine, [['DOT', '2026-03-01', '10']]);
    expect(value((await api.positions.list({})).positions[0]?.value)).toBe('1050');
  });

  test('of terms, note, closing and removal is an event with an inverse', async () => {
    const { engine, api } = desk();
    const position = await staked(engine);
    ok(await api.positions.edit({ position, terms: { ...DOT, title: 'Polkadot' } }));
    ok(await api.positions.writeNote({ position, note: 'Look again in spring.' }));
    ok(await api.positions.close({ position, closed: '2026-02-28' }));
    expect(await api.positions.one({ position })).toMatchObject({
      note: 'Look again in spring.',
      summary: { title: 'Polkadot', status: 'closed', closed: '2026-02-28' },
    });
    ok(await api.positions.reopen({ position }));
    ok(await api.positions.remove({ position }));
    expect((await api.positions.list({})).positions).toEqual([]);
    ok(await api.journal.undo({}));
    expect((await api.positions.list({})).positions).toHaveLength(1);
  });

  test('that makes no sense is refused with a sentence', async () => {
    const { engine, api } = desk();
    const position = await staked(engine);
    const record = async (activity: object) => refusal(await api.positions.recordActivity({ position, activity: activity as never }));
    expect(await record({ kind: 'slash', at: at('2026-02-02'), into: [{ asset: 'DOT', quantity: '1' }] })).toMatchObject({
      code: 'activity-does-not-fit',
      message: '“slash” of 2026-02-02 needs an amount in “outOf”: what was taken.',
    });
    expect((await record({ kind: 'deposit', at: at('2026-02-02'), into: [{ asset: 'DOT', quantity: '1' }] })).code).toBe(
      'not-a-position-activity',
    );
    expect((await record({ kind: 'reward', at: at('2027-02-02'), into: [{ asset: 'DOT', quantity: '1' }] })).code).toBe('in-the-future');
    expect((await record({ kind: 'reward', at: at('2026-02-02'), into: [{ asset: 'DOT', quantity: '-1' }] })).code).toBe('bad-quantity');
    expect(refusal(await api.positions.edit({ position, terms: { ...DOT, kind: 'lending-supply' } })).code).toBe('kind-is-fixed');
    expect(refusal(await api.positions.close({ position, closed: '2020-01-01' })).code).toBe('before-opening');
    expect(refusal(await api.positions.reopen({ position })).code).toBe('not-closed');
    expect(refusal(await api.positions.claim({ position, streams: ['kraken:earn:DOT'] })).code).toBe('no-such-stream');
    expect(refusal(await api.positions.remove({ position: 'nobody' })).code).toBe('no-such-position');
  });
});

test('a preview measures a draft as if it were stored and stores nothing', async () => {
  const { engine, api } = desk();
  const position = await staked(engine);
  const before = engine.journal.head().size;
  const answer = await api.positions.preview({
    position,
    activities: [{ kind: 'withdraw', at: at('2026-03-01'), outOf: [{ asset: 'DOT', quantity: '103' }] }],
  });
  expect(answer.sentences[0]).toBe('Native staking of DOT on Kraken.');
  expect(answer.warnings[0]).toMatch(/1 DOT more left than had been recorded/);
  expect(engine.journal.head().size).toBe(before);
});

test('a document is kept beside a position and read back', async () => {
  const { engine, api } = desk();
  const position = await staked(engine);
  const content = Buffer.from('Terms of service').toString('base64');
  const { sha256 } = ok(await api.positions.attachDocument({ position, name: 'terms.txt', mediaType: 'text/plain', content }));
  expect(await api.positions.document({ position, sha256 })).toMatchObject({ name: 'terms.txt', bytes: 16, content });
  ok(await api.positions.detachDocument({ position, sha256 }));
  expect((await api.positions.one({ position }))?.documents).toEqual([]);
});

test('verification sees a document that was changed or lost behind the back of the journal', async () => {
  const { engine, api } = desk();
  const position = await staked(engine);
  const content = Buffer.from('Terms of service').toString('base64');
  const { sha256 } = ok(await api.positions.attachDocument({ position, name: 'terms.txt', mediaType: 'text/plain', content }));
  const findings = () =>
    verifyStore(engine.writableStore, engine.journal.registry, () => {}).checks.flatMap((check) =>
      check.findings.map(({ message }) => message),
    );
  expect(findings()).toEqual([]);
  engine.writableStore.run('UPDATE position_file SET content = ? WHERE sha256 = ?', Buffer.from('Terms of surface'), sha256);
  expect(findings()).toEqual([expect.stringMatching(/^The file terms\.txt of entry \d+ has been changed/)]);
  engine.writableStore.run('DELETE FROM position_file WHERE sha256 = ?', sha256);
  expect(findings()).toEqual([expect.stringMatching(/^The file terms\.txt that entry \d+ names is not there/)]);
});

test('a rebuild folds the same tables', async () => {
  const { engine, api } = desk();
  const position = await staked(engine);
  ok(await api.positions.writeNote({ position, note: 'kept' }));
  const before = await api.positions.one({ position });
  const job = ok(await api.journal.rebuild({}));
  expect((await engine.jobs.finished(job.job)).state).toBe('done');
  expect(await api.positions.one({ position })).toEqual(before);
});
