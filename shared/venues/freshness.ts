import { addDays, type Day, daysBetween } from '../figures/index.ts';
import type { SourceClass } from './score.ts';

/** How far a source of each class is trusted while it is fresh. */
export const SOURCE_TRUST: Readonly<Record<SourceClass, number>> = {
  'own-measurement': 1,
  official: 0.8,
  'third-party': 0.6,
  hearsay: 0.2,
};

/**
 * What is left of trust after so many days: 0.5^(age / half-life), from 1 down. It speaks of confidence: good news that has grown old is
 * unknown, not bad. Evidence dated ahead counts as fresh.
 */
export function decay(ageDays: number, halfLifeDays: number): number {
  return 0.5 ** (Math.max(0, ageDays) / halfLifeDays);
}

/** Trust in the source times freshness, from 0 to 1. */
export function confidence(sourceClass: SourceClass, ageDays: number, halfLifeDays: number): number {
  return SOURCE_TRUST[sourceClass] * decay(ageDays, halfLifeDays);
}

export function ageInDays(asOf: Day, today: Day): number {
  return Math.max(0, daysBetween(asOf, today));
}

/** The day on which half of the trust is gone. */
export function staleOn(asOf: Day, halfLifeDays: number): Day {
  return addDays(asOf, halfLifeDays);
}

/** Whether a day lies behind, within so many days ahead, or further off. */
export function dueState(due: Day, today: Day, withinDays: number): 'expired' | 'expiring' | 'stands' {
  const left = daysBetween(today, due);
  if (left < 0) return 'expired';
  return left <= withinDays ? 'expiring' : 'stands';
}
