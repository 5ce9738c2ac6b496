import { z } from 'zod';
import {
  type Calculator,
  calculator,
  Decimal,
  decimalString,
  figureText,
  inFigureText,
  instantString,
  isKnown,
  known,
  together,
} from '../figures/index.ts';
import { fundingCost, fundingSettlements } from './funding.ts';
import { liquidationPrice } from './liquidation.ts';
import { bracketsOfRows } from './margin-brackets.ts';
import { orderBook } from './order-book.ts';
import { levelSchema, marginTierSchema } from './reference.ts';
import { breakEven, sizeFromMaxLoss } from './sizing.ts';
import { walkBook } from './slippage.ts';

const side = z.enum(['long', 'short']);
const fees = { feeIn: decimalString, feeOut: decimalString };
const decimal = (text: string | undefined) => (text === undefined ? undefined : new Decimal(text));

/** Every calculator of the column, in the order of the terminal's contract. */
export const pretradeCalculators: readonly Calculator[] = [
  calculator({
    name: 'liquidation-price',
    says: 'The price at which a position is down to its maintenance margin, with the tier that holds at that price. Other prices stand still.',
    input: z.strictObject({
      kind: z.enum(['linear', 'inverse']),
      side,
      entry: decimalString,
      quantity: decimalString,
      marginBalance: decimalString,
      tiers: z.array(marginTierSchema.pick({ floor: true, cap: true, rate: true, amount: true })).min(1),
      otherMaintenance: decimalString.optional(),
      otherPnl: decimalString.optional(),
      closeFee: decimalString.optional(),
    }),
    ok: z.strictObject({ price: decimalString, tier: decimalString }),
    run: (input) => {
      const brackets = bracketsOfRows(input.tiers);
      if (!isKnown(brackets)) return brackets;
      const [otherMaintenance, otherPnl, closeFee] = [decimal(input.otherMaintenance), decimal(input.otherPnl), decimal(input.closeFee)];
      const position = {
        kind: input.kind,
        side: input.side,
        entry: new Decimal(input.entry),
        quantity: new Decimal(input.quantity),
        marginBalance: new Decimal(input.marginBalance),
        ...(otherMaintenance && { otherMaintenance }),
        ...(otherPnl && { otherPnl }),
        ...(closeFee && { closeFee }),
      };
      const found = liquidationPrice(position, brackets.ok);
      if (!isKnown(found)) return found;
      return known({ price: figureText(found.ok.price), tier: String(found.ok.tier) }, found.trail);
    },
  }),
  calculator({
    name: 'funding-cost',
    says: 'How many funding settlements fall into a holding time, and what they cost (positive: paid). Notional and rate are held still.',
    input: z.strictObject({
      side,
      notional: decimalString,
      rate: decimalString,
      intervalHours: z.union([decimalString, z.int()]),
      open: instantString,
      close: instantString,
    }),
    ok: z.strictObject({ settlements: decimalString, cost: decimalString }),
    run: (input) => {
      const settlements = fundingSettlements(Date.parse(input.open), Date.parse(input.close), new Decimal(input.intervalHours));
      if (!isKnown(settlements)) return settlements;
      const cost = fundingCost(input.side, new Decimal(input.notional), new Decimal(input.rate), settlements.ok);
      return inFigureText(together({ settlements, cost }));
    },
  }),
  calculator({
    name: 'slippage',
    says: 'What a market order gets when it walks through a saved order book, against the best price and against the middle.',
    input: z
      .strictObject({
        side: z.enum(['buy', 'sell']),
        bids: z.array(levelSchema),
        asks: z.array(levelSchema),
        base: decimalString.optional(),
        quote: decimalString.optional(),
      })
      .refine(({ base, quote }) => (base === undefined) !== (quote === undefined), {
        error: 'give either a quantity in base or a budget in quote',
        path: ['base'],
      }),
    ok: z.strictObject({
      filled: decimalString,
      vwap: decimalString,
      worst: decimalString,
      bpsVsBest: decimalString,
      bpsVsMid: decimalString.optional(),
    }),
    run: ({ side: direction, bids, asks, base, quote }) => {
      const book = orderBook({ bids, asks, unit: 'base' });
      if (!isKnown(book)) return book;
      const fill = walkBook(book.ok, direction, base === undefined ? { quote: new Decimal(quote ?? '0') } : { base: new Decimal(base) });
      if (!isKnown(fill)) return fill;
      const { filled, vwap, worst, bpsVsBest, bpsVsMid } = fill.ok;
      return known(
        {
          filled: figureText(filled),
          vwap: figureText(vwap),
          worst: figureText(worst),
          bpsVsBest: figureText(bpsVsBest),
          ...(bpsVsMid && { bpsVsMid: figureText(bpsVsMid) }),
        },
        fill.trail,
      );
    },
  }),
  calculator({
    name: 'break-even',
    says: 'The exit price at which a linear position has earned back its fees and its funding.',
    input: z.strictObject({ side, entry: decimalString, quantity: decimalString, ...fees, funding: decimalString.optional() }),
    ok: z.strictObject({ exit: decimalString }),
    run: ({ side: direction, entry, quantity, feeIn, feeOut, funding }) => {
      const rates = { in: new Decimal(feeIn), out: new Decimal(feeOut) };
      return inFigureText(together({ exit: breakEven(direction, new Decimal(entry), new Decimal(quantity), rates, decimal(funding)) }));
    },
  }),
  calculator({
    name: 'position-size',
    says: 'The quantity with which a stop loses just a given amount, fees and slippage (a price for one unit) included.',
    input: z.strictObject({
      maxLoss: decimalString,
      entry: decimalString,
      stop: decimalString,
      ...fees,
      slippage: decimalString.optional(),
    }),
    ok: z.strictObject({ quantity: decimalString }),
    run: ({ maxLoss, entry, stop, feeIn, feeOut, slippage }) => {
      const rates = { in: new Decimal(feeIn), out: new Decimal(feeOut) };
      const quantity = sizeFromMaxLoss(new Decimal(maxLoss), new Decimal(entry), new Decimal(stop), rates, decimal(slippage));
      return inFigureText(together({ quantity }));
    },
  }),
];
