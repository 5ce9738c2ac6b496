import { DELIVERY_ORDERS } from '../../shared/otc/index.ts';
import type { Field } from '../forms/field.ts';
import type { Desk } from './readings.ts';
import { ORDER_WORDS } from './words.ts';

export const LEGS = ['pay', 'receive'] as const;
export type LegName = (typeof LEGS)[number];

/** Who and what: the first part of the form. */
export function dealFields(desks: readonly Desk[]): readonly Field[] {
  return [
    {
      path: 'desk',
      label: 'Desk',
      type: 'choice',
      needed: true,
      hint: 'of the catalogue of venues',
      choices: [
        { value: '', label: 'choose a desk' },
        ...desks.map(({ desk, name, gate }) => ({ value: desk, label: gate === 'fail' ? `${name} (not eligible)` : name })),
      ],
    },
    { path: 'reference', label: 'Reference', type: 'text', needed: true, hint: 'ours, and unique; the desk quotes it too' },
    {
      path: 'side',
      label: 'We',
      type: 'choice',
      needed: true,
      hint: 'from our side',
      choices: [
        { value: '', label: 'buy or sell?' },
        { value: 'buy', label: 'buy' },
        { value: 'sell', label: 'sell' },
      ],
    },
    { path: 'quantity', label: 'Quantity', type: 'decimal', needed: true, hint: 'of the asset' },
    { path: 'base.asset', label: 'Asset', type: 'asset', needed: true, hint: 'its code, such as BTC' },
    { path: 'base.network', label: 'Network of the asset', type: 'asset', needed: true, hint: 'such as bitcoin; of a currency the rail' },
    { path: 'price', label: 'Price for one', type: 'decimal', needed: true, hint: 'in what is paid in' },
    { path: 'quote.asset', label: 'Paid in', type: 'asset', needed: true, hint: 'USD and USDC are two assets' },
    { path: 'quote.network', label: 'Network or rail of the payment', type: 'asset', needed: true, hint: 'such as fedwire or ethereum' },
    { path: 'fee', label: 'Fee', type: 'decimal', needed: true, hint: 'in what is paid in; 0 where the spread is all' },
    { path: 'gross', label: 'Gross amount', type: 'decimal', hint: 'filled in if left empty, checked if typed' },
    { path: 'net', label: 'Net amount', type: 'decimal', hint: 'what changes hands, the fee counted' },
  ];
}

export const TIME_FIELDS: readonly Field[] = [
  { path: 'tradedAt', label: 'Dealt at, UTC', type: 'text', needed: true, hint: 'YYYY-MM-DD HH:MM' },
  { path: 'valueDate', label: 'Value date', type: 'day', needed: true, hint: 'on which both legs are due' },
];

export const ORDER_FIELDS: readonly Field[] = [
  {
    path: 'deliveryOrder',
    label: 'Who delivers first',
    type: 'choice',
    needed: true,
    hint: 'as it was agreed with the desk',
    choices: DELIVERY_ORDERS.map((order) => ({ value: order, label: ORDER_WORDS[order] })),
  },
  { path: 'deliveryTerms', label: 'Means, or approval', type: 'text', hint: 'wanted where both deliver at once, and on credit' },
  { path: 'agreement', label: 'Agreement', type: 'text', hint: 'under which the trade stands, its netting clause' },
];

export const NOTE_FIELD: Field = { path: 'note', label: 'Note', type: 'passage' };

/** One leg’s instruction, as it was typed. */
export function instructionFields(leg: LegName, fiat: boolean): readonly Field[] {
  const path = `instructions.${leg}`;
  return [
    {
      path: `${path}.destination`,
      label: fiat ? 'Bank and account' : 'Address',
      type: 'text',
      needed: true,
      hint: leg === 'pay' ? 'from the desk’s verified instructions, never from a history' : 'our own, as the desk was told it',
    },
    {
      path: `${path}.beneficiary`,
      label: 'Beneficiary',
      type: 'text',
      needed: fiat,
      hint: fiat ? 'a bank pays to a name' : 'in whose name it is held, where that is known',
    },
    {
      path: `${path}.memo`,
      label: 'Memo, tag or payment reference',
      type: 'text',
      hint: 'lost without it, where one is needed',
    },
    { path: `${path}.memoNone`, label: 'this destination needs none', type: 'flag' },
  ];
}
