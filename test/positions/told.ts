import { decimalText, type Figure, isKnown } from '../../shared/figures/index.ts';
import type { PriceBook } from '../../shared/market/index.ts';
import {
  type Activity,
  DailyPrices,
  type Decomposition,
  type Measure,
  type Measured,
  moneyDecimal,
  type TermsDraft,
  termsSchema,
  type Worth,
} from '../../shared/positions/index.ts';

/** A position with activities recorded by hand, named `e0`, `e1` and so on. */
export function position(terms: TermsDraft, activities: readonly Omit<Activity, 'stream'>[]): Measured {
  return {
    terms: termsSchema.parse(terms),
    entries: activities.map((activity, index) => ({
      id: `e${index}`,
      activity: { stream: 'position:p', ...activity },
      origin: { kind: 'event', event: `e${index}` },
    })),
  };
}

/** Measured in dollars, without tax and deflator unless they are given. */
export function measure(book: PriceBook, more: Partial<Measure> = {}): Measure {
  return { prices: new DailyPrices(book, 'USD'), deflator: null, tax: null, ...more };
}

/** Money as text, or the reason why there is none. */
export function text(worth: Worth | undefined, places = 2): string {
  if (worth === undefined) return 'none';
  return typeof worth === 'bigint' ? decimalText(moneyDecimal(worth).toDecimalPlaces(places)) : worth.reason;
}

export function parts({ components }: Decomposition, places = 2): Record<string, string> {
  return Object.fromEntries([...components].map(([name, worth]) => [name, text(worth, places)]));
}

export function number(worth: Worth | undefined): number {
  if (typeof worth !== 'bigint') throw new Error(worth?.message ?? 'nothing');
  return moneyDecimal(worth).toNumber();
}

export function shown(figure: Figure<{ toFixed(places: number): string }>, places: number): string {
  return isKnown(figure) ? figure.ok.toFixed(places) : figure.unavailable.reason;
}
