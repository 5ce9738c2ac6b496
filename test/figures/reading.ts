import { Decimal, decimalText, type Figure, isKnown } from '../../shared/figures/index.ts';

export const decimal = (text: string | number): Decimal => new Decimal(text);

/** What a figure says; a test that expected a value fails with the reason where there is none. */
export function valueIn<T>(figure: Figure<T>): T {
  if (isKnown(figure)) return figure.ok;
  throw new Error(`unavailable: ${figure.unavailable.reason}: ${figure.unavailable.message}`);
}

/** Why a figure cannot be given; `null` where it can. */
export function reasonIn(figure: Figure<unknown>): string | null {
  return isKnown(figure) ? null : figure.unavailable.reason;
}

/** A value rounded to as many decimal places as the text of another has, for comparing with a published vector to all of its digits. */
export function like(vector: string, value: Decimal): string {
  const places = vector.split('.')[1]?.length ?? 0;
  return decimalText(value.toDecimalPlaces(places));
}
