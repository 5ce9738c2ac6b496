import { Decimal } from '../figures/index.ts';
import type { Money } from './fixed-point.ts';

/** The owner's tax: rates as fractions, and how lots are matched. Countinghouse computes with them and advises on nothing. */
export interface TaxRules {
  /** On rewards, fees and incentives, at their worth on receipt. */
  readonly incomeRate: Decimal;
}

/** A rate of an amount, toward zero to the unit of money. Losses bring no tax back. */
export function taxOn(amount: Money, rate: Decimal): Money {
  if (amount <= 0n) return 0n;
  return (amount * BigInt(rate.times(RATE_SCALE).toFixed(0, Decimal.ROUND_HALF_EVEN))) / RATE_UNIT;
}

const RATE_SCALE = new Decimal(10).pow(20);
const RATE_UNIT = 10n ** 20n;
