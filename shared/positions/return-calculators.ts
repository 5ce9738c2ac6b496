import { z } from 'zod';
import {
  calculator,
  type Calculator,
  countFrom,
  dayString,
  Decimal,
  decimalString,
  decimalText,
  figureText,
  inFigureText,
  isKnown,
  known,
} from '../figures/index.ts';
import { costBasis } from './cost-basis.ts';
import { internalRateOfReturn } from './internal-rate-of-return.ts';
import { modifiedDietz, timeWeightedReturn } from './time-weighted-return.ts';

const datedAmount = z.strictObject({ date: dayString, amount: decimalString });
const datedFlow = ({ date, amount }: z.infer<typeof datedAmount>) => ({ date, amount: new Decimal(amount) });

export const returnCalculators: readonly Calculator[] = [
  calculator({
    name: 'xirr',
    says: 'The money-weighted return: every annual rate at which dated flows are worth nothing together, paid in negative, received positive.',
    input: z.strictObject({ flows: z.array(datedAmount) }),
    ok: z.strictObject({ rate: decimalString, periodReturn: decimalString, roots: z.array(decimalString), days: decimalString }),
    run: ({ flows }) => {
      const figure = internalRateOfReturn(flows.map(datedFlow));
      if (!isKnown(figure)) return figure;
      const { rate, periodReturn, roots, days } = figure.ok;
      return known(
        { rate: figureText(rate), periodReturn: figureText(periodReturn), roots: roots.map(figureText), days: String(days) },
        figure.trail,
      );
    },
  }),
  calculator({
    name: 'twr',
    says: 'The time-weighted return between valuations, linked at every external flow (in positive, out negative); annualised from 365 days.',
    input: z.strictObject({
      valuations: z.array(z.strictObject({ date: dayString, value: decimalString })),
      flows: z.array(datedAmount),
    }),
    ok: z.strictObject({ return: decimalString, annualised: decimalString.optional() }),
    run: ({ valuations, flows }) => {
      const values = valuations.map(({ date, value }) => ({ date, value: new Decimal(value) }));
      const figure = timeWeightedReturn(values, flows.map(datedFlow));
      if (!isKnown(figure)) return figure;
      const { annualised } = figure.ok;
      const answer = { return: figureText(figure.ok.return), ...(annualised && { annualised: figureText(annualised) }) };
      return known(answer, figure.trail);
    },
  }),
  calculator({
    name: 'modified-dietz',
    says: 'The Modified Dietz return of a period: gain over the capital at work on average; flows at the end of their day, in positive.',
    input: z.strictObject({
      begin: decimalString,
      end: decimalString,
      days: countFrom(1),
      flows: z.array(z.strictObject({ day: countFrom(0), amount: decimalString })),
    }),
    ok: z.strictObject({ return: decimalString }),
    run: ({ begin, end, days, flows }) => {
      const moved = flows.map(({ day, amount }) => ({ day: Number(day), amount: new Decimal(amount) }));
      return inFigureText(modifiedDietz(new Decimal(begin), new Decimal(end), Number(days), moved));
    },
  }),
  calculator({
    name: 'cost-basis',
    says: 'Income, gains and remaining cost of one asset by a method of choosing what a sale disposes of.',
    input: z.strictObject({
      method: z.enum(['fifo', 'lifo', 'hifo', 'lofo', 'average']),
      events: z.array(
        z.strictObject({
          date: dayString,
          kind: z.enum(['buy', 'sell', 'income']),
          quantity: decimalString,
          price: decimalString,
          fee: decimalString.optional(),
        }),
      ),
    }),
    ok: z.strictObject({
      income: decimalString,
      disposals: z.array(
        z.strictObject({ date: dayString, quantity: decimalString, proceeds: decimalString, cost: decimalString, gain: decimalString }),
      ),
      remaining: z.strictObject({ quantity: decimalString, cost: decimalString }),
    }),
    run: ({ method, events }) => {
      const read = events.map(({ date, kind, quantity, price, fee }) => ({
        date,
        kind,
        quantity: new Decimal(quantity),
        price: new Decimal(price),
        ...(fee !== undefined && { fee: new Decimal(fee) }),
      }));
      const figure = costBasis(method, read);
      if (!isKnown(figure)) return figure;
      const { income, disposals, remaining } = figure.ok;
      return known(
        {
          income: figureText(income),
          disposals: disposals.map(({ date, quantity, proceeds, cost, gain }) => ({
            date,
            quantity: decimalText(quantity),
            proceeds: figureText(proceeds),
            cost: figureText(cost),
            gain: figureText(gain),
          })),
          remaining: { quantity: decimalText(remaining.quantity), cost: figureText(remaining.cost) },
        },
        figure.trail,
      );
    },
  }),
];
