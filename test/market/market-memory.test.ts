import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Engine } from '../../electron/engine/engine.ts';
import { undo } from '../../electron/engine/journal/index.ts';
import { marketBook } from '../../electron/engine/market/index.ts';
import { judgeQuarantined } from '../../electron/engine/market/quarantine.ts';
import { enterPrice, setAlias, setTolerance, turnDataset, withdrawPrice } from '../../electron/engine/market/statements.ts';
import type { OpenEngine } from '../../electron/engine/open-engine.ts';
import type { MetricHistory } from '../../electron/engine/sources.ts';
import { openStore } from '../../electron/engine/store/store.ts';
import { addDays, type Figure, isKnown } from '../../shared/figures/index.ts';
import type { Point } from '../../shared/market/index.ts';
import { ok, open, temporaryFolder } from '../workspace/open-workspace.ts';
import { poolAt, priceAt, rateAt, takeIn } from './made-market.ts';

const NOW = '2026-03-01T12:00:00.000Z';
const day = (n: number): string => addDays('2026-02-01', n);
/** The close of a day is stamped at its end. */
const close = (n: number): string => `${day(n + 1)}T00:00:00.000Z`;
const noon = (n: number): string => `${day(n)}T12:00:00.000Z`;

const PRICED = [
  'ETH/USD',
  'USD/ETH',
  'ETH/EUR',
  'EUR/USD',
  'USD/EUR',
  'stETH/ETH',
  'stETH/USD',
  'wstETH/USD',
  'BTC/USD',
  'BTC/ETH',
  'ETH/BTC',
];
const RATED = ['wstETH/stETH', 'wstETH/ETH'];
/** Direct, inverted, crossed over one currency and over two, redeemed for another. */
const ASKED = [...PRICED, 'EUR/ETH', 'BTC/EUR', 'EUR/BTC', 'stETH/EUR', 'wstETH/ETH', 'wstETH/stETH', 'wstETH/EUR', 'USDC/USD'];
const ASSETS = ['ETH', 'BTC', 'stETH', 'wstETH', 'EUR', 'USDC'];
const POOLS = ['p1', 'p2', 'p3'];
const NETWORKS = ['ethereum', 'solana'];
const DAYS = 12;

const pair = (id: string): [string, string] => id.split('/') as [string, string];

function world(): OpenEngine {
  return open(join(temporaryFolder(), 'books.countinghouse'), { mode: 'create', now: () => NOW });
}

function historyOf(engine: Engine, metric: string, id: string): Figure<MetricHistory> {
  return engine.sources.metrics.get(metric)!.history!(engine, id);
}

/** All that is told of a history, by values. */
function said(figure: Figure<MetricHistory>): unknown {
  if (!isKnown(figure)) return figure.unavailable;
  const past = figure.ok;
  const { history, currency, basis, says } = past;
  const indexes = Array.from({ length: history.length }, (_, index) => index);
  return {
    currency,
    basis,
    says,
    points: indexes.map((index) => [
      history.at[index],
      Number.isNaN(history.value[index]!) ? null : history.decimalAt(index).toFixed(),
      past.originOf(index),
      past.basisAt?.(index) ?? null,
    ]),
  };
}

const OF_POOLS = ['rate', 'rate-base', 'rate-reward', 'tvl', 'volume', 'il7d'].map((word) => `market.pool-${word}`);
const OF_PAIRS = ['price', 'peg', 'redemption'].map((word) => `market.pair-${word}`);
const OF_ASSETS = ['price', 'peg'].map((word) => `market.asset-${word}`);
const OF_NETWORKS = ['inflation', 'supply', 'supply-growth'].map((word) => `market.network-${word}`);
const QUESTIONS: readonly (readonly [string, string])[] = [
  ...OF_POOLS.flatMap((metric) => POOLS.map((id) => [metric, id] as const)),
  ...OF_PAIRS.flatMap((metric) => ASKED.map((id) => [metric, id] as const)),
  ...OF_ASSETS.flatMap((metric) => ASSETS.map((id) => [metric, id] as const)),
  ...OF_NETWORKS.flatMap((metric) => NETWORKS.map((id) => [metric, id] as const)),
];

/** Everything that the market answers: pasts, what is read now, one by one and of all, lists, and the book. */
function everything(engine: Engine): unknown {
  const book = marketBook(engine.store);
  const { prices } = book;
  const metrics = [...engine.sources.metrics.values()].filter(({ id }) => id.startsWith('market.'));
  const lists = (['asset', 'pair', 'pool', 'network'] as const).map((kind) => engine.sources.subjects.get(kind)!.list!(engine));
  const ids = { asset: ASSETS, pair: ASKED, pool: POOLS, network: NETWORKS, workspace: ['workspace'] };
  return {
    lists,
    past: QUESTIONS.map(([metric, id]) => [metric, id, said(historyOf(engine, metric, id))]),
    now: metrics.flatMap(({ id, subject, read }) => (ids[subject as keyof typeof ids] ?? []).map((one) => [id, one, read(engine, one)])),
    all: metrics.map(({ id, readAll }) => [id, readAll?.(engine) ?? null]),
    book: ['ETH', 'BTC', 'stETH', 'wstETH'].flatMap((asset) =>
      [3, 8, 12].flatMap((n) => [
        prices.price(asset, 'EUR', day(n)),
        prices.price(asset, 'USD', day(n)),
        prices.rate(asset, 'ETH', day(n)),
        prices.rateDays(asset, 'ETH', day(0), day(n)),
      ]),
    ),
    deflators: [book.consumerPrices('USD').index(day(5)), book.supply('ETH').index(day(5))],
  };
}

interface Deed {
  readonly says: string;
  /** Whether another process does it. */
  readonly elsewhere: boolean;
  readonly act: (engine: OpenEngine, datasets: string[]) => void;
  /** As a failing run prints it. */
  toString(): string;
}

type Act = Pick<Deed, 'says' | 'act'>;

const dayNumber = fc.integer({ min: 0, max: DAYS });
const price = fc.integer({ min: 50, max: 150 }).map((cents) => (cents / 100).toFixed(2));
const stamp = fc.oneof(dayNumber.map(close), dayNumber.map(noon));
const pricePoint = fc.tuple(fc.constantFrom(...PRICED), stamp, price).map(([id, at, value]): Point => priceAt(...pair(id), at, value));
const ratePoint = fc.tuple(fc.constantFrom(...RATED), stamp, price).map(([id, at, value]): Point => rateAt(...pair(id), at, value));
const supplyPoint = fc
  .tuple(fc.constantFrom('ETH', 'SOL'), fc.constantFrom('total' as const, 'inflation' as const), dayNumber, price)
  .map(([asset, measure, n, value]): Point => ({ kind: 'supply', asset, measure, day: day(n), value }));
const cpiPoint = fc
  .tuple(fc.integer({ min: 1, max: 2 }), price)
  .map(([month, index]): Point => ({ kind: 'cpi', currency: 'USD', month: `2026-0${month}`, index }));
const quoted = fc.option(fc.integer({ min: -5, max: 90 }).map((tenths) => tenths / 10));
const poolPoint = fc
  .record({
    pool: fc.constantFrom(...POOLS),
    at: stamp,
    base: quoted,
    tvl: fc.option(fc.integer({ min: 0, max: 3 })),
    reward: quoted,
    il7d: quoted,
    named: fc.constantFrom('lido', 'aave-v3', null),
    told: fc.boolean(),
  })
  .map(poolPointOf);

const deed: fc.Arbitrary<Deed> = fc
  .tuple(
    fc.boolean(),
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc
          .tuple(
            fc.array(fc.oneof(pricePoint, pricePoint, ratePoint, supplyPoint, cpiPoint, poolPoint), { minLength: 1, maxLength: 12 }),
            fc.nat(6),
          )
          .map(
            ([points, every]): Act => ({
              says: `import ${points
                .map((point) =>
                  Object.values(point)
                    .filter((value) => typeof value !== 'object')
                    .join(' '),
                )
                .join(', ')}; suspect each ${every}th`,
              act: (engine, datasets) => void datasets.push(takeIn(engine, points, (_point, index) => every > 0 && index % every === 0)),
            }),
          ),
      },
      {
        weight: 2,
        arbitrary: fc.nat().map(
          (n): Act => ({
            says: `turn dataset ${n}`,
            act(engine, datasets) {
              const dataset = datasets[n % Math.max(1, datasets.length)];
              const live =
                dataset === undefined
                  ? undefined
                  : engine.store.get<{ live: number }>('SELECT live FROM market_dataset WHERE dataset = ?', dataset)?.live;
              if (dataset !== undefined) ok(turnDataset(engine, dataset, live === 0));
            },
          }),
        ),
      },
      {
        weight: 2,
        arbitrary: fc.tuple(fc.constantFrom(...PRICED), dayNumber, price).map(([id, n, value]): Act => {
          const [asset, currency] = pair(id);
          return {
            says: `enter ${value} for ${id} on ${day(n)}`,
            act: (engine) => void ok(enterPrice(engine, { asset, currency, day: day(n), price: value })),
          };
        }),
      },
      {
        weight: 1,
        arbitrary: fc.nat().map(
          (n): Act => ({
            says: `take back price ${n}`,
            act(engine) {
              const entered = engine.store.all<{ asset: string; currency: string; day: string }>(
                'SELECT asset, currency, day FROM market_hand_price',
              );
              const one = entered[n % Math.max(1, entered.length)];
              if (one) ok(withdrawPrice(engine, one));
            },
          }),
        ),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(fc.nat(), fc.constantFrom('released' as const, 'kept' as const, null)).map(
          ([n, verdict]): Act => ({
            says: `judge value ${n} ${verdict}`,
            act(engine) {
              const waiting = engine.store.all<{ dataset: string; n: number }>(
                "SELECT dataset, n FROM market_remark WHERE outcome = 'quarantined' ORDER BY 1, 2",
              );
              const one = waiting[n % Math.max(1, waiting.length)];
              if (one) ok(judgeQuarantined(engine, one.dataset, [one.n], verdict, undefined));
            },
          }),
        ),
      },
      {
        weight: 1,
        arbitrary: fc.nat().map(
          (n): Act => ({
            says: `undo event ${n}`,
            act(engine) {
              const { size } = engine.journal.head();
              const event = size === 0 ? undefined : engine.journal.at(n % size);
              // What was undone or changed since is refused, which is right too.
              if (event) undo(engine.store, engine.journal, event.id);
            },
          }),
        ),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(fc.constantFrom('ETH', 'stETH', 'wstETH', 'EUR'), fc.option(fc.integer({ min: 0, max: 9 }))).map(
          ([asset, days]): Act => ({
            says: `tolerate ${days} days of ${asset}`,
            act: (engine) => void setTolerance(engine, asset, days),
          }),
        ),
      },
      {
        weight: 1,
        arbitrary: fc.constant<Act>({
          says: 'set an alias',
          act: (engine) => void setAlias(engine, 'made', 'XETH', 'ETH'),
        }),
      },
    ),
  )
  .map(([elsewhere, { says, act }]): Deed => ({ says, act, elsewhere, toString: () => `${says}${elsewhere ? ' (elsewhere)' : ''}` }));

const ASKS = fc.array(fc.nat(QUESTIONS.length - 1), { maxLength: 8 });

describe('what is kept of the market', () => {
  test('answers what one who reads the file for the first time is told, whatever happened', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(deed, ASKS, fc.boolean()), { minLength: 1, maxLength: 14 }), async (steps) => {
        const engine = world();
        const other = open(engine.workspace.path, { now: () => NOW });
        const datasets: string[] = [];
        for (const [{ elsewhere, act }, asks, isWhole] of steps) {
          act(elsewhere ? other : engine, datasets);
          for (const ask of asks) historyOf(engine, ...QUESTIONS[ask]!);
          if (!isWhole) continue;
          const first = openStore(engine.workspace.path, { readOnly: true });
          expect(everything(engine)).toEqual(everything({ ...engine, store: first }));
          first.close();
        }
        await Promise.all([engine.close(), other.close()]);
      }),
      { numRuns: 40 },
    );
  }, 240_000);

  test('of what an event cannot touch is the same object as before', () => {
    const engine = world();
    const days = Array.from({ length: DAYS }, (_, n) => n);
    for (const id of ['ETH/USD', 'EUR/USD', 'BTC/USD', 'stETH/ETH'])
      takeIn(
        engine,
        days.map((n) => priceAt(...pair(id), close(n), `1.${n}`)),
      );
    takeIn(
      engine,
      ['p1', 'p2'].flatMap((pool) => days.map((n) => poolAt(pool, noon(n), n, 1))),
    );
    const asked = [
      ...['ETH/USD', 'USD/ETH', 'ETH/EUR', 'BTC/USD', 'BTC/EUR', 'stETH/ETH'].map((id) => ['market.pair-price', id] as const),
      ['market.pair-peg', 'stETH/ETH'] as const,
      ...['p1', 'p2'].flatMap((id) => ['market.pool-rate', 'market.pool-tvl'].map((metric) => [metric, id] as const)),
    ];
    const lists = () => (['asset', 'pair', 'pool'] as const).map((kind) => engine.sources.subjects.get(kind)!.list!(engine));
    const kept = () =>
      new Map(
        asked.map(([metric, id]) => {
          const figure = historyOf(engine, metric, id);
          return [`${metric.slice('market.'.length)} ${id}`, isKnown(figure) ? figure.ok.history : null];
        }),
      );
    /** Which are others after something has happened; one that is another only because it was made again counts. */
    const others = (act: () => void): readonly string[] => {
      const [before, listed] = [kept(), lists()];
      act();
      const after = kept();
      expect(lists().map((list, n) => list === listed[n])).toEqual([true, true, true]);
      return [...after].filter(([key, history]) => history !== before.get(key)).map(([key]) => key);
    };
    expect(others(() => undefined)).toEqual([]);
    expect(others(() => void setAlias(engine, 'made', 'XETH', 'ETH'))).toEqual([]);
    expect(others(() => void takeIn(engine, [poolAt('p2', close(DAYS + 1), 3, 1)]))).toEqual(['pool-rate p2', 'pool-tvl p2']);
    const before = kept().get('pair-price BTC/USD')!;
    expect(others(() => void takeIn(engine, [priceAt('BTC', 'USD', close(DAYS), '2')]))).toEqual([
      'pair-price BTC/USD',
      'pair-price BTC/EUR',
    ]);
    expect([before.length, kept().get('pair-price BTC/USD')!.length]).toEqual([DAYS, DAYS + 1]);
    // What rests on it is another; what is only told again is not.
    const euros = ['pair-price ETH/EUR', 'pair-price BTC/EUR'];
    expect(others(() => void takeIn(engine, [priceAt('EUR', 'USD', close(5), '1.7')]))).toEqual(euros);
    expect(others(() => void takeIn(engine, [priceAt('EUR', 'USD', close(DAYS + 5), '1.7')]))).toEqual([]);
    const price = { asset: 'stETH', currency: 'ETH', day: day(3), price: '0.9' };
    expect(others(() => void ok(enterPrice(engine, price)))).toEqual(['pair-price stETH/ETH', 'pair-peg stETH/ETH']);
    expect(others(() => void ok(withdrawPrice(engine, price)))).toEqual(['pair-price stETH/ETH', 'pair-peg stETH/ETH']);
    expect(others(() => void ok(setTolerance(engine, 'USDC', 9)))).toEqual([]);
  });

  test('is not kept of what a transaction takes back', () => {
    const engine = world();
    takeIn(engine, [priceAt('ETH', 'USD', close(1), '100')]);
    const eth = () => said(historyOf(engine, 'market.pair-price', 'ETH/USD'));
    const before = eth();
    const event = {
      type: 'market.price-entered',
      subject: 'ETH/USD',
      payload: { asset: 'ETH', currency: 'USD', day: day(1), price: '7', before: null },
    };
    const commit = () =>
      engine.journal.commit([event], () => {
        expect(eth()).toEqual(before);
        throw new Error('Taken back.');
      });
    expect(commit).toThrow('Taken back.');
    ok(enterPrice(engine, { asset: 'ETH', currency: 'USD', day: day(2), price: '8' }));
    expect(said(historyOf({ ...engine, store: engine.writableStore }, 'market.pair-price', 'ETH/USD'))).toMatchObject({
      points: [
        [Date.parse(close(1)), '100'],
        [Date.parse(`${day(2)}T23:59:59.999Z`), '8'],
      ].map((point) => expect.arrayContaining(point) as unknown),
    });
  });

  test('takes a series of which nothing is in use for none', () => {
    const engine = world();
    const suspect = [priceAt('BTC', 'ETH', close(1), '20')];
    takeIn(engine, suspect, () => true);
    takeIn(engine, [priceAt('ETH', 'USD', close(1), '100')]);
    expect(marketBook(engine.store).prices.price('BTC', 'USD', day(1))).toMatchObject({ unavailable: { reason: 'no-price' } });
  });

  test('answers thousands of pools that are read in one pass as it answers one', () => {
    const engine = world();
    const pools = Array.from({ length: 100 }, (_, n) => `pool-${n}`);
    takeIn(
      engine,
      pools.flatMap((pool, n) => [poolAt(pool, noon(1), n, n), poolAt(pool, noon(2), n + 1, n)]),
    );
    const rate = (id: string) => said(historyOf(engine, 'market.pool-rate', id));
    const first = openStore(engine.workspace.path, { readOnly: true });
    for (const id of pools) expect(rate(id)).toEqual(said(historyOf({ ...engine, store: first }, 'market.pool-rate', id)));
    takeIn(engine, [poolAt('pool-3', noon(0), 9, 9), poolAt('pool-new', noon(0), 9, 9)]);
    expect(rate('pool-3')).toMatchObject({ points: { length: 3 } });
    expect(rate('pool-new')).toMatchObject({ points: { length: 1 } });
    first.close();
  });
});

interface PoolTold {
  readonly pool: string;
  readonly at: string;
  readonly base: number | null;
  readonly tvl: number | null;
  readonly reward: number | null;
  readonly il7d: number | null;
  readonly named: string | null;
  readonly told: boolean;
}

function poolPointOf({ pool, at, base, tvl, reward, il7d, named, told }: PoolTold): Point {
  const details = told ? { details: { il7d, volumeUsd1d: tvl, poolMeta: named } } : {};
  return { ...poolAt(pool, at, base, tvl, reward), project: named, ...details };
}
