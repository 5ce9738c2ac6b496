import type { ItemsCommitment, JournalEvent } from '../../../shared/journal/index.ts';
import type { Column, KeptFile } from '../column.ts';
import type { Reader } from '../store/store.ts';
import { type EventRegistry, eventFromBody } from './event-registry.ts';
import { Findings } from './findings.ts';
import type { Progress } from './refold.ts';

/**
 * Verifies that the rows which events stand for — of imported files and datasets — are those that the events committed to: as many,
 * in their order, with the root that the event names; and that the files which events name are kept as they were.
 */
export function verifyItems(store: Reader, registry: EventRegistry, progress: Progress): Findings {
  const findings = new Findings();
  for (const [type, commitment] of commitments(registry.columns)) {
    const rows = store.all<{ seq: number; body: string }>('SELECT seq, body FROM journal_body WHERE type = ? ORDER BY seq', type);
    for (const [i, { seq, body }] of rows.entries()) {
      progress(i, rows.length, 'Verifying imported rows');
      verifyEvent(eventFromBody(registry.typeOf(type), seq, body), findings, (event) => commitment(store, event));
    }
  }
  for (const [type, kept] of registry.columns.flatMap((column) => Object.entries(column.files ?? {}))) {
    for (const { seq, body } of store.all<{ seq: number; body: string }>(
      'SELECT seq, body FROM journal_body WHERE type = ? ORDER BY seq',
      type,
    )) {
      verifyFile(seq, kept(store, eventFromBody(registry.typeOf(type), seq, body)), findings);
    }
  }
  return findings;
}

function verifyFile(seq: number, { name, named, kept }: KeptFile, findings: Findings): void {
  findings.checked += 1;
  if (kept === null) findings.add(`The file ${name} that entry ${seq} names is not there.`, { seq });
  else if (kept !== named)
    findings.add(`The file ${name} of entry ${seq} has been changed: its bytes have another hash than it names.`, { seq });
}

function verifyEvent(event: JournalEvent, findings: Findings, commitmentNow: (event: JournalEvent) => ItemsCommitment): void {
  const { items } = event.payload as { readonly items: ItemsCommitment };
  const { n, root } = commitmentNow(event);
  findings.checked += n;
  const where = { seq: event.seq };
  if (n !== items.n) findings.add(`Entry ${event.seq} stands for ${items.n} rows, of which ${n} are there.`, where);
  else if (root !== items.root)
    findings.add(`The rows of entry ${event.seq} have been changed: their root is not the one it names.`, where);
}

function commitments(columns: readonly Column[]): (readonly [string, NonNullable<Column['items']>[string]])[] {
  return columns.flatMap((column) => Object.entries(column.items ?? {}));
}
