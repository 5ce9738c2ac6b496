import {
  Decimal,
  decimalText,
  type Figure,
  known,
  type MetricUnit,
  type MetricValue,
  type RateBasis,
  type TrailStep,
  unavailable,
} from '../../../shared/figures/index.ts';
import { lockUpDays, type PoolDetails, quotedBasisOf, wholeRateBasisOf } from '../../../shared/market/index.ts';
import type { Engine } from '../engine.ts';
import type { MetricSource } from '../sources.ts';
import type { Reader } from '../store/store.ts';
import { poolDetailHistory, poolHistoryOf } from './pool-history.ts';
import type { PoolTableColumn } from './pool-pasts.ts';
import { poolDetails, type PoolTable, poolTable, type ToldDetails } from './pool-table.ts';

const QUOTED = 'As the source quotes it; each value says what kind of rate its project quotes.';
/** The aggregator itself drops a pool that it has not seen for a week. */
const FRESH_DAYS = 7;

/** What may be read of a pool: its newest observation, and what the newest snapshot told beside the rates. */
export const poolMetrics: readonly MetricSource[] = [
  quoted('rate', 'Rate', 'Base and reward together, a year, as the source adds them up.', 'apy', 'apy', wholeRateBasisOf),
  quoted(
    'rate.base',
    'Base rate',
    'What lending, fees or staking pay, a year, without incentives.',
    'apyBase',
    'apy_base',
    (project, _base, _reward, asOf) => quotedBasisOf(project, 'base', asOf),
  ),
  quoted(
    'rate.reward',
    'Reward rate',
    'Incentives, a year, at the present price of the reward token.',
    'apyReward',
    'apy_reward',
    (project, _base, _reward, asOf) => quotedBasisOf(project, 'reward', asOf),
  ),
  {
    ...told('tvl', 'Value locked', 'What is deposited, in US dollars; of lending, what was supplied less what was borrowed.', 'money'),
    freshDays: FRESH_DAYS,
    read: (engine, pool) =>
      ofPool(engine, pool, (table, place) => fromColumn(table, place, table.tvlUsd[place]!, 'value locked', 1, { currency: 'USD' })),
    readAll: (engine) => ({ numbers: poolTable(engine.store).tvlUsd }),
    history: (engine, pool) =>
      poolHistoryOf(
        engine.store,
        pool,
        'tvl_usd',
        (value) => value,
        () => ({ currency: 'USD' }),
      ),
  },
  {
    ...told('age', 'Age of the observation', 'Days since the pool was last seen.', 'days'),
    clocked: true,
    read: (engine, pool) =>
      ofPool(engine, pool, (table, place) => known({ text: String(ageDays(engine, table.at[place]!)), asOf: table.at[place]! })),
    readAll: (engine) => ({ numbers: Float64Array.from(poolTable(engine.store).at, (at) => ageDays(engine, at)) }),
  },
  {
    ...told('observations', 'Observations', 'How many observations of the pool are in use.', 'count'),
    read: (engine, pool) =>
      ofPool(engine, pool, (table, place) => known({ text: String(table.observations[place]!), asOf: table.at[place]! })),
    readAll: (engine) => ({ numbers: poolTable(engine.store).observations }),
  },
  words('chain', 'Chain', 'The chain that the pool is on, as the source writes it.', 'chain'),
  words('project', 'Project', 'The protocol that runs the pool, as the source writes it.', 'project'),
  words('symbol', 'Symbol', 'The assets of the pool, as the source writes them.', 'symbol'),
  {
    ...told('lockup', 'Lock-up', 'Days that a deposit is held back, where the source’s remark on the pool says how long.', 'days'),
    read: (engine, pool) =>
      ofPool(engine, pool, (_table, place) => {
        const found = poolDetails(engine.store)[place];
        const days = lockUpOf(found);
        if (!found || Number.isNaN(days))
          return unavailable('not-told', 'The source does not say how long a deposit is held back. Read the terms of the protocol.');
        const step = {
          ...stepOf('lock-up', 'days named in the source’s remark', String(days)),
          inputs: [inputOf(found, 'remark', found.details.poolMeta!)],
        };
        return known({ text: String(days), asOf: found.at }, [step]);
      }),
    readAll: (engine) => ({ numbers: lockUps(engine.store) }),
  },
  detail(
    'rate.mean30d',
    'Mean rate of 30 days',
    'The mean of the whole rate over 30 days, as the source gives it.',
    'fraction',
    'apyMean30d',
  ),
  detail('rate.base7d', 'Base rate of 7 days', 'The base rate computed over seven days, as the source gives it.', 'fraction', 'apyBase7d'),
  detail('il7d', 'Impermanent loss of 7 days', 'The loss against holding over seven days, as the source gives it.', 'fraction', 'il7d'),
  detail('volume', 'Volume of a day', 'What was traded within 24 hours, in US dollars.', 'money', 'volumeUsd1d'),
  detail('volume.7d', 'Volume of a week', 'What was traded within seven days, in US dollars.', 'money', 'volumeUsd7d'),
  detail('supplied', 'Supplied', 'Of lending: what was supplied, in US dollars.', 'money', 'totalSupplyUsd'),
  detail('borrowed', 'Borrowed', 'Of lending: what was borrowed, in US dollars.', 'money', 'totalBorrowUsd'),
  detailWords('stablecoin', 'Stablecoins only', 'Whether the source counts the pool as one of stablecoins: yes or no.', ({ stablecoin }) =>
    yesNo(stablecoin),
  ),
  detailWords(
    'exposure',
    'Exposure',
    'Whether a deposit is exposed to one asset or to several: single or multi.',
    ({ exposure }) => exposure ?? null,
  ),
  detailWords(
    'il-risk',
    'Risk of impermanent loss',
    'Whether the source sees a risk of impermanent loss: yes or no. It says no of every pool of stablecoins.',
    ({ ilRisk }) => ilRisk ?? null,
  ),
  detailWords('outlier', 'Outlier', 'Whether the source counts the rate as an outlier: yes or no.', ({ outlier }) => yesNo(outlier)),
  detailWords(
    'remark',
    'Remark',
    'What the source says of the pool in a few words: fee tier, lock-up, name of the vault.',
    ({ poolMeta }) => poolMeta ?? null,
  ),
];

type Numbers = 'apy' | 'apyBase' | 'apyReward';
type Told = Pick<MetricSource, 'id' | 'name' | 'says' | 'subject' | 'unit' | 'word' | 'dependsOn'>;

function told(word: string, name: string, says: string, unit: MetricUnit): Told {
  return { id: `market.pool-${word.replaceAll('.', '-')}`, name, says, subject: 'pool', unit, word, dependsOn: ['market'] };
}

function quoted(
  word: string,
  name: string,
  says: string,
  numbers: Numbers,
  column: PoolTableColumn,
  basisOf: typeof wholeRateBasisOf,
): MetricSource {
  const newest = (table: PoolTable, place: number, asOf?: string) =>
    basisOf(table.project[place] ?? null, table.apyBase[place] || null, table.apyReward[place] || null, asOf);
  const fractions = ofAll(poolTable, (table) => table[numbers].map((percent) => hundredth(percent)));
  return {
    ...told(word, name, says, 'fraction'),
    basis: QUOTED,
    freshDays: FRESH_DAYS,
    read: (engine, pool) =>
      ofPool(engine, pool, (table, place) =>
        fromColumn(table, place, table[numbers][place]!, name.toLowerCase(), PER_CENT, { basis: newest(table, place, table.at[place]) }),
      ),
    readAll: (engine) => ({ numbers: fractions(engine.store) }),
    history: (engine, pool) =>
      ofPool(engine, pool, (table, place) =>
        poolHistoryOf(engine.store, pool, column, hundredth, () => ({
          basis: newest(table, place),
          basisOf: (base, reward) => basisOf(table.project[place] ?? null, base, reward),
        })),
      ),
  };
}

function words(word: 'chain' | 'project' | 'symbol', name: string, says: string, column: 'chain' | 'project' | 'symbol'): MetricSource {
  return {
    ...told(word, name, says, 'text'),
    read: (engine, pool) =>
      ofPool(engine, pool, (table, place) => {
        const text = table[column][place] ?? null;
        return text === null ? notQuoted(table.at[place]!, name.toLowerCase()) : known({ text, asOf: table.at[place]! });
      }),
    readAll: (engine) => ({ texts: poolTable(engine.store)[column] }),
  };
}

type DetailNumber = 'apyMean30d' | 'apyBase7d' | 'il7d' | 'volumeUsd1d' | 'volumeUsd7d' | 'totalSupplyUsd' | 'totalBorrowUsd';

function detail(word: string, name: string, says: string, unit: 'fraction' | 'money', member: DetailNumber): MetricSource {
  const scale = unit === 'fraction' ? hundredth : (value: number) => value;
  const isRate = word.startsWith('rate.');
  const basisOf = (table: PoolTable, place: number, asOf?: string): RateBasis =>
    member === 'apyBase7d'
      ? { ...quotedBasisOf(table.project[place] ?? null, 'base', asOf), windowDays: 7 }
      : { ...wholeBasis(table, place, asOf), windowDays: 30 };
  const all = ofAll(poolDetails, (told) =>
    Float64Array.from(told, (found) => {
      const value = found?.details[member] ?? null;
      return value === null ? Number.NaN : scale(value);
    }),
  );
  return {
    ...told(word, name, says, unit),
    ...(isRate ? { basis: QUOTED } : {}),
    freshDays: FRESH_DAYS,
    read: (engine, pool) =>
      ofPool(engine, pool, (table, place) => {
        const found = poolDetails(engine.store)[place];
        const value = found?.details[member] ?? null;
        if (!found || value === null) return notTold(name);
        const text = unit === 'fraction' ? percentText(value) : decimalText(new Decimal(value));
        const step = {
          ...stepOf(name.toLowerCase(), unit === 'fraction' ? 'per cent as quoted / 100' : 'as quoted', text),
          inputs: [inputOf(found, member, String(value))],
        };
        return known(
          {
            text,
            asOf: found.at,
            ...(unit === 'money' ? { currency: 'USD' } : {}),
            ...(isRate ? { basis: basisOf(table, place, found.at) } : {}),
          },
          [step],
        );
      }),
    readAll: (engine) => ({ numbers: all(engine.store) }),
    history: (engine, pool) =>
      ofPool(engine, pool, (table, place) =>
        poolDetailHistory(engine.store, pool, member, scale, () => ({
          ...(unit === 'money' ? { currency: 'USD' } : {}),
          ...(isRate ? { basis: basisOf(table, place) } : {}),
        })),
      ),
  };
}

function detailWords(word: string, name: string, says: string, of: (details: PoolDetails) => string | null): MetricSource {
  const all = ofAll(poolDetails, (told) => told.map((found) => (found ? of(found.details) : null)));
  return {
    ...told(word, name, says, 'text'),
    read: (engine, pool) =>
      ofPool(engine, pool, (_table, place) => {
        const found = poolDetails(engine.store)[place];
        const text = found ? of(found.details) : null;
        return !found || text === null ? notTold(name) : known({ text, asOf: found.at });
      }),
    readAll: (engine) => ({ texts: all(engine.store) }),
  };
}

function ofPool<T>(engine: Engine, pool: string, read: (table: PoolTable, place: number) => Figure<T>): Figure<T> {
  const table = poolTable(engine.store);
  const place = table.places.get(pool);
  if (place === undefined)
    return unavailable('no-such-pool', `No observation of the pool ${pool} is in use. Import a snapshot or a history that has it.`);
  return read(table, place);
}

function fromColumn(
  table: PoolTable,
  place: number,
  value: number,
  what: string,
  scale: typeof PER_CENT | 1,
  beside: Pick<MetricValue, 'currency' | 'basis'>,
): Figure<MetricValue> {
  const at = table.at[place]!;
  if (Number.isNaN(value)) return notQuoted(at, what);
  const text = scale === PER_CENT ? percentText(value) : decimalText(new Decimal(value));
  const input = inputOf(
    { at, dataset: table.dataset[place]!, row: table.row[place]! },
    what,
    String(value),
    scale === PER_CENT ? '%' : 'USD',
  );
  return known({ text, asOf: at, ...beside }, [
    { ...stepOf(what, scale === PER_CENT ? 'per cent as quoted / 100' : 'as quoted', text), inputs: [input] },
  ]);
}

const PER_CENT = 'per cent';

function stepOf(figure: string, formula: string, value: string): Omit<TrailStep, 'inputs'> {
  return { figure, formula, value };
}

function inputOf({ at, dataset, row }: Pick<ToldDetails, 'at' | 'dataset' | 'row'>, name: string, value: string, unit?: string) {
  return { name, value, origin: { kind: 'row', dataset, row } as const, asOf: at, ...(unit === undefined ? {} : { unit }) };
}

function notQuoted(at: string, what: string) {
  return unavailable('not-quoted', `The newest observation of the pool, of ${at.slice(0, 10)}, gives no ${what}.`);
}

function notTold(name: string) {
  return unavailable('not-told', `No snapshot in use tells the pool’s “${name.toLowerCase()}”. Import a snapshot that has all fields.`);
}

function wholeBasis(table: PoolTable, place: number, asOf: string | undefined): RateBasis {
  return wholeRateBasisOf(table.project[place] ?? null, table.apyBase[place] || null, table.apyReward[place] || null, asOf);
}

const lockUps = ofAll(poolDetails, (told) => Float64Array.from(told, lockUpOf));

/** Something of all pools, made once of what the store tells of them. */
function ofAll<S extends object, T>(told: (store: Reader) => S, make: (told: S) => T): (store: Reader) => T {
  const kept = new WeakMap<S, { readonly made: T }>();
  return (store) => {
    const all = told(store);
    let found = kept.get(all);
    if (!found) kept.set(all, (found = { made: make(all) }));
    return found.made;
  };
}

function lockUpOf(found: ToldDetails | null | undefined): number {
  const remark = found?.details.poolMeta ?? null;
  return (remark === null ? null : lockUpDays(remark)) ?? Number.NaN;
}

function yesNo(flag: boolean | undefined): string | null {
  return flag === undefined ? null : flag ? 'yes' : 'no';
}

/** Days to three digits, from the clock. */
function ageDays(engine: Engine, at: string): number {
  return Math.round((Date.parse(engine.now()) - Date.parse(at)) / 86_400) / 1_000;
}

function percentText(percent: number): string {
  return decimalText(new Decimal(percent).dividedBy(100));
}

/** A hundredth of a number as it is written, not of its binary neighbour: 2.235 becomes 0.02235. */
function hundredth(percent: number): number {
  const text = String(percent);
  return text.includes('e') || text === 'NaN' ? Number(new Decimal(percent).dividedBy(100)) : Number(`${text}e-2`);
}
