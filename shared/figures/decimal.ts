import { Decimal as DecimalConstructor } from 'decimal.js';

/**
 * Decimal numbers for every amount, price and rate that a person may act on.
 *
 * decimal.js keeps 20 significant digits unless told otherwise, which loses a wei from a nine-figure holding; 60 digits hold the
 * product of two 18-decimal token amounts exactly. The constructor is a clone, so no other code can change its settings.
 */
export const Decimal = DecimalConstructor.clone({
  precision: 60,
  rounding: DecimalConstructor.ROUND_HALF_EVEN,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});
export type Decimal = DecimalConstructor;

export const ZERO: Decimal = new Decimal(0);
export const ONE: Decimal = new Decimal(1);

/** The text of a decimal number as the house accepts it: digits, an optional sign, point and exponent. */
export const DECIMAL_TEXT: RegExp = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?$/;

/** A decimal from its text; `null` where the text is not one number (empty, `NaN`, `Infinity`, thousands separators, units). */
export function parseDecimal(text: string): Decimal | null {
  const trimmed = text.trim();
  return DECIMAL_TEXT.test(trimmed) ? new Decimal(trimmed) : null;
}

/** The canonical text of a decimal: no exponent, no trailing zeros, `-` only before a non-zero value (provenance §8.2.2). */
export function decimalText(value: Decimal): string {
  return value.isZero() ? '0' : value.toFixed();
}

/** The text of a computed figure: 34 significant digits at most, so that an endless quotient stays readable and comparable. */
export function figureText(value: Decimal): string {
  return decimalText(value.toSignificantDigits(34));
}

/** The sum of decimals; zero for none. */
export function sum(values: Iterable<Decimal>): Decimal {
  let total = ZERO;
  for (const value of values) total = total.plus(value);
  return total;
}

/** A decimal as sentences write it: commas between thousands, every digit kept. */
export function groupedText(value: Decimal | string): string {
  const [whole = '', fraction] = new Decimal(value).toFixed().split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
