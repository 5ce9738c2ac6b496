import type { InstrumentKind, SizeUnit, TicketVerdict } from '../../shared/pretrade/index.ts';
import type { Choice } from '../forms/field.ts';
import type { CheckOutcome, TicketState, UsedFile } from './readings.ts';

export const VARIANT_TITLES: Readonly<Record<InstrumentKind, string>> = {
  perpetual: 'Perpetual',
  future: 'Dated future',
  option: 'Option',
  spot: 'Spot',
  'on-chain': 'On chain',
};

export const STATE_WORDS: Readonly<Record<TicketState, string>> = {
  draft: 'draft',
  signed: 'signed',
  closed: 'closed',
  cancelled: 'cancelled',
};

type VerdictWord = TicketVerdict['verdict'];
/** A verdict as it is printed: the sign tells it without its colour. */
export const VERDICT_WORDS: Readonly<Record<VerdictWord, string>> = { go: 'Go', 'go-with-override': 'Go with override', 'no-go': 'No go' };
export const VERDICT_SIGNS: Readonly<Record<VerdictWord, string>> = { go: '●', 'go-with-override': '◐', 'no-go': '✕' };
export const VERDICT_TONES = { go: 'gain', 'go-with-override': 'flag', 'no-go': 'loss' } as const;

type CheckVerdict = CheckOutcome['verdict'];
export const CHECK_WORDS: Readonly<Record<CheckVerdict, string>> = {
  pass: 'pass',
  fail: 'fail',
  unknown: 'unknown',
  'not-applicable': 'not asked',
};
export const CHECK_SIGNS: Readonly<Record<CheckVerdict, string>> = { pass: '●', fail: '✕', unknown: '?', 'not-applicable': '–' };

export const USED_WORDS: Readonly<Record<UsedFile['kind'], string>> = {
  instrument: 'Specification',
  margin: 'Margin table',
  fees: 'Fee table',
  depth: 'Order book',
  funding: 'Funding rates',
};

export const UNIT_WORDS: Readonly<Record<SizeUnit, string>> = {
  base: 'units of the asset',
  quote: 'value in the quote currency',
  contracts: 'contracts',
};

/** The choices of an enumeration, each with its words. */
export function choicesOf<Value extends string>(words: Readonly<Record<Value, string>>): readonly Choice[] {
  return Object.entries<string>(words).map(([value, label]) => ({ value, label }));
}

/** A word of the data as people write it: `linear perpetual`, `not on-chain`. */
export function plainWords(id: string): string {
  return id.replaceAll('-', ' ');
}

/** Minutes as an age: in the largest unit that says enough. */
export function minutesText(minutes: number): string {
  if (minutes < 0) return 'dated later';
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 2_880) return `${Math.floor(minutes / 60)} h`;
  return `${Math.floor(minutes / 1_440)} d`;
}
