import { Decimal, ONE, ZERO } from '../figures/index.ts';

/** The flows as a polynomial in the daily discount factor, Σ amountᵢ v^dayᵢ, whose roots are found by Newton's method in decimals. */
export class FlowPolynomial {
  readonly #days: readonly number[];
  readonly #gaps: readonly number[];
  readonly #amounts: readonly Decimal[];

  /** `days` ascend from 0; the amounts are theirs. */
  constructor(days: readonly number[], amounts: readonly Decimal[]) {
    this.#days = days;
    this.#gaps = days.map((day, index) => day - (days[index - 1] ?? 0));
    this.#amounts = amounts;
  }

  /** The root near a guess that has a double's digits; few rounds where the root is simple, many where several fall together. */
  polish(guess: Decimal): Decimal {
    return newton(guess, (v) => {
      const { value, slope } = this.#at(v);
      return ratio(value, slope);
    });
  }

  /** Where the value turns so near to zero that doubles cannot say more: no root, one that touches, or two beside each other. */
  rootsNearTurn(guess: Decimal): Decimal[] {
    const turn = newton(guess, (v) => {
      const { slope, bend } = this.#at(v, true);
      return ratio(slope, bend);
    });
    const { value, bend } = this.#at(turn, true);
    const square = ratio(value.times(-2), bend);
    if (square.abs().lessThan(TOUCHING)) return [turn];
    if (square.lessThan(0)) return [];
    const apart = square.sqrt();
    return [this.polish(turn.times(ONE.minus(apart))), this.polish(turn.times(ONE.plus(apart)))];
  }

  /**
   * Roots without those that are one root several times over: where roots fall together, doubles see a swarm, and Newton's method ends
   * anywhere within the doubt that rounding leaves. Of a swarm the middle one stays.
   */
  distinct(roots: readonly Decimal[]): Decimal[] {
    if (roots.length < 2) return [...roots];
    const swarms: { readonly roots: Decimal[]; reach: Decimal }[] = [];
    for (const root of [...roots].sort((a, b) => a.comparedTo(b))) {
      const doubt = root.times(this.#doubtAt(root));
      const swarm = swarms.at(-1);
      if (swarm && root.minus(doubt).lessThanOrEqualTo(swarm.reach)) {
        swarm.roots.push(root);
        swarm.reach = Decimal.max(swarm.reach, root.plus(doubt));
      } else swarms.push({ roots: [root], reach: root.plus(doubt) });
    }
    return swarms.map(({ roots }) => roots[roots.length >> 1]!);
  }

  /** How far, relative to v, rounding lets a root be off: what the sum of all terms may lose over its slope. */
  #doubtAt(v: Decimal): Decimal {
    const slope = this.#at(v).slope.abs();
    const sizes = this.#amounts.map((amount) => amount.abs());
    const lost = new FlowPolynomial(this.#days, sizes).#at(v).value.times(ROUNDING);
    return slope.isZero() ? MOST_DOUBT : Decimal.min(lost.dividedBy(slope), MOST_DOUBT);
  }

  /** The value with its first and, where asked for, second derivative by ln v, by Horner's scheme from the last flow to the first. */
  #at(v: Decimal, bends = false): { readonly value: Decimal; readonly slope: Decimal; readonly bend: Decimal } {
    let [value, slope, bend] = [ZERO, ZERO, ZERO];
    for (let index = this.#amounts.length - 1; index > 0; index--) {
      value = value.plus(this.#amounts[index]!);
      const gap = this.#gaps[index]!;
      const factor = gap === 1 ? v : v.pow(gap);
      if (bends) bend = factor.times(bend.plus(slope.times(2 * gap)).plus(value.times(gap * gap)));
      slope = factor.times(slope.plus(value.times(gap)));
      value = factor.times(value);
    }
    return { value: value.plus(this.#amounts[0]!), slope, bend };
  }
}

/** Below this, in squares of ln v, two roots beside each other are one that touches. */
const TOUCHING = new Decimal('1e-52');
/** What sixty digits lose over many terms, and the most by which a root may be off before it is another. */
const ROUNDING = new Decimal('1e-56');
const MOST_DOUBT = new Decimal('1e-14');
const MOST_ROUNDS = 100;
/** After a step this small the next one would be below the last digit, as every step squares the error. */
const CLOSE = new Decimal('1e-30');

/** Newton's method in ln v, with e^−step taken as 1 − step: the same speed near the root and no exponential. */
function newton(guess: Decimal, step: (v: Decimal) => Decimal): Decimal {
  let v = guess;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const change = step(v);
    v = v.times(ONE.minus(change));
    if (change.abs().lessThan(CLOSE)) break;
  }
  return v;
}

/** A quotient of two rounded values, nothing where the divisor vanished: several roots fell together and no better is to be had. */
function ratio(value: Decimal, by: Decimal): Decimal {
  return by.isZero() ? ZERO : value.dividedBy(by);
}
