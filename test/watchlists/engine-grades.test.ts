import { beforeEach, describe, expect, test } from 'vitest';
import { rebuild } from '../../electron/engine/journal/index.ts';
import { followWatchlists } from '../../electron/engine/watchlists/index.ts';
import { isKnown } from '../../shared/figures/index.ts';
import type { Point } from '../../shared/market/index.ts';
import { poolAt, takeIn } from '../market/made-market.ts';
import { ok, refusal } from '../workspace/open-workspace.ts';
import { importFile } from './made-pools.ts';
import { listTerms, screenTerms, TODAY, type Watching, watching } from './made-watching.ts';

const DAY = 864e5;
const COIN = { kind: 'asset', id: 'ETH' } as const;
let desk: Watching;
beforeEach(() => {
  desk = watching();
});

/** Daily closes until some days before the standing day of the test. */
function prices(values: readonly number[], daysBefore = 0): void {
  const last = Date.parse(`${TODAY}T00:00:00Z`) - daysBefore * DAY;
  const rows = values.map((value, at) => `${new Date(last - (values.length - 1 - at) * DAY).toISOString().slice(0, 10)},${value}`);
  importFile(desk.engine, 'ETH-USD.csv', `Date,Close\n${rows.join('\n')}\n`);
}
function rising(days: number): readonly number[] {
  return Array.from({ length: days }, (_, at) => Number((100 * 1.001 ** at + (at % 2)).toFixed(2)));
}
async function follow(): Promise<void> {
  const following = followWatchlists(desk.engine);
  await following.settled();
  await following.stop();
}
async function watchCoin(): Promise<string> {
  const { list } = ok(
    await desk.api.watchlists.save({ terms: listTerms({ metrics: ['market.asset-price'], trends: ['market.asset-price'] }) }),
  );
  ok(await desk.api.watchlists.add({ list, about: [COIN] }));
  return list;
}

describe('grades of real metrics', () => {
  test('tell each factor with its value, points and the rows that it rests on', async () => {
    prices(rising(400));
    const [trader, investor] = await desk.api.watchlists.grade({ about: COIN });
    expect(trader).toMatchObject({ grade: 'trader', title: expect.stringContaining('ETH') as string, mark: { coverage: '1' } });
    expect(trader!.factors.map(({ factor, points }) => [factor, points !== null])).toEqual([
      ['momentum-7d', true],
      ['momentum-30d', true],
      ['volatility', true],
      ['drawdown', true],
      ['freshness', true],
    ]);
    const peg = investor!.factors.find(({ factor }) => factor === 'peg')!;
    expect(peg).toMatchObject({ applies: false, points: null });
    expect(investor!.mark.coverage).toBe('1');
    const rows = trader!.trail.flatMap(({ inputs }) => inputs).filter(({ origin }) => origin.kind === 'row');
    expect(rows.length).toBeGreaterThan(4);
    const read = desk.engine.sources.metrics.get('watchlists.trader-grade-of-asset')!.read(desk.engine, 'ETH');
    expect(read).toMatchObject({ ok: { text: trader!.mark.points } });
  });

  test('are none where nothing is known, and their metrics say why', async () => {
    const [trader] = await desk.api.watchlists.grade({ about: COIN });
    expect(trader!.mark).toEqual({ letter: null, points: null, coverage: '0' });
    const read = (id: string, subject: string) => desk.engine.sources.metrics.get(id)!.read(desk.engine, subject);
    expect(read('watchlists.trader-grade-of-asset', 'ETH')).toMatchObject({ unavailable: { reason: 'ungraded' } });
    expect(read('watchlists.trader-letter-of-asset', 'NOT-A-COIN')).toMatchObject({ unavailable: { reason: 'no-such-subject' } });
    expect(await desk.api.watchlists.gradeMethod({ kind: 'asset', grade: 'trader' })).toMatchObject({ leastCoverage: 0.6 });
    expect(await desk.api.watchlists.gradeMethod({ kind: 'day', grade: 'trader' })).toBeNull();
  });
});

describe('the history of grades', () => {
  test('keeps the first letter and each other one of what is watched, and nothing else', async () => {
    prices(rising(400));
    await watchCoin();
    await follow();
    const first = await desk.api.watchlists.gradeHistory({ about: COIN, grade: 'trader' });
    expect(first).toMatchObject([{ by: 'data', before: null }]);
    expect(await desk.api.watchlists.matters({})).toEqual([]);
    const { size } = desk.engine.journal.head();
    await follow();
    expect(desk.engine.journal.head().size).toBe(size);
    // A month without news: the momentum is unknown and with it the grade.
    desk.clock.now = '2026-04-01T12:00:00.000Z';
    await follow();
    const history = await desk.api.watchlists.gradeHistory({ about: COIN, grade: 'trader' });
    expect(history).toHaveLength(2);
    expect(history[0]).toMatchObject({ letter: null, before: first[0]!.letter });
    const matters = await desk.api.watchlists.matters({ days: 1 });
    expect(matters.map(({ matter }) => matter)).toContain('grade-changed');
  });

  test('is the same again from the same data', async () => {
    const graded = async (): Promise<unknown> => {
      desk = watching();
      prices(rising(400));
      await watchCoin();
      await follow();
      const [grades] = [await desk.api.watchlists.grade({ about: COIN })];
      return grades.map(({ mark, factors }) => [mark, factors]);
    };
    expect(await graded()).toEqual(await graded());
  });
});

describe('the grades of all pools at once', () => {
  const POOLS = 2_100;
  const METRICS = ['trader-grade', 'trader-letter', 'investor-grade', 'investor-letter'].map((name) => `watchlists.${name}-of-pool`);
  const at = (daysBefore: number) => new Date(Date.parse(`${TODAY}T06:00:00Z`) - daysBefore * DAY).toISOString();

  /** Some with rewards, some of stablecoins, some long not seen, some known for a day, some with nothing but a name. */
  function madePool(n: number): readonly Point[] {
    const days = n % 10 === 0 ? [0] : n % 11 === 0 ? [30, 29, 28] : Array.from({ length: 40 }, (_, day) => 39 - day);
    return days.map((daysBefore) => observed(n, daysBefore));
  }

  function observed(n: number, daysBefore: number): Point {
    const base = n % 17 === 0 ? null : ((n * (daysBefore + 3)) % 97) / 10;
    const tvl = n % 13 === 0 ? null : 1e5 * (1 + ((n * 7 + daysBefore) % 900));
    const point = poolAt(`pool-${n}`, at(daysBefore), base, tvl, n % 3 === 0 ? n % 5 : null);
    const details = { stablecoin: n % 2 === 0, exposure: n % 4 < 2 ? 'single' : 'multi' };
    return n % 7 === 0 ? point : { ...point, project: ['lido', 'aave-v3', 'curve-dex'][n % 3]!, details };
  }

  /** What is answered of all, and what is answered one by one, of the first so many. */
  function answers(most: number): { readonly together: unknown; readonly single: unknown; readonly fewest: number } {
    const listed = desk.engine.sources.subjects.get('pool')!.list!(desk.engine).slice(0, most);
    const together = METRICS.map((id) => {
      const table = desk.engine.sources.metrics.get(id)!.readAll!(desk.engine);
      return 'texts' in table
        ? table.texts.slice(0, most)
        : Array.from(table.numbers.slice(0, most), (number) => (Number.isNaN(number) ? null : String(number)));
    });
    const single = METRICS.map((id) =>
      listed.map((pool) => {
        const figure = desk.engine.sources.metrics.get(id)!.read(desk.engine, pool.id);
        return isKnown(figure) ? figure.ok.text : null;
      }),
    );
    return { together, single, fewest: Math.min(...single.map((values) => new Set(values).size)) };
  }

  test('are those of each, also after one has changed, a person has said otherwise, or a day has passed', async () => {
    takeIn(desk.engine, Array.from({ length: POOLS }, (_, n) => madePool(n)).flat());
    const months = Array.from(
      { length: 30 },
      (_, n) => `${2023 + Math.floor((n + 8) / 12)}-${String(((n + 8) % 12) + 1).padStart(2, '0')}`,
    );
    takeIn(
      desk.engine,
      months.map((month, n): Point => ({ kind: 'cpi', currency: 'USD', month, index: String(100 + n / 3) })),
    );
    const all = answers(POOLS);
    expect(all.together).toEqual(all.single);
    expect(all.fewest).toBeGreaterThan(4);
    takeIn(desk.engine, [poolAt('pool-7', at(-0.1), 50, 1e10, 3), poolAt('pool-8', at(-0.1), 3, 1e9)]);
    const changed = answers(400);
    expect(changed.together).toEqual(changed.single);
    const about = { kind: 'pool', id: 'pool-1' } as const;
    ok(await desk.api.watchlists.setGrade({ about, grade: 'trader', own: { letter: 'A', reason: 'Mine.' } }));
    const said = answers(400);
    expect(said.together).toEqual(said.single);
    desk.clock.now = '2026-03-06T12:00:00.000Z';
    const later = answers(400);
    expect(later.together).toEqual(later.single);
  }, 180_000);
});

test('a rebuild folds grades, lists and screens as they were, and each event twice without harm', async () => {
  prices(rising(400));
  await watchCoin();
  ok(await desk.api.watchlists.setGrade({ about: COIN, grade: 'trader', own: { letter: 'B', reason: 'Mine.' } }));
  const terms = screenTerms({ kind: 'asset', condition: 'price > 1' });
  const { screen } = ok(await desk.api.watchlists.saveScreen({ terms }));
  ok(await desk.api.watchlists.removeScreen({ screen }));
  ok(await desk.api.journal.undo({ target: screen }));
  await follow();
  const { journal, writableStore: store } = desk.engine;
  const { projections = [] } = journal.registry.columns.find(({ name }) => name === 'watchlists') ?? {};
  const tables = () => projections.map((table) => store.all(`SELECT * FROM ${table} ORDER BY 1, 2, 3, 4`));
  const before = tables();
  expect(before.filter(({ length }) => length > 0)).toHaveLength(7);
  // Read to the end first: the store cannot be written while a query goes on.
  const events = Array.from(journal.each());
  for (const event of events) {
    if (!event.type.startsWith('watchlists.')) continue;
    for (const apply of journal.registry.foldsOf(event.type)) for (const again of [event, event]) apply(store, again);
  }
  expect(tables()).toEqual(before);
  ok(rebuild(store, journal.registry, () => undefined));
  expect(tables()).toEqual(before);
});

describe('an own grade', () => {
  test('stands over the computed one with its reason, and can be taken back', async () => {
    prices(rising(400));
    ok(await desk.api.watchlists.setGrade({ about: COIN, grade: 'investor', own: { letter: 'D', reason: 'Too much of it already.' } }));
    const own = async () => (await desk.api.watchlists.grade({ about: COIN }))[1]!.own;
    expect(await own()).toMatchObject({ letter: 'D', reason: 'Too much of it already.', actor: 'tester' });
    const letter = desk.engine.sources.metrics.get('watchlists.investor-letter-of-asset')!.read(desk.engine, 'ETH');
    expect(letter).toMatchObject({ ok: { text: 'D' } });
    ok(await desk.api.journal.undo({ target: 'asset:ETH' }));
    expect(await own()).toBeNull();
    const history = await desk.api.watchlists.gradeHistory({ about: COIN, grade: 'investor' });
    expect(history.map(({ by, letter }) => [by, letter])).toEqual([
      ['person', null],
      ['person', 'D'],
    ]);
    expect(
      refusal(await desk.api.watchlists.setGrade({ about: { kind: 'asset', id: 'NOT-A-COIN' }, grade: 'trader', own: null })).code,
    ).toBe('no-such-subject');
    expect(
      refusal(
        await desk.api.watchlists.setGrade({
          about: { kind: 'network', id: 'ethereum' },
          grade: 'trader',
          own: { letter: 'A', reason: 'x' },
        }),
      ).code,
    ).toBe('not-graded');
  });
});
