import type { Command } from './command.ts';

import { withEngine } from './workspace.ts';

const init: Command = {
  name: 'init',
  usage: '',
  says: 'makes an empty workspace; refuses one that exists',
  takes: [0, 0],
  run: (invocation) =>
    withEngine(
      invocation,
      (engine) => ({ document: { path: engine.workspace.path }, text: `Made an empty workspace at ${engine.workspace.path}.` }),
      'create',
    ),
};

export const workspaceCommands: readonly Command[] = [init];
