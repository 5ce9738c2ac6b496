import { Decimal, type Figure, figureText, known, ONE, trailStep, unavailable } from '../figures/index.ts';
import { bracketedRoot } from './bracketed-root.ts';

/** A balanced two-coin stable-swap pool after arbitrage has moved it to a price; values in the second coin per unit of value at entry. */
export interface StableSwapOutcome {
  readonly loss: Decimal;
  readonly lpValue: Decimal;
  readonly holdValue: Decimal;
  /** The share of the pool's value that now lies in the cheaper coin. */
  readonly cheaperShare: Decimal;
}

/**
 * Impermanent loss of a Curve pool of two coins, entered balanced at par, when the first coin is worth `price` of the second. It is what
 * the pool is worth after arbitrage over what holding half of each is worth, − 1, fees left out; the answer for p and 1/p is the same.
 *
 * `amplification` is A as the contract stores it (Ann = A·n with n = 2). "Stablecoins have no impermanent loss" is false: the larger A,
 * the more of the bad coin the pool buys. Unavailable where A or the price is not above zero.
 */
export function stableSwapOutcome(amplification: Decimal, price: Decimal): Figure<StableSwapOutcome> {
  if (!amplification.greaterThan(0))
    return unavailable('amplification-not-positive', 'The amplification A of a pool is above zero; pools use 50 to 5000.');
  if (!price.greaterThan(0)) return unavailable('price-not-positive', 'The price of the first coin in the second must be above zero.');
  const isCheaper = price.lessThan(1);
  const cheaper = isCheaper ? price : ONE.dividedBy(price);
  const { x, y } = balancesAt(amplification.times(2), cheaper);
  // Dearer first coin: the same pool with the coins' names exchanged, hence the values in the other coin.
  const unit = isCheaper ? ONE : price;
  const lpValue = x.times(cheaper).plus(y).times(unit);
  const holdValue = ONE.plus(price).dividedBy(2);
  const loss = lpValue.dividedBy(holdValue).minus(ONE).toDecimalPlaces(PLACES);
  const cheaperShare = x.times(cheaper).times(unit).dividedBy(lpValue);
  const inputs = { A: amplification, price };
  return known({ loss, lpValue, holdValue, cheaperShare }, [
    trailStep(
      { ...CURVE, figure: 'value of the position', formula: 'p x + y, where Ann(x + y) + D = Ann D + D³/(4xy) and −dy/dx = p' },
      inputs,
      figureText(lpValue),
    ),
    trailStep({ ...CURVE, figure: 'value of holding', formula: '(p + 1)/2' }, inputs, figureText(holdValue)),
    trailStep({ ...CURVE, figure: 'impermanent loss', formula: 'position / holding − 1' }, { lpValue, holdValue }, figureText(loss)),
  ]);
}

const CURVE = { source: 'M. Egorov, StableSwap, 2019; curve-contract SwapTemplateBase.vy', unit: 'second coin per unit of value at entry' };

/** Roots and cube roots are rounded at 60 digits; what is left of that below these decimal places must not pose as a loss. */
const PLACES = 55;

/**
 * The balances (per unit of D) at which the pool's marginal price is p ≤ 1.
 *
 * With t = y/x and q = D³/(4x³t) the marginal price is (Ann + q)/(Ann + q/t) = p, so that q = Ann(1 − p)m and t = p·m/(1 + m) for one
 * unknown m > 0; the invariant then says Ann(1 + t) − q + (1 − Ann)/u = 0 with u = x/D = (4qt)^(−1/3). The left side falls from Ann to −∞
 * as m grows: one root.
 */
function balancesAt(ann: Decimal, price: Decimal): { readonly x: Decimal; readonly y: Decimal } {
  if (price.equals(1)) return { x: HALF, y: HALF };
  const gap = ONE.minus(price);
  const curveAt = (m: Decimal) => {
    const q = ann.times(gap).times(m);
    const t = price.times(m).dividedBy(ONE.plus(m));
    const u = ONE.dividedBy(q.times(t).times(4).cbrt());
    return { t, u, left: ann.times(ONE.plus(t)).minus(q).plus(ONE.minus(ann).dividedBy(u)) };
  };
  const m = polishedRoot((m) => curveAt(m).left, roughRoot(ann, price));
  const { t, u } = curveAt(m);
  return { x: u, y: u.times(t) };
}

const HALF = new Decimal('0.5');

/** The same root in doubles, on the logarithm of m, where no term can overflow. */
function roughRoot(ann: Decimal, price: Decimal): Decimal {
  const [a, p] = [ann.toNumber(), price.toNumber()];
  const [logScale, logPrice] = [ann.times(ONE.minus(price)).ln().toNumber(), price.ln().toNumber()];
  const left = (logM: number) => {
    const logQ = logScale + logM;
    const logShare = -Math.log1p(Math.exp(-logM));
    const inverse = Math.exp((Math.log(4) + logQ + logPrice + logShare) / 3);
    return a * (1 + p * Math.exp(logShare)) - Math.exp(logQ) + (1 - a) * inverse;
  };
  return new Decimal(bracketedRoot(left, -600, 600)).exp();
}

/**
 * A root to the precision of the house from a good guess, by the secant method; it converges in four or five rounds from a double's
 * digits.
 */
function polishedRoot(f: (x: Decimal) => Decimal, guess: Decimal): Decimal {
  let [before, x] = [guess, guess.times(ONE.plus('1e-14'))];
  let [fBefore, fx] = [f(before), f(x)];
  for (let round = 0; round < 12 && !fx.equals(fBefore); round++) {
    const next = x.minus(fx.times(x.minus(before)).dividedBy(fx.minus(fBefore)));
    [before, fBefore, x] = [x, fx, next];
    if (x.minus(before).abs().lessThanOrEqualTo(x.abs().times('1e-55'))) break;
    fx = f(x);
  }
  return x;
}
