import { type OtcDesk, work } from './made-desk.ts';

export const TXID = 'f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16';
export const UETR = 'eb6305c9-1f7f-49de-aed0-16487c27b42d';
/** What is said of the payment of a made trade when it is released. */
export const PAID = { reference: UETR, amount: '600000' };

/** The leg that we pay. */
export const out = (trade: string) => `${trade}.out`;
/** The leg that we receive. */
export const into = (trade: string) => `${trade}.in`;

/** Confirms a trade and tests where it pays to: what comes before the release checklist. */
export async function cleared(desk: OtcDesk, trade: string): Promise<void> {
  await work(desk, 'TPL-CONFIRM', { kind: 'trade', id: trade });
  await work(desk, 'TPL-TEST-TRANSFER', { kind: 'leg', id: out(trade) });
}
