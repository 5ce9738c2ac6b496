import { Decimal } from '../figures/index.ts';

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

const PLAIN = /^(-?)(\d+)(?:\.(\d*))?$/;

/** The quantity that a decimal text writes; `null` where it is no plain number, or finer than 10^-24. */
export function quantityOf(text: string): Quantity | null {
  const match = PLAIN.exec(text);
  if (!match) return viaDecimal(text);
  const fraction = match[3] ?? '';
  if (fraction.length > QUANTITY_PLACES) return viaDecimal(text);
  const digits = BigInt(match[2] + fraction.padEnd(QUANTITY_PLACES, '0'));
  return match[1] === '-' ? -digits : digits;
}

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
const MONEY_SCALE = new Decimal(10).pow(MONEY_PLACES);

/** Numbers with an exponent, a plus sign or superfluous zeros: rare, hence not on the fast road. */
function viaDecimal(text: string): Quantity | null {
  let value: Decimal;
  try {
    value = new Decimal(text);
  } catch {
    return null;
  }
  return value.isFinite() && value.decimalPlaces() <= QUANTITY_PLACES ? BigInt(value.times(QUANTITY_SCALE).toFixed(0)) : null;
}

function scaled(units: bigint, places: number): Decimal {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  const point = digits.length - places;
  return new Decimal(`${units < 0n ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`);
}
