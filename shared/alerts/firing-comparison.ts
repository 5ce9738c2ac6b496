import type { Firing } from './rehearsal.ts';

/** Two rules over the same past: the firings of each that meet none of the other's, those that do, and how much of their time they share. */
export interface FiringComparison<F extends Span> {
  readonly onlyFirst: readonly F[];
  readonly onlySecond: readonly F[];
  /** Firings that overlap in time; `lead` is how much earlier the first rule's began, in milliseconds (negative: later). One may stand in several. */
  readonly both: readonly { readonly first: F; readonly second: F; readonly lead: number }[];
  /** The time during which both fire, over that during which either does; null where neither ever does. */
  readonly overlap: number | null;
}

/** A time that begins and, unless it goes on, ends. */
export type Span = Pick<Firing, 'at' | 'cleared'>;

/** Compares the firings of two rules, each in order of time; what has not cleared counts to `end`. Firings that only touch do not meet. */
export function compareFirings<F extends Span>(first: readonly F[], second: readonly F[], end: number): FiringComparison<F> {
  const both: { first: F; second: F; lead: number }[] = [];
  const [metFirst, metSecond] = [new Set<F>(), new Set<F>()];
  let shared = 0;
  let from = 0;
  for (const one of first) {
    while (from < second.length && endOf(second[from]!, end) < one.at) from += 1;
    for (let place = from; place < second.length && second[place]!.at <= endOf(one, end); place += 1) {
      const other = second[place]!;
      const common = Math.min(endOf(one, end), endOf(other, end)) - Math.max(one.at, other.at);
      if (common <= 0 && one.at !== other.at) continue;
      shared += common;
      metFirst.add(one);
      metSecond.add(other);
      both.push({ first: one, second: other, lead: other.at - one.at });
    }
  }
  const either = lengthOfAll(first, end) + lengthOfAll(second, end) - shared;
  return {
    onlyFirst: first.filter((one) => !metFirst.has(one)),
    onlySecond: second.filter((one) => !metSecond.has(one)),
    both,
    overlap: either > 0 ? shared / either : both.length > 0 ? 1 : null,
  };
}

/** What a corrected history changes in what was recorded. */
export interface FiringCorrection<R extends Span, C extends Span> {
  /** The same in both. */
  readonly same: readonly { readonly recorded: R; readonly computed: C }[];
  /** Recorded, and now at another instant, or cleared at another. */
  readonly moved: readonly { readonly recorded: R; readonly computed: C }[];
  readonly wouldHaveFired: readonly C[];
  readonly wouldNotHaveFired: readonly R[];
}

/**
 * Holds what was recorded against what the corrected history gives. Those that begin at the same instant are the same firing; then each recorded one
 * that is left is the first computed one left that it overlaps in time.
 */
export function correctionOf<R extends Span, C extends Span>(recorded: readonly R[], computed: readonly C[]): FiringCorrection<R, C> {
  const byStart = new Map(computed.map((one) => [one.at, one]));
  const same: { recorded: R; computed: C }[] = [];
  const moved: { recorded: R; computed: C }[] = [];
  const left: R[] = [];
  const taken = new Set<C>();
  for (const one of recorded) {
    const found = byStart.get(one.at);
    if (found === undefined || taken.has(found)) {
      left.push(one);
      continue;
    }
    taken.add(found);
    (found.cleared === one.cleared ? same : moved).push({ recorded: one, computed: found });
  }
  const free = computed.filter((one) => !taken.has(one));
  const wouldNotHaveFired: R[] = [];
  let from = 0;
  for (const one of left) {
    while (from < free.length && endOf(free[from]!, Number.POSITIVE_INFINITY) <= one.at) from += 1;
    const found = free.slice(from, from + 1).find((other) => other.at < endOf(one, Number.POSITIVE_INFINITY) && !taken.has(other));
    if (found === undefined) wouldNotHaveFired.push(one);
    else {
      taken.add(found);
      from += 1;
      moved.push({ recorded: one, computed: found });
    }
  }
  return { same, moved, wouldHaveFired: computed.filter((one) => !taken.has(one)), wouldNotHaveFired };
}

function endOf({ cleared }: Span, end: number): number {
  return cleared ?? end;
}

function lengthOfAll(firings: readonly Span[], end: number): number {
  let total = 0;
  for (const firing of firings) total += Math.max(0, endOf(firing, end) - firing.at);
  return total;
}
