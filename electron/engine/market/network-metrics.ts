import {
  addDays,
  dayOf,
  type Figure,
  figureText,
  isKnown,
  known,
  type MetricUnit,
  type MetricValue,
  ONE,
  type RateBasis,
  unavailable,
} from '../../../shared/figures/index.ts';
import { DailySeries, NETWORKS, type Network, supplyDeflator } from '../../../shared/market/index.ts';
import type { Engine } from '../engine.ts';
import type { MetricHistory, MetricSource } from '../sources.ts';
import type { Reader } from '../store/store.ts';
import { keptEach } from './kept-figures.ts';
import { loadSeries } from './market-book.ts';
import { isSameQuotes, lastOf, observationsOf, type Quotes, quotesOver } from './quotes.ts';

const YEAR_DAYS = 365;
/** Rates of inflation are announced by the year, as the deflator has it. */
const MOST_AGE_DAYS = 400;

/** What may be read of a network that pays staking rewards. */
export const networkMetrics: readonly MetricSource[] = [
  {
    ...told('inflation', 'Inflation', 'The growth of the supply in a year, as its source states the rate.', 'fraction'),
    basis: 'A yearly rate of issuance as stated, not what the supply has done.',
    read: (engine, id) =>
      ofNetwork(id, (network) =>
        latest(engine, stated(engine.store, network.asset), network, {
          kind: 'APY',
          compounding: 'yearly',
          standing: 'quoted',
          net: 'gross',
        }),
      ),
    history: (engine, id) =>
      ofNetwork(id, (network) =>
        historyOver(stated(engine.store, network.asset), network, {
          kind: 'APY',
          compounding: 'yearly',
          standing: 'quoted',
          net: 'gross',
        }),
      ),
  },
  {
    ...told('supply.growth', 'Growth of the supply', 'The total supply over that of 365 days before, less one.', 'fraction'),
    basis: 'What the counted supply has done over the last year.',
    read: (engine, id) => ofNetwork(id, (network) => latest(engine, grown(engine.store, network.asset), network, GROWN)),
    history: (engine, id) => ofNetwork(id, (network) => historyOver(grown(engine.store, network.asset), network, GROWN)),
  },
  {
    ...told('supply', 'Supply', 'How many coins there are in all, at the last count.', 'count'),
    read: (engine, id) => ofNetwork(id, (network) => latest(engine, counted(engine.store, network.asset), network)),
    history: (engine, id) => ofNetwork(id, (network) => historyOver(counted(engine.store, network.asset), network)),
  },
  {
    ...told('unbonding', 'Unbonding', 'Days between asking for the stake and having it, by the bundled catalogue.', 'days'),
    dependsOn: [],
    read: (_engine, id) =>
      ofNetwork(id, ({ name, unbondingDays, note }) =>
        unbondingDays === null
          ? unavailable('varies', `The time of unbonding on ${name} is not fixed. ${note}`)
          : known({ text: String(unbondingDays) }),
      ),
  },
];

const GROWN: RateBasis = { kind: 'period', standing: 'realised', net: 'gross', windowDays: YEAR_DAYS };

function told(word: string, name: string, says: string, unit: MetricUnit) {
  return { id: `market.network-${word.replaceAll('.', '-')}`, word, name, says, unit, subject: 'network', dependsOn: ['market'] } as const;
}

function ofNetwork<T>(id: string, read: (network: Network) => Figure<T>): Figure<T> {
  const network = NETWORKS.find((each) => each.id === id);
  return network ? read(network) : unavailable('no-such-network', `There is no network ${id} in the catalogue.`);
}

const stated = keptEach<Quotes | null>({
  isSame: isSameQuotes,
  make: (store, asset) => quotesOver(observationsOf(store, 'supply', asset, 'inflation')),
});
const counted = keptEach<Quotes | null>({
  isSame: isSameQuotes,
  make: (store, asset) => quotesOver(observationsOf(store, 'supply', asset, 'total')),
});
const grown = keptEach<Quotes | null>({ isSame: isSameQuotes, make: growthOf });

/** Growth over a year at every count that has one, or the line between two, a year before it. */
function growthOf(store: Reader, asset: string): Quotes | null {
  const total = loadSeries(store, 'supply', asset, 'total');
  const index = supplyDeflator(asset, new DailySeries(total.all()));
  const points = observationsOf(store, 'supply', asset, 'total').flatMap((point) => {
    const [now, before] = [index.index(point.day), index.index(addDays(point.day, -YEAR_DAYS))];
    if (!isKnown(now) || !isKnown(before)) return [];
    return [{ ...point, value: figureText(now.ok.value.dividedBy(before.ok.value).minus(ONE)), derived: true }];
  });
  return quotesOver(points);
}

function latest(engine: Engine, quotes: Quotes | null, network: Network, basis?: RateBasis): Figure<MetricValue> {
  const today = dayOf(engine.now());
  const last = quotes && lastOf(quotes, today);
  if (!last || last.day < addDays(today, -MOST_AGE_DAYS)) return missing(network, last?.day);
  const asOf = new Date(last.at).toISOString();
  const input = { name: network.asset, value: last.value, origin: last.origin, asOf: last.day };
  const formula = last.derived ? 'total / total 365 days before − 1' : 'as stated';
  return known({ text: last.value, asOf, ...(basis ? { basis: { ...basis, asOf: last.day } } : {}) }, [
    { figure: `supply of ${network.asset}`, formula, inputs: [input], value: last.value },
  ]);
}

function historyOver(quotes: Quotes | null, network: Network, basis?: RateBasis): Figure<MetricHistory> {
  if (!quotes) return missing(network, undefined);
  return known({ history: quotes.history, originOf: (index) => quotes.originOf(index), ...(basis ? { basis } : {}) });
}

function missing({ name, asset }: Network, last: string | undefined) {
  const found =
    last === undefined
      ? `There are no figures of the supply of ${asset} on ${name} for this.`
      : `The last figure of the supply of ${asset} is from ${last}.`;
  return unavailable('no-supply', `${found} Import its supply or inflation series.`);
}
