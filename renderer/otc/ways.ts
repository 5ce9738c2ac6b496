import { openBeside } from '../window/places.ts';

/** What the panel beside the board may show instead of a trade. */
export const NEW_TRADE = 'new';
const BATCH = 'batch:';
const NETTING = 'netting:';

export function openTrade(trade: string, reference: string): void {
  openBeside('otc-trade', trade, { name: reference });
}

export function recordTrade(): void {
  openBeside('otc-trade', NEW_TRADE, { name: 'Record a trade' });
}

export function openBatch(batch: string, reference: string): void {
  openBeside('otc-trade', `${BATCH}${batch}`, { name: reference });
}

/** Opens the form that nets these trades. */
export function openNetting(trades: readonly string[]): void {
  openBeside('otc-trade', `${NETTING}${trades.join(',')}`, { name: 'Net trades' });
}

export function openOwner(owner: { readonly kind: 'trade' | 'batch'; readonly id: string }, title: string): void {
  if (owner.kind === 'trade') openTrade(owner.id, title);
  else openBatch(owner.id, title);
}

/** The address of a settlement beside the board. */
export function subjectOf(owner: { readonly kind: 'trade' | 'batch'; readonly id: string }): string {
  return owner.kind === 'trade' ? owner.id : `${BATCH}${owner.id}`;
}

/** The netting that an address names; null where it names none. */
export function batchIn(subject: string): string | null {
  return subject.startsWith(BATCH) ? subject.slice(BATCH.length) : null;
}

/** The trades that an address wants netted; null where it wants none. */
export function nettingIn(subject: string): readonly string[] | null {
  return subject.startsWith(NETTING) ? subject.slice(NETTING.length).split(',').filter(Boolean) : null;
}
