import { computed, Decimal, type Figure, isKnown, known, ONE, unavailable, ZERO } from '../figures/index.ts';
import type { Liquidity } from './reference.ts';
import { inverseSizeFromMaxLoss, riskPerTrade, sizeFromMaxLoss } from './sizing.ts';
import { bookOf, optionRate, type OwnRates, ownRates, slippageOf } from './ticket-charges.ts';
import { derive, given, member, restingOn, through } from './ticket-derive.ts';
import type { TicketInputs } from './ticket-inputs.ts';
import { baseUnits, roundedOrder, sizesOf, type TicketSize } from './ticket-size.ts';

/** The prices of a ticket, the rates that it pays, and the size that follows from them. */
export interface TicketPlan {
  readonly inputs: TicketInputs;
  readonly entry: Figure<Decimal>;
  readonly stop: Figure<Decimal>;
  readonly target: Figure<Decimal>;
  readonly mark: Figure<Decimal>;
  /** Quote for one unit of price: the underlying's price where premiums are in coin, else one. */
  readonly inQuote: Figure<Decimal>;
  readonly rates: OwnRates;
  /** Fee rates on the value of the trade, by role; of an option on its premium. */
  readonly rateOf: (role: Liquidity) => Figure<Decimal>;
  readonly lossLimit: Figure<Decimal>;
  readonly fromMaxLoss: Figure<Decimal>;
  readonly fromFraction: Figure<Decimal>;
  readonly halfKelly: Figure<Decimal>;
  readonly fromHalfKelly: Figure<Decimal>;
  readonly size: TicketSize;
}

/** Prices, rates and size of a ticket. The size is the quantity that is given, else what the largest loss allows, else what the fraction of the capital does. */
export function planOf(inputs: TicketInputs): TicketPlan {
  const { terms, rules } = inputs;
  const entry = given(
    terms.entry,
    terms.variant === 'option' ? 'Give the premium at which you want to get in.' : 'Give the price at which you want to get in.',
  );
  const stop = given(terms.stop, 'Give the stop: without it nothing says what can be lost.');
  const mark = markOf(inputs, entry);
  const inQuote: Figure<Decimal> = terms.variant === 'option' && inputs.instrument?.row.settlement === 'inverse' ? mark : known(ONE);
  const rates = ownRates(inputs);
  const rateOf = (role: Liquidity): Figure<Decimal> =>
    terms.variant === 'option' && inputs.instrument
      ? optionRate(inputs.instrument.row, rates[role], entry, mark, rates.shareOfPremium)
      : rates[role];
  const prices: Prices = { inputs, entry, stop, inQuote, rateOf };

  const lossGiven = given(terms.maxLoss, 'Say how much this trade may lose.');
  const capital = given(terms.sizing.capital, 'Give your capital to size by a share of it.');
  const fraction: Figure<Decimal> = known(new Decimal(terms.sizing.fraction ?? rules.lossShare));
  const byFraction = through({ capital, fraction }, (v) => member(riskPerTrade(v.capital, v.fraction), ({ amount }) => amount));
  const halfKelly = halfKellyOf(inputs);
  const byHalfKelly = through({ capital, halfKelly }, (v) =>
    computed(AT_RISK, { capital: v.capital, fraction: v.halfKelly }, v.capital.times(v.halfKelly)),
  );
  const fromMaxLoss = sizeForLoss(prices, lossGiven);
  const fromFraction = sizeForLoss(prices, byFraction);
  const fromHalfKelly = sizeForLoss(prices, byHalfKelly);
  const wanted =
    terms.quantity !== undefined
      ? null
      : terms.maxLoss !== undefined
        ? fromMaxLoss
        : terms.sizing.capital !== undefined
          ? smaller(fromFraction, fromHalfKelly)
          : NO_SIZE;
  return {
    ...prices,
    target: given(terms.target, 'Give a target to see what it would bring.'),
    mark,
    rates,
    lossLimit: terms.maxLoss !== undefined ? lossGiven : byFraction,
    fromMaxLoss,
    fromFraction,
    halfKelly,
    fromHalfKelly,
    size: wanted === null ? givenSize(prices) : roundedSize(prices, wanted),
  };
}

type Prices = Pick<TicketPlan, 'inputs' | 'entry' | 'stop' | 'inQuote' | 'rateOf'>;

const NO_SIZE = unavailable('missing', 'Give a quantity, or what the trade may lose, or your capital: the size follows from one of them.');

function givenSize({ inputs, entry, inQuote }: Prices): TicketSize {
  const { terms } = inputs;
  const instrument = inputs.instrument?.row ?? null;
  const price = derive(VALUE, { entry, inQuote }, (v) => v.entry.times(v.inQuote));
  return sizesOf(instrument, baseUnits(instrument, given(terms.quantity, NO_SIZE.unavailable.message), terms.quantityIn, price), price);
}

function roundedSize({ inputs, entry, inQuote }: Prices, wanted: Figure<Decimal>): TicketSize {
  const instrument = inputs.instrument?.row ?? null;
  const price = derive(VALUE, { entry, inQuote }, (v) => v.entry.times(v.inQuote));
  const unrounded = sizesOf(instrument, wanted, price);
  if (!instrument) return unrounded;
  return sizesOf(instrument, baseUnits(instrument, roundedOrder(instrument, unrounded.order), instrument.orderUnit, price), price);
}

function smaller(one: Figure<Decimal>, other: Figure<Decimal>): Figure<Decimal> {
  return isKnown(one) && isKnown(other) && other.ok.lessThan(one.ok) ? other : one;
}

/** Half of Kelly’s fraction from one’s own record; a fraction of the capital. */
function halfKellyOf({ terms }: TicketInputs): Figure<Decimal> {
  const winShare = given(terms.sizing.winRate, 'Give the share of your trades that won to see the half-Kelly cap.');
  const payoff = given(terms.sizing.payoff, 'Give your average win over your average loss to see the half-Kelly cap.');
  return through({ winShare, payoff }, (edge) => member(riskPerTrade(ONE, ONE, edge), ({ fraction }) => fraction));
}

/**
 * The base units that lose a sum at the stop, with fees and slippage. Slippage depends on the size: it is walked for the size that would do without
 * it, which is the larger, so that what comes out never loses more than the sum.
 */
function sizeForLoss(prices: Prices, loss: Figure<Decimal>): Figure<Decimal> {
  const { inputs, entry, stop, rateOf } = prices;
  const { terms } = inputs;
  const feeIn = rateOf(terms.feeIn);
  if (terms.variant === 'option') return optionForLoss(prices, loss, feeIn);
  const taker = rateOf('taker');
  const gas: Figure<Decimal> = known(new Decimal(terms.onChain?.gas ?? 0));
  const bearable = through({ loss, gas }, (v) =>
    v.loss.greaterThan(v.gas)
      ? known(v.loss.minus(v.gas))
      : unavailable('not-positive', 'What may be lost must be above zero, and above the cost of gas.'),
  );
  const inverse = inputs.instrument?.row.settlement === 'inverse';
  const sized = (slippageIn: Decimal, slippageOut: Decimal) =>
    through({ bearable, entry, stop, feeIn, taker }, (v) => {
      const [into, out] = [slippageIn.dividedBy(BP), slippageOut.dividedBy(BP)];
      if (!inverse)
        return sizeFromMaxLoss(v.bearable, v.entry, v.stop, { in: v.feeIn, out: v.taker }, v.entry.times(into).plus(v.stop.times(out)));
      if (!v.stop.greaterThan(0)) return unavailable('not-positive', 'Entry and stop must be above zero.');
      const face = inverseSizeFromMaxLoss(v.bearable.dividedBy(v.stop), v.entry, v.stop, {
        in: v.feeIn.plus(into),
        out: v.taker.plus(out),
      });
      return isKnown(face) ? known(face.ok.dividedBy(v.entry), face.trail) : face;
    });
  const first = sized(ZERO, ZERO);
  const { slippageIn, slippageOut } = slippages(
    inputs,
    first,
    derive(VALUE, { first, entry }, (v) => v.first.times(v.entry)),
  );
  return through({ slippageIn, slippageOut }, (v) => sized(Decimal.max(v.slippageIn, ZERO), Decimal.max(v.slippageOut, ZERO)));
}

function optionForLoss({ inputs, entry, inQuote }: Prices, loss: Figure<Decimal>, feeIn: Figure<Decimal>): Figure<Decimal> {
  if (inputs.terms.side === 'short')
    return unavailable('written-option', 'A sold option can lose more than its premium; give its quantity yourself.');
  return derive(OPTION, { loss, entry, inQuote, feeIn }, (v) => v.loss.dividedBy(v.entry.times(v.inQuote).times(ONE.plus(v.feeIn))));
}

/** Slippage in and out for a size, in basis points of the middle. The way out is always a market order: a stop does not wait. */
export function slippages(inputs: TicketInputs, quantity: Figure<Decimal>, notional: Figure<Decimal>) {
  const { side, feeIn } = inputs.terms;
  const [into, out] = side === 'long' ? (['buy', 'sell'] as const) : (['sell', 'buy'] as const);
  return {
    slippageIn: slippageOf(inputs, { direction: into, quantity, notional, role: feeIn }),
    slippageOut: slippageOf(inputs, { direction: out, quantity, notional, role: 'taker' }),
  };
}

/** The mark price: as given; else that of the newest file that has one; else the entry, and the trail says so. Of an option that of its underlying. */
function markOf({ terms, instrument, fundings, depth }: TicketInputs, entry: Figure<Decimal>): Figure<Decimal> {
  if (terms.mark !== undefined) return known(new Decimal(terms.mark));
  if (terms.variant === 'option') return unavailable('missing', 'Give the price of the underlying.');
  const book = depth ? bookOf(depth.row) : null;
  const mid = book && isKnown(book) ? book.ok.mid : null;
  const funding = fundings.find(({ row }) => row.markPrice !== undefined);
  const told = [
    ...(depth && mid ? [{ price: mid, origin: depth.origin, asOf: depth.row.asOf, what: 'middle of the book' }] : []),
    ...(funding?.row.markPrice === undefined
      ? []
      : [
          {
            price: new Decimal(funding.row.markPrice),
            origin: funding.origin,
            asOf: funding.row.asOf,
            what: 'mark price of the funding file',
          },
        ]),
    ...(instrument?.row.markPrice === undefined
      ? []
      : [
          {
            price: new Decimal(instrument.row.markPrice),
            origin: instrument.origin,
            asOf: instrument.row.asOf,
            what: 'mark price of the instrument’s file',
          },
        ]),
  ].toSorted((one, other) => Date.parse(other.asOf) - Date.parse(one.asOf))[0];
  if (told) return restingOn(known(told.price), told.what, told.price.toFixed(), told.origin, told.asOf);
  if (!isKnown(entry)) return entry;
  const because = 'no file has a mark price: the entry is taken for it';
  return known(entry.ok, [
    {
      figure: 'mark price',
      formula: 'entry',
      inputs: [{ name: 'entry', value: entry.ok.toFixed(), origin: { kind: 'assumed', because } }],
      value: entry.ok.toFixed(),
    },
  ]);
}

export const BP: Decimal = new Decimal(10_000);

const AT_RISK = { figure: 'at risk', formula: 'capital · half-Kelly fraction', unit: 'quote' };
const VALUE = { figure: 'value of one unit', formula: 'price · quote for one unit of price', unit: 'quote' };
const OPTION = {
  figure: 'size from maximum loss',
  formula: 'L / (premium · (1 + fee))',
  source: 'the most that a bought option loses is its premium',
  unit: 'units',
};
