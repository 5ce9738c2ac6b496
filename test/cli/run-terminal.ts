import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { runTerminal } from '../../electron/cli/terminal.ts';

export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the terminal in this process, with `input` on standard input. */
export async function terminal(args: readonly string[], input = '', environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const written = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof written) => ({
    write(text: string) {
      written[name] += text;
    },
  });
  const streams = { stdin: Readable.from([input]), stdout: stream('stdout'), stderr: stream('stderr') };
  return { status: await runTerminal(args, { ...process.env, ...environment }, streams), ...written };
}

/** Runs the terminal as a process of its own. */
export function terminalProcess(args: readonly string[], input = ''): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, ['electron/cli/main.ts', ...args], { maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') reject(error);
      else resolve({ status: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
    child.stdin!.end(input);
  });
}

/** The one JSON document of a command run with `--json`, and its status. */
export async function answer<T = Record<string, unknown>>(
  args: readonly string[],
  input = '',
  run: typeof terminal | typeof terminalProcess = terminal,
): Promise<{ readonly status: number; readonly document: T }> {
  const { status, stdout, stderr } = await run(['--json', ...args], input);
  const lines = stdout.trimEnd().split('\n');
  if (lines.length !== 1) throw new Error(`expected one document, got: ${stdout}\n${stderr}`);
  return { status, document: JSON.parse(lines[0]!) as T };
}

/** A workspace's path in a folder that is gone when the test is. */
export function workspacePath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'countinghouse-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'books.countinghouse');
}
