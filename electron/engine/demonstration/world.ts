import type { z } from 'zod';
import { addDays, type Day } from '../../../shared/figures/index.ts';
import type { Activity, Amount, termsSchema } from '../../../shared/positions/index.ts';
import { course, HISTORY_DAYS } from './courses.ts';

/** A position of the demonstration: what it is, what happened to it, and what its owner wrote about it. */
export interface MadePosition {
  readonly terms: z.input<typeof termsSchema>;
  readonly activities: readonly MadeActivity[];
  readonly note?: string;
}
export type MadeActivity = Omit<Activity, 'stream'>;

/** Where the made positions live: days counted back from today, and the made prices of those days. */
export interface World {
  readonly today: Day;
  ago(days: number): Day;
  /** US dollars a unit at the end of that day. */
  price(asset: string, daysAgo: number): number;
  /** An instant on a past day. */
  at(daysAgo: number, time?: string): string;
}

export function worldOf(today: Day): World {
  const prices = new Map<string, readonly { readonly value: string }[]>();
  return {
    today,
    ago: (days) => addDays(today, -days),
    price(asset, daysAgo) {
      let days = prices.get(asset);
      if (!days) {
        days = course(asset, today);
        prices.set(asset, days);
      }
      return Number(days[HISTORY_DAYS - daysAgo]!.value);
    },
    at: (daysAgo, time = '09:12:00') => `${addDays(today, -daysAgo)}T${time}.000Z`,
  };
}

/** An amount as a person would read it off a screen: rounded to what the asset usually shows. */
export function amount(asset: string, quantity: number, digits = 6): Amount {
  return { asset, quantity: trimmed(quantity.toFixed(digits)) };
}

/** The days on which something recurs: every `step` days after the opening, until today or `until` days ago. */
export function recurring(openedAgo: number, step: number, until = 0): readonly number[] {
  const days: number[] = [];
  for (let ago = openedAgo - step; ago >= until; ago -= step) days.push(ago);
  return days;
}

/** The gas of one transaction, in ether. */
export function gas(world: World, daysAgo: number, dollars: number): Amount {
  return amount('ETH', dollars / world.price('ETH', daysAgo));
}

function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
}
