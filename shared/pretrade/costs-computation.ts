import { Decimal, decimalText, type Figure, figureText, isKnown, known, sum, unavailable, ZERO } from '../figures/index.ts';
import { COST_PARTS, type CostPart, type CostPartAnswer, type CostsQuestion, type VenueCosts } from './costs.ts';
import { bookOf, filled, fundingToHorizon, ownRates } from './ticket-charges.ts';
import { derive, restingOn } from './ticket-derive.ts';
import type { RowOrigin, TicketInputs } from './ticket-inputs.ts';
import { BP } from './ticket-plan.ts';

/** Sizes of the curve where none are asked for, in shares of the size. */
const CURVE = ['0.1', '0.2', '0.5', '1', '2', '5', '10', '20'] as const;

const NAMES: Readonly<Record<CostPart, string>> = {
  'fee-in': 'Fee in',
  'half-spread': 'Half the spread, in',
  slippage: 'Slippage beyond the best price, in',
  funding: 'Funding over the hold',
  'exit-spread-and-slippage': 'Half the spread and slippage, out',
  'fee-out': 'Fee out',
  withdrawal: 'Withdrawal',
};

/**
 * What a trade costs all in at one venue: into the position and out of it again at the middle of the book as it is now, with funding over the hold and one
 * withdrawal. In the quote currency; positive is paid. A part that is not known is unavailable, and so is the sum, which says what it lacks.
 */
export function costsAt(inputs: TicketInputs, question: CostsQuestion): VenueCosts {
  const size = new Decimal(question.size);
  const parts = partsFor(inputs, question, size);
  const mid = midOf(inputs);
  const notional = derive(NOTIONAL, { size: known(size), mid }, (v) => v.size.times(v.mid));
  const rates = ownRates(inputs);
  const total = totalOf(parts);
  const inBp = (figure: Figure<Decimal>) => derive(IN_BP, { cost: figure, notional }, (v) => v.cost.dividedBy(v.notional).times(BP));
  return {
    venue: inputs.terms.venue,
    symbol: inputs.instrument?.row.symbol ?? null,
    quote: inputs.instrument?.row.quote ?? null,
    mid: inText(mid),
    notional: inText(notional),
    allIn: inText(total.all),
    allInBp: inText(inBp(total.all)),
    known: inText(total.known),
    lacks: total.lacks,
    feeTier: rates.own?.tier.name ?? null,
    parts: COST_PARTS.map((part) => answerOf(inputs, part, parts[part], inBp(parts[part]))),
    curve: curveSizes(question, size).map((each) => pointOf(inputs, question, each, mid)),
  };
}

type Parts = Readonly<Record<CostPart, Figure<Decimal>>>;

function partsFor(inputs: TicketInputs, question: CostsQuestion, size: Decimal): Parts {
  const { role, side, kind } = question;
  const quantity: Figure<Decimal> = size.greaterThan(0) ? known(size) : unavailable('not-positive', 'The size must be above zero.');
  const mid = midOf(inputs);
  const notional = derive(NOTIONAL, { quantity, mid }, (v) => v.quantity.times(v.mid));
  const rate = ownRates(inputs)[role];
  const fee = derive(FEE, { notional, rate }, (v) => v.notional.times(v.rate));
  const [into, out] = side === 'long' ? (['buy', 'sell'] as const) : (['sell', 'buy'] as const);
  const waits: Figure<Decimal> = known(ZERO, [
    { figure: 'spread and slippage', formula: 'a maker order waits at its price', inputs: [], value: '0' },
  ]);
  const walked = (direction: 'buy' | 'sell', of: 'best' | 'mid'): Figure<Decimal> => {
    if (!inputs.depth) return NO_DEPTH;
    const fill = filled(inputs.depth.row, { direction, quantity, notional });
    if (!isKnown(fill)) return fill;
    const bp = of === 'best' ? fill.ok.bpsVsBest : fill.ok.bpsVsMid;
    if (bp === undefined) return unavailable('one-sided-book', 'The other side of the book is empty.');
    return derive(WALKED, { notional, bp: known(bp, fill.trail) }, (v) => v.notional.times(v.bp).dividedBy(BP));
  };
  const halfSpread = derive(HALF, { quantity, mid, best: bestOf(inputs, into) }, (v) => v.best.minus(v.mid).abs().times(v.quantity));
  const none: Figure<Decimal> = known(ZERO, [{ figure: 'funding', formula: 'only perpetuals pay funding', inputs: [], value: '0' }]);
  const funding = kind === 'perpetual' ? fundingToHorizon(inputs, notional).costs : null;
  return {
    'fee-in': fee,
    'half-spread': role === 'maker' ? waits : halfSpread,
    slippage: role === 'maker' ? waits : walked(into, 'best'),
    funding: funding === null ? none : isKnown(funding) ? known(funding.ok.base, funding.trail) : funding,
    'exit-spread-and-slippage': role === 'maker' ? waits : walked(out, 'mid'),
    'fee-out': fee,
    withdrawal: withdrawalOf(inputs, mid),
  };
}

const NO_DEPTH = unavailable('no-depth', 'There is no depth snapshot of this instrument. Import one.');

function midOf({ depth }: TicketInputs): Figure<Decimal> {
  if (!depth) return NO_DEPTH;
  const book = bookOf(depth.row);
  if (!isKnown(book)) return book;
  const { mid } = book.ok;
  return mid
    ? restingOn(known(mid), 'middle of the book', decimalText(mid), depth.origin, depth.row.asOf)
    : unavailable('one-sided-book', 'One side of the book is empty.');
}

function bestOf({ depth }: TicketInputs, direction: 'buy' | 'sell'): Figure<Decimal> {
  if (!depth) return NO_DEPTH;
  const book = bookOf(depth.row);
  if (!isKnown(book)) return book;
  const best = (direction === 'buy' ? book.ok.asks : book.ok.bids).price();
  return best ? known(best) : unavailable('one-sided-book', 'One side of the book is empty.');
}

function withdrawalOf({ volume, instrument }: TicketInputs, mid: Figure<Decimal>): Figure<Decimal> {
  const told = volume?.told.withdrawal;
  if (!told || !volume) return unavailable('not-told', 'What a withdrawal costs there was not told.');
  const fee = known(new Decimal(told.fee), [
    {
      figure: 'withdrawal',
      formula: 'as told',
      inputs: [{ name: told.asset, value: told.fee, origin: { kind: 'event', event: volume.event }, asOf: volume.told.asOf }],
      value: told.fee,
    },
  ]);
  if (told.asset === instrument?.row.quote || (told.asset === instrument?.row.settle && told.asset !== instrument.row.base)) return fee;
  if (told.asset === instrument?.row.base) return derive(WITHDRAWAL, { fee, mid }, (v) => v.fee.times(v.mid));
  return unavailable('other-asset', `The withdrawal fee was told in ${told.asset}, which this trade does not use.`);
}

function totalOf(parts: Parts): { readonly all: Figure<Decimal>; readonly known: Figure<Decimal>; readonly lacks: CostPart[] } {
  const lacks = COST_PARTS.filter((part) => !isKnown(parts[part]));
  const values = COST_PARTS.flatMap((part) => {
    const figure = parts[part];
    return isKnown(figure) ? [{ part, figure }] : [];
  });
  if (values.length === 0)
    return {
      all: unavailable('incomplete', 'No part of the cost is known.'),
      known: unavailable('incomplete', 'No part of the cost is known.'),
      lacks,
    };
  const total = sum(values.map(({ figure }) => figure.ok));
  const step = {
    figure: 'cost',
    formula: 'sum of the parts',
    inputs: values.map(({ part, figure }) => ({
      name: NAMES[part],
      value: figureText(figure.ok),
      origin: { kind: 'step' as const, figure: NAMES[part] },
    })),
    value: figureText(total),
    unit: 'quote',
  };
  const figure = known(total, [...new Set(values.flatMap(({ figure: each }) => each.trail)), step]);
  return lacks.length === 0
    ? { all: figure, known: figure, lacks }
    : {
        all: unavailable('incomplete', `Not all parts are known: ${lacks.map((part) => NAMES[part].toLowerCase()).join(', ')}.`),
        known: figure,
        lacks,
      };
}

function pointOf(inputs: TicketInputs, question: CostsQuestion, size: Decimal, mid: Figure<Decimal>): VenueCosts['curve'][number] {
  const total = totalOf(partsFor(inputs, question, size));
  const inBp = (figure: Figure<Decimal>) =>
    isKnown(figure) && isKnown(mid) ? figureText(figure.ok.dividedBy(size.times(mid.ok)).times(BP)) : null;
  return { size: decimalText(size), bp: inBp(total.all), knownBp: inBp(total.known) };
}

function curveSizes({ sizes }: CostsQuestion, size: Decimal): readonly Decimal[] {
  const asked = sizes ? sizes.map((each) => new Decimal(each)) : CURVE.map((share) => size.times(share));
  return asked.filter((each) => each.greaterThan(0)).toSorted((one, other) => one.comparedTo(other));
}

function answerOf(inputs: TicketInputs, part: CostPart, cost: Figure<Decimal>, bp: Figure<Decimal>): CostPartAnswer {
  const source = sourceOf(inputs, part);
  const ageMinutes = source ? Math.floor((Date.parse(inputs.at) - Date.parse(source.asOf)) / 60_000) : null;
  return {
    part,
    name: NAMES[part],
    cost: inText(cost),
    bp: inText(bp),
    asOf: source?.asOf ?? null,
    ageMinutes,
    old: source !== null && ageMinutes !== null && ageMinutes > source.allowed,
    origin: source?.origin ?? null,
  };
}

function sourceOf(
  { rules, fees, depth, fundings, instrument }: TicketInputs,
  part: CostPart,
): { readonly asOf: string; readonly origin: RowOrigin; readonly allowed: number } | null {
  const DAY = 1_440;
  switch (part) {
    case 'fee-in':
    case 'fee-out': {
      const table = fees ?? instrument;
      return table && { asOf: table.row.asOf, origin: table.origin, allowed: rules.feeDays * DAY };
    }
    case 'funding': {
      const newest = fundings[0];
      return newest ? { asOf: newest.row.at, origin: newest.origin, allowed: rules.fundingHours * 60 } : null;
    }
    case 'withdrawal':
      return null;
    default:
      return depth && { asOf: depth.row.asOf, origin: depth.origin, allowed: rules.depthMinutes };
  }
}

function inText(figure: Figure<Decimal>): Figure<string> {
  return isKnown(figure) ? known(figureText(figure.ok), figure.trail) : figure;
}

const NOTIONAL = { figure: 'notional', formula: 'size · middle', unit: 'quote' };
const FEE = { figure: 'fee', formula: 'notional · own rate', unit: 'quote' };
const WALKED = { figure: 'slippage in money', formula: 'notional · basis points / 10 000', unit: 'quote' };
const HALF = { figure: 'half the spread', formula: '|best − middle| · size', unit: 'quote' };
const IN_BP = { figure: 'in basis points', formula: 'cost / notional · 10 000', unit: 'basis points' };
const WITHDRAWAL = { figure: 'withdrawal', formula: 'fee · middle', unit: 'quote' };
