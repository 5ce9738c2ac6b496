import { accepted } from './answer.ts';
import type { Command } from './command.ts';
import { withEngine, workspacePath } from './workspace.ts';

/** `demo`: the demonstration workspace, at the path that is named or the usual one for it. */
export const demonstrationCommand: Command = {
  name: 'demo',
  usage: '',
  says: 'makes the demonstration workspace; refuses a file that exists',
  takes: [0, 0],
  run: (invocation) =>
    withEngine(
      invocation,
      async (engine) => {
        const { makeDemonstration } = await import('../engine/demonstration/index.ts');
        const made = accepted(
          await makeDemonstration({ engine, store: engine.writableStore, progress: invocation.progress, cancelled: () => false }),
        );
        const { path } = engine.workspace;
        return {
          document: { path, ...made },
          text: `Made the demonstration at ${path}: ${made.positions} positions from ${made.files} files.`,
        };
      },
      'create',
      workspacePath(invocation, true),
    ),
};
