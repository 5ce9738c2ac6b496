import { type Day, Decimal, dayOf } from '../../../shared/figures/index.ts';
import { findAsset, networkOfAsset } from '../../../shared/market/index.ts';
import {
  DailyDeflator,
  DailyPrices,
  debtAssets,
  type Measure,
  ownAssets,
  stakedTokens,
  type TaxRules,
  type Terms,
} from '../../../shared/positions/index.ts';
import type { Settings } from '../../../shared/workspace/index.ts';
import type { Engine } from '../engine.ts';
import { type MarketBook, marketBook } from '../market/index.ts';
import { readSettings } from '../workspace/index.ts';

/** Everything that figures of one run are measured by; the prices in it are looked up once. */
export interface Measures {
  readonly asOf: Day;
  readonly currency: string;
  readonly prices: DailyPrices;
  /** What real means, in a few words; `null` where the owner wants nominal figures only. */
  readonly deflator: string | null;
  measureOf(terms: Terms): Measure;
}

export interface MeasureQuestion {
  readonly asOf?: string | undefined;
  readonly currency?: string | undefined;
}

/** By the owner's settings and the market as it is known now; today and the reporting currency where nothing else is asked for. */
export function measuresFor(engine: Engine, question: MeasureQuestion): Measures {
  const settings = readSettings(engine.store);
  const book = marketBook(engine.store);
  const currency = question.currency ?? settings.reportingCurrency;
  const prices = pricesIn(book, currency);
  const tax = taxOf(settings);
  return {
    asOf: question.asOf ?? dayOf(engine.now()),
    currency,
    prices,
    deflator: deflatorWords(settings, currency),
    measureOf: (terms) => ({ prices, tax, deflator: deflatorOf(book, settings, currency, terms) }),
  };
}

/** Prices are kept with the book that they were looked up in: a changed market makes another book. */
function pricesIn(book: MarketBook, currency: string): DailyPrices {
  let kept = PRICES.get(book);
  if (!kept) PRICES.set(book, (kept = new Map()));
  let prices = kept.get(currency);
  if (!prices) kept.set(currency, (prices = new DailyPrices(book.prices, currency)));
  return prices;
}
const PRICES = new WeakMap<MarketBook, Map<string, DailyPrices>>();
const DEFLATORS = new WeakMap<MarketBook, Map<string, DailyDeflator>>();

/** `null` where the owner has told no rate: then figures are before tax. */
function taxOf(settings: Settings): TaxRules | null {
  const { incomeTaxRate, gainsTaxRate, longTermGainsTaxRate, longTermDays, costBasisMethod } = settings;
  if (incomeTaxRate === null && gainsTaxRate === null) return null;
  return {
    incomeRate: new Decimal(incomeTaxRate ?? 0),
    gainsRate: new Decimal(gainsTaxRate ?? 0),
    longTerm:
      longTermGainsTaxRate === null || longTermDays === null ? null : { rate: new Decimal(longTermGainsTaxRate), days: longTermDays },
    method: costBasisMethod,
  };
}

/**
 * What a return is real against. In a coin: the supply of that coin, whatever else is set. In a currency: the consumer prices that the
 * owner chose; with `dilution` the growth of the supply of what is staked, and where that has no meaning — pools, debt, stablecoins,
 * fiat — consumer prices of the currency.
 */
function deflatorOf(book: MarketBook, settings: Settings, currency: string, terms: Terms): DailyDeflator | null {
  const { deflator } = settings;
  if (deflator === 'none') return null;
  if (isCoin(currency)) return supply(book, currency);
  if (deflator !== 'dilution') return consumerPrices(book, deflator.slice('prices:'.length));
  const asset = dilutedAsset(terms);
  return asset === null ? consumerPrices(book, currencyOf(currency)) : supply(book, asset);
}

function deflatorWords(settings: Settings, currency: string): string | null {
  const { deflator } = settings;
  if (deflator === 'none') return null;
  if (isCoin(currency)) return `supply of ${currency}`;
  if (deflator !== 'dilution') return `consumer prices in ${deflator.slice('prices:'.length)}`;
  return `dilution of the network, else consumer prices in ${currencyOf(currency)}`;
}

/** Fiat and what is pegged to it buy goods; anything else has a supply of its own. */
function isCoin(currency: string): boolean {
  const kind = findAsset(currency)?.kind;
  return kind !== 'fiat' && kind !== 'stablecoin';
}

function currencyOf(currency: string): string {
  return findAsset(currency)?.peg ?? currency;
}

function dilutedAsset(terms: Terms): string | null {
  const [asset, ...others] = ownAssets(terms);
  if (asset === undefined || others.length > 0 || debtAssets(terms).length > 0) return null;
  const base = stakedTokens(terms)[0]?.underlying ?? asset;
  return networkOfAsset(base) ? base : null;
}

function consumerPrices(book: MarketBook, currency: string): DailyDeflator {
  return kept(book, `cpi:${currency}`, () => new DailyDeflator(book.consumerPrices(currency)));
}

function supply(book: MarketBook, asset: string): DailyDeflator {
  return kept(book, `supply:${asset}`, () => new DailyDeflator(book.supply(asset)));
}

function kept(book: MarketBook, key: string, make: () => DailyDeflator): DailyDeflator {
  let deflators = DEFLATORS.get(book);
  if (!deflators) DEFLATORS.set(book, (deflators = new Map()));
  let deflator = deflators.get(key);
  if (!deflator) deflators.set(key, (deflator = make()));
  return deflator;
}
