import { Decimal, isKnown, ONE, ZERO } from '../figures/index.ts';
import { amountsOfLiquidity } from './concentrated-liquidity.ts';
import { type Price, priceDecimal, type Quantity, quantityDecimal, quantityFrom } from './fixed-point.ts';
import { stableSwapOutcome } from './stable-swap.ts';
import type { Pool } from './terms.ts';

/**
 * How much liquidity amounts are, and what liquidity consists of at the prices of a day. Liquidity is in units of the pool's invariant,
 * so that it does not move with prices; fees and withdrawals are the only things that change it.
 */
export interface PoolModel {
  readonly assets: readonly string[];
  /** `null` where the amounts alone do not say: one side is missing, and the pool's price would be needed. */
  liquidityOf(amounts: readonly Decimal[]): Decimal | null;
  /** Amounts per asset at prices of the same currency, all above zero. Fees that are not in the pool are no part of it. */
  amountsAt(liquidity: Decimal, prices: readonly Decimal[]): readonly Decimal[];
}

export function poolModel(pool: Pool): PoolModel {
  switch (pool.model) {
    case 'constant-product':
      return constantProduct(pool.assets);
    case 'weighted':
      return weighted(pool.legs);
    case 'concentrated':
      return concentrated(pool.assets, new Decimal(pool.lower), new Decimal(pool.upper));
    case 'stable-swap':
      return stableSwap(pool.assets, new Decimal(pool.amplification));
  }
}

/** Prices of a pool's assets on the day in question; `null` where one of them is unavailable. */
export type PoolPrices = () => readonly Price[] | null;

/**
 * The liquidity that quantities add or take: by the invariant where they have every side, else by their value at the day's prices over
 * the value of one unit of liquidity (a single-sided entry is swapped by the pool on its way in). `null` where that needs a missing price.
 */
export function liquidityOf(pool: PoolModel, quantities: readonly Quantity[], prices: PoolPrices): Decimal | null {
  const amounts = quantities.map(quantityDecimal);
  const liquidity = pool.liquidityOf(amounts);
  if (liquidity) return liquidity;
  const known = prices()?.map(priceDecimal);
  if (!known || known.some((price) => !price.greaterThan(0))) return null;
  return worth(amounts, known).dividedBy(worth(pool.amountsAt(ONE, known), known));
}

/** What liquidity consists of on a day, rounded down to whole units of quantity. `null` where a price is missing or zero. */
export function poolHoldings(pool: PoolModel, liquidity: Decimal, prices: PoolPrices): readonly Quantity[] | null {
  if (liquidity.isZero()) return pool.assets.map(() => 0n);
  const known = prices()?.map(priceDecimal);
  if (!known || known.some((price) => !price.greaterThan(0))) return null;
  return pool.amountsAt(liquidity, known).map(quantityFrom);
}

/** What a withdrawal took: which share of the liquidity, and which part of each amount was fees that came along. */
export interface PoolWithdrawal {
  readonly share: Decimal;
  /** Part of a holding that left with the share; all of it, exactly, with the last. */
  readonly ofShare: (held: Quantity) => Quantity;
  /** Part of an amount beyond what the share of liquidity holds. */
  readonly feeOf: (amount: Quantity) => Quantity;
}

/**
 * Where the share is stated (or all is taken), what came beyond what that share of the liquidity holds is fee income. Where it is not,
 * the amounts say the share and there is nothing beyond it.
 */
export function withdrawal(liquidity: Decimal, taken: Decimal, stated: string | undefined): PoolWithdrawal {
  const implied = liquidity.isZero() ? ONE : Decimal.min(ONE, taken.dividedBy(liquidity));
  const share = stated === undefined ? implied : new Decimal(stated);
  const without = liquidity.times(share);
  const beyond = taken.greaterThan(without) ? ONE.minus(without.dividedBy(taken)) : ZERO;
  return {
    share,
    ofShare: (held) => (share.equals(ONE) ? held : quantityFrom(quantityDecimal(held).times(share))),
    feeOf: (amount) => (beyond.isZero() ? 0n : quantityFrom(quantityDecimal(amount).times(beyond))),
  };
}

/** Uniswap v2: x·y = L². The pool's price of the first asset in the second is that of the market. */
function constantProduct(assets: readonly string[]): PoolModel {
  return {
    assets,
    liquidityOf: ([x = ZERO, y = ZERO]) => (x.isZero() || y.isZero() ? null : x.times(y).sqrt()),
    amountsAt(liquidity, [priceX = ONE, priceY = ONE]) {
      const root = priceX.dividedBy(priceY).sqrt();
      return [liquidity.dividedBy(root), liquidity.times(root)];
    },
  };
}

/** Balancer: Πxᵢ^wᵢ = L with weights that sum to one; value shares equal weights, so xᵢ = L·(wᵢ/Pᵢ)·Π(Pⱼ/wⱼ)^wⱼ. */
function weighted(legs: readonly { readonly asset: string; readonly weight: string }[]): PoolModel {
  const total = legs.reduce((whole, leg) => whole.plus(leg.weight), ZERO);
  const weights = legs.map((leg) => new Decimal(leg.weight).dividedBy(total));
  const weightAt = (place: number) => weights[place] ?? ZERO;
  return {
    assets: legs.map((leg) => leg.asset),
    liquidityOf(amounts) {
      if (amounts.some((amount) => amount.isZero())) return null;
      return amounts.reduce((product, amount, place) => product.times(amount.pow(weightAt(place))), ONE);
    },
    amountsAt(liquidity, prices) {
      const perUnit = prices.reduce((product, price, place) => product.times(price.dividedBy(weightAt(place)).pow(weightAt(place))), ONE);
      return prices.map((price, place) => liquidity.times(weightAt(place)).dividedBy(price).times(perUnit));
    },
  };
}

/**
 * Uniswap v3: (x + L/√b)(y + L√a) = L². Its positive root gives the liquidity of any amounts, single-sided ones included, whatever the
 * price was at that moment.
 */
function concentrated(assets: readonly string[], lower: Decimal, upper: Decimal): PoolModel {
  const [low, high] = [lower.sqrt(), upper.sqrt()];
  const square = ONE.minus(low.dividedBy(high));
  return {
    assets,
    liquidityOf([x = ZERO, y = ZERO]) {
      const linear = x.times(low).plus(y.dividedBy(high));
      const root = linear.times(linear).plus(square.times(x).times(y).times(4)).sqrt();
      return linear.plus(root).dividedBy(square.times(2));
    },
    amountsAt(liquidity, [price0 = ONE, price1 = ONE]) {
      const { amount0, amount1 } = amountsOfLiquidity(liquidity, { lower, upper }, price0.dividedBy(price1));
      return [amount0, amount1];
    },
  };
}

/** Curve, two coins: liquidity is the invariant D, the pool's balance were it even at par. */
function stableSwap(assets: readonly string[], amplification: Decimal): PoolModel {
  return {
    assets,
    liquidityOf: ([x = ZERO, y = ZERO]) => (x.isZero() || y.isZero() ? null : stableSwapInvariant(amplification, x, y)),
    amountsAt(liquidity, [price0 = ONE, price1 = ONE]) {
      const price = price0.dividedBy(price1);
      const pool = stableSwapOutcome(amplification, price);
      if (!isKnown(pool)) throw new RangeError(pool.unavailable.message);
      const cheaper = pool.ok.cheaperShare.times(pool.ok.lpValue);
      const dearer = pool.ok.lpValue.minus(cheaper);
      const [inFirst, inSecond] = price.lessThanOrEqualTo(ONE) ? [cheaper, dearer] : [dearer, cheaper];
      return [liquidity.times(inFirst).dividedBy(price), liquidity.times(inSecond)];
    },
  };
}

/** D of two balances: Ann·(x + y) + D = Ann·D + D³/(4xy), by Newton's method from their sum, from where it falls monotonically. */
function stableSwapInvariant(amplification: Decimal, x: Decimal, y: Decimal): Decimal {
  const ann = amplification.times(2);
  const total = x.plus(y);
  const product = x.times(y).times(4);
  let d = total;
  for (let round = 0; round < 200; round += 1) {
    const cubed = d.pow(3).dividedBy(product);
    const step = cubed.plus(ann.minus(ONE).times(d)).minus(ann.times(total)).dividedBy(cubed.times(3).dividedBy(d).plus(ann).minus(ONE));
    d = d.minus(step);
    if (step.abs().lessThanOrEqualTo(d.times('1e-55'))) break;
  }
  return d;
}

function worth(amounts: readonly Decimal[], prices: readonly Decimal[]): Decimal {
  return amounts.reduce((total, amount, place) => total.plus(amount.times(prices[place] ?? ZERO)), ZERO);
}
