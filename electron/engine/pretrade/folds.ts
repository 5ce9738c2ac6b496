import type {
  ReferenceImported,
  ReferenceTurned,
  TicketClosed,
  TicketRules,
  TicketSigned,
  TicketTerms,
  VolumeTold,
} from '../../../shared/pretrade/index.ts';
import { fold, type Fold } from '../column.ts';
import type { Writer } from '../store/store.ts';

/**
 * How the pre-trade tables follow from its events. What was signed stands: taking back the draft or a revision of a signed ticket leaves it as it was
 * signed.
 */
export const pretradeFolds: Readonly<Record<string, Fold>> = {
  'pretrade.reference-imported': fold<ReferenceImported>((store, { seq, at, subject, payload }) => {
    store.run(
      `INSERT OR REPLACE INTO pretrade_reference (reference, seq, at, file, sha256, bytes, format, venue, as_of, counts, accepted, notices, answers, live)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`,
      subject,
      seq,
      at,
      payload.file,
      payload.sha256,
      payload.bytes,
      payload.format,
      payload.venue,
      payload.asOf,
      JSON.stringify(payload.counts),
      JSON.stringify(payload.accepted),
      JSON.stringify(payload.notices),
      JSON.stringify(payload.answers),
    );
  }),
  'pretrade.reference-withdrawn': fold<ReferenceTurned>((store, { subject }) => turn(store, subject, 0)),
  'pretrade.reference-restored': fold<ReferenceTurned>((store, { subject }) => turn(store, subject, 1)),
  'pretrade.volume-told': fold<VolumeTold>((store, { id, subject, payload: { told } }) => {
    if (told === null) store.run('DELETE FROM pretrade_volume WHERE venue = ?', subject);
    else store.run('INSERT OR REPLACE INTO pretrade_volume (venue, told, event) VALUES (?, ?, ?)', subject, JSON.stringify(told), id);
  }),
  'pretrade.rules-changed': fold<{ after: TicketRules }>((store, { payload: { after } }) => {
    store.run("INSERT OR REPLACE INTO pretrade_rules (name, rules) VALUES ('ticket', ?)", JSON.stringify(after));
  }),
  'pretrade.ticket-drafted': fold<{ terms: TicketTerms }>((store, { seq, at, subject, payload: { terms } }) => {
    store.run(
      `INSERT OR REPLACE INTO pretrade_ticket (ticket, seq, terms, state, removed, drafted_at, changed_at) VALUES (?, ?, ?, 'draft', 0, ?, ?)`,
      subject,
      seq,
      JSON.stringify(terms),
      at,
      at,
    );
  }),
  'pretrade.ticket-revised': fold<{ after: TicketTerms }>((store, { at, subject, payload: { after } }) => {
    store.run(
      'UPDATE pretrade_ticket SET terms = ?, changed_at = ? WHERE ticket = ? AND signed_event IS NULL',
      JSON.stringify(after),
      at,
      subject,
    );
  }),
  'pretrade.ticket-removed': fold((store, { subject }) => {
    store.run('UPDATE pretrade_ticket SET removed = 1 WHERE ticket = ? AND signed_event IS NULL', subject);
  }),
  'pretrade.ticket-restored': fold((store, { subject }) => {
    store.run('UPDATE pretrade_ticket SET removed = 0 WHERE ticket = ?', subject);
  }),
  'pretrade.ticket-signed': fold<TicketSigned>((store, { id, at, subject, payload }) => {
    store.run(
      "UPDATE pretrade_ticket SET state = 'signed', terms = ?, verdict = ?, signed_event = ?, signed_at = ? WHERE ticket = ?",
      JSON.stringify(payload.inputs.terms),
      payload.verdict.verdict,
      id,
      at,
      subject,
    );
  }),
  'pretrade.ticket-closed': fold<TicketClosed>((store, { at, subject, payload }) => {
    store.run(
      'UPDATE pretrade_ticket SET state = ?, closed_at = ?, closed = ? WHERE ticket = ?',
      payload.outcome,
      at,
      JSON.stringify(payload),
      subject,
    );
  }),
  'pretrade.ticket-reopened': fold<TicketClosed>((store, { subject }) => {
    store.run(
      "UPDATE pretrade_ticket SET state = iif(signed_event IS NULL, 'draft', 'signed'), closed_at = NULL, closed = NULL WHERE ticket = ?",
      subject,
    );
  }),
};

/** Tables that a rebuild empties. */
export const pretradeProjections: readonly string[] = ['pretrade_reference', 'pretrade_volume', 'pretrade_rules', 'pretrade_ticket'];

function turn(store: Writer, reference: string, live: 0 | 1): void {
  store.run('UPDATE pretrade_reference SET live = ? WHERE reference = ?', live, reference);
}
