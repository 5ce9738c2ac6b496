import { assetOfCoingeckoId, findAsset, isFiat, resolveAsset } from './assets.ts';

/** What a file's name says about its content. */
export interface NameHints {
  /** A pair such as `BTC-USD` or `WETHUSD` in the name. */
  readonly pair?: { readonly asset: string; readonly currency: string };
  /** A known asset alone; it may be the asset of the file or not. */
  readonly asset?: string;
  /** `2023-07-26`. */
  readonly day?: string;
  /** A pool's UUID. */
  readonly pool?: string;
}

/** Quote currencies that are written against an asset without anything between (`WETHUSD`). */
const QUOTES = ['USDT', 'USDC', 'USD', 'EUR', 'GBP', 'CHF', 'JPY', 'AUD', 'CAD', 'BTC', 'ETH'] as const;

export function nameHints(name: string): NameHints {
  const stem = name.replace(/^.*[/\\]/, '').replace(/\.[A-Za-z0-9]{1,5}$/, '');
  const words = stem.split(/[_\s.()]+/).filter((word) => word !== '');
  const day = /(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)/.exec(stem)?.[1];
  const pool = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(stem)?.[0];
  const pair = words.map(pairOfWord).find((found) => found !== undefined) ?? pairOfNeighbours(stem.split(/[-_\s.()]+/));
  const asset = words.map(knownAsset).find((found) => found !== undefined);
  return {
    ...(pair === undefined ? {} : { pair }),
    ...(asset === undefined ? {} : { asset }),
    ...(day === undefined ? {} : { day }),
    ...(pool === undefined ? {} : { pool }),
  };
}

function pairOfWord(word: string): NameHints['pair'] {
  const dashed = /^([A-Za-z0-9]{2,10})-([A-Za-z]{3,5})$/.exec(word);
  if (dashed) return pairOf(dashed[1]!, dashed[2]!);
  const quote = QUOTES.find((code) => word.toUpperCase().endsWith(code) && word.length > code.length + 1);
  return quote && pairOf(word.slice(0, -quote.length), quote);
}

/** Two words side by side; a currency of a state is the likelier second half than another coin. */
function pairOfNeighbours(words: readonly string[]): NameHints['pair'] {
  const pairs = words.slice(1).flatMap((word, index) => pairOf(words[index]!, word) ?? []);
  return pairs.find(({ currency }) => isFiat(currency)) ?? pairs[0];
}

/** Only what the catalogue knows on both sides is a pair; `report-2024` is none. */
function pairOf(asset: string, currency: string): NameHints['pair'] {
  const [base, quote] = [knownAsset(asset), findAsset(currency)];
  return base !== undefined && quote !== undefined && base !== quote.code ? { asset: base, currency: quote.code } : undefined;
}

function knownAsset(word: string): string | undefined {
  return assetOfCoingeckoId(word.toLowerCase())?.code ?? findAsset(resolveAsset('*', word).asset)?.code;
}
