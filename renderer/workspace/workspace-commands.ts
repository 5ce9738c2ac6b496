import { isRefused } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { answered } from '../engine/command.ts';
import { fromMenu } from '../frame/frame-commands.ts';
import type { Command } from '../window/commands.ts';
import { say } from '../window/notices.ts';
import { goTo } from '../window/places.ts';
import { chooseAndBackUp, chooseAndRestore } from './back-up.ts';
import { chooseWorkspace, openingRefusal, openWorkspace } from './open-workspace.ts';

/** What can be done with the workspace as a whole, wherever the person is; the native menu asks for these by the same ids. */
export const WORKSPACE_COMMANDS: readonly Command[] = [
  { ...fromMenu('workspace.new'), group: 'Workspace', refusal: openingRefusal, run: () => void chooseWorkspace('workspace-to-make') },
  { ...fromMenu('workspace.open'), group: 'Workspace', refusal: openingRefusal, run: () => void chooseWorkspace('workspace-to-open') },
  { ...fromMenu('workspace.open-demonstration'), group: 'Workspace', run: () => void openWorkspace({ demonstration: true }) },
  { ...fromMenu('workspace.back-up'), group: 'Workspace', run: () => void chooseAndBackUp() },
  { ...fromMenu('workspace.restore'), group: 'Workspace', run: () => void chooseAndRestore() },
  { ...fromMenu('workspace.export'), group: 'Workspace', refusal: openingRefusal, run: () => void exportEverything() },
  { ...fromMenu('settings.open'), group: 'Workspace', run: () => goTo('settings') },
];

/** Asks for a folder and has everything written there, as files that an import reads back. */
async function exportEverything(): Promise<void> {
  const [folder] = (await window.countinghouse?.choose('folder-to-export')) ?? [];
  if (folder === undefined) return;
  const started = await answered(() => api.workspace.exportTo.mutate({ folder }));
  if (isRefused(started)) say({ tone: 'refused', text: started.error.message });
}
