import type { SubjectKind } from './subject.ts';

/** What the text of a metric's value is. A `fraction` of 0.05 is five per cent; a `verdict` is one of {@link VERDICTS}. */
export type MetricUnit =
  | 'fraction'
  | 'basis-points'
  | 'money'
  | 'price'
  | 'days'
  | 'hours'
  | 'minutes'
  | 'count'
  | 'score'
  | 'text'
  | 'verdict';

export const VERDICTS = ['pass', 'fail', 'unknown', 'not-applicable'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One entry of the registry of metrics: what may be read of a subject, by checklists, screens and alerts alike. */
export interface Metric {
  /** `column.name`, such as `pretrade.liquidation-distance`. */
  readonly id: string;
  readonly name: string;
  /** One sentence: what it means and how it is computed. */
  readonly says: string;
  readonly subject: SubjectKind;
  readonly unit: MetricUnit;
}

/** A metric as it was read. Its trail says from what. */
export interface MetricValue {
  /** A decimal, or words where the unit says so. */
  readonly text: string;
  /** Of money: the currency. */
  readonly currency?: string;
  /** The instant or day that the value speaks of, where that is not now. */
  readonly asOf?: string;
}
