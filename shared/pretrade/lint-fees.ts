import { Decimal } from '../figures/index.ts';
import type { FeeSchedule, FeeTier, Finding, Liquidity } from './reference.ts';

/** Rates at which a fee, taken or paid, is a slip of the unit and not a fee. */
const LARGEST_RATE = '0.005';
/** A step to less than this share of the rate before it is a slip of a digit; venues lower their rates by halves or less, or to nothing. */
const SMALLEST_STEP = '0.1';

/** The rules for fee schedules: maker at most taker, rates that do not rise with volume, no absurd rate, no slipped digit, minimums that ascend. */
export function lintFees(schedule: FeeSchedule): readonly Finding[] {
  const what = `fee schedule for ${schedule.product}`;
  return schedule.tiers.flatMap((tier, place) => lintTier(tier, schedule.tiers[place - 1], what, place + 1));
}

function lintTier(tier: FeeTier, below: FeeTier | undefined, what: string, row: number): readonly Finding[] {
  const findings: Finding[] = [];
  const find = (rule: string, severity: Finding['severity'], field: string, says: string) =>
    findings.push({
      rule,
      severity,
      where: { what, row, field },
      says: `Row ${row} of the ${what}: ${says}`,
      remedy: REMEDY,
      acceptable: true,
    });

  if (new Decimal(tier.maker).greaterThan(tier.taker)) {
    find(
      'maker-above-taker',
      'error',
      'maker',
      `the maker rate ${percent(tier.maker)} is above the taker rate ${percent(tier.taker)}; venues charge makers less.`,
    );
  }
  for (const side of ['maker', 'taker'] as const) {
    const rate = new Decimal(tier[side]);
    if (rate.abs().greaterThanOrEqualTo(LARGEST_RATE)) {
      find(
        'rate-too-large',
        'error',
        side,
        `a ${side} rate of ${percent(tier[side])} is 0.5 % or more; is it per cent taken for a fraction?`,
      );
    }
    const before = below && new Decimal(below[side]);
    if (before && rate.greaterThan(before)) {
      find(
        'rate-rises',
        'error',
        side,
        `the ${side} rate rises from ${percent(below[side])} to ${percent(tier[side])} although more volume is asked for.`,
      );
    } else if (before && rate.greaterThan(0) && rate.lessThan(before.times(SMALLEST_STEP))) {
      find(
        'digit-slipped',
        'warning',
        side,
        `the ${side} rate falls from ${percent(below[side])} to ${percent(tier[side])}, to less than a tenth in one step; has a digit slipped?`,
      );
    }
  }
  for (const [measure, least] of Object.entries(tier.minimums)) {
    if (new Decimal(least).isNegative())
      find('minimum-negative', 'error', measure, `it asks for ${measure} of ${least}, which is negative.`);
    const before = below?.minimums[measure as keyof FeeTier['minimums']];
    if (before !== undefined && new Decimal(least).lessThan(before)) {
      find(
        'minimums-descend',
        'error',
        measure,
        `it asks for ${measure} of ${least}, less than the row before it (${before}); tiers must ascend.`,
      );
    }
  }
  return findings;
}

/** A rate as it is printed on fee pages. */
function percent(rate: FeeTier[Liquidity]): string {
  return `${new Decimal(rate).times(100).toFixed()} %`;
}

const REMEDY = 'Compare the row with the venue’s page and correct the file, or accept it if the page says so.';
