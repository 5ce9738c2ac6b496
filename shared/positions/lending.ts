import {
  computed,
  type Decimal,
  type Figure,
  known,
  ONE,
  sum,
  together,
  trailStep,
  figureText,
  unavailable,
  ZERO,
} from '../figures/index.ts';

/**
 * A borrow rate that rises gently up to the optimal utilisation and steeply beyond it. All are fractions; slopes are for their whole
 * stretch.
 */
export interface RateCurve {
  readonly base: Decimal;
  readonly slope1: Decimal;
  readonly slope2: Decimal;
  readonly optimal: Decimal;
  readonly reserveFactor: Decimal;
}

export interface LendingRates {
  readonly borrowApr: Decimal;
  readonly supplyApr: Decimal;
}

/**
 * Borrow and supply rate of a pool at a utilisation U: R = b + s1·U/U₀ up to the optimal U₀, b + s1 + s2·(U − U₀)/(1 − U₀) beyond; supply
 * = R·U·(1 − reserve factor). Both are nominal annual rates (APR).
 *
 * U may exceed 1, as bad debt makes it. Compound III has a supply curve of its own, which this is not. Unavailable where U < 0, where the
 * optimal utilisation is not in [0, 1], where U lies beyond a curve that bends at 1, or where the reserve factor is not in [0, 1].
 */
export function lendingRates(utilisation: Decimal, curve: RateCurve): Figure<LendingRates> {
  const { base, slope1, slope2, optimal, reserveFactor } = curve;
  if (utilisation.lessThan(0))
    return unavailable('negative-utilisation', 'Utilisation is what is borrowed divided by what was supplied: 0 at least.');
  if (optimal.lessThan(0) || optimal.greaterThan(1)) {
    return unavailable(
      'optimal-outside-range',
      'The optimal utilisation, where the curve bends, lies between 0 and 1; write 90 % as "0.9".',
    );
  }
  if (optimal.equals(1) && utilisation.greaterThan(1)) {
    return unavailable('beyond-the-curve', 'A curve that bends at full utilisation says nothing about what lies beyond it.');
  }
  if (reserveFactor.lessThan(0) || reserveFactor.greaterThan(1)) {
    return unavailable(
      'reserve-factor-outside-range',
      'The reserve factor is a share of the interest, between 0 and 1; write 10 % as "0.1".',
    );
  }
  const isSteep = utilisation.greaterThan(optimal);
  const borrowApr = isSteep
    ? base.plus(slope1).plus(slope2.times(utilisation.minus(optimal)).dividedBy(ONE.minus(optimal)))
    : utilisation.isZero()
      ? base
      : base.plus(slope1.times(utilisation).dividedBy(optimal));
  const formula = isSteep ? 'b + s1 + s2 (U − U₀)/(1 − U₀)' : 'b + s1 U/U₀';
  const inputs = { U: utilisation, b: base, s1: slope1, ...(isSteep && { s2: slope2 }), 'U₀': optimal };
  return together({
    borrowApr: computed({ ...CURVE, figure: 'borrow apr', formula }, inputs, borrowApr),
    supplyApr: computed(
      { ...CURVE, figure: 'supply apr', formula: 'borrow apr · U (1 − reserve factor)' },
      { borrowApr, U: utilisation, reserveFactor },
      borrowApr.times(utilisation).times(ONE.minus(reserveFactor)),
    ),
  });
}

/** Compound v2's jump-rate model (multipliers per unit of utilisation) as the same curve (slopes for the whole stretch). */
export function jumpRateCurve(
  base: Decimal,
  multiplier: Decimal,
  jumpMultiplier: Decimal,
  kink: Decimal,
  reserveFactor: Decimal,
): RateCurve {
  return { base, slope1: multiplier.times(kink), slope2: jumpMultiplier.times(ONE.minus(kink)), optimal: kink, reserveFactor };
}

export interface Collateral {
  readonly amount: Decimal;
  readonly price: Decimal;
  /** Share of the collateral's value up to which debt may go before it is liquidated; in e-mode, that of the category. */
  readonly liquidationThreshold: Decimal;
}
export interface Debt {
  readonly amount: Decimal;
  readonly price: Decimal;
}
export interface Health {
  /** Liquidation begins below 1. */
  readonly healthFactor: Decimal;
  /** The fall of all collateral prices together at which liquidation begins; negative where it already could. */
  readonly commonShock: Decimal;
}

/**
 * Health factor ΣC·P·LT / Σdebt and the common shock 1 − 1/HF, all prices in one currency. Debt grows with interest, so both drift daily.
 * Unavailable without debt (`no-debt`: nothing can be liquidated), without collateral, or where an amount or price is negative.
 */
export function accountHealth(collateral: readonly Collateral[], debt: readonly Debt[]): Figure<Health> {
  for (const { amount, price } of [...collateral, ...debt]) {
    if (amount.lessThan(0) || price.lessThan(0))
      return unavailable('negative-amount', 'Amounts and prices of collateral and debt cannot be negative.');
  }
  if (collateral.some(({ liquidationThreshold: share }) => share.lessThan(0) || share.greaterThan(1))) {
    return unavailable('threshold-outside-range', 'A liquidation threshold lies between 0 and 1; write 83 % as "0.83".');
  }
  const owed = sum(debt.map(({ amount, price }) => amount.times(price)));
  if (owed.isZero()) return unavailable('no-debt', 'Nothing is owed, so nothing can be liquidated and there is no health factor.');
  const backing = sum(collateral.map(({ amount, price, liquidationThreshold }) => amount.times(price).times(liquidationThreshold)));
  if (backing.isZero())
    return unavailable('no-collateral', 'There is debt but no collateral that counts: no fall of prices leads to liquidation.');
  return together({
    healthFactor: computed(
      { ...HEALTH, figure: 'health factor', formula: 'Σ amount · price · liquidation threshold / Σ debt', unit: 'ratio' },
      { backing, debt: owed },
      backing.dividedBy(owed),
    ),
    commonShock: computed(
      { ...HEALTH, figure: 'common shock', formula: '1 − Σ debt / Σ amount · price · liquidation threshold', unit: 'fraction' },
      { backing, debt: owed },
      ONE.minus(owed.dividedBy(backing)),
    ),
  });
}

/**
 * The price of one collateral at which liquidation begins when every other price stands still — an assumption that the answer depends on.
 * Unavailable as `accountHealth` is, where that collateral counts for nothing, and where the others cover the debt alone
 * (`cannot-be-liquidated`).
 */
export function collateralLiquidationPrice(collateral: readonly Collateral[], debt: readonly Debt[], index: number): Figure<Decimal> {
  const health = accountHealth(collateral, debt);
  if ('unavailable' in health) return health;
  const asked = collateral[index];
  const weight = asked ? asked.amount.times(asked.liquidationThreshold) : ZERO;
  if (weight.isZero())
    return unavailable('no-collateral', 'This collateral counts for nothing, so its price cannot bring liquidation about.');
  const others = collateral.filter((_, place) => place !== index);
  const backing = sum(others.map(({ amount, price, liquidationThreshold }) => amount.times(price).times(liquidationThreshold)));
  const owed = sum(debt.map(({ amount, price }) => amount.times(price)));
  const open = owed.minus(backing);
  if (!open.greaterThan(0))
    return unavailable('cannot-be-liquidated', 'The other collateral covers the debt even if this one becomes worthless.');
  return computed(
    {
      ...HEALTH,
      figure: 'liquidation price',
      formula: '(Σ debt − Σ other collateral · threshold) / (amount · threshold), other prices unchanged',
      unit: 'price',
    },
    { debt: owed, otherCollateral: backing, weight },
    open.dividedBy(weight),
  );
}

export interface Loop {
  /** Net annual rate on one's own capital: supply earned on all of it less borrow paid. Nominal. */
  readonly netApr: Decimal;
  /** Everything supplied per unit of own capital. */
  readonly leverage: Decimal;
  readonly healthFactor: Decimal;
  /** How far the collateral may fall against the debt before liquidation begins. */
  readonly liquidationDistance: Decimal;
}

/**
 * Supplying, borrowing against it at `loanToValue` and supplying again, `loops` times or without end: (Σ₀..N LTVⁱ)·supply − (Σ₁..N
 * LTVⁱ)·borrow, with the health factor and liquidation distance that belong to it. Leaves out gas, and takes rates and prices as they
 * stand. Unavailable where LTV is not in (0, 1), the loops are no count above zero, or the threshold is not in (0, 1].
 */
export function loop(
  rates: LendingRates,
  loanToValue: Decimal,
  liquidationThreshold: Decimal,
  loops: number | 'without-end',
): Figure<Loop> {
  if (!loanToValue.greaterThan(0) || !loanToValue.lessThan(1)) {
    return unavailable('loan-to-value-outside-range', 'Loan to value lies between 0 and 1; write 80 % as "0.8".');
  }
  if (!liquidationThreshold.greaterThan(0) || liquidationThreshold.greaterThan(1)) {
    return unavailable('threshold-outside-range', 'A liquidation threshold lies above 0 and is 1 at most; write 83 % as "0.83".');
  }
  if (loops !== 'without-end' && !(Number.isSafeInteger(loops) && loops > 0)) {
    return unavailable('no-loops', 'The number of loops is a whole number, 1 at least.');
  }
  const last = loops === 'without-end' ? ZERO : loanToValue.pow(loops + 1);
  const leverage = ONE.minus(last).dividedBy(ONE.minus(loanToValue));
  const borrowed = leverage.minus(ONE);
  const healthFactor = leverage.times(liquidationThreshold).dividedBy(borrowed);
  const result: Loop = {
    netApr: leverage.times(rates.supplyApr).minus(borrowed.times(rates.borrowApr)),
    leverage,
    healthFactor,
    liquidationDistance: ONE.minus(ONE.dividedBy(healthFactor)),
  };
  const inputs = { ...rates, loanToValue, liquidationThreshold, loops };
  const step = trailStep(
    {
      figure: 'net apr of the loop',
      formula: '(Σ₀..N LTVⁱ) supply − (Σ₁..N LTVⁱ) borrow',
      source: 'Geometric series',
      unit: 'fraction a year',
    },
    inputs,
    figureText(result.netApr),
  );
  return known(result, [step]);
}

const CURVE = { source: 'aave.com/docs/aave-v3/smart-contracts/interest-rate-strategy', unit: 'fraction a year, nominal' };
const HEALTH = { source: 'aave.com/docs, health factor' };
