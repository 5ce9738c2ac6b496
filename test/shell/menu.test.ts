import { expect, test } from 'vitest';
import type { MenuItemConstructorOptions } from 'electron';
import { menuTemplate } from '../../electron/shell/menu.ts';
import { MENU_COMMANDS } from '../../shared/wire/menu-command.ts';

function flat(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);
}

test('every command stands in the menu once, and choosing it runs it', () => {
  const run: string[] = [];
  const items = flat(menuTemplate({ isMac: false, forDevelopers: false, run: (id) => run.push(id) }));
  const ours = items.filter(({ id }) => id !== undefined);
  for (const { click } of ours) Reflect.apply(click as () => void, undefined, []);
  expect(run).toEqual(MENU_COMMANDS.map(({ id }) => id));
  expect(new Set(run).size).toBe(run.length);
});

test('no two commands share their keys, and none takes those of the system', () => {
  const keys = MENU_COMMANDS.flatMap((command) => ('keys' in command ? [command.keys as string] : []));
  expect(new Set(keys).size).toBe(keys.length);
  const taken = new Set(['C', 'V', 'X', 'Z', 'A', 'Q', 'W', 'Y', 'Shift+Z'].map((key) => `CmdOrCtrl+${key}`));
  expect(keys.filter((key) => taken.has(key))).toEqual([]);
});

test('developer tools and reloading are not in the product', () => {
  const roles = (forDevelopers: boolean) =>
    flat(menuTemplate({ isMac: true, forDevelopers, run: () => undefined })).map(({ role }) => role);
  expect(roles(false)).not.toContain('toggleDevTools');
  expect(roles(false)).not.toContain('reload');
  expect(roles(true)).toContain('toggleDevTools');
});
