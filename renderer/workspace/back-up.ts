import { z } from 'zod';
import { create } from 'zustand';
import { isRefused } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { answered } from '../engine/command.ts';
import { finishedJob } from '../jobs/index.ts';
import { say } from '../window/notices.ts';
import { goTo } from '../window/places.ts';

/** The backup that is being made, so that its progress can be shown where it was asked for. */
export const useBackingUp = create<{ readonly job: string | null }>(() => ({ job: null }));

const verifiedFile = z.object({ file: z.string(), events: z.int() });

/** Makes a backup, into the backup folder or a named file, and says where it lies once it was opened and verified. */
export async function backUp(file?: string): Promise<void> {
  const started = await answered(() => api.workspace.backUp.mutate(file === undefined ? {} : { file }));
  if (isRefused(started)) return say({ tone: 'refused', text: started.error.message });
  useBackingUp.setState({ job: started.ok.job });
  const made = await answered(() => finishedJob(started.ok.job, verifiedFile));
  useBackingUp.setState({ job: null });
  if (isRefused(made)) return say({ tone: 'refused', text: `No backup was made: ${made.error.message}` });
  say({ tone: 'done', text: `Backed up and verified: ${made.ok.events.toLocaleString()} entries in ${nameOfFile(made.ok.file)}.` });
}

/** Asks where to put the backup where the system can ask; else it goes into the backup folder. */
export async function chooseAndBackUp(): Promise<void> {
  const bridge = window.countinghouse;
  if (!bridge) return backUp();
  const [file] = await bridge.choose('backup-to-write');
  if (file !== undefined) await backUp(file);
}

/** The backup that somebody wants restored, while the question stands. */
export const useRestoring = create<{ readonly file: string | null }>(() => ({ file: null }));

/** Asks for a backup where the system can ask; a browser lists those in the backup folder. */
export async function chooseAndRestore(): Promise<void> {
  goTo('settings');
  const [file] = (await window.countinghouse?.choose('backup-to-restore')) ?? [];
  if (file !== undefined) useRestoring.setState({ file });
}

/** Verifies a backup as restoring it would, and says what was found. */
export async function verifyBackup(file: string): Promise<void> {
  const outcome = await answered(() => api.workspace.verifyBackup.mutate({ file }));
  if (isRefused(outcome)) return say({ tone: 'refused', text: outcome.error.message });
  say({
    tone: 'done',
    text: `${nameOfFile(file)} verifies: ${outcome.ok.events.toLocaleString()} entries, root ${outcome.ok.root.slice(0, 8)}.`,
  });
}

/** The last part of a path, of either system. */
export function nameOfFile(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
