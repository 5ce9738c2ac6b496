import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Home, ROOT } from './harness.ts';

/** Runs the built terminal on a workspace as a process of its own; answers its status and the document that it prints. */
export async function atTheTerminal(
  { home, workspace }: { readonly home: Home; readonly workspace: string },
  ...args: readonly string[]
): Promise<{ readonly status: number | null; readonly document: unknown }> {
  const child = spawn(process.execPath, [join(ROOT, 'dist/main/cli.js'), '--workspace', workspace, '--json', ...args], {
    cwd: home.folder,
    env: home.environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let text = '';
  for await (const chunk of child.stdout) text += String(chunk);
  return { status: await ended, document: JSON.parse(text) };
}
