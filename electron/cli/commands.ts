import { calc } from './calc.ts';
import { importFiles } from './import-command.ts';
import { journalCommands } from './journal-commands.ts';
import { demonstrationCommand } from './demonstration-command.ts';
import { positions } from './positions-command.ts';
import { api, call } from './procedures.ts';
import { watch } from './watch-command.ts';
import { workspaceCommands } from './workspace-commands.ts';
import type { Command } from './command.ts';

/** Every command of the terminal, in the order of the help. */
export const commands: readonly Command[] = [
  ...workspaceCommands,
  demonstrationCommand,
  importFiles,
  positions,
  watch,
  ...journalCommands,
  api,
  call,
  calc,
];
