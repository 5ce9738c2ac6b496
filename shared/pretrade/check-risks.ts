import { Decimal, type Figure, isKnown } from '../figures/index.ts';
import { type Found, lacking, later, number, percent } from './check-finding.ts';
import { againstLimits } from './check-limits.ts';
import type { TicketComputation } from './ticket-computation.ts';

/**
 * P08: liquidation is far enough from the mark, in per cent and in daily moves, and the stop comes before it with room for the slippage of the way out.
 * Where nothing liquidates the position it passes. A margin table that is too old fails: its price may be wrong by any amount.
 */
export function liquidationCheck({ plan, figures }: TicketComputation): Found {
  const { rules, terms } = plan.inputs;
  const ids = ['liquidation-price', 'liquidation-distance', 'liquidation-distance-ranges', 'stop-spare', 'tier-age'] as const;
  const price = figures['liquidation-price'];
  if (!isKnown(price)) {
    const { reason, message } = price.unavailable;
    if (reason === 'cannot-be-liquidated') return { verdict: 'pass', value: 'none', says: message, figures: ids };
    const verdict = CERTAIN.has(reason) ? 'fail' : 'unknown';
    return { verdict, value: null, says: message, figures: ids };
  }
  const value = number(price.ok);
  const fails: string[] = [];
  const unknown: string[] = [];
  const measure = (figure: Figure<Decimal>, judge: (known: Decimal) => string | null) => {
    if (!isKnown(figure)) (CERTAIN.has(figure.unavailable.reason) ? fails : unknown).push(figure.unavailable.message);
    else {
      const fault = judge(figure.ok);
      if (fault !== null) fails.push(fault);
    }
  };
  measure(figures['liquidation-distance'], (distance) =>
    distance.lessThan(rules.distance)
      ? `Liquidation at ${value} is ${percent(distance)} away; your rule is ${percent(new Decimal(rules.distance))}.`
      : null,
  );
  measure(figures['liquidation-distance-ranges'], (ranges) =>
    ranges.lessThan(rules.distanceInRanges)
      ? `It is ${number(ranges.toDecimalPlaces(2))} mean daily moves away; your rule is ${rules.distanceInRanges}.`
      : null,
  );
  measure(figures['stop-spare'], (spare) => {
    if (!spare.greaterThan(0)) return `The stop at ${terms.stop} lies beyond liquidation at ${value}: it would never fire.`;
    const slippage = figures['slippage-out'];
    const room = isKnown(slippage) ? new Decimal(terms.stop ?? 0).times(slippage.ok).dividedBy(10_000) : null;
    return room?.greaterThan(spare) ? `Behind the stop there is room for ${number(spare)}, and slippage would take ${number(room)}.` : null;
  });
  measure(figures['tier-age'], (age) =>
    age.greaterThan(rules.tierDays)
      ? `The margin table is ${number(age.floor())} days old; the rules allow ${rules.tierDays}. An old table gives a wrong price by the right formula.`
      : null,
  );
  if (fails.length > 0) return { verdict: 'fail', value, says: fails.join(' '), figures: ids };
  if (unknown.length > 0) return { verdict: 'unknown', value, says: unknown.join(' '), figures: ids };
  return { verdict: 'pass', value, says: `Liquidation at ${value} is far enough, and the stop comes first.`, figures: ids };
}

/** Reasons that say that something is wrong, and not only that it is not known. */
const CERTAIN: ReadonlySet<string> = new Set([
  'already-liquidated',
  'below-maintenance-at-any-price',
  'portfolio-margin',
  'beyond-the-table',
  'not-positive',
  'tiers-contradictory',
]);

/** P10: the loss at the stop, with fees and slippage, against the limit of this trade. */
export function lossCheck({ plan, figures }: TicketComputation): Found {
  const ids = ['max-loss', 'fee-in', 'fee-stop', 'slippage-cost'] as const;
  const loss = figures['max-loss'];
  if (!isKnown(loss)) return { ...lacking(loss, ids), verdict: LOSSES.has(loss.unavailable.reason) ? 'fail' : 'unknown' };
  const value = number(loss.ok);
  const { lossLimit } = plan;
  if (!isKnown(lossLimit)) return { ...lacking(lossLimit, ids), value };
  const says = `At the stop it loses ${value}, of ${number(lossLimit.ok)} that it may.`;
  if (loss.ok.greaterThan(lossLimit.ok)) return { verdict: 'fail', value, says, figures: ids };
  const { broken, unclear } = againstLimits(plan.inputs, 'loss', loss.ok);
  if (broken.length > 0) return { verdict: 'fail', value, says: [says, ...broken].join(' '), figures: ids };
  return { verdict: unclear.length > 0 ? 'unknown' : 'pass', value, says: [says, ...unclear].join(' '), figures: ids };
}
const LOSSES: ReadonlySet<string> = new Set(['stop-on-the-wrong-side', 'unbounded', 'not-enough-depth', 'not-positive', 'below-step']);

/** P11: the middle funding over the hold against the budget; going over it may be acknowledged. */
export function fundingCheck({ plan, figures }: TicketComputation): Found {
  const { rules, terms, fundings } = plan.inputs;
  const ids = ['funding-low', 'funding-base', 'funding-high', 'settlements'] as const;
  const [share, cost, high] = [figures['funding-share'], figures['funding-base'], figures['funding-high']];
  if (!isKnown(share) || !isKnown(cost) || !isKnown(high)) return lacking(isKnown(share) ? cost : share, ids);
  const value = number(cost.ok);
  const age = figures['funding-age'];
  const newest = fundings[0]?.row.at;
  const validUntil = newest === undefined ? null : later(newest, rules.fundingHours * 60);
  if (!terms.funding && isKnown(age) && age.ok.greaterThan(rules.fundingHours))
    return {
      verdict: 'unknown',
      value,
      says: `The newest funding rate is ${number(age.ok.floor())} hours old; the rules allow ${rules.fundingHours}.`,
      figures: ids,
      validUntil,
    };
  const says = `Over the hold it costs ${value} in the middle and ${number(high.ok)} at worst: ${percent(share.ok)} of the notional, of ${percent(new Decimal(rules.fundingBudget))} budgeted.`;
  if (share.ok.lessThanOrEqualTo(rules.fundingBudget)) return { verdict: 'pass', value, says, figures: ids, validUntil };
  return terms.fundingAcknowledged
    ? { verdict: 'pass', value, says: `${says} Going over it is acknowledged.`, figures: ids, validUntil }
    : { verdict: 'fail', value, says, figures: ids, validUntil };
}

/** P13: a fresh snapshot holds the whole size, in and out, within the limit from the middle. An allowance of one’s own is no snapshot. */
export function slippageCheck({ plan, figures }: TicketComputation): Found {
  const { depth, rules } = plan.inputs;
  const ids = ['slippage', 'slippage-out', 'spread', 'depth-age'] as const;
  const age = figures['depth-age'];
  if (!depth || !isKnown(age))
    return {
      verdict: 'unknown',
      value: null,
      says: 'There is no depth snapshot of this instrument. Save one from the venue and import it.',
      figures: ids,
    };
  const [into, out] = [figures.slippage, figures['slippage-out']];
  for (const figure of [into, out]) {
    if (!isKnown(figure)) return { ...lacking(figure, ids), verdict: DEPTHS.has(figure.unavailable.reason) ? 'fail' : 'unknown' };
  }
  const worst = Decimal.max(isKnown(into) ? into.ok : 0, isKnown(out) ? out.ok : 0);
  const value = `${number(worst.toDecimalPlaces(2))} bp`;
  const validUntil = later(depth.row.asOf, rules.depthMinutes);
  if (age.ok.isNegative())
    return { verdict: 'fail', value, says: 'The snapshot is dated later than now; correct its instant.', figures: ids };
  if (age.ok.greaterThan(rules.depthMinutes))
    return {
      verdict: 'fail',
      value,
      says: `The snapshot is ${number(age.ok.floor())} minutes old; the rules allow ${rules.depthMinutes}. Take a new one.`,
      figures: ids,
      validUntil,
    };
  return worst.greaterThan(rules.slippageBp)
    ? { verdict: 'fail', value, says: `Slippage of ${value} is above your limit of ${rules.slippageBp} bp.`, figures: ids, validUntil }
    : { verdict: 'pass', value, says: `Slippage of ${value} at worst, of ${rules.slippageBp} bp allowed.`, figures: ids, validUntil };
}
const DEPTHS: ReadonlySet<string> = new Set(['not-enough-depth', 'crossed', 'crossed-book', 'one-sided-book', 'unsorted']);
