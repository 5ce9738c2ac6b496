import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { PassphraseSet } from '../../../shared/workspace/index.ts';
import type { JobContext, JobHandler } from '../jobs/job.ts';
import { BrokenSeal, type DataKey, lockOf, holdKey, type Sealing } from '../sealing.ts';
import { countFiles, refuseToLose } from './passphrase.ts';

export interface Sealed {
  /** Files that this job sealed, or opened. */
  readonly files: number;
}

export const sealingJobs: Readonly<Record<string, JobHandler>> = {
  'workspace.seal': async (context, { key }: { readonly key: DataKey }) => seal(context, key),
  'workspace.unseal': async (context, input: { readonly key: DataKey; readonly record: string }) => unseal(context, input),
};

/**
 * Seals file by file, each in a transaction of its own. Then the write-ahead log is emptied into the file, because the open bytes would
 * lie in it until later; pages that they lay on are overwritten by SQLite (`secure_delete`).
 */
function seal(context: JobContext, key: DataKey): Outcome<Sealed> {
  const { engine, store } = context;
  holdKey(store, key);
  const files = eachFile(context, 'plain', (sealing) => {
    const lock = lockOf(store);
    return lock.state === 'unlocked' && sealing.sealNext(store, lock.key, engine.randomBytes(12));
  });
  store.script('PRAGMA wal_checkpoint(TRUNCATE)');
  return done({ files });
}

/** Opens file by file; in the last transaction, where none is sealed any more, the wrapped key goes. */
function unseal(context: JobContext, { key, record }: { readonly key: DataKey; readonly record: string }): Outcome<Sealed> {
  const { engine, store } = context;
  let files = 0;
  for (;;) {
    try {
      files += eachFile(context, 'sealed', (sealing) => sealing.unsealNext(store, key));
    } catch (thrown) {
      if (!(thrown instanceof BrokenSeal)) throw thrown;
      return refuse(
        'evidence-altered',
        `${thrown.message} The passphrase stays until that file is put right: restore a backup that has it whole. ${files} files lie open now.`,
      );
    }
    try {
      const payload: PassphraseSet = { record };
      const committed = engine.journal.commit([{ type: 'workspace.passphrase-removed', subject: 'passphrase', payload }], (writer) => {
        if (countFiles(writer, engine.journal.registry).sealed > 0) throw new SealedMeanwhile();
        if (!writer.get('SELECT 1 FROM workspace_passphrase WHERE record = ?', record)) throw new GoneMeanwhile();
        if (refuseToLose({ store: writer, journal: engine.journal }) !== null) throw new SecretMeanwhile();
        writer.run('DELETE FROM workspace_key');
      });
      return isRefused(committed) ? committed : done({ files });
    } catch (thrown) {
      if (thrown instanceof GoneMeanwhile)
        return refuse('changed-meanwhile', 'Another window or terminal has just changed the passphrase. The files lie open all the same.');
      if (thrown instanceof SecretMeanwhile) return refuseToLose(engine) ?? refuse('changed-meanwhile', 'The passphrase stays; try again.');
      // Somebody has kept another file, sealed, since the last one was opened: once more.
      if (!(thrown instanceof SealedMeanwhile)) throw thrown;
    }
  }
}

class SealedMeanwhile extends Error {}
class GoneMeanwhile extends Error {}
/** Somebody has sealed a secret since it was asked whether there are any. */
class SecretMeanwhile extends Error {}

/** Carries out steps until no column has another one; answers how many there were. */
function eachFile(context: JobContext, which: 'plain' | 'sealed', step: (sealing: Sealing) => boolean): number {
  const { engine, store } = context;
  const { registry } = engine.journal;
  const total = countFiles(store, registry)[which];
  const what = which === 'plain' ? 'Sealing files' : 'Opening files';
  let files = 0;
  for (const { sealing } of registry.columns) {
    if (!sealing) continue;
    context.progress(files, total, what);
    while (store.transact(() => step(sealing))) {
      files += 1;
      context.progress(Math.min(files, total), total, what);
    }
  }
  return files;
}
