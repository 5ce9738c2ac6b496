import type { JournalEvent } from '../../../shared/journal/index.ts';
import type { Reader } from '../store/store.ts';

/** A run that somebody has signed stays as it was signed: what was told to it before cannot be taken back. */
export const undoHolds: Readonly<Record<string, (store: Reader, event: JournalEvent) => string | null>> = {
  'checklists.run-started': whySigned,
  'checklists.item-answered': whySigned,
  'checklists.timer-set': whySigned,
  'checklists.override-requested': whySigned,
  'checklists.override-set': whySigned,
};

function whySigned(store: Reader, { subject }: JournalEvent): string | null {
  const row = store.get<{ state: string; signatures: number }>(
    `SELECT state, (SELECT count(*) FROM checklist_signature
       WHERE checklist_signature.run = checklist_run.run AND checklist_signature.revision = checklist_run.revision) AS signatures
     FROM checklist_run WHERE run = ?`,
    subject,
  );
  if (!row || (row.state !== 'signed' && row.signatures === 0)) return null;
  return 'The checklist has been signed since, and stays as it was signed. Reopen it, which makes a new revision.';
}
