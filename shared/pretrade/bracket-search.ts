import { Decimal, ONE, ZERO } from '../figures/index.ts';
import { agree, type Bracket } from './margin-brackets.ts';

/**
 * Equity of a position over its notional N: `atZero + slope · N`. Linear, long: atZero = W − qE, slope = 1; short: W + qE, −1. Inverse (N = Q/P in
 * coin), long: W + Q/E, −1; short: W − Q/E, 1.
 */
export interface EquityLine {
  readonly atZero: Decimal;
  readonly slope: 1 | -1;
}

export type NoMeeting = 'cannot-be-liquidated' | 'below-maintenance-at-any-price' | 'beyond-the-table' | 'tiers-contradictory';
export type Meeting = { readonly notional: Decimal; readonly bracket: Bracket } | { readonly none: NoMeeting };

/**
 * Where equity meets maintenance: for each bracket the notional at which they are equal is computed with that bracket's rate and amount, and the
 * bracket that contains it is the answer. One agrees where the amounts make maintenance continuous. Where no row has an amount (a rate for the whole
 * position), maintenance jumps between rows: of several answers the first that the position comes to counts, and a jump over the equity is a meeting
 * at the bound.
 */
export function meetMaintenance(equity: EquityLine, brackets: readonly Bracket[]): Meeting {
  const roots = brackets.map((bracket) => ({ bracket, notional: meeting(equity, bracket) }));
  const found = roots.filter((root): root is Found => root.notional !== null && contains(root.bracket, root.notional));
  const [first, ...others] = found;
  if (first && others.every(({ notional }) => near(notional, first.notional))) {
    return amountsAgree(brackets, first.bracket.tier) ? first : { none: 'tiers-contradictory' };
  }
  const isWhole = brackets.every(({ amount }) => amount.isZero());
  if (first) return isWhole ? (equity.slope > 0 ? (others.at(-1) ?? first) : first) : { none: 'tiers-contradictory' };
  if (roots.every(({ notional }) => notional === null || !notional.greaterThan(0))) {
    return {
      none: equity.slope > 0 && roots.some(({ notional }) => notional !== null) ? 'cannot-be-liquidated' : 'below-maintenance-at-any-price',
    };
  }
  const jump = isWhole ? overJump(equity, roots) : null;
  if (jump) return jump;
  const outside = [brackets[0]?.floor ?? ZERO, brackets.at(-1)?.cap ?? null] as const;
  const isOutside = roots.every(
    ({ notional: n }) => n === null || n.lessThan(outside[0]) || (outside[1] !== null && n.greaterThan(outside[1])),
  );
  return { none: isOutside ? 'beyond-the-table' : 'tiers-contradictory' };
}

interface Root {
  readonly bracket: Bracket;
  readonly notional: Decimal | null;
}
interface Found extends Root {
  readonly notional: Decimal;
}

/** N with atZero + slope·N = rate·N + growth·N² − amount, the one that the position meets first; `null` where there is none. */
function meeting({ atZero, slope }: EquityLine, { rate, amount, growth }: Bracket): Decimal | null {
  const linear = rate.minus(slope);
  const constant = atZero.plus(amount);
  if (growth.isZero()) return constant.dividedBy(linear);
  const discriminant = linear.times(linear).plus(growth.times(constant).times(4));
  if (discriminant.isNegative()) return null;
  // The form without cancellation; for slope 1 it gives the smaller root, to which a falling notional comes from above.
  const root = discriminant.sqrt();
  return constant.times(2).dividedBy(linear.isNegative() ? linear.minus(root) : linear.plus(root));
}

function contains({ floor, cap }: Bracket, notional: Decimal): boolean {
  return notional.greaterThan(0) && notional.greaterThanOrEqualTo(floor) && (cap === null || notional.lessThanOrEqualTo(cap));
}

/** Whether the amounts of all rows up to the one taken follow from each other, or no row has any. */
function amountsAgree(brackets: readonly Bracket[], tier: number): boolean {
  if (brackets.every(({ amount }) => amount.isZero())) return true;
  return brackets.every((bracket, place) => {
    const below = brackets[place - 1];
    if (!below || bracket.tier > tier) return true;
    return agree(bracket.amount, below.amount.plus(bracket.floor.times(bracket.rate.minus(below.rate))));
  });
}

/** A rising notional enters a row in which maintenance already exceeds equity: liquidation comes at the bound. */
function overJump({ slope }: EquityLine, roots: readonly Root[]): Meeting | null {
  if (slope > 0) return null;
  for (const [place, { bracket, notional }] of roots.entries()) {
    const above = roots[place + 1];
    if (!above?.notional || !notional || !bracket.cap) continue;
    if (notional.greaterThan(bracket.cap) && above.notional.lessThan(bracket.cap)) return { notional: bracket.cap, bracket: above.bracket };
  }
  return null;
}

function near(one: Decimal, other: Decimal): boolean {
  return one.minus(other).abs().lessThanOrEqualTo(ONE.plus(one.abs()).times('1e-40'));
}
