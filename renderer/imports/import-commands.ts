import { fromMenu } from '../frame/frame-commands.ts';
import type { Command } from '../window/commands.ts';
import { chooseFiles } from './choose-files.ts';
import { takePaths } from './waiting-files.ts';

/** Importing from wherever the person is; files that the desktop opens with the program come the same way. */
export const IMPORT_COMMANDS: readonly Command[] = [
  {
    ...fromMenu('import.files'),
    group: 'Import',
    run: (files = []) => {
      if (files.length > 0) takePaths(files);
      else chooseFiles();
    },
  },
];

/** `n` in both panels of the import. */
export const ADD_FILES: Command = { id: 'add', title: 'Choose files to import', group: 'Import', keys: ['n'], run: () => chooseFiles() };
