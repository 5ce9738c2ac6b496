import type { Validity } from '../checklists/index.ts';
import type { InstrumentKind } from './reference.ts';

/**
 * How a check comes to its verdict. `gate`: whether one may trade there at all; `computed`: from the ticket's own figures; `attested`: by a
 * person's answer with evidence, in a checklist or a register; `limit`: against a limit of one's own.
 */
export const CHECK_TYPES = ['gate', 'computed', 'attested', 'limit'] as const;
export type CheckType = (typeof CHECK_TYPES)[number];

/** Whether a verdict stands in the way: anything but a pass, only a fail, or nothing (it is shown). */
export const CHECK_BLOCKS = ['unless-pass', 'on-fail', 'never'] as const;
export type CheckBlocks = (typeof CHECK_BLOCKS)[number];

export const CHECK_IDS = [
  'P01',
  'P02',
  'P03',
  'P04',
  'P05',
  'P06',
  'P07',
  'P08',
  'P09',
  'P10',
  'P11',
  'P12',
  'P13',
  'P14',
  'P15',
  'P16',
  'P17',
  'P18',
  'P19',
  'P20',
  'P21',
  'P22',
  'P23',
  'P24',
  'P25',
  'P26',
  'P27',
  'P28',
  'P29',
  'P30',
  'P31',
  'P32',
] as const;
export type CheckId = (typeof CHECK_IDS)[number];

/** One check before a trade, as data: what it asks, when it passes, how long its answer stands, and why it is asked. */
export interface Check {
  readonly id: CheckId;
  readonly title: string;
  readonly types: readonly CheckType[];
  readonly blocks: CheckBlocks;
  /** Of which kinds of trade it is asked. */
  readonly variants: readonly InstrumentKind[];
  /** Asked of every trade on a venue of this type too, whatever the kind. */
  readonly venueType?: 'dex';
  readonly rule: string;
  /** How long an answer stands; without it, for this trade only. */
  readonly validFor?: Validity;
  readonly why: string;
  readonly source: string;
  /** The mistakes of beginners that it stands against. */
  readonly covers?: readonly MistakeId[];
}

/**
 * The mistakes of beginners that the owner's brief names for trading on a venue, in its words: all five of its article on derivatives, and the two of
 * its article on desks that can be made with a ticket. The other three of the desks are made in settling, and belong to its checklists.
 */
export const BEGINNERS_MISTAKES = {
  'funding-not-understood': 'perps without understanding funding and its P&L effect',
  'not-eligible': 'joining a venue your region is not eligible for',
  'too-big-without-buffer': 'position too big, no liquidation buffer',
  'keys-mixed': 'custodial and self-custodial flows mixed without a key plan',
  'thin-market': 'thin alts where slippage eats the edge',
  'no-backup': 'one counterparty and no backup in volatile hours',
  'thin-quote': 'illiquid alt RFQ without warning - wide spread',
} as const;
export type MistakeId = keyof typeof BEGINNERS_MISTAKES;
