import type { DeliveryOrder, FAIL_CODES, LegState } from '../../shared/otc/index.ts';
import type { Step, TradeState } from './readings.ts';

export const STATE_WORDS: Readonly<Record<TradeState, string>> = {
  open: 'open',
  netted: 'netted',
  settled: 'settled',
  failed: 'failed',
  cancelled: 'cancelled',
};

export const LEG_WORDS: Readonly<Record<LegState, string>> = {
  planned: 'to be paid',
  held: 'held',
  released: 'released',
  expected: 'expected',
  overdue: 'overdue',
  reconciled: 'received',
  break: 'differs',
  netted: 'netted',
  cancelled: 'cancelled',
};

export const STEP_WORDS: Readonly<Record<Step['state'], string>> = { done: 'done', next: 'next', blocked: 'blocked', later: 'waits' };

export const ORDER_WORDS: Readonly<Record<DeliveryOrder, string>> = {
  'they-first': 'the desk delivers first',
  'we-first': 'we deliver first',
  simultaneous: 'both at once: escrow, delivery against payment, a venue’s ledger',
  prefunded: 'prefunded: what we pay lies with the desk already',
  credit: 'on credit: we deliver first, on an approved line',
};

/** What an order of delivery puts at risk, for amounts in words. */
export function orderExposure(order: DeliveryOrder, out: string, into: string): string {
  switch (order) {
    case 'they-first':
      return `Nothing is released before ${into} has come in full. At no time are we paid out and unpaid.`;
    case 'we-first':
      return `From our release of ${out} until ${into} comes, all of it stands with the desk, unsecured.`;
    case 'simultaneous':
      return `Both deliver at once by the means named below; what is at risk is the means itself. Name it: escrow agent, venue ledger, delivery against payment.`;
    case 'prefunded':
      return `${out} stands with the desk since it was funded, and until ${into} comes, unsecured.`;
    case 'credit':
      return `We deliver ${out} first, on an approved line; until ${into} comes, all of it stands with the desk. Name who approved it.`;
    default:
      return order satisfies never;
  }
}

export const FAIL_WORDS: Readonly<Record<(typeof FAIL_CODES)[number], string>> = {
  'instruction-wrong': 'instruction wrong',
  'late-funding': 'late funding',
  'cut-off-missed': 'cut-off missed',
  'bank-query': 'query of a bank',
  'compliance-hold': 'held by compliance',
  'wrong-network': 'wrong network',
  'short-amount': 'short amount',
  'counterparty-default': 'default of the desk',
  'chain-halt': 'chain halted',
  other: 'something else',
};

export const CHECKLIST_WORDS: Readonly<Record<string, string>> = {
  'TPL-CONFIRM': 'Confirmation against the trade',
  'TPL-NETTING': 'Netting',
  'TPL-TEST-TRANSFER': 'Test transfer',
  'TPL-RELEASE': 'Release of funds',
  'TPL-FAIL': 'A settlement fails',
};

/** The first letter as a sentence begins. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** Amounts in words with their digits hidden, for discreet mode. */
export function hushed(words: string): string {
  return words.replaceAll(/\d[\d,]*(?:\.\d+)?(?= [A-Z])/g, '•••');
}
