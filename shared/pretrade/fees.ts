import { computed, Decimal, type Figure, type FormulaInputs, known, ONE, trailStep, unavailable, ZERO } from '../figures/index.ts';
import type { FeeMeasure, FeeSchedule, FeeTier, Liquidity } from './reference.ts';

/** What an account has of each measure that tiers ask for. What is left out is unknown, and meets no minimum above zero. */
export type FeeStanding = Readonly<Partial<Record<FeeMeasure, Decimal>>>;

export interface OwnFeeTier {
  readonly tier: FeeTier;
  /** Its row in the schedule, from 1. */
  readonly row: number;
  readonly maker: Decimal;
  readonly taker: Decimal;
}

/**
 * The tier of an account. `all`: the last row of which every minimum is met; `any`: the last of which one is met; `best-of`: each measure alone gives
 * a row, and the row with the lowest taker rate wins (of equal ones the lowest maker rate). A row without minimums is for everybody.
 * Unavailable: `no-tier` where not even the first row is met.
 */
export function ownFeeTier(schedule: FeeSchedule, standing: FeeStanding): Figure<OwnFeeTier> {
  const qualifies = schedule.tiers.map((tier) => meets(tier, standing, schedule.conditions === 'all'));
  const rows = schedule.tiers.flatMap((tier, place) =>
    qualifies[place] ? [{ tier, row: place + 1, maker: new Decimal(tier.maker), taker: new Decimal(tier.taker) }] : [],
  );
  const own = schedule.conditions === 'best-of' ? rows.toSorted(byCheapness)[0] : rows.at(-1);
  if (!own)
    return unavailable(
      'no-tier',
      `No row of the fee schedule of ${schedule.venue} fits what is known of the account; give its volume and assets, or complete the schedule.`,
    );
  const inputs: FormulaInputs = { schedule: `${schedule.venue}, ${schedule.product}, ${schedule.asOf}`, ...standing };
  const formula = { figure: 'fee tier', formula: WORDS[schedule.conditions], source: schedule.source };
  return known(own, [trailStep(formula, inputs, `row ${own.row}, ${own.tier.name}`)]);
}

/** A fee in the currency of the notional: gross, what the discount takes off, and net. Negative where the venue pays. */
export interface Fee {
  readonly gross: Decimal;
  readonly discount: Decimal;
  readonly net: Decimal;
}

/**
 * notional · rate, and the discount for paying in the venue's token as a line of its own. A rebate (negative rate) is not discounted.
 * Unavailable: `not-positive` for a negative notional.
 */
export function tradingFee(notional: Decimal, rate: Decimal, liquidity: Liquidity, discount?: FeeSchedule['discount']): Figure<Fee> {
  if (notional.isNegative()) return unavailable('not-positive', 'The notional must not be negative.');
  const gross = notional.times(rate);
  const applies = discount && (discount.appliesTo === 'both' || discount.appliesTo === liquidity) && gross.greaterThan(0);
  const off = applies ? gross.times(discount.share) : ZERO;
  const fee = { gross, discount: off, net: gross.minus(off) };
  const inputs = { notional, rate, ...(applies && { [discount.label]: discount.share }) };
  const step = computed({ ...FEE, formula: applies ? 'notional · rate · (1 − discount)' : 'notional · rate' }, inputs, fee.net);
  return 'ok' in step ? known(fee, step.trail) : step;
}

/** The notional in coin of an inverse contract, contracts · face / price, to which its rate applies. Source: support.kraken.com 360048917612. */
export function coinNotional(face: Decimal, price: Decimal): Figure<Decimal> {
  if (!price.greaterThan(0)) return unavailable('not-positive', 'The price must be above zero.');
  return computed(COIN, { face, price }, face.abs().dividedBy(price));
}

/**
 * The fee of an option: quantity · min(rate per unit, cap · premium), rate and premium in the same currency for one unit of the underlying. Deribit
 * caps at 12.5 % of the premium. Source: support.deribit.com 25944746248989.
 */
export function optionFee(quantity: Decimal, ratePerUnit: Decimal, premium: Decimal, shareOfPremium: Decimal | null): Figure<Decimal> {
  if (premium.isNegative() || quantity.isNegative())
    return unavailable('not-positive', 'Quantity and premium of an option must not be negative.');
  const perUnit = shareOfPremium === null ? ratePerUnit : Decimal.min(ratePerUnit, premium.times(shareOfPremium));
  const inputs = { quantity, rate: ratePerUnit, premium, ...(shareOfPremium && { cap: shareOfPremium }) };
  return computed(OPTION, inputs, quantity.times(perUnit));
}

/** What a volume costs where a share of it is traded as maker and the rest as taker. `makerShare` is a fraction. */
export function blendedFee(
  volume: Decimal,
  makerShare: Decimal,
  rates: { readonly maker: Decimal; readonly taker: Decimal },
): Figure<Decimal> {
  if (makerShare.isNegative() || makerShare.greaterThan(1))
    return unavailable('share-outside-range', 'The share traded as maker lies between 0 and 1; write 60 % as "0.6".');
  const cost = volume.times(makerShare.times(rates.maker).plus(ONE.minus(makerShare).times(rates.taker)));
  return computed(BLEND, { volume, makerShare, maker: rates.maker, taker: rates.taker }, cost);
}

function meets({ minimums }: FeeTier, standing: FeeStanding, all: boolean): boolean {
  const asked = Object.entries(minimums) as [FeeMeasure, string][];
  if (asked.length === 0) return true;
  const isMet = ([measure, least]: [FeeMeasure, string]) => {
    const own = standing[measure];
    return own ? own.greaterThanOrEqualTo(least) : !new Decimal(least).greaterThan(0);
  };
  return all ? asked.every(isMet) : asked.some(isMet);
}

function byCheapness(one: OwnFeeTier, other: OwnFeeTier): number {
  return one.taker.comparedTo(other.taker) || one.maker.comparedTo(other.maker);
}

const WORDS = {
  all: 'last row of which all minimums are met',
  any: 'last row of which one minimum is met',
  'best-of': 'cheapest of the rows that each measure alone reaches',
};
const FEE = { figure: 'fee', source: 'the venue’s fee schedule', unit: 'currency of the notional' };
const COIN = { figure: 'notional in coin', formula: 'face / price', source: 'support.kraken.com 360048917612', unit: 'coin' };
const OPTION = {
  figure: 'option fee',
  formula: 'quantity · min(rate, cap · premium)',
  source: 'support.deribit.com 25944746248989',
  unit: 'currency of the premium',
};
const BLEND = {
  figure: 'blended fee',
  formula: 'volume · (maker share · maker + (1 − maker share) · taker)',
  source: 'the venue’s fee schedule',
  unit: 'currency of the volume',
};
