import type { HistoryMeasure } from './grade-measures.ts';

/** From what a factor is computed: words are those of the kind's metrics. */
export type FactorSource =
  | { readonly of: 'metric'; readonly word: string }
  /** Points by what the metric says. */
  | { readonly of: 'words'; readonly word: string; readonly points: Readonly<Record<string, number>> }
  | { readonly of: 'history'; readonly word: string; readonly measure: HistoryMeasure }
  /** A metric's share of itself and others of the same basis. */
  | { readonly of: 'share'; readonly word: string; readonly others: readonly string[] }
  /** What a year at the rate is worth after consumer prices of the last year. */
  | { readonly of: 'real-rate'; readonly word: string };

/** From a value to points from 0 to 10, ascending by value; between two of them in proportion, beyond the ends as at the ends. */
export interface Anchor {
  readonly value: number;
  readonly points: number;
}

/** One thing that a grade looks at. */
export interface Factor {
  readonly factor: string;
  readonly name: string;
  /** What it is, and why it counts. */
  readonly says: string;
  /** The weights of a grade add up to one. */
  readonly weight: number;
  readonly from: FactorSource;
  readonly unit: string;
  readonly anchors: readonly Anchor[];
  /** Where the metric is unknown for one of these reasons the factor does not apply, and its weight counts neither way. */
  readonly unlessReason?: readonly string[];
}

/** What a kind has: factors of each grade, none where it has no such grade. */
export interface FactorTable {
  readonly trader: readonly Factor[];
  readonly investor: readonly Factor[];
}

/** Anchors from pairs of a value and its points. */
export function anchors(...pairs: readonly (readonly [value: number, points: number])[]): readonly Anchor[] {
  return pairs.map(([value, points]) => ({ value, points }));
}

/** In US dollars. */
export const SIZE = anchors([1e5, 0], [1e6, 3], [1e7, 6], [1e8, 9], [1e9, 10]);
/** Of falls from a high, as fractions. */
export const FALL = anchors([0, 10], [0.1, 8], [0.25, 5], [0.5, 1], [0.7, 0]);
const DAYS_OLD_TRADED = anchors([0, 10], [1, 10], [3, 7], [7, 0]);
const DAYS_OLD_HELD = anchors([0, 10], [7, 9], [30, 5], [90, 0]);
const KNOWN_FOR = anchors([0, 0], [90, 3], [365, 7], [1_095, 10]);
/** Of yearly volatility. */
export const CALM = anchors([0, 10], [0.1, 9], [0.3, 7.5], [0.6, 5], [1, 2.5], [2, 0]);
/** Of growth over some days, as a fraction. */
export const MOVED = anchors([-0.3, 0], [-0.1, 3], [0, 5], [0.1, 7], [0.3, 10]);

/** Freshness of what is traded daily, or held long. */
export function fresh(word: string, weight: number, of: 'traded' | 'held'): Factor {
  return {
    factor: 'freshness',
    name: 'Freshness',
    says: 'How old the last observation is: what was not seen lately may have gone.',
    weight,
    from: { of: 'history', word, measure: 'days-old' },
    unit: 'days',
    anchors: of === 'traded' ? DAYS_OLD_TRADED : DAYS_OLD_HELD,
  };
}

/** How long something has been observed. */
export function knownFor(word: string, weight: number): Factor {
  return {
    factor: 'age',
    name: 'Known for',
    says: 'How long it has been observed here: what has not been through bad times has not shown how it fares in them.',
    weight,
    from: { of: 'history', word, measure: 'days-known' },
    unit: 'days',
    anchors: KNOWN_FOR,
  };
}
