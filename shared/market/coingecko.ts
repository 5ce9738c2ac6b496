import { done, type Outcome, refuse } from '../figures/index.ts';
import { readInstant, readNumber } from '../tables/index.ts';
import { aliasKey, type Aliases, assetOfCoingeckoId, findAsset, resolveAsset } from './assets.ts';
import { nameHints } from './file-name.ts';
import type { MarketFile, MarketFormat, Question, ReadingContext } from './market-format.ts';
import { closeOf } from './points.ts';

/**
 * `/coins/{id}/market_chart`: `{"prices":[[ms,price],…],"market_caps":…,"total_volumes":…}`. Daily series are stamped at 00:00 UTC and then hold
 * the close of the day before; the last point is the moment of the request. Both stay as stamped: a later close of the same day wins over it.
 */
export const coingeckoMarketChart: MarketFormat = {
  id: 'coingecko-market-chart',
  says: 'CoinGecko, price history of one coin (market_chart)',
  source: 'CoinGecko',
  recognises: (file) => isRecord(jsonOf(file)) && isPairs((jsonOf(file) as Readonly<Record<string, unknown>>)['prices']),
  read: (file, context) => {
    const exact = exactJson(file.text);
    return readPairs(file, context, isRecord(exact) ? exact['prices'] : []);
  },
};

/** `[["2020-06-23T17:02:11+00:00", 6.94],…]` or with milliseconds: the prices of a market chart alone, as many tools save them. */
export const pricePairs: MarketFormat = {
  id: 'price-pairs',
  says: 'Price history as a list of times and prices',
  source: 'Unnamed list',
  recognises: (file) => isPairs(jsonOf(file)),
  read: (file, context) => readPairs(file, context, exactJson(file.text)),
};

/** `/simple/price`: `{"bitcoin":{"usd":67187.33,"last_updated_at":1711356300},…}`. */
export const coingeckoSimplePrice: MarketFormat = {
  id: 'coingecko-simple-price',
  says: 'CoinGecko, current prices (simple/price)',
  source: 'CoinGecko',
  recognises: (file) => {
    const json = jsonOf(file);
    const coins = isRecord(json) ? Object.values(json) : [];
    return coins.length > 0 && coins.every((coin) => isRecord(coin) && quotesOf(coin).length > 0);
  },
  read: readSimplePrice,
};

function readPairs(file: MarketFile, { answers, log }: ReadingContext, pairs: unknown): Outcome<readonly Question[]> {
  const hints = nameHints(file.name);
  const asset = answers.asset ?? hints.pair?.asset;
  const currency = answers.currency ?? hints.pair?.currency;
  const questions = pairQuestions(asset, currency, hints.asset);
  if (asset === undefined || currency === undefined || !Array.isArray(pairs)) return done(questions);
  pairs.forEach((pair: unknown, index) => {
    const row = index + 1;
    const [time, price] = Array.isArray(pair) ? (pair as readonly unknown[]) : [];
    const at = instantOf(time);
    if (at === null) {
      log.reject(
        row,
        'time',
        'no-instant',
        `Element ${row} has no time that can be read; milliseconds or 2024-03-01T12:00:00Z is one.`,
        show(pair),
      );
    } else if (price === null || price === undefined) {
      log.skip(row, 'no-value', `Element ${row} holds no price.`, show(pair));
    } else {
      const value = typeof price === 'string' ? readNumber(price) : null;
      if (value === null) log.reject(row, 'price', 'no-number', `The price of element ${row} is no number.`, show(pair));
      else log.value(row, { kind: 'price', asset, currency, at, price: value });
    }
  });
  return done(questions);
}

/** The questions a price series asks whose file does not name its asset or currency. */
export function pairQuestions(asset: string | undefined, currency: string | undefined, suggested?: string): readonly Question[] {
  const questions: Question[] = [];
  if (asset === undefined)
    questions.push({ name: 'asset', says: 'Which asset are these the prices of?', ...(suggested === undefined ? {} : { suggested }) });
  if (currency === undefined) questions.push({ name: 'currency', says: 'In which currency are these prices?', suggested: 'USD' });
  return questions;
}

function readSimplePrice(file: MarketFile, { answers, log, aliases }: ReadingContext): Outcome<readonly Question[]> {
  const coins = Object.entries(exactJson(file.text) as Readonly<Record<string, Readonly<Record<string, unknown>>>>);
  const given = snapshotInstant(answers.at);
  if (answers.at !== undefined && given === null) return refuse('no-instant', `“${answers.at}” is no day or instant.`, { field: 'at' });
  const untimed = coins.some(([, coin]) => coin['last_updated_at'] === undefined);
  if (untimed && given === null) return done([{ name: 'at', says: 'When were these prices taken? The file does not say.' }]);
  coins.forEach(([id, coin], index) => {
    const row = index + 1;
    const asset = assetOfId(id, aliases);
    const at = instantOf(coin['last_updated_at']) ?? given;
    for (const [quote, price] of quotesOf(coin)) {
      const value = typeof price === 'string' ? readNumber(price) : null;
      if (at === null) log.reject(row, 'last_updated_at', 'no-instant', `The price of ${id} has no time that can be read.`, show(coin));
      else if (price === null) log.skip(row, 'no-value', `${id} has no price in ${quote}.`, show(coin), quote);
      else if (value === null) log.reject(row, quote, 'no-number', `The price of ${id} in ${quote} is no number.`, show(price));
      else log.value(row, { kind: 'price', asset, currency: currencyOf(quote), at, price: value }, quote);
    }
  });
  return done([]);
}

/** The asset of a CoinGecko id: the owner's alias, else the catalogue's, else the id itself, which names no other coin. */
export function assetOfId(id: string, aliases?: Aliases): string {
  return aliases?.get(aliasKey('coingecko', id)) ?? aliases?.get(aliasKey('*', id)) ?? assetOfCoingeckoId(id)?.code ?? id;
}

/** A day or an instant that a person or a file's name gives for a whole snapshot; a day alone means its close. */
export function snapshotInstant(text: string | undefined): string | null {
  if (text === undefined) return null;
  const at = readInstant(text);
  return at !== null && /^\d{4}-\d{2}-\d{2}$/.test(text.trim()) ? closeOf(at.slice(0, 10)) : at;
}

function quotesOf(coin: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  return Object.entries(coin).filter(([name]) => /^[a-z]{3,5}$/.test(name) && findAsset(name) !== undefined);
}

function currencyOf(quote: string): string {
  return resolveAsset('coingecko', quote).asset;
}

/** Milliseconds or seconds since 1970, or ISO text. Numbers arrive as their digits, see {@link exactJson}. */
function instantOf(time: unknown): string | null {
  if (typeof time === 'string') return readInstant(time.replace(/\.0+$/, ''));
  return null;
}

/**
 * JSON with every number as the text of its digits. A price is decimal text from end to end; a binary float in between would be one more place where
 * digits can go missing.
 */
function exactJson(text: string): unknown {
  return parseWithSource(text, (_name, value, context) => (typeof value === 'number' ? (context?.source ?? String(value)) : value));
}
// ES2026 hands the reviver the source text of primitives; the compiler's library does not know it yet.
const parseWithSource = JSON.parse as (
  text: string,
  reviver: (name: string, value: unknown, context?: { readonly source?: string }) => unknown,
) => unknown;

function jsonOf(file: MarketFile): unknown {
  const json = file.json();
  return 'ok' in json ? json.ok : undefined;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list of `[time, price]`, where a price may be missing (`null`). The first and the last element are looked at. */
function isPairs(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && isPair(value[0]) && isPair(value.at(-1));
}

function isPair(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [time, price] = value as readonly unknown[];
  return (typeof time === 'number' || typeof time === 'string') && (typeof price === 'number' || price === null);
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? '';
}
