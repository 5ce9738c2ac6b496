import { ASSETS, findAsset } from '../../../shared/market/index.ts';
import type { Reader } from '../store/store.ts';
import { kept, remembered } from './kept-figures.ts';
import { pegOf } from './pegs.ts';
import { quotesOf } from './quotes.ts';

/** What is priced, and in what. */
export interface Pair {
  readonly base: string;
  readonly quote: string;
}

/** The id of a pair, such as `stETH/ETH`. */
export function pairId({ base, quote }: Pair): string {
  return `${base}/${quote}`;
}

/** Pairs of which a series is in use, and those of pegged and liquid-staking assets that follow from the prices at hand; by their ids. */
export const knownPairs = kept<ReadonlyMap<string, Pair>>({
  isSame: (one, other) => one.size === other.size && [...one.keys()].every((id) => other.has(id)),
  make(store) {
    const pairs = [...listedPairs(store), ...peggedPairs(store)].map((pair) => [pairId(pair), pair] as const);
    return new Map(pairs.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  },
});

const listedPairs = remembered(['names'], (store) =>
  store.all<Pair>(
    `SELECT DISTINCT subject AS base, unit AS quote FROM market_series JOIN market_dataset USING (dataset) WHERE live = 1 AND kind IN ('price', 'rate')
     UNION SELECT asset, currency FROM market_hand_price`,
  ),
);

const peggedPairs = kept<readonly Pair[]>({
  isSwitch: true,
  isSame: (one, other) => one.length === other.length && one.every((pair, n) => pairId(pair) === pairId(other[n]!)),
  make: (store) =>
    ASSETS.flatMap(({ code }): Pair[] => {
      const quote = pegOf(code);
      return quote !== null && quotesOf(store, code, quote) !== null ? [{ base: code, quote }] : [];
    }),
});

/** The pair that an id means, whatever its letter case; of a pair that is not listed, whatever prices there are. `null` where it is none. */
export function pairNamed(store: Reader, id: string): Pair | null {
  const known = knownPairs(store).get(id) ?? inCapitals(store).get(id.toUpperCase());
  if (known) return known;
  const [base, quote, ...rest] = id.split('/');
  if (base === undefined || quote === undefined || rest.length > 0) return null;
  const pair = { base: findAsset(base)?.code ?? base, quote: findAsset(quote)?.code ?? quote };
  return quotesOf(store, pair.base, pair.quote) === null ? null : pair;
}

const inCapitals = kept({ make: (store) => new Map([...knownPairs(store)].map(([id, pair]) => [id.toUpperCase(), pair])) });
