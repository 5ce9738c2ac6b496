import type { MenuItemConstructorOptions } from 'electron';
import { MENU_COMMANDS, type MenuCommand, type MenuCommandId } from '../../shared/wire/menu-command.ts';

/** What of the system a menu depends on. */
export interface MenuOptions {
  readonly isMac: boolean;
  /** Reload and developer tools: not in a packaged product. */
  readonly forDevelopers: boolean;
  readonly run: (id: MenuCommandId) => void;
}

type MenuCommandEntry = (typeof MENU_COMMANDS)[number];
type Item = MenuItemConstructorOptions;
const SEPARATOR: Item = { type: 'separator' };

/** The window's menu: our commands in their order, with what every program of the platform has around them. */
export function menuTemplate({ isMac, forDevelopers, run }: MenuOptions): Item[] {
  const ours = (menu: MenuCommand['menu']): Item[] =>
    MENU_COMMANDS.filter((command) => command.menu === menu).map((command) => item(command, () => run(command.id)));
  const editing: Item[] = (['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'] as const).map((role) => ({ role }));
  const viewing: Item[] = (['zoomIn', 'zoomOut', 'resetZoom', 'togglefullscreen'] as const).map((role) => ({ role }));
  const developing: Item[] = forDevelopers ? [SEPARATOR, { role: 'reload' }, { role: 'toggleDevTools' }] : [];
  return [
    ...(isMac ? [{ role: 'appMenu' } satisfies Item] : []),
    { label: '&File', submenu: [...ours('file'), SEPARATOR, { role: isMac ? 'close' : 'quit' }] },
    { label: '&Edit', submenu: [...editing, SEPARATOR, ...ours('edit')] },
    { label: '&Go', submenu: ours('go') },
    { label: '&View', submenu: [...ours('view'), SEPARATOR, ...viewing, ...developing] },
    { role: 'windowMenu' },
    { label: '&Help', role: 'help', submenu: ours('help') },
  ];
}

function item(command: MenuCommandEntry, click: () => void): Item {
  const keys = 'keys' in command ? { accelerator: command.keys } : {};
  return { id: command.id, label: command.label, click, ...keys };
}
