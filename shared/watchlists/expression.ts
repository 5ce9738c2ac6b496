import type { MetricUnit } from '../figures/index.ts';

/** A name that an expression may use, as the registry of metrics (or a calculator) offers it. */
export interface NameEntry {
  readonly name: string;
  /** What it means, for completion. */
  readonly says: string;
  /** Unknown units are not checked: nobody can say that a threshold is wrong for them. */
  readonly unit: MetricUnit | null;
  /** Of words: which of them occur, for completion and to notice a slip; not all need to be told. A verdict's are known without it. */
  readonly values?: readonly string[];
}

/** The names an expression may use. */
export type Vocabulary = ReadonlyMap<string, NameEntry>;

export const DURATION_UNITS = ['s', 'min', 'h', 'd', 'w'] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number];
/** What may follow a number: per cent and points of them, hundredths of those, thousands to billions; or a time. */
export type QuantityUnit = '' | '%' | 'bp' | 'k' | 'm' | 'bn' | DurationUnit;

/** A number as written, with its unit. `m` is a million here: where a time was meant, the parser has already read minutes. */
export interface Quantity {
  readonly kind: 'quantity';
  /** Canonical decimal text. */
  readonly number: string;
  readonly unit: QuantityUnit;
}

/** A span of time as written. Days are of 24 hours. */
export interface Duration {
  readonly number: string;
  readonly unit: DurationUnit;
}

export const COMPARISONS = ['<', '<=', '>', '>=', '=', '!='] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** How words are compared: the same, another, one of several, or containing. Capitals do not matter. */
export const TEXT_RELATIONS = ['=', '!=', 'in', '~'] as const;
export type TextRelation = (typeof TEXT_RELATIONS)[number];

export type MeasureName = 'change' | 'points' | 'mean' | 'median' | 'min' | 'max' | 'drawdown' | 'zscore';
export type TestName = 'stuck' | 'missing';

/** What a comparison compares. */
export type Operand = Quantity | Subject;
export type Subject =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'measure'; readonly measure: MeasureName; readonly name: string; readonly window: Duration }
  | { readonly kind: 'age' | 'rank'; readonly name: string };

/**
 * A condition of a screen or an alert. Its truth has three values (Kleene): what hangs on missing data is unknown, which is neither
 * true nor false. `all` and `any` have two parts at least and never directly contain their own kind.
 */
export type Condition =
  | { readonly kind: 'compare'; readonly left: Operand; readonly comparison: Comparison; readonly right: Operand }
  | { readonly kind: 'between'; readonly of: Subject; readonly low: Quantity; readonly high: Quantity }
  | { readonly kind: 'crosses'; readonly of: Subject; readonly direction: 'above' | 'below'; readonly level: Operand }
  /** `in` has one text at least, the others exactly one. */
  | { readonly kind: 'text'; readonly name: string; readonly relation: TextRelation; readonly texts: readonly string[] }
  | { readonly kind: 'test'; readonly test: TestName; readonly name: string; readonly window: Duration }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition };

/** A part of a condition that has no parts. */
export type Leaf = Exclude<Condition, { kind: 'all' | 'any' | 'not' }>;

/** Why a text is no expression: where (characters `from` up to but not including `to`), what may stand there, and a sentence with the remedy. */
export interface Fault {
  readonly code: string;
  readonly from: number;
  readonly to: number;
  readonly message: string;
  readonly expected: readonly string[];
}

export type Parsed<T> = { readonly ok: T; readonly notes: readonly string[] } | { readonly fault: Fault };
