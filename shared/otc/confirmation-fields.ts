import { placedWords, type TradeTerms } from './trade.ts';

/** What a desk's confirmation is compared with, by the name that the confirmation checklist asks for, as people would type it. */
export function confirmationFields(terms: TradeTerms): Readonly<Record<ConfirmationField, string>> {
  return {
    reference: terms.reference,
    'trade-time': terms.tradedAt.slice(0, 16).replace('T', ' '),
    side: terms.side,
    base: placedWords(terms.base),
    quantity: terms.quantity,
    price: terms.price,
    quote: placedWords(terms.quote),
    fee: terms.fee,
    net: terms.net,
    'cut-off': `${terms.valueDate} ${terms.cutOff.time}`,
    'delivery-order': terms.deliveryOrder,
  };
}

export const CONFIRMATION_FIELDS = [
  'reference',
  'trade-time',
  'side',
  'base',
  'quantity',
  'price',
  'quote',
  'fee',
  'net',
  'cut-off',
  'delivery-order',
] as const;
export type ConfirmationField = (typeof CONFIRMATION_FIELDS)[number];
