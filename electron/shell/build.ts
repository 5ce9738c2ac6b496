import { spawn } from 'node:child_process';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Folders and files that the built program is made of. */
const SOURCES = ['electron', 'renderer', 'shared', 'vite.config.ts', 'package-lock.json'];
/** What the build writes last. */
const LAST_BUILT = join('dist', 'main', 'preload.cjs');

/** Whether `dist` is there and younger than everything that it is made of. Folders count too: removing a file makes its folder younger. */
export function isBuilt(root: string): boolean {
  const built = statSync(join(root, LAST_BUILT), { throwIfNoEntry: false })?.mtimeMs;
  return built !== undefined && SOURCES.every((source) => youngest(join(root, source)) <= built);
}

/** Builds `dist` afresh; the build's own words go to the terminal. Answers whether it succeeded. */
export function build(root: string): Promise<boolean> {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  return new Promise((resolve) => {
    const builder = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' });
    builder.once('error', () => resolve(false));
    builder.once('exit', (code) => resolve(code === 0));
  });
}

function youngest(path: string): number {
  const { mtimeMs } = statSync(path);
  let latest = mtimeMs;
  for (const entry of readdirIfFolder(path)) {
    const inner = join(path, entry.name);
    const time = entry.isDirectory() ? youngest(inner) : statSync(inner).mtimeMs;
    latest = Math.max(latest, time);
  }
  return latest;
}

function readdirIfFolder(path: string) {
  if (!statSync(path).isDirectory()) return [];
  return readdirSync(path, { withFileTypes: true }).filter((entry) => entry.name !== 'node_modules');
}
