/** Why a figure cannot be given: a code for programs and a sentence for people. Unknown is never zero. */
export interface Unavailability {
  readonly reason: string;
  readonly message: string;
  /** What was found out all the same, by name; such as how much a thin order book would fill. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Where an input of a figure came from. `row` counts from 1 as in the file that was imported. */
export type Origin =
  | { readonly kind: 'given' }
  | { readonly kind: 'event'; readonly event: string }
  | { readonly kind: 'row'; readonly dataset: string; readonly row: number }
  | { readonly kind: 'setting'; readonly name: string }
  | { readonly kind: 'assumed'; readonly because: string }
  | { readonly kind: 'step'; readonly figure: string };

/** One input of a formula, as text exactly as it went in, with its unit, its origin and the day it speaks of. */
export interface TrailInput {
  readonly name: string;
  readonly value: string;
  readonly unit?: string;
  readonly origin: Origin;
  readonly asOf?: string;
}

/** One step of an explanation: which figure, by which formula (in symbols), from which inputs, with which result. */
export interface TrailStep {
  readonly figure: string;
  readonly formula: string;
  readonly source?: string;
  readonly inputs: readonly TrailInput[];
  readonly value: string;
  readonly unit?: string;
}
export type Trail = readonly TrailStep[];

/**
 * A figure: its value and the trail that leads to it, or the reason why it cannot be given.
 * Both carry what a screen must print; nobody turns the second into a number.
 */
export type Figure<T> = Known<T> | { readonly unavailable: Unavailability };
export interface Known<T> {
  readonly ok: T;
  readonly trail: Trail;
}

export function known<T>(ok: T, trail: Trail = []): Known<T> {
  return { ok, trail };
}

/** `reason` is kebab-case and part of the contract; `message` is a sentence that says what is missing and what would help. */
export function unavailable(
  reason: string,
  message: string,
  details?: Readonly<Record<string, unknown>>,
): { readonly unavailable: Unavailability } {
  return { unavailable: details === undefined ? { reason, message } : { reason, message, details } };
}

export function isKnown<T>(figure: Figure<T>): figure is Known<T> {
  return 'ok' in figure;
}

/** What a percentage is; unlike kinds are never ranked together (DESIGN, Numbers). `window` in days. */
export interface RateBasis {
  readonly kind: 'APR' | 'APY' | 'period' | 'ratio';
  readonly compounding?: string;
  readonly standing: 'realised' | 'quoted' | 'modelled';
  readonly net: 'gross' | 'net';
  readonly real?: boolean;
  readonly windowDays?: number;
  readonly source?: string;
  readonly asOf?: string;
}
