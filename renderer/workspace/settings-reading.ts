import { isRefused } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { answered } from '../engine/command.ts';
import { EVERY_COLUMN, useReading } from '../engine/reading.ts';
import { commandOf, runCommand } from '../window/commands.ts';
import { say } from '../window/notices.ts';

export type Settings = Awaited<ReturnType<typeof api.workspace.settings.query>>;

const WORKSPACE = ['workspace'];

/** Every setting of the workspace as it stands. */
export function useSettings() {
  return useReading({ columns: WORKSPACE, key: ['workspace.settings'], ask: (signal) => api.workspace.settings.query({}, { signal }) });
}

/** The backups in the backup folder, newest first. */
export function useBackups() {
  return useReading({ columns: WORKSPACE, key: ['workspace.backups'], ask: (signal) => api.workspace.backups.query({}, { signal }) });
}

/** The workspace at a glance; how many entries it holds changes with every column. */
export function useStatus() {
  return useReading({
    columns: EVERY_COLUMN,
    key: ['workspace.status'],
    ask: (signal) => api.workspace.status.query({}, { signal }),
  });
}

/** Changes settings; a line offers to take it back. Answers the sentence where it was refused. */
export async function changeSettings(changes: Partial<Settings>, says: string): Promise<string | null> {
  const outcome = await answered(() => api.workspace.changeSettings.mutate(changes));
  if (isRefused(outcome)) {
    say({ tone: 'refused', text: outcome.error.message });
    return outcome.error.message;
  }
  say({ tone: 'done', text: says, offers: { title: 'Undo', run: undoLast } });
  return null;
}

function undoLast(): void {
  const command = commandOf('journal.undo');
  if (command) runCommand(command);
}
