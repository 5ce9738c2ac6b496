import { Decimal, type Figure, isKnown, known, ONE, unavailable, ZERO } from '../figures/index.ts';
import { type FeeStanding, ownFeeTier, optionFee, type OwnFeeTier } from './fees.ts';
import { type FundingRates, fundingRange, fundingScenarios, fundingSettlements } from './funding.ts';
import { orderBook, type OrderBook } from './order-book.ts';
import type { DepthSnapshot, Instrument, Liquidity } from './reference.ts';
import { type Fill, walkBook } from './slippage.ts';
import { member, restingOn, through } from './ticket-derive.ts';
import type { TicketInputs, ToldVolume } from './ticket-inputs.ts';
import type { TicketTerms } from './ticket-terms.ts';

/** The rates that one's own tier pays, with the discount for paying in the venue’s token; `own` is null where only the printed rate is known. */
export interface OwnRates {
  readonly own: OwnFeeTier | null;
  readonly maker: Figure<Decimal>;
  readonly taker: Figure<Decimal>;
  readonly shareOfPremium: Decimal | null;
}

/** Rates from the fee table and what was told of the volume; where there is no table, those that the instrument’s file prints for everybody. */
export function ownRates({ fees, volume, instrument }: Pick<TicketInputs, 'fees' | 'volume' | 'instrument'>): OwnRates {
  if (!fees) {
    const printed = (rate: string | undefined): Figure<Decimal> =>
      instrument && rate !== undefined
        ? restingOn(known(new Decimal(rate)), 'printed fee rate', rate, instrument.origin, instrument.row.asOf)
        : unavailable('no-fee-table', 'There is no fee table of this venue for this product. Import one.');
    return { own: null, maker: printed(instrument?.row.maker), taker: printed(instrument?.row.taker), shareOfPremium: null };
  }
  const { row: schedule, origin } = fees;
  const tier = ownFeeTier(schedule, feeStanding(volume?.told ?? null));
  const discounted = (liquidity: Liquidity): Figure<Decimal> => {
    const { discount } = schedule;
    const rate = member(tier, (own) => {
      const gross = own[liquidity];
      const applies = volume?.told.paysInToken === true && discount && (discount.appliesTo === 'both' || discount.appliesTo === liquidity);
      return applies && gross.greaterThan(0) ? gross.times(ONE.minus(discount.share)) : gross;
    });
    return restingOn(rate, 'fee table', `${schedule.product}, ${isKnown(tier) ? `row ${tier.ok.row}` : ''}`, origin, schedule.asOf);
  };
  return {
    own: isKnown(tier) ? tier.ok : null,
    maker: discounted('maker'),
    taker: discounted('taker'),
    shareOfPremium: schedule.cap ? new Decimal(schedule.cap.shareOfPremium) : null,
  };
}

/** What was told of an account in the measures that fee tables ask for. */
export function feeStanding(told: ToldVolume | null): FeeStanding {
  if (told === null) return {};
  const measures = [
    ['volume', told.volume],
    ['spot-volume', told.spotVolume],
    ['options-volume', told.optionsVolume],
    ['assets', told.assets],
    ['token', told.token],
    ['share', told.share],
    ['maker-share', told.makerShare],
  ] as const;
  return Object.fromEntries(measures.flatMap(([measure, value]) => (value === undefined ? [] : [[measure, new Decimal(value)]])));
}

/** The rate of an option’s fee as a share of its premium, with the venue’s cap: per unit min(rate · underlying, cap · premium) over the premium. */
export function optionRate(
  instrument: Instrument,
  rate: Figure<Decimal>,
  premium: Figure<Decimal>,
  underlying: Figure<Decimal>,
  cap: Decimal | null,
): Figure<Decimal> {
  // Where premiums are quoted in the coin, the rate is in coin for one unit already.
  const perUnit = instrument.settlement === 'inverse' ? { rate, premium, underlying: known(ONE) } : { rate, premium, underlying };
  return through(perUnit, (v) => {
    if (!v.premium.greaterThan(0)) return unavailable('not-positive', 'The premium must be above zero.');
    return member(optionFee(ONE, v.rate.times(v.underlying), v.premium, cap), (fee) => fee.dividedBy(v.premium));
  });
}

/** A snapshot ready to be walked. Each is read once, however often it is asked for. */
export function bookOf(snapshot: DepthSnapshot): Figure<OrderBook> {
  let book = BOOKS.get(snapshot);
  if (!book) BOOKS.set(snapshot, (book = orderBook(snapshot)));
  return book;
}
const BOOKS = new WeakMap<DepthSnapshot, Figure<OrderBook>>();

/**
 * What a market order of so many base units loses against the middle, in basis points. A maker order walks nothing. Without a snapshot it is the
 * allowance of the terms, and without that unavailable.
 */
export function slippageOf(
  { depth, terms }: Pick<TicketInputs, 'depth' | 'terms'>,
  order: {
    readonly direction: 'buy' | 'sell';
    readonly quantity: Figure<Decimal>;
    readonly notional: Figure<Decimal>;
    readonly role: Liquidity;
  },
): Figure<Decimal> {
  if (order.role === 'maker')
    return known(ZERO, [{ figure: 'slippage', formula: 'a maker order waits at its price', inputs: [], value: '0', unit: 'basis points' }]);
  if (!depth) return allowance(terms);
  const fill = filled(depth.row, order);
  const slippage = isKnown(fill)
    ? fill.ok.bpsVsMid === undefined
      ? unavailable('one-sided-book', 'The other side of the book is empty, so that there is no middle to measure slippage from.')
      : known(fill.ok.bpsVsMid, fill.trail)
    : fill;
  return restingOn(slippage, 'depth snapshot', depth.row.symbol, depth.origin, depth.row.asOf);
}

/** The fill of an order through a snapshot, in the unit that the snapshot counts. */
export function filled(
  snapshot: DepthSnapshot,
  order: { readonly direction: 'buy' | 'sell'; readonly quantity: Figure<Decimal>; readonly notional: Figure<Decimal> },
): Figure<Fill> {
  const book = bookOf(snapshot);
  if (!isKnown(book)) return book;
  return through({ size: snapshot.unit === 'base' ? order.quantity : order.notional }, ({ size }) =>
    walkBook(book.ok, order.direction, snapshot.unit === 'base' ? { base: size } : { quote: size }),
  );
}

function allowance({ slippageBp }: TicketTerms): Figure<Decimal> {
  return slippageBp === undefined
    ? unavailable('no-depth', 'There is no depth snapshot of this instrument. Import one, or give an allowance for slippage.')
    : known(new Decimal(slippageBp), [
        {
          figure: 'slippage',
          formula: 'allowance of the terms',
          inputs: [{ name: 'allowance', value: slippageBp, origin: { kind: 'given' } }],
          value: slippageBp,
          unit: 'basis points',
        },
      ]);
}

/** Funding to the horizon: how many settlements, and the costs at three rates in the currency of the notional. */
export interface FundingToHorizon {
  readonly settlements: Figure<Decimal>;
  readonly costs: Figure<FundingRates>;
}

/** Funding of a perpetual from its opening over the planned hold. Of anything else there is none: `not-applicable`. */
export function fundingToHorizon(inputs: TicketInputs, notional: Figure<Decimal>): FundingToHorizon {
  const { terms, instrument, fundings } = inputs;
  if (terms.variant !== 'perpetual') {
    const none = unavailable('not-applicable', 'Only perpetuals pay funding.');
    return { settlements: none, costs: none };
  }
  const hours =
    terms.funding?.intervalHours ??
    instrument?.row.fundingIntervalHours ??
    fundings.find(({ row }) => row.intervalHours)?.row.intervalHours;
  const interval: Figure<Decimal> =
    hours === undefined
      ? unavailable(
          'no-interval',
          'How often this perpetual settles funding is in no imported file. Give the interval in hours, or import the venue’s.',
        )
      : known(new Decimal(hours));
  const hold: Figure<Decimal> =
    terms.holdHours === undefined
      ? unavailable('missing', 'Say for how many hours it is to be held.')
      : known(new Decimal(terms.holdHours));
  const opens = Date.parse(terms.opens ?? inputs.at);
  const settlements = through({ interval, hold }, (v) => fundingSettlements(opens, opens + v.hold.times(3_600_000).toNumber(), v.interval));
  const rates = fundingRates(inputs);
  if (!isKnown(rates)) return { settlements, costs: rates };
  const costs = through({ notional, settlements }, (v) => fundingScenarios(terms.side, v.notional, rates.ok, v.settlements));
  return { settlements, costs: isKnown(costs) ? known(costs.ok, [...rates.trail, ...costs.trail]) : costs };
}

function fundingRates({ terms, fundings }: TicketInputs): Figure<FundingRates> {
  if (terms.funding) {
    const { low, base, high } = terms.funding;
    return known({ low: new Decimal(low), base: new Decimal(base), high: new Decimal(high) });
  }
  const settled = fundings.filter(({ row }) => row.standing === 'settled');
  const newest = settled[0];
  const range = fundingRange(settled.map(({ row }) => new Decimal(row.rate)));
  return newest ? restingOn(range, 'funding rates', `${settled.length} settled`, newest.origin, newest.row.at) : range;
}
