import { Decimal, type Figure, known, unavailable, ZERO } from '../figures/index.ts';
import { fundingToHorizon } from './ticket-charges.ts';
import { derive, given, member } from './ticket-derive.ts';
import { exposuresOf } from './ticket-exposure.ts';
import type { TicketFigureId } from './ticket-figures.ts';
import type { TicketInputs } from './ticket-inputs.ts';
import { distanceOf, marginOf, type TicketMargin } from './ticket-margin.ts';
import { type Charges, settlesInCoin, tradeOutcome } from './ticket-outcome.ts';
import { BP, planOf, slippages, type TicketPlan } from './ticket-plan.ts';
import { optionKind, optionOutcome } from './ticket-option.ts';

/** Figures by their ids, as decimals. */
export type Figures = Readonly<Record<TicketFigureId, Figure<Decimal>>>;

/** A ticket computed: its plan, its margin, what it is charged, and every figure. */
export interface TicketComputation {
  readonly plan: TicketPlan;
  readonly margin: TicketMargin;
  readonly charges: Charges;
  readonly figures: Figures;
}

/** Computes every figure of a ticket from its inputs. Pure: nothing but the inputs enters. */
export function computeTicket(inputs: TicketInputs): TicketComputation {
  const { terms } = inputs;
  const plan = planOf(inputs);
  const { entry, stop, target, mark, inQuote, rateOf, size } = plan;
  const [rateIn, rateOut, taker] = [rateOf(terms.feeIn), rateOf(terms.feeOut), rateOf('taker')];
  const margin = marginOf(inputs, { entry, position: size.position, quantity: size.quantity, feeIn: rateIn, taker: plan.rates.taker });
  const distance = distanceOf(inputs, mark, margin.liquidation);
  const funding = fundingToHorizon(inputs, size.notional);
  const { slippageIn, slippageOut } = slippages(inputs, size.quantity, size.notional);
  const liquidation = member(margin.liquidation, ({ price }) => price);
  const settles = settlesInCoin(inputs);
  const value = (price: Figure<Decimal>) =>
    settles ? size.notional : derive(VALUE, { quantity: size.quantity, price, inQuote }, (v) => v.quantity.times(v.price).times(v.inQuote));
  const fee = (price: Figure<Decimal>, rate: Figure<Decimal>) => derive(FEE, { value: value(price), rate }, (v) => v.value.times(v.rate));
  const feeIn = fee(entry, rateIn);
  const feeOut = fee(terms.target === undefined ? entry : target, rateOut);
  const feeStop = fee(stop, taker);
  const slippageCost = derive(SLIPPAGE, { notional: size.notional, bp: slippageIn }, (v) => v.notional.times(v.bp).dividedBy(BP));
  const other: Figure<Decimal> =
    terms.variant === 'on-chain' ? given(terms.onChain?.gas, 'Say what the transactions cost in gas.') : known(ZERO);
  const paid: Figure<Decimal> = terms.variant === 'perpetual' ? member(funding.costs, ({ base }) => base) : known(ZERO);
  const charges: Charges = { plan, feeIn, slippageCost, slippageOut, other, funding: paid };
  const outcome = terms.variant === 'option' ? optionOutcome(plan, feeIn) : tradeOutcome(charges);
  const exposure = exposuresOf(inputs, { required: margin.required, notional: size.notional });
  const book = spreadOf(inputs);
  return {
    plan,
    margin,
    charges,
    figures: {
      quantity: size.quantity,
      contracts: size.contracts,
      order: size.order,
      notional: size.notional,
      'size-from-max-loss': plan.fromMaxLoss,
      'size-from-fraction': plan.fromFraction,
      'half-kelly': plan.halfKelly,
      'half-kelly-size': plan.fromHalfKelly,
      mark,
      margin: margin.required,
      'maintenance-margin': margin.maintenance,
      'free-after': derive(
        FREE,
        { free: given(terms.collateral.free, 'Say how much collateral is free at the account.'), margin: margin.required },
        (v) => v.free.minus(v.margin),
      ),
      'leverage-used': margin.leverageUsed,
      'leverage-allowed': margin.leverageAllowed,
      'liquidation-price': liquidation,
      'liquidation-distance': distance.fraction,
      'liquidation-distance-ranges': distance.inRanges,
      'liquidation-distance-worst-day': distance.inWorstDays,
      'daily-range': distance.range,
      'worst-day': distance.worst,
      'stop-spare': derive(SPARE, { stop, liquidation }, (v) =>
        terms.side === 'long' ? v.stop.minus(v.liquidation) : v.liquidation.minus(v.stop),
      ),
      'funding-low': member(funding.costs, ({ low }) => low),
      'funding-base': member(funding.costs, ({ base }) => base),
      'funding-high': member(funding.costs, ({ high }) => high),
      'funding-share': derive(SHARE, { cost: member(funding.costs, ({ base }) => base), notional: size.notional }, (v) =>
        v.cost.dividedBy(v.notional),
      ),
      settlements: funding.settlements,
      'fee-rate-in': rateIn,
      'fee-rate-out': rateOut,
      'fee-in': feeIn,
      'fee-out': feeOut,
      'fee-stop': feeStop,
      slippage: slippageIn,
      'slippage-cost': slippageCost,
      'slippage-out': slippageOut,
      spread: book,
      'costs-other': other,
      ...outcome,
      'break-even-move': derive(MOVE, { exit: outcome['break-even'], from: terms.variant === 'option' ? mark : entry }, (v) => {
        const up = terms.variant === 'option' ? optionKind(inputs) === 'call' : true;
        return v.exit
          .minus(v.from)
          .dividedBy(v.from)
          .times((terms.side === 'long') === up ? 1 : -1);
      }),
      'reward-to-risk': derive(REWARD, { profit: outcome['profit-at-target'], loss: outcome['max-loss'] }, (v) =>
        v.profit.dividedBy(v.loss),
      ),
      ...exposure,
      ...agesOf(inputs),
    },
  };
}

function spreadOf({ depth }: TicketInputs): Figure<Decimal> {
  if (!depth) return unavailable('no-depth', 'There is no depth snapshot of this instrument. Import one.');
  const [bid, ask] = [depth.row.bids[0]?.[0], depth.row.asks[0]?.[0]];
  if (bid === undefined || ask === undefined) return unavailable('one-sided-book', 'One side of the book is empty.');
  return derive(SPREAD, { bid: known(new Decimal(bid)), ask: known(new Decimal(ask)) }, (v) =>
    v.ask.minus(v.bid).dividedBy(v.ask.plus(v.bid).dividedBy(2)).times(BP),
  );
}

/** Ages of what a ticket rests on, to its own instant. */
function agesOf({ at, instrument, margin, fees, volume, depth, fundings }: TicketInputs) {
  const age = (asOf: string | undefined, per: number, missing: string): Figure<Decimal> =>
    asOf === undefined
      ? unavailable('missing', missing)
      : known(new Decimal(Math.floor((Date.parse(at) - Date.parse(asOf)) / 60_000)).dividedBy(per).toDecimalPlaces(4, Decimal.ROUND_FLOOR));
  const DAY = 1_440;
  const told = volume === null ? undefined : `${volume.told.asOf}T23:59:59.999Z`;
  const olderFee = fees && told !== undefined && told < fees.row.asOf ? told : fees?.row.asOf;
  return {
    'instrument-age': age(instrument?.row.asOf, DAY, 'No instrument is chosen.'),
    'tier-age': age(margin?.row.asOf, DAY, 'There is no margin table.'),
    'fee-age': age(olderFee, DAY, 'There is no fee table.'),
    'depth-age': age(depth?.row.asOf, 1, 'There is no depth snapshot.'),
    'funding-age': age(fundings[0]?.row.at, 60, 'There are no funding rates.'),
  };
}

const SOURCE = 'venues-otc §2.2';
const VALUE = { figure: 'value', formula: 'quantity · price', unit: 'quote' };
const FEE = { figure: 'fee', formula: 'value · rate', source: SOURCE, unit: 'quote' };
const SLIPPAGE = { figure: 'slippage in money', formula: 'value · basis points / 10 000', source: SOURCE, unit: 'quote' };
const FREE = { figure: 'free after', formula: 'free − margin', unit: 'settlement currency' };
const SPARE = {
  figure: 'room behind the stop',
  formula: '|stop − liquidation|, negative where liquidation comes first',
  source: SOURCE,
  unit: 'quote',
};
const SHARE = { figure: 'funding of the notional', formula: 'funding / notional', unit: 'fraction' };
const MOVE = { figure: 'move to break even', formula: '(exit − entry) / entry, in favour', unit: 'fraction' };
const REWARD = { figure: 'reward to risk', formula: 'profit at the target / loss at the stop', unit: 'times' };
const SPREAD = { figure: 'spread', formula: '(ask − bid) / middle · 10 000', unit: 'basis points' };
