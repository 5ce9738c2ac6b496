import { INSTRUMENT_KINDS, type InstrumentKind, type TicketTerms, ticketTermsSchema } from '../../shared/pretrade/index.ts';
import { type Complaints, type Draft, type ReadDraft, readDraft, writeDraft } from '../forms/draft.ts';
import { type FieldContext, ticketGroups } from './ticket-fields.ts';

/** Fields in which an instant may be typed as a person writes it. */
const INSTANTS = ['opens', 'option.expires'];
const RATES = ['funding.low', 'funding.base', 'funding.high'];

/** What the form shows of terms. */
export function draftOfTerms(terms: TicketTerms): Draft {
  const fields = ticketGroups(contextOf({ variant: terms.variant, marginMode: terms.marginMode ?? '' })).flatMap(({ fields }) => fields);
  const draft = writeDraft(terms, fields);
  return {
    ...draft,
    ...Object.fromEntries(INSTANTS.flatMap((path) => (draft[path] === undefined ? [] : [[path, readableInstant(draft[path])]]))),
  };
}

/** A ticket of which nothing is said yet, at the venue that was used last. */
export function emptyDraft(venue: string): Draft {
  return { ...draftOfTerms(ticketTermsSchema.parse({ variant: 'perpetual', venue: 'none', side: 'long' })), venue };
}

/** The terms that a draft describes, or what in it cannot be read, field by field. What is empty is only missing, never wrong. */
export function readTerms(draft: Draft): ReadDraft<TicketTerms> {
  const variant = variantOf(draft);
  const fields = ticketGroups(contextOf({ variant, marginMode: draft['marginMode'] ?? '' })).flatMap(({ fields }) => fields);
  const typed = { ...draft, ...Object.fromEntries(INSTANTS.map((path) => [path, storedInstant(draft[path] ?? '')])) };
  const unreadable = complaintsOf(draft, typed);
  const read = readDraft<TicketTerms>(typed, { fields, schema: ticketTermsSchema, otherwise: 'symbol' });
  if ('value' in read && Object.keys(unreadable).length === 0) return read;
  return { complaints: { ...('complaints' in read ? read.complaints : {}), ...unreadable } };
}

/** Whether two drafts say the same; a field that is empty says nothing. */
export function isSame(one: Draft, other: Draft): boolean {
  const paths = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...paths].every((path) => (one[path] ?? '').trim() === (other[path] ?? '').trim());
}

export function variantOf(draft: Draft): InstrumentKind {
  return INSTRUMENT_KINDS.find((kind) => kind === draft['variant']) ?? 'perpetual';
}

function contextOf(known: Pick<FieldContext, 'variant' | 'marginMode'>): FieldContext {
  return { venues: [], base: null, quote: null, settle: null, ...known };
}

function complaintsOf(draft: Draft, typed: Draft): Complaints {
  const instants = INSTANTS.filter((path) => (typed[path] ?? '') !== '' && Number.isNaN(Date.parse(typed[path] ?? ''))).map(
    (path) => [path, `${draft[path]} is no instant; write it as 2026-11-23 14:00, in UTC.`] as const,
  );
  const given = RATES.filter((path) => (draft[path] ?? '').trim() !== '');
  const rates =
    given.length === 0 || given.length === RATES.length
      ? []
      : RATES.filter((path) => !given.includes(path)).map((path) => [path, 'Give all three rates, or none.'] as const);
  return Object.fromEntries([...instants, ...rates]);
}

/** `2026-11-23 14:00` as it is stored; what is none stays as it was typed. */
export function storedInstant(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2})(?::(\d{2}))?)?(?:\.\d+)?Z?$/.exec(text.trim());
  return match ? `${match[1]}T${match[2] ?? '00:00'}:${match[3] ?? '00'}.000Z` : text.trim();
}

function readableInstant(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ');
}
