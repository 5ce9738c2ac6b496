import type { z } from 'zod';
import { dayOf, decimalText, type Figure, isKnown, known, unavailable } from '../../../shared/figures/index.ts';
import { exposedSum, type PartialSum, platformMatcher, type RecordOf } from '../../../shared/venues/index.ts';
import type { Engine } from '../engine.ts';
import { marketBook } from '../market/index.ts';
import type { Exposure } from '../sources.ts';
import { readSettings } from '../workspace/index.ts';
import type { exposureItem, SumAnswer } from './answers.ts';
import { readRecords, readVenue, readVenues, type Venue } from './venue-rows.ts';

type ExposureItem = z.infer<typeof exposureItem>;

/** What lies or is expected where, each item with the venue and the group that it counts to. */
export interface ExposureBook {
  readonly currency: string;
  readonly items: readonly PlacedExposure[];
}
export interface PlacedExposure extends ExposureItem {
  /** The counterparty group, also where only its name was met. */
  readonly group: string | null;
}

/** Everything that any column holds or expects somewhere; what is only planned is left out, because it is not there yet. */
export function exposureBook(engine: Engine, venues: readonly Venue[] = readVenues(engine.store)): ExposureBook {
  const match = platformMatcher(venues);
  const groups = new Map(venues.map(({ venue, details }) => [venue, details.group]));
  const items = engine.sources
    .exposures(engine)
    .filter(({ kind }) => kind !== 'planned')
    .map(({ venue, platform, kind, from, title, asset, value }): PlacedExposure => {
      const place = venue !== null && groups.has(venue) ? { venue, group: groups.get(venue) ?? null } : match(platform);
      return { venue: place.venue, group: place.group, platform, kind, from, title, asset, value };
    });
  return { currency: readSettings(engine.store).reportingCurrency, items };
}

export function sumOf(items: readonly Pick<ExposureItem, 'value'>[]): PartialSum {
  return exposedSum(items.map(({ value }) => value));
}

export function sumAnswerOf({ known: total, items, missing }: PartialSum): SumAnswer {
  return { known: decimalText(total), items, missing };
}

/** What would be lost if one venue failed now: its items and their sum in the reporting currency. */
export function exposureOf(
  engine: Engine,
  venue: string,
  book: ExposureBook = exposureBook(engine),
): { readonly currency: string; readonly sum: PartialSum; readonly items: readonly PlacedExposure[] } {
  const items = book.items.filter((item) => item.venue === venue);
  return { currency: book.currency, sum: sumOf(items), items };
}

export function itemOf({ group: _group, ...item }: PlacedExposure): ExposureItem {
  return item;
}

/** The balances that the owner entered, as this column's own exposures. */
export function balanceExposures(engine: Engine): readonly Exposure[] {
  const currency = readSettings(engine.store).reportingCurrency;
  const balances = readRecords(engine.store, undefined, 'balance');
  return balances.flatMap(({ venue, detail }): Exposure[] => {
    const at = readVenue(engine.store, venue);
    if (detail.kind !== 'balance' || !at) return [];
    return [
      {
        venue,
        platform: at.details.name,
        kind: detail.holds === 'unrealised' ? 'unrealised' : 'balance',
        from: { kind: 'venue', id: venue },
        title: `${detail.amount} ${detail.asset} (${detail.holds}, ${detail.asOf})`,
        asset: detail.asset,
        value: balanceValue(engine, detail, currency),
      },
    ];
  });
}

/** As the venue valued it, turned into the reporting currency at the price of that day; else the amount at today's price. */
function balanceValue(engine: Engine, balance: RecordOf<'balance'>, currency: string): Figure<string> {
  const given = balance.value ?? { amount: balance.amount, currency: balance.asset };
  const day = balance.value === null ? dayOf(engine.now()) : balance.asOf;
  const price = priceIn(engine, given.currency, currency, day);
  return isKnown(price) ? known(decimalText(price.ok.value.times(given.amount))) : price;
}

/** Units of `currency` that one of `asset` is worth. */
export function priceIn(engine: Engine, asset: string, currency: string, day: string) {
  return marketBook(engine.store).prices.price(asset, currency, day);
}

/** What is not to be told in the reporting currency, with the reason. */
export function sumFigure({ known: total, missing }: PartialSum, currency: string): Figure<string> {
  return missing === 0
    ? known(decimalText(total))
    : unavailable('value-missing', `At least ${decimalText(total)} ${currency}; the value of ${missing} more is not known.`);
}
