import { Decimal, decimalText, figureText } from './decimal.ts';
import { type Figure, isKnown, known, type TrailInput, type TrailStep, unavailable } from './figure.ts';

/** The inputs of a formula by name; a value that was not simply given (assumed, from a setting) comes as a whole `TrailInput`. */
export type FormulaInputs = Readonly<Record<string, Decimal | string | number | bigint | TrailInput>>;

/** A formula as a trail prints it: which figure it gives, in symbols, and where it is written down. */
export interface Formula {
  readonly figure: string;
  readonly formula: string;
  readonly source?: string;
  readonly unit?: string;
}

/** Powers of ten beyond which a number stops being a figure: nobody can read it and its text alone would fill the memory. */
const LARGEST_EXPONENT = 20_000;

/**
 * A computed value with the step of the trail that explains it. Unavailable (`out-of-range`) where the value is no finite number or
 * has more than 20,000 digits before or after the point, which compounding reaches quickly from careless inputs.
 */
export function computed(formula: Formula, inputs: FormulaInputs, value: Decimal): Figure<Decimal> {
  if (!isExpressible(value)) return outOfRange(formula.figure);
  return known(value, [trailStep(formula, inputs, figureText(value))]);
}

/** Whether a number can be written down: finite, and not of more than 20,000 digits before or after the point. */
export function isExpressible(value: Decimal): boolean {
  return value.isFinite() && (value.isZero() || Math.abs(value.e) <= LARGEST_EXPONENT);
}

/** What is said of a figure that is not expressible. */
export function outOfRange(figure: string) {
  return unavailable('out-of-range', `The ${figure} is too large or too small to write down. Check the inputs for a misplaced unit.`);
}

/** One step of a trail from a formula, its inputs by name and the text of what came out. */
export function trailStep(formula: Formula, inputs: FormulaInputs, value: string): TrailStep {
  return { ...formula, inputs: Object.entries(inputs).map(([name, given]) => trailInput(name, given)), value };
}

/** An input that nobody gave: what was taken in its place, and why. */
export function assumed(name: string, value: string, because: string): TrailInput {
  return { name, value, origin: { kind: 'assumed', because } };
}

/** Several figures as one: known only where all are, with their trails one after the other; else the first reason. */
export function together<T extends Readonly<Record<string, unknown>>>(figures: { readonly [K in keyof T]: Figure<T[K]> }): Figure<T> {
  const values: Record<string, unknown> = {};
  const trail: TrailStep[] = [];
  for (const [name, figure] of Object.entries<Figure<unknown>>(figures)) {
    if (!isKnown(figure)) return figure;
    values[name] = figure.ok;
    trail.push(...figure.trail);
  }
  return known(values as T, trail);
}

/** A record of decimals as a calculator answers it: each as the text of a figure. */
export function inFigureText<K extends string>(figure: Figure<Readonly<Record<K, Decimal>>>): Figure<Record<K, string>> {
  if (!isKnown(figure)) return figure;
  const texts = Object.entries<Decimal>(figure.ok).map(([name, value]) => [name, figureText(value)]);
  return known(Object.fromEntries(texts) as Record<K, string>, figure.trail);
}

function trailInput(name: string, given: FormulaInputs[string]): TrailInput {
  if (given instanceof Decimal) return { name, value: decimalText(given), origin: { kind: 'given' } };
  if (typeof given === 'object') return { ...given, name };
  return { name, value: String(given), origin: { kind: 'given' } };
}
