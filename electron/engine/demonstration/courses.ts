import { addDays, type Day } from '../../../shared/figures/index.ts';
import { chance } from './chance.ts';

/** How many days of history the demonstration has. */
export const HISTORY_DAYS = 600;

/** A made course: where it stands at equal distances over the history, and how much it shakes from day to day. */
interface Course {
  readonly stands: readonly number[];
  readonly daily: number;
  readonly digits: number;
}

/** US dollars a unit. Invented, with the shape of years that people remember: some fall for good, one loses its peg at the end. */
const COURSES: Readonly<Record<string, Course>> = {
  ETH: { stands: [2450, 3150, 3350, 2300, 1800, 2000, 2420, 2610, 2640, 2700], daily: 0.021, digits: 2 },
  BTC: { stands: [62_000, 78_000, 96_000, 88_000, 84_000, 93_000, 108_000, 112_000, 104_000, 98_000], daily: 0.016, digits: 2 },
  DOT: { stands: [6.2, 7.4, 7.0, 5.1, 4.3, 4.1, 3.9, 3.6, 3.2, 2.9], daily: 0.026, digits: 4 },
  ATOM: { stands: [6.1, 7.2, 6.4, 5.0, 4.5, 4.2, 3.9, 3.4, 3.0, 2.6], daily: 0.027, digits: 4 },
  SOL: { stands: [140, 190, 215, 150, 128, 144, 172, 186, 171, 160], daily: 0.028, digits: 3 },
  ADA: { stands: [0.42, 0.81, 0.94, 0.7, 0.64, 0.66, 0.78, 0.74, 0.58, 0.47], daily: 0.029, digits: 5 },
  BAL: { stands: [3.3, 3.0, 2.5, 1.8, 1.5, 1.3, 1.15, 0.98, 0.82, 0.71], daily: 0.03, digits: 4 },
  ARB: { stands: [0.82, 0.91, 0.74, 0.5, 0.38, 0.35, 0.41, 0.44, 0.36, 0.31], daily: 0.033, digits: 5 },
  USDC: { stands: [1, 1, 1, 1, 1], daily: 0.0002, digits: 5 },
  USDT: { stands: [1, 1.0004, 1, 0.9998, 1, 1, 0.9999, 1, 0.9996, 0.994], daily: 0.0002, digits: 5 },
  EUR: { stands: [1.085, 1.07, 1.04, 1.08, 1.125, 1.15, 1.165, 1.17, 1.16, 1.155], daily: 0.003, digits: 5 },
};

export interface DayValue {
  readonly day: Day;
  readonly value: string;
}

/** The daily closes of one invented course, oldest first, ending on `today`. */
export function course(asset: string, today: Day): readonly DayValue[] {
  const found = COURSES[asset];
  if (!found) throw new RangeError(`the demonstration has no course for ${asset}`);
  const luck = chance(Array.from(asset).reduce((seed, letter) => seed * 31 + letter.charCodeAt(0), 7));
  let away = 0;
  return Array.from({ length: HISTORY_DAYS + 1 }, (_, i) => {
    // What shakes the course dies away by a tenth a day, so that it keeps to where it should stand.
    away = away * 0.9 + luck.spread() * found.daily;
    return {
      day: addDays(today, i - HISTORY_DAYS),
      value: (standing(found.stands, i / HISTORY_DAYS) * Math.exp(away)).toFixed(found.digits),
    };
  });
}

/** Between two stands the course runs smoothly, in ratios. */
function standing(stands: readonly number[], share: number): number {
  const place = share * (stands.length - 1);
  const before = Math.min(Math.floor(place), stands.length - 2);
  const along = place - before;
  const eased = along * along * (3 - 2 * along);
  return Math.exp(Math.log(stands[before]!) * (1 - eased) + Math.log(stands[before + 1]!) * eased);
}

/** The rate at which a reward-bearing token can be redeemed: it grows by a yearly rate from where it stands today, backwards. */
export function redemptionRate(rateToday: number, yearly: number, today: Day): readonly DayValue[] {
  return Array.from({ length: HISTORY_DAYS + 1 }, (_, i) => ({
    day: addDays(today, i - HISTORY_DAYS),
    value: (rateToday * (1 + yearly) ** ((i - HISTORY_DAYS) / 365)).toFixed(12),
  }));
}
