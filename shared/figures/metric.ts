import type { RateBasis } from './figure.ts';
import type { SubjectKind } from './subject.ts';

/** What the text of a metric's value is. A `fraction` of 0.05 is five per cent; a `verdict` is one of {@link VERDICTS}. */
export const METRIC_UNITS = [
  'fraction',
  'basis-points',
  'money',
  'price',
  'days',
  'hours',
  'minutes',
  'count',
  'score',
  'text',
  'verdict',
] as const;
export type MetricUnit = (typeof METRIC_UNITS)[number];

/** What a value of a unit is, as a sentence says it: `the value is a fraction`. */
export const UNIT_WORDS: Readonly<Record<MetricUnit, string>> = {
  fraction: 'a fraction',
  'basis-points': 'in basis points',
  money: 'an amount of money',
  price: 'a price',
  days: 'in days',
  hours: 'in hours',
  minutes: 'in minutes',
  count: 'a count',
  score: 'a score',
  text: 'words',
  verdict: 'a verdict',
};

export const VERDICTS = ['pass', 'fail', 'unknown', 'not-applicable'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One entry of the registry of metrics: what may be read of a subject, by checklists, lists, screens and alerts alike. */
export interface Metric {
  /** `column.name`, such as `pretrade.liquidation-distance`. */
  readonly id: string;
  readonly name: string;
  /** One sentence: what it means and how it is computed. */
  readonly says: string;
  readonly subject: SubjectKind;
  readonly unit: MetricUnit;
  /** What expressions call it, such as `rate.base`: see {@link wordOf}. Unique among the metrics of its kind of subject. */
  readonly word?: string;
  /** Of rates and returns: what kind of figure it is, in words, where each value has its own basis; such as “as quoted by the source”. */
  readonly basis?: string;
  /** When a value of it is too old to act on, in days; absent where every reading is of now. */
  readonly freshDays?: number;
  /** Whether it changes with the clock alone, without an event: days to an unlock, the age of a price. */
  readonly clocked?: boolean;
}

/** What expressions call a metric: its word, or its id without the column's name. */
export function wordOf({ id, word }: Pick<Metric, 'id' | 'word'>): string {
  return word ?? id.slice(id.indexOf('.') + 1);
}

/** A metric as it was read. Its trail says from what. */
export interface MetricValue {
  /** A decimal, or words where the unit says so. */
  readonly text: string;
  /** Of money and prices: the currency. */
  readonly currency?: string;
  /** The instant or day that the value speaks of, where that is not now. */
  readonly asOf?: string;
  /** Of rates and returns. Unlike bases are never ranked together, nor drawn on one axis without saying so. */
  readonly basis?: RateBasis;
}
