import {
  computed,
  Decimal,
  type Figure,
  type Formula,
  isKnown,
  known,
  together,
  type Trail,
  type TrailInput,
  unavailable,
} from '../figures/index.ts';
import type { RowOrigin } from './ticket-inputs.ts';

/**
 * A figure from other figures: known only where all of them are, else the first reason. Its trail holds theirs, each step once. The order of
 * names is the order in which reasons are looked for.
 */
export function derive<Name extends string>(
  formula: Formula,
  figures: Readonly<Record<Name, Figure<Decimal>>>,
  compute: (values: Readonly<Record<Name, Decimal>>) => Decimal,
): Figure<Decimal> {
  const all = together<Record<Name, Decimal>>(figures);
  if (!isKnown(all)) return all;
  const step = computed(formula, all.ok, compute(all.ok));
  return isKnown(step) ? known(step.ok, once([...all.trail, ...step.trail])) : step;
}

/** A figure from other figures by a function that answers a figure itself. */
export function through<Name extends string, T>(
  figures: Readonly<Record<Name, Figure<Decimal>>>,
  compute: (values: Readonly<Record<Name, Decimal>>) => Figure<T>,
): Figure<T> {
  const all = together<Record<Name, Decimal>>(figures);
  if (!isKnown(all)) return all;
  const figure = compute(all.ok);
  return isKnown(figure) ? known(figure.ok, once([...all.trail, ...figure.trail])) : figure;
}

/** One member of a known record, with its trail. */
export function member<T, R>(figure: Figure<T>, read: (value: T) => R): Figure<R> {
  return isKnown(figure) ? known(read(figure.ok), figure.trail) : figure;
}

/** A value of the terms, or that it is missing. `message` says what to give. */
export function given(text: string | undefined, message: string): Figure<Decimal> {
  return text === undefined ? unavailable('missing', message) : known(new Decimal(text));
}

/** A figure with a step before it that says which row of which file it rests on. */
export function restingOn<T>(figure: Figure<T>, what: string, value: string, origin: RowOrigin, asOf: string): Figure<T> {
  if (!isKnown(figure)) return figure;
  const input: TrailInput = { name: origin.file, value, origin: { kind: 'row', dataset: origin.reference, row: origin.n }, asOf };
  return known(figure.ok, [{ figure: what, formula: 'row of the imported file', inputs: [input], value }, ...figure.trail]);
}

function once(trail: Trail): Trail {
  return [...new Set(trail)];
}
