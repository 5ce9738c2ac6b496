import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import { verifyFile, verifyRecord } from '../journal/index.ts';
import { APPLICATION_ID, SCHEMA_VERSION, schemaVersionOf } from '../store/schema.ts';
import { openStore, type Store } from '../store/store.ts';
import { fileProblem, removeDatabase, replaceFile } from './durable-file.ts';
import { asClause } from './sentence.ts';

/** A file that was opened and found to be a whole, unbroken workspace. */
export interface VerifiedFile {
  readonly file: string;
  readonly version: number;
  readonly events: number;
  /** Root of its tree, hexadecimal. */
  readonly root: string;
  readonly bytes: number;
}

type Progress = (done: number, total: number, what: string) => void;

/**
 * Copies a store, as it is at one instant, to a file that does not exist yet. The copy is opened and verified before it gets its name:
 * a file with the name is a backup that counts.
 */
export function writeBackup(store: Store, file: string, progress: Progress): Outcome<VerifiedFile> {
  const target = resolve(file);
  if (existsSync(target)) return refuse('file-exists', `There is a file at ${target} already. Name another one.`, { file: target });
  const unfinished = `${target}.${randomUUID()}.part`;
  try {
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    progress(0, 0, 'Copying the workspace');
    store.run('VACUUM INTO ?', unfinished);
    chmodSync(unfinished, 0o600);
    const verified = verifyWorkspaceFile(unfinished, progress);
    if (isRefused(verified))
      return refuse('backup-failed', `No backup was made, because the copy does not verify: ${verified.error.message}`);
    replaceFile(unfinished, target);
    return done({ ...verified.ok, file: target });
  } catch (thrown) {
    const problem = fileProblem(thrown);
    if (problem === null) throw thrown;
    return refuse('backup-failed', `No backup was made at ${target}: ${problem}. The workspace is as it was.`, { file: target });
  } finally {
    removeDatabase(unfinished);
  }
}

/** Opens a file for reading and verifies pages, schema, entries and tree. Projections follow from these. */
export function verifyWorkspaceFile(file: string, progress: Progress): Outcome<VerifiedFile> {
  const path = resolve(file);
  const fault = (what: string) => refuse('not-a-sound-workspace', `${path} cannot be used: ${what}.`, { file: path });
  if (!existsSync(path)) return refuse('file-missing', `There is no file at ${path}.`, { file: path });
  let store: Store | undefined;
  try {
    store = openStore(path, { readOnly: true });
    if (store.get<{ application_id: number }>('PRAGMA application_id')!.application_id !== APPLICATION_ID)
      return fault('it is no Countinghouse workspace');
    const version = schemaVersionOf(store);
    if (version > SCHEMA_VERSION)
      return refuse('newer-workspace', `${path} was written by a newer Countinghouse. Update, then try again.`, { file: path, version });
    progress(0, 0, 'Verifying the file');
    const [page] = verifyFile(store).told;
    if (page) return fault(asClause(page.message));
    const record = verifyRecord(store, progress);
    const broken = record.entries.told[0] ?? record.tree.told[0];
    if (broken) return fault(asClause(broken.message));
    return done({ file: path, version, events: record.events, root: Buffer.from(record.root).toString('hex'), bytes: statSync(path).size });
  } catch (thrown) {
    const problem = fileProblem(thrown);
    if (problem === null) throw thrown;
    return fault(problem);
  } finally {
    store?.close();
  }
}
