import { Decimal, parseDecimal } from '../figures/index.ts';

/**
 * Exact arithmetic for the hot path. A decomposition multiplies every quantity that ever moved by a price and must add up to the last
 * digit; whole numbers of small units do both, and are about thirty times faster than a decimal library.
 *
 * - a {@link Quantity} counts 10^-24 of a unit (NEAR, the finest coin in use, has 24 decimals);
 * - a {@link Price} counts 10^-20 of the currency for one unit;
 * - a {@link Money} is their product and counts 10^-44 of the currency.
 */
export type Quantity = bigint;
export type Price = bigint;
export type Money = bigint;

export const QUANTITY_PLACES = 24;
export const PRICE_PLACES = 20;
const MONEY_PLACES = QUANTITY_PLACES + PRICE_PLACES;

/** The quantity that a decimal text writes; `null` where it is no number, finer than 10^-24, or 10^37 or more. */
export function quantityOf(text: string): Quantity | null {
  if (text.length > LONGEST_TEXT) return null;
  let point = -1;
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    if (code === POINT && point < 0) point = place;
    else if (code < ZERO_DIGIT || code > NINE_DIGIT) return viaDecimal(text);
  }
  if (text.length === 0 || point === 0) return viaDecimal(text);
  if (point < 0) return text.length > LARGEST_EXPONENT ? viaDecimal(text) : BigInt(text) * QUANTITY_UNIT;
  const places = text.length - point - 1;
  const scale = UNIT_OF_PLACES[places];
  // Both halves are short numbers, which is several times faster to read than one of forty digits.
  return scale === undefined ? viaDecimal(text) : BigInt(text.slice(0, point)) * QUANTITY_UNIT + BigInt(text.slice(point + 1)) * scale;
}

const POINT = 46;
const ZERO_DIGIT = 48;
const NINE_DIGIT = 57;
const QUANTITY_UNIT = 10n ** BigInt(QUANTITY_PLACES);
/** By how much the digits after the point are to be multiplied, by their number. */
const UNIT_OF_PLACES: readonly bigint[] = Array.from(
  { length: QUANTITY_PLACES + 1 },
  (_, places) => 10n ** BigInt(QUANTITY_PLACES - places),
);

/** A computed quantity, rounded down in size to 10^-24: a pool never pays more than it holds. */
export function quantityFrom(value: Decimal): Quantity {
  return BigInt(value.times(QUANTITY_SCALE).toFixed(0, Decimal.ROUND_DOWN));
}

/** A price, rounded half-even to 10^-20. */
export function priceFrom(value: Decimal): Price {
  return BigInt(value.times(PRICE_SCALE).toFixed(0, Decimal.ROUND_HALF_EVEN));
}

export function quantityDecimal(quantity: Quantity): Decimal {
  return scaled(quantity, QUANTITY_PLACES);
}

export function priceDecimal(price: Price): Decimal {
  return scaled(price, PRICE_PLACES);
}

export function moneyDecimal(money: Money): Decimal {
  return scaled(money, MONEY_PLACES);
}

/** The nearest double, for rates over many flows; never for amounts that somebody reads. */
export function moneyNumber(money: Money): number {
  // To 12 decimals of the currency in whole numbers, so that neither half exceeds a double.
  return Number(money / MONEY_COARSE) / 1e12;
}

/** Money from a decimal amount of the currency, rounded half-even to 10^-44. */
export function moneyFrom(value: Decimal): Money {
  return BigInt(value.times(MONEY_SCALE).toFixed(0, Decimal.ROUND_HALF_EVEN));
}

/** `part / whole` of an amount, rounded toward zero. `whole` must not be zero. */
export function proRata(amount: bigint, part: bigint, whole: bigint): bigint {
  return (amount * part) / whole;
}

const QUANTITY_SCALE = new Decimal(10).pow(QUANTITY_PLACES);
const PRICE_SCALE = new Decimal(10).pow(PRICE_PLACES);
const MONEY_COARSE = 10n ** BigInt(MONEY_PLACES - 12);
const MONEY_SCALE = new Decimal(10).pow(MONEY_PLACES);

/** Numbers with a sign, an exponent or superfluous zeros: rare, hence not on the fast road. */
function viaDecimal(text: string): Quantity | null {
  const value = parseDecimal(text);
  if (value === null || value.e > LARGEST_EXPONENT || value.decimalPlaces() > QUANTITY_PLACES) return null;
  return BigInt(value.times(QUANTITY_SCALE).toFixed(0));
}

/** No token has so many units; a longer number is a mistake, and its digits alone would fill the memory. */
const LARGEST_EXPONENT = 36;
const LONGEST_TEXT = LARGEST_EXPONENT + QUANTITY_PLACES + 2;

function scaled(units: bigint, places: number): Decimal {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  const point = digits.length - places;
  return new Decimal(`${units < 0n ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`);
}
