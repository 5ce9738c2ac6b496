import type { BrowserWindow, Dialog, OpenDialogOptions, SaveDialogOptions } from 'electron';
import { PATH_CHOICES, type PathChoice } from '../../shared/wire/bridge.ts';
import { WORKSPACE_EXTENSION } from '../host/launch.ts';

const WORKSPACES = [{ name: 'Countinghouse workspace', extensions: [WORKSPACE_EXTENSION.slice(1)] }];

type DialogOptions = { readonly open: OpenDialogOptions } | { readonly save: SaveDialogOptions };

const DIALOGS: Readonly<Record<PathChoice, DialogOptions>> = {
  'files-to-import': { open: { title: 'Import files', buttonLabel: 'Import', properties: ['openFile', 'multiSelections'] } },
  'workspace-to-open': { open: { title: 'Open workspace', filters: WORKSPACES, properties: ['openFile'] } },
  'workspace-to-make': { save: { title: 'New workspace', buttonLabel: 'Make', filters: WORKSPACES } },
  'backup-to-write': { save: { title: 'Back up the workspace', buttonLabel: 'Back up', filters: WORKSPACES } },
  'backup-to-restore': { open: { title: 'Restore a backup', buttonLabel: 'Restore', filters: WORKSPACES, properties: ['openFile'] } },
  'folder-to-export': {
    open: { title: 'Export everything to a folder', buttonLabel: 'Export', properties: ['openDirectory', 'createDirectory'] },
  },
};

/** Asks for paths with the system's own dialog. What to ask for comes from the page and is checked; an unknown wish is a defect. */
export async function askForPaths(
  dialog: Dialog,
  window: BrowserWindow,
  what: unknown,
  suggestedName: unknown,
): Promise<readonly string[]> {
  const choice = PATH_CHOICES.find((known) => known === what);
  if (choice === undefined) throw new TypeError('The page asked for a dialog that there is not.');
  const options = DIALOGS[choice];
  const suggested = typeof suggestedName === 'string' && suggestedName !== '' ? { defaultPath: suggestedName } : {};
  if ('open' in options) return (await dialog.showOpenDialog(window, { ...options.open, ...suggested })).filePaths;
  const { filePath } = await dialog.showSaveDialog(window, { ...options.save, ...suggested });
  return filePath === '' ? [] : [filePath];
}
