import { Decimal, type Point } from '../../shared/figures/index.ts';
import { type Condition, lengthOf, type Operand, thresholdOf } from '../../shared/watchlists/index.ts';
import type { AlertRule } from '../../shared/alerts/index.ts';

/** Of three values; undefined is unknown. */
type Truth = boolean | undefined;

/**
 * What a rule that needs no clock does, computed the plain way: each condition anew from all points up to then, in decimals, and the firings by
 * looking back for how long it has held. Slow, and shares no step with the evaluation.
 */
export function plainFirings(rule: AlertRule, points: readonly Point[]): readonly { readonly at: number; readonly cleared?: number }[] {
  const length = (duration: AlertRule['holdFor']) => (duration === undefined ? 0 : lengthOf(duration));
  const holds = points.map((_, at) => truthAt(rule.condition, points.slice(0, at + 1)));
  const clears = points.map((_, at) => {
    if (holds[at] === true) return false;
    if (rule.clear) return truthAt(rule.clear, points.slice(0, at + 1)) === true;
    return truthAt(levelOf(rule.condition), points.slice(0, at + 1)) === false;
  });
  const heldFor = (truths: readonly Truth[], at: number, from: number): number => {
    let begin = at;
    while (begin - 1 >= from && truths[begin - 1] === true) begin -= 1;
    return truths[at] === true ? points[at]!.at - points[begin]!.at : -1;
  };
  const firings: { at: number; cleared?: number }[] = [];
  let [at, from, quiet] = [0, 0, Number.NEGATIVE_INFINITY];
  const end = rule.until === undefined ? Number.POSITIVE_INFINITY : Date.parse(rule.until) + 864e5;
  for (; at < points.length; at += 1) {
    const now = points[at]!.at;
    if (now >= end) break;
    if (now < quiet || heldFor(holds, at, from) < length(rule.holdFor)) continue;
    let over = at + 1;
    while (over < points.length && heldFor(clears, over, at + 1) < length(rule.clearFor)) over += 1;
    const cleared = points[over]?.at;
    firings.push(cleared === undefined ? { at: now } : { at: now, cleared });
    if (cleared === undefined || rule.once) break;
    quiet = rule.cooldown === undefined ? Number.NEGATIVE_INFINITY : cleared + lengthOf(rule.cooldown);
    from = over + 1;
    at = over;
  }
  return firings;
}

function levelOf(condition: Condition): Condition {
  if (condition.kind !== 'crosses') return condition;
  return { kind: 'compare', left: condition.of, comparison: condition.direction === 'below' ? '<' : '>', right: condition.level };
}

function truthAt(condition: Condition, past: readonly Point[]): Truth {
  switch (condition.kind) {
    case 'compare':
      return related(valueOf(condition.left, past), condition.comparison, valueOf(condition.right, past));
    case 'between': {
      const value = valueOf(condition.of, past);
      if (value === null) return undefined;
      return value.greaterThanOrEqualTo(thresholdOf(condition.low, null)) && value.lessThanOrEqualTo(thresholdOf(condition.high, null));
    }
    case 'crosses': {
      const value = valueOf(condition.of, past);
      const before = past.slice(0, -1).findLast((_, at) => valueOf(condition.of, past.slice(0, at + 1)) !== null);
      const level = valueOf(condition.level, past);
      if (value === null || level === null || before === undefined) return undefined;
      const was = new Decimal(before.value!);
      return condition.direction === 'below'
        ? was.greaterThanOrEqualTo(level) && value.lessThan(level)
        : was.lessThanOrEqualTo(level) && value.greaterThan(level);
    }
    case 'test': {
      const last = past.at(-1)!;
      if (last.value === null) return undefined;
      const other = past.findLastIndex(({ value }) => value !== null && !new Decimal(value).equals(last.value!));
      const since = past.find(({ value }, at) => at > other && value !== null)!;
      return last.at - since.at >= lengthOf(condition.window);
    }
    case 'text':
      throw new Error('numbers only');
    case 'not': {
      const part = truthAt(condition.part, past);
      return part === undefined ? undefined : !part;
    }
    default: {
      const parts = new Set(condition.parts.map((part) => truthAt(part, past)));
      const decisive = condition.kind === 'any';
      if (parts.has(decisive)) return decisive;
      return parts.has(undefined) ? undefined : !decisive;
    }
  }
}

function valueOf(operand: Operand, past: readonly Point[]): Decimal | null {
  const last = past.at(-1)!;
  if (operand.kind === 'quantity') return thresholdOf(operand, null);
  const now = last.value === null ? null : new Decimal(last.value);
  if (operand.kind !== 'measure') return now;
  const from = last.at - lengthOf(operand.window);
  const known = past.filter(({ value }) => value !== null);
  const inside = known.filter(({ at }) => at > from).map(({ value }) => new Decimal(value!));
  const covered = known.length > 0 && known[0]!.at <= from;
  switch (operand.measure) {
    case 'change':
    case 'points': {
      const then = known.findLast(({ at }) => at <= from)?.value ?? null;
      if (now === null || then === null) return null;
      return operand.measure === 'change' ? now.dividedBy(then).minus(1) : now.minus(then);
    }
    case 'min':
      return inside.length === 0 ? null : Decimal.min(...inside);
    case 'max':
      return inside.length === 0 ? null : Decimal.max(...inside);
    case 'drawdown':
      return now === null || inside.length === 0 ? null : new Decimal(1).minus(now.dividedBy(Decimal.max(...inside)));
    case 'mean':
      return covered && inside.length > 0 ? Decimal.sum(...inside).dividedBy(inside.length) : null;
    case 'median': {
      const sorted = inside.toSorted((a, b) => a.comparedTo(b));
      const middle = sorted.length >> 1;
      if (!covered || sorted.length === 0) return null;
      return sorted.length % 2 === 1 ? sorted[middle]! : sorted[middle - 1]!.plus(sorted[middle]!).dividedBy(2);
    }
    case 'zscore': {
      const earlier = inside.slice(0, -1);
      if (now === null || !covered || earlier.length < 2) return null;
      const mean = Decimal.sum(...earlier).dividedBy(earlier.length);
      const spread = Decimal.sum(...earlier.map((value) => value.minus(mean).pow(2)))
        .dividedBy(earlier.length - 1)
        .sqrt();
      return spread.isZero() ? null : now.minus(mean).dividedBy(spread);
    }
  }
}

function related(left: Decimal | null, comparison: string, right: Decimal | null): Truth {
  if (left === null || right === null) return undefined;
  // A mean in sixty digits may miss a number that it is exactly.
  const order = left.minus(right).abs().lessThan('1e-40') ? 0 : left.comparedTo(right);
  return { '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0, '=': order === 0, '!=': order !== 0 }[comparison];
}
