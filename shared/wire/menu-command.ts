/**
 * The commands that the window's menu offers, in its order. The menu is built from this list; the page carries each out under the
 * same id and shows the same words and keys in its palette and in its list of keys.
 */
export const MENU_COMMANDS = [
  { id: 'workspace.new', menu: 'file', label: 'New workspace…', keys: 'CmdOrCtrl+Shift+N' },
  { id: 'workspace.open', menu: 'file', label: 'Open workspace…', keys: 'CmdOrCtrl+O' },
  { id: 'workspace.open-demonstration', menu: 'file', label: 'Open the demonstration workspace' },
  { id: 'import.files', menu: 'file', label: 'Import files…', keys: 'CmdOrCtrl+I' },
  { id: 'workspace.back-up', menu: 'file', label: 'Back up now…', keys: 'CmdOrCtrl+B' },
  { id: 'workspace.restore', menu: 'file', label: 'Restore a backup…' },
  { id: 'workspace.export', menu: 'file', label: 'Export everything…', keys: 'CmdOrCtrl+E' },
  { id: 'page.print', menu: 'file', label: 'Print…', keys: 'CmdOrCtrl+P' },
  { id: 'settings.open', menu: 'file', label: 'Settings', keys: 'CmdOrCtrl+,' },
  { id: 'journal.undo', menu: 'edit', label: 'Undo the last change', keys: 'CmdOrCtrl+Alt+Z' },
  { id: 'palette.open', menu: 'edit', label: 'Search and commands', keys: 'CmdOrCtrl+K' },
  { id: 'go.today', menu: 'go', label: 'Today', keys: 'CmdOrCtrl+1' },
  { id: 'go.positions', menu: 'go', label: 'Positions', keys: 'CmdOrCtrl+2' },
  { id: 'go.market', menu: 'go', label: 'Market data', keys: 'CmdOrCtrl+3' },
  { id: 'go.journal', menu: 'go', label: 'Journal', keys: 'CmdOrCtrl+4' },
  { id: 'view.theme', menu: 'view', label: 'Light or dark', keys: 'CmdOrCtrl+Shift+L' },
  { id: 'view.discreet', menu: 'view', label: 'Discreet mode', keys: 'CmdOrCtrl+Shift+H' },
  { id: 'help.keys', menu: 'help', label: 'Keys', keys: 'F1' },
] as const satisfies readonly MenuCommand[];

export type MenuCommandId = (typeof MENU_COMMANDS)[number]['id'];

export interface MenuCommand {
  readonly id: string;
  readonly menu: 'file' | 'edit' | 'go' | 'view' | 'help';
  /** An ellipsis says that more will be asked before anything happens. */
  readonly label: string;
  /** As Electron writes accelerators; `CmdOrCtrl` is ⌘ on a Mac. */
  readonly keys?: string;
}
