import { resolve } from 'node:path';
import { accepted, type Answer } from './answer.ts';
import type { Command } from './command.ts';
import { record } from './table.ts';
import { requireDriver, requireWritable, withEngine, workspacePath } from './workspace.ts';

const init: Command = {
  name: 'init',
  usage: '',
  says: 'makes an empty workspace; refuses one that exists',
  takes: [0, 0],
  run: (invocation) =>
    withEngine(invocation, ({ workspace: { path } }) => ({ document: { path }, text: `Made an empty workspace at ${path}.` }), 'create'),
};

const status: Command = {
  name: 'status',
  usage: '',
  says: 'says where the workspace is, how much it holds, its root and its last backup',
  takes: [0, 0],
  run: (invocation) =>
    withEngine(invocation, async (engine) => {
      const { readStatus } = await import('../engine/workspace/index.ts');
      const document = readStatus(engine);
      return { document, text: record({ ...document, lastBackup: document.lastBackup?.file ?? null }) };
    }),
};

const verify: Command = {
  name: 'verify',
  usage: '',
  says: 'checks file, journal, tree and tables; exit 3 if anything does not hold',
  takes: [0, 0],
  run: (invocation) =>
    withEngine(invocation, async (engine): Promise<Answer> => {
      const { verifyStore } = await import('../engine/journal/index.ts');
      const report = verifyStore(engine.writableStore, engine.journal.registry, invocation.progress);
      const lines = report.checks.flatMap(({ holds, name, says, findings, count }) => [
        `${holds ? 'holds' : 'DOES NOT HOLD'}  ${name}: ${says}`,
        ...findings.map(({ message }) => `    ${message}`),
        ...(count > findings.length ? [`    … and ${count - findings.length} more`] : []),
      ]);
      return { document: report, text: lines.join('\n'), status: report.holds ? 0 : 3 };
    }),
};

const backup: Command = {
  name: 'backup',
  usage: '[FILE]',
  says: 'makes a verified copy, into FILE or the backup folder',
  takes: [0, 1],
  run: (invocation) =>
    withEngine(invocation, async (engine) => {
      const { backUp } = await import('../engine/workspace/index.ts');
      const [file] = invocation.arguments;
      const made = accepted(
        backUp(engine, engine.writableStore, 'manual', file === undefined ? undefined : resolve(file), invocation.progress),
      );
      return { document: made, text: `Backed up ${made.events} events to ${made.file}; the copy verifies.` };
    }),
};

const restore: Command = {
  name: 'restore',
  usage: 'FILE',
  says: 'puts a backup in the place of the workspace, after verifying it; the old file is kept aside',
  takes: [1, 1],
  async run(invocation) {
    requireDriver();
    const { restoreWorkspace } = await import('../engine/workspace/index.ts');
    const [file] = invocation.arguments as [string];
    const restored = accepted(restoreWorkspace(workspacePath(invocation), file, new Date().toISOString(), invocation.progress));
    const kept = restored.aside === null ? '' : ` What was there is now ${restored.aside}.`;
    return { document: restored, text: `Restored ${restored.events} events to ${restored.file}.${kept}` };
  },
};

const rebuild: Command = {
  name: 'rebuild',
  usage: '',
  says: 'folds the journal from its first event into empty tables',
  takes: [0, 0],
  run: (invocation) =>
    withEngine(invocation, async (engine) => {
      const { rebuild } = await import('../engine/journal/index.ts');
      requireWritable(engine);
      const rebuilt = accepted(rebuild(engine.writableStore, engine.journal.registry, invocation.progress));
      return { document: rebuilt, text: `Folded ${rebuilt.events} events in ${(rebuilt.milliseconds / 1000).toFixed(1)} s.` };
    }),
};

const exportAll: Command = {
  name: 'export',
  usage: 'DIR',
  says: 'writes everything as files that "import" reads back without loss',
  takes: [1, 1],
  run: (invocation) =>
    withEngine(invocation, async (engine) => {
      const { writeExport } = await import('../engine/workspace/index.ts');
      const exported = accepted(writeExport(engine, invocation.arguments[0]!, invocation.progress));
      return {
        document: exported,
        text: `Exported ${exported.events} events to ${exported.files.map(({ file }) => file).join(', ')}. Keep it as safe as the workspace itself.`,
      };
    }),
};

export const workspaceCommands: readonly Command[] = [init, status, verify, backup, restore, rebuild, exportAll];
