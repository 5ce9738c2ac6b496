import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { verifyStore } from '../../electron/engine/journal/index.ts';
import type { OpenEngine } from '../../electron/engine/open-engine.ts';
import { backUp, readSettings } from '../../electron/engine/workspace/index.ts';
import { open, refusal, temporaryFolder } from './open-workspace.ts';

const WRITER = fileURLToPath(new URL('./writer.ts', import.meta.url));

interface Writer {
  readonly child: ChildProcess;
  /** Every whole line that it has said. */
  readonly said: string[];
  ready(): Promise<void>;
  ended(): Promise<void>;
}

function startWriter(args: readonly string[], command = process.execPath, before: readonly string[] = []): Writer {
  const child = spawn(command, [...before, WRITER, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said: string[] = [];
  let rest = '';
  const ready = Promise.withResolvers<void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    said.push(...lines);
    if (said.length > 0) ready.resolve();
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return { child, said, ready: () => ready.promise, ended: () => ended };
}

function expectSound(engine: OpenEngine): void {
  const report = verifyStore(engine.writableStore, engine.journal.registry, () => {});
  expect(report.checks.filter(({ holds }) => !holds)).toEqual([]);
}

function recorded(engine: OpenEngine, actor: string): string[] {
  return [...engine.journal.each()].filter((event) => event.actor === actor).map((event) => (event.payload as { after: string }).after);
}

describe('kill -9', () => {
  it('at any moment loses nothing that was answered and breaks nothing', async () => {
    const path = join(temporaryFolder(), 'books.countinghouse');
    await open(path, { mode: 'create' }).close();
    let answered = 0;
    let last = 'USD';
    for (let round = 0; round < 6; round++) {
      const writer = startWriter([path, `r${round}w`]);
      await writer.ready();
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 120));
      writer.child.kill('SIGKILL');
      await writer.ended();
      const engine = open(path);
      const told = writer.said.slice(1);
      const kept = recorded(engine, `r${round}w`);
      expect(kept.slice(0, told.length)).toEqual(told);
      // At most the one change whose answer was still on its way.
      expect(kept.length - told.length).toBeLessThanOrEqual(1);
      expect(readSettings(engine.store).reportingCurrency).toBe(kept.at(-1) ?? last);
      last = kept.at(-1) ?? last;
      answered += told.length;
      expectSound(engine);
      await engine.close();
    }
    expect(answered).toBeGreaterThan(0);
  }, 120_000);
});

describe('two processes on one workspace', () => {
  it('lose no change of either, and an open engine sees both', async () => {
    const path = join(temporaryFolder(), 'books.countinghouse');
    const engine = open(path, { mode: 'create' });
    const noticed = new Set<string>();
    engine.journal.onChange(({ columns }) => columns.forEach((column) => noticed.add(column)));
    const writers = ['a', 'b'].map((name) => startWriter([path, name, '150']));
    await Promise.all(writers.map((writer) => writer.ended()));
    for (const [i, { said }] of writers.entries()) {
      const name = ['a', 'b'][i]!;
      const won = said.filter((line) => line.startsWith(name));
      expect(won).toEqual(Array.from({ length: 150 }, (_, round) => `${name}${round}`));
      expect(recorded(engine, name)).toEqual(won);
      // The loser of a race is told so, and what it had meant to change is as the winner left it.
      const rest = said.filter((line) => line !== 'ready' && !line.startsWith(name));
      expect(rest.filter((line) => !line.startsWith('changed-meanwhile: Another window or terminal has just changed'))).toEqual([]);
    }
    engine.journal.lookForForeignChanges();
    expect([...noticed]).toEqual(['workspace']);
    expect(engine.journal.head().size).toBe(300);
    // Each change says truly what was before it.
    const changes = [...engine.journal.each()].map((event) => event.payload as { before: string; after: string });
    expect(changes.map(({ before }) => before)).toEqual(['USD', ...changes.slice(0, -1).map(({ after }) => after)]);
    expectSound(engine);
  }, 120_000);
});

/** Runs node where no file may grow beyond so many bytes: what a full disk does, without needing one. */
function startLimited(bytes: number, args: readonly string[]): Writer {
  const blocks = Math.ceil(bytes / 512);
  // Without the trap the kernel would end the process at its first write beyond, which no disk does.
  return startWriter(args, '/bin/sh', ['-c', `trap '' XFSZ; ulimit -f ${blocks}; exec "$0" "$@"`, process.execPath]);
}

describe.skipIf(process.platform === 'win32')('a full disk', () => {
  it('refuses the change in a sentence, keeps what was answered, and the next change works', async () => {
    const path = join(temporaryFolder(), 'books.countinghouse');
    const created = open(path, { mode: 'create' });
    await created.close();
    const writer = startLimited(statSync(path).size + 100_000, [path, 'w']);
    await writer.ended();
    const told = writer.said.slice(1, -1);
    expect(writer.said.at(-1)).toMatch(/^disk-full: The disk has no room/);
    expect(told.length).toBeGreaterThan(5);
    const engine = open(path);
    expect(recorded(engine, 'w')).toEqual(told);
    expectSound(engine);
    const after = startWriter([path, 'x', '1']);
    await after.ended();
    expect(after.said).toEqual(['ready', 'x0']);
  }, 120_000);

  it('refuses a backup in a sentence and leaves no half of it', async ({ skip }) => {
    const folder = temporaryFolder();
    const disk = join(folder, 'disk');
    try {
      mkdirSync(disk);
      execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      skip('mounting a small disk needs root');
    }
    onTestFinished(() => void execFileSync('/bin/umount', [disk]));
    const engine = open(join(folder, 'books.countinghouse'), { mode: 'create' });
    const refused = refusal(backUp(engine, engine.writableStore, 'manual', join(disk, 'copy.countinghouse'), () => {}));
    expect(refused).toMatchObject({ code: 'backup-failed', message: expect.stringContaining('no room') as string });
    expect(readdirSync(disk)).toEqual([]);
    expect(dirname(engine.workspace.path)).toBe(folder);
  });
});
