import { z } from 'zod';
import { assetCode, Decimal, decimalString, groupedText, identifier } from '../figures/index.ts';
import { isKnownReading, type Reading } from './reading.ts';

/** What a person waits for: a metric at or beyond a value, in the metric's own unit (a fraction of 0.05 is 5 %). */
export const targetSchema = z.object({
  metric: identifier,
  direction: z.enum(['at-least', 'at-most']),
  value: decimalString,
  /** Of money and prices: what the value is in. Null: whatever the metric is in. */
  currency: assetCode.nullable(),
});
export type Target = z.infer<typeof targetSchema>;

/** Whether a target is reached now. `unknown` is neither: its sentence says why it cannot be told. */
export interface TargetStanding {
  readonly standing: 'reached' | 'open' | 'unknown';
  readonly says: string;
  /** How far the metric still has to go, as a fraction of the target's size; null where reached, unknown or where the target is zero. */
  readonly distance: string | null;
}

/** Where a target stands by a reading of its metric. `name` is what the metric is called. */
export function targetStanding(target: Target, name: string, reading: Reading): TargetStanding {
  const { direction, value, currency } = target;
  const words = `${name} ${direction === 'at-least' ? 'at least' : 'at most'} ${groupedText(value)}${currency === null ? '' : ` ${currency}`}`;
  if (!isKnownReading(reading)) return unknown(`Whether ${words} is reached is not known. ${reading.unknown}`);
  if (currency !== null && reading.currency !== currency) {
    return unknown(`${words} cannot be told: the metric is in ${reading.currency ?? 'no currency'}.`);
  }
  const [now, wanted] = [decimalOf(reading.text), new Decimal(value)];
  if (now === null) return unknown(`${words} cannot be told: ${name} is “${reading.text}”, which is no number.`);
  const reached = direction === 'at-least' ? now.greaterThanOrEqualTo(wanted) : now.lessThanOrEqualTo(wanted);
  if (reached) return { standing: 'reached', says: `${words} is reached: it is ${groupedText(now)}.`, distance: null };
  const distance = wanted.isZero() ? null : now.minus(wanted).abs().dividedBy(wanted.abs()).toSignificantDigits(6).toFixed();
  return { standing: 'open', says: `${words} is not reached: it is ${groupedText(now)}.`, distance };
}

function unknown(says: string): TargetStanding {
  return { standing: 'unknown', says, distance: null };
}

function decimalOf(text: string): Decimal | null {
  try {
    const decimal = new Decimal(text);
    return decimal.isFinite() ? decimal : null;
  } catch {
    return null;
  }
}
