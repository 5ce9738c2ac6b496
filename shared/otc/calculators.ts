import { z } from 'zod';
import { type Calculator, calculator, dayString, Decimal, decimalString, decimalText, known } from '../figures/index.ts';
import { amountOrNone, positiveAmount } from './amount.ts';
import { netObligations, obligationsOf } from './netting.ts';

const network = z.string().min(1).max(60).optional();
const asset = z.string().min(1).max(120);

const trade = z.strictObject({
  id: z.string().min(1).max(200),
  side: z.enum(['buy', 'sell']),
  asset,
  network,
  quantity: positiveAmount,
  quote: asset,
  quoteNetwork: network,
  price: positiveAmount,
  valueDate: dayString,
  fee: amountOrNone.optional(),
});

/** Nets of one counterparty's trades; without a network an asset has one place of its own. */
const nettingCalculator = calculator({
  name: 'netting',
  says: 'What trades with one counterparty come to, per value date and asset on the same network; + we receive. Noughts are listed.',
  input: z
    .strictObject({ trades: z.array(trade).max(10_000), counterparty: z.string().min(1).max(200) })
    .refine(({ trades }) => new Set(trades.map(({ id }) => id)).size === trades.length, {
      message: 'each trade must have an id of its own',
      path: ['trades'],
    }),
  ok: z.object({
    nets: z.array(z.object({ valueDate: dayString, asset, network, amount: decimalString })),
  }),
  run: ({ trades, counterparty }) => {
    const obligations = trades.flatMap((each) => {
      const quantity = new Decimal(each.quantity);
      const gross = quantity.times(each.price);
      const fee = each.fee ?? '0';
      return obligationsOf({
        id: each.id,
        side: each.side,
        base: { asset: each.asset, network: each.network ?? '' },
        quote: { asset: each.quote, network: each.quoteNetwork ?? '' },
        quantity,
        net: each.side === 'buy' ? gross.plus(fee) : gross.minus(fee),
        valueDate: each.valueDate,
      });
    });
    const nets = netObligations(obligations).map(({ valueDate, asset, network, amount }) => {
      const net = { valueDate, asset, amount: decimalText(amount) };
      return network === '' ? net : Object.assign(net, { network });
    });
    return known({ nets }, [
      {
        figure: 'nets',
        formula: 'per value date, asset and network: Σ received − Σ paid; a buyer pays q·p + fee, a seller receives q·p − fee',
        inputs: [
          { name: 'counterparty', value: counterparty, origin: { kind: 'given' } },
          { name: 'trades', value: String(trades.length), origin: { kind: 'given' } },
        ],
        value: nets.map(({ valueDate, asset, amount }) => `${valueDate} ${asset} ${amount}`).join('; '),
      },
    ]);
  },
});

export const otcCalculators: readonly Calculator[] = [nettingCalculator];
