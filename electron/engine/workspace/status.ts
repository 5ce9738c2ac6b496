import type { Engine } from '../engine.ts';
import { SCHEMA_VERSION, schemaVersionOf } from '../store/schema.ts';
import { lastBackup } from './backups.ts';

/** A workspace at a glance, as the terminal's contract words it. */
export interface WorkspaceStatus {
  readonly path: string;
  /** Version of the file's schema. */
  readonly version: number;
  readonly events: number;
  /** Root of the journal's tree, hexadecimal. */
  readonly root: string;
  /** The latest signed checkpoint; journals are not signed yet. */
  readonly checkpoint: null;
  readonly lastBackup: { readonly file: string; readonly at: string; readonly events: number; readonly root: string } | null;
  readonly readOnly: boolean;
  /** Why it is open for reading only. */
  readonly message?: string;
}

export function readStatus({ store, journal, workspace }: Pick<Engine, 'store' | 'journal' | 'workspace'>): WorkspaceStatus {
  const { size, root } = journal.head();
  const version = schemaVersionOf(store);
  return {
    path: workspace.path,
    version,
    events: size,
    root: Buffer.from(root).toString('hex'),
    checkpoint: null,
    // A file that could not be brought up to date may lack the table.
    lastBackup: version === SCHEMA_VERSION ? lastBackup(store) : null,
    readOnly: workspace.readOnly !== null,
    ...(workspace.readOnly === null ? {} : { message: workspace.readOnly.message }),
  };
}
