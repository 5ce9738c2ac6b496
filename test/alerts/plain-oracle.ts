import { Decimal, type Point } from '../../shared/figures/index.ts';
import { type Condition, lengthOf, type Operand, operandText, thresholdOf } from '../../shared/watchlists/index.ts';
import type { AlertRule } from '../../shared/alerts/index.ts';

/** Of three values; undefined is unknown. */
type Truth = boolean | undefined;
/** What was observed of each name, in order of time. */
type Observed = Readonly<Record<string, readonly Point[]>>;

/** What was known at an instant. */
interface Past {
  readonly now: number;
  readonly of: Observed;
  readonly stale: number;
  /** Whether something was observed at that very instant. */
  readonly isObserved: boolean;
  /** The instants before at which something was observed. */
  readonly earlier: readonly number[];
}

/**
 * What a rule over one name that needs no clock does, computed the plain way: each condition anew from all points up to then, in decimals, and the
 * firings by looking back for how long it has held. Slow, and shares no step with the evaluation.
 */
export function plainFirings(rule: AlertRule, points: readonly Point[]): readonly { readonly at: number; readonly cleared?: number }[] {
  return plainFiringsOfSeveral(rule, { value: points });
}

/** The same over several names, each with its own observations; values may grow stale. */
export function plainFiringsOfSeveral(rule: AlertRule, observed: Observed): readonly { readonly at: number; readonly cleared?: number }[] {
  const length = (duration: AlertRule['holdFor']) => (duration === undefined ? 0 : lengthOf(duration));
  const stale = rule.stale === undefined ? Number.POSITIVE_INFINITY : lengthOf(rule.stale);
  const instants = instantsOf(observed, stale);
  const pasts = instants.map((now) => pastAt(observed, stale, now));
  const holds = pasts.map((past) => truthAt(rule.condition, past));
  const clears = pasts.map((past, at) => {
    if (holds[at] === true) return false;
    if (rule.clear) return truthAt(rule.clear, past) === true;
    return truthAt(levelOf(rule.condition), past) === false;
  });
  const heldFor = (truths: readonly Truth[], at: number, from: number): number => {
    let begin = at;
    while (begin - 1 >= from && truths[begin - 1] === true) begin -= 1;
    return truths[at] === true ? instants[at]! - instants[begin]! : -1;
  };
  const firings: { at: number; cleared?: number }[] = [];
  let [at, from, quiet] = [0, 0, Number.NEGATIVE_INFINITY];
  const end = rule.until === undefined ? Number.POSITIVE_INFINITY : Date.parse(rule.until) + 864e5;
  for (; at < instants.length; at += 1) {
    const now = instants[at]!;
    if (now >= end) break;
    if (now < quiet || heldFor(holds, at, from) < length(rule.holdFor)) continue;
    let over = at + 1;
    while (over < instants.length && heldFor(clears, over, at + 1) < length(rule.clearFor)) over += 1;
    const cleared = instants[over];
    firings.push(cleared === undefined ? { at: now } : { at: now, cleared });
    if (cleared === undefined || rule.once) break;
    quiet = rule.cooldown === undefined ? Number.NEGATIVE_INFINITY : cleared + lengthOf(rule.cooldown);
    from = over + 1;
    at = over;
  }
  return firings;
}

/** The instants of all observations, and those at which a value grows stale before the series' next known one, up to the last observation. */
function instantsOf(observed: Observed, stale: number): readonly number[] {
  const all = Object.values(observed);
  const seen = all.flatMap((points) => points.map(({ at }) => at));
  const last = Math.max(...seen);
  const grown = all.flatMap((points) =>
    points
      .filter(({ value }) => value !== null)
      .map(({ at }) => ({ from: at, at: at + stale }))
      .filter(({ from, at }) => at < last && !points.some((next) => next.value !== null && next.at > from && next.at <= at))
      .map(({ at }) => at),
  );
  return [...new Set([...seen, ...grown])].sort((a, b) => a - b);
}

function pastAt(observed: Observed, stale: number, now: number): Past {
  const all = Object.values(observed).flatMap((points) => points.map(({ at }) => at));
  const of = Object.fromEntries(Object.entries(observed).map(([name, points]) => [name, points.filter(({ at }) => at <= now)]));
  const earlier = [...new Set(all.filter((at) => at < now))].sort((a, b) => a - b);
  return { now, of, stale, isObserved: all.includes(now), earlier };
}

function levelOf(condition: Condition): Condition {
  if (condition.kind !== 'crosses') return condition;
  return { kind: 'compare', left: condition.of, comparison: condition.direction === 'below' ? '<' : '>', right: condition.level };
}

function truthAt(condition: Condition, past: Past): Truth {
  switch (condition.kind) {
    case 'compare':
      return related(valueOf(condition.left, past), condition.comparison, valueOf(condition.right, past));
    case 'between': {
      const value = valueOf(condition.of, past);
      if (value === null) return undefined;
      return value.greaterThanOrEqualTo(thresholdOf(condition.low, null)) && value.lessThanOrEqualTo(thresholdOf(condition.high, null));
    }
    case 'crosses': {
      const beyond = levelOf(condition);
      const is = truthAt(beyond, past);
      if (!past.isObserved) return is === undefined ? undefined : false;
      const befores = past.earlier.map((now) => truthAt(beyond, pastAt(past.of, past.stale, now)));
      const was = befores.findLast((truth) => truth !== undefined);
      return is === undefined || was === undefined ? undefined : is && !was;
    }
    case 'test': {
      const points = past.of[condition.name] ?? [];
      const last = points.at(-1);
      if (last === undefined || last.value === null || past.now - last.at >= past.stale) return undefined;
      const isSame = (one: string | number, same: string | number) => one === same || Number(one) === Number(same);
      const other = points.findLastIndex(({ value }) => value !== null && !isSame(value, last.value!));
      const since = points.find(({ value }, at) => at > other && value !== null)!;
      return last.at - since.at >= lengthOf(condition.window);
    }
    case 'text': {
      const last = past.of[condition.name]?.at(-1);
      if (last === undefined || last.value === null || past.now - last.at >= past.stale) return undefined;
      const text = String(last.value).toLowerCase();
      const asked = condition.texts.map((one) => one.toLowerCase());
      if (condition.relation === '~') return text.includes(asked[0]!);
      return asked.includes(text) !== (condition.relation === '!=');
    }
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

/** What an operand is at an instant; null where unknown. */
function valueOf(operand: Operand, past: Past): Decimal | null {
  if (operand.kind === 'quantity') return thresholdOf(operand, null);
  const points = past.of[operand.kind === 'rank' ? operandText(operand) : operand.name] ?? [];
  const last = points.at(-1);
  if (last === undefined) return null;
  const now = last.value === null || past.now - last.at >= past.stale ? null : new Decimal(last.value);
  if (operand.kind !== 'measure') return now;
  // A z-score is what an observation is measured by, and stays so until the next one.
  const end = operand.measure === 'zscore' ? last.at : past.now;
  const from = end - lengthOf(operand.window);
  const known = points.filter(({ value }) => value !== null);
  const inside = known.filter(({ at }) => at > from).map(({ value }) => new Decimal(value!));
  const covered = known.length > 0 && known[0]!.at <= from;
  switch (operand.measure) {
    case 'change':
    case 'points': {
      const then = known.findLast(({ at }) => at <= from);
      if (now === null || then === undefined || from - then.at >= past.stale) return null;
      return operand.measure === 'change' ? now.dividedBy(then.value!).minus(1) : now.minus(then.value!);
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
      if (last.value === null || !covered || earlier.length < 2) return null;
      const mean = Decimal.sum(...earlier).dividedBy(earlier.length);
      const spread = Decimal.sum(...earlier.map((value) => value.minus(mean).pow(2)))
        .dividedBy(earlier.length - 1)
        .sqrt();
      return spread.isZero() ? null : new Decimal(last.value).minus(mean).dividedBy(spread);
    }
  }
}

function related(left: Decimal | null, comparison: string, right: Decimal | null): Truth {
  if (left === null || right === null) return undefined;
  // A mean in sixty digits may miss a number that it is exactly.
  const order = left.minus(right).abs().lessThan('1e-40') ? 0 : left.comparedTo(right);
  return { '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0, '=': order === 0, '!=': order !== 0 }[comparison];
}
