import { type Decimal, decimalString, parseDecimal } from '../figures/index.ts';

/** A decimal of more than nought. What is no number at all is the first check's to tell. */
export const positiveAmount = decimalString.refine((text) => isSo(text, (value) => value.greaterThan(0)), 'must be more than zero');
/** A decimal of nought or more. */
export const amountOrNone = decimalString.refine((text) => isSo(text, (value) => !value.lessThan(0)), 'must not be below zero');

function isSo(text: string, holds: (value: Decimal) => boolean): boolean {
  const value = parseDecimal(text);
  return value === null || holds(value);
}
