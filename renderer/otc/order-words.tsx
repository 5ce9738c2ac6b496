import { amountWords, DELIVERY_ORDERS } from '../../shared/otc/index.ts';
import { parseDecimal } from '../../shared/figures/index.ts';
import type { Draft } from '../forms/draft.ts';
import type { Preview } from './readings.ts';
import { orderExposure } from './words.ts';

/** What the order of delivery puts at risk, with this trade’s own amounts. */
export function OrderWords({ fields, preview }: { readonly fields: Draft; readonly preview: Preview | null }) {
  const order = DELIVERY_ORDERS.find((each) => each === fields['deliveryOrder']);
  if (!order) return null;
  const [out, into] = sides(fields, preview?.net ?? null);
  return <p className="form-aside order-words">{orderExposure(order, out, into)}</p>;
}

function sides(fields: Draft, net: string | null): readonly [string, string] {
  const quantity = (fields['quantity'] ?? '').trim();
  const code = (path: string) => (fields[path] ?? '').trim().toUpperCase();
  const base = parseDecimal(quantity) === null ? 'the asset' : amountWords(quantity, code('base.asset'));
  const quote = net === null ? 'the payment' : amountWords(net, code('quote.asset'));
  return fields['side'] === 'sell' ? [base, quote] : [quote, base];
}
