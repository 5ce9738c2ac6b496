import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { NewEvent } from '../../../shared/journal/index.ts';
import type { Engine } from '../engine.ts';
import { findRun, type Run } from './run-rows.ts';

/** A run that can still be answered: not signed, not void, and nobody has signed this revision yet. */
export function findOpenRun(engine: Engine, id: string): Outcome<Run> {
  const found = findRun(engine.store, id);
  if (isRefused(found)) return found;
  const { line, signatures } = found.ok;
  const what = `“${line.title}” for ${line.aboutTitle}`;
  if (line.state === 'void') return refuse('run-void', `${what} was declared void. Begin it anew.`, { run: id });
  if (line.state === 'signed') {
    return refuse('run-signed', `${what} is signed and stays as it was signed. Reopen it as a new revision, or begin it anew.`, {
      run: id,
    });
  }
  if (signatures.length > 0) {
    const [first] = signatures;
    return refuse(
      'run-being-signed',
      `${first!.signer.name} has signed ${what} already; what was signed stays. Reopen it to change an answer.`,
      { run: id },
    );
  }
  return found;
}

/** Appends to a run, unless something else has changed it since it was read. */
export function commitToRun(engine: Engine, run: Run, events: readonly NewEvent[]): Outcome<void> {
  try {
    const committed = engine.journal.commit(events, (store) => {
      const now = store.get<{ seq: number }>('SELECT changed_seq AS seq FROM checklist_run WHERE run = ?', run.run)?.seq;
      if (now !== run.changedSeq) throw new ChangedMeanwhile();
    });
    return isRefused(committed) ? committed : done(undefined);
  } catch (thrown) {
    if (!(thrown instanceof ChangedMeanwhile)) throw thrown;
    return refuse('changed-meanwhile', 'Somebody else has just changed this checklist. Nothing was stored; look at it again.', {
      run: run.run,
    });
  }
}

class ChangedMeanwhile extends Error {}
