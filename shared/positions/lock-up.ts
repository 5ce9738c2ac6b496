import { addDays, type Day, daysBetween } from '../figures/index.ts';
import type { Terms } from './terms.ts';

/** When the money could be back, asked for on a day. `days` counts from that day; zero means it is free. */
export interface Unlock {
  readonly days: number;
  readonly day: Day;
  readonly because: 'free' | 'locked' | 'matures' | 'unbonds' | 'locked-then-unbonds';
}

/** A lock-up or maturity first, the unbonding after it. */
export function unlockOf(terms: Terms, today: Day): Unlock {
  const matures = terms.kind === 'earn-fixed' ? terms.matures : undefined;
  const locked = [terms.lockedUntil, matures]
    .filter((day): day is Day => day !== undefined && day > today)
    .sort()
    .at(-1);
  const from = locked ?? today;
  const unbonding = terms.unbondingDays ?? 0;
  const day = addDays(from, unbonding);
  const because = locked
    ? unbonding > 0
      ? 'locked-then-unbonds'
      : locked === matures
        ? 'matures'
        : 'locked'
    : unbonding > 0
      ? 'unbonds'
      : 'free';
  return { days: daysBetween(today, day), day, because };
}
