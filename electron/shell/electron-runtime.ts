import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How long Electron's own installer may take, in milliseconds. With no network it gives up by itself within seconds. */
const FETCHING_TIME = 180_000;

/** Path of Electron's program inside its distribution. */
const PROGRAM: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: join('Electron.app', 'Contents', 'MacOS', 'Electron'),
  win32: 'electron.exe',
};

/** Electron's program where its runtime is present: where `$ELECTRON_OVERRIDE_DIST_PATH` says, or in the installed package. */
export function findElectron(root: string, environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const program = PROGRAM[process.platform] ?? 'electron';
  const named = environment['ELECTRON_OVERRIDE_DIST_PATH'];
  const folder = named ?? join(root, 'node_modules', 'electron', 'dist');
  const path = join(folder, program);
  if (!existsSync(path)) return undefined;
  return named !== undefined || isWhole(root, folder) ? path : undefined;
}

/** Has the package's own installer fetch the runtime, verified by its checksums. Undefined where it cannot be had in time. */
export async function fetchElectron(root: string): Promise<string | undefined> {
  const installer = join(root, 'node_modules', 'electron', 'install.js');
  if (!existsSync(installer)) return undefined;
  const isFetched = await new Promise<boolean>((resolve) => {
    const child = spawn(process.execPath, [installer], { cwd: root, stdio: ['ignore', 'ignore', 'ignore'] });
    const timer = setTimeout(() => child.kill('SIGKILL'), FETCHING_TIME);
    child.once('error', () => resolve(false));
    child.once('exit', (code) => {
      clearTimeout(timer);
      resolve(code === 0);
    });
  });
  return isFetched ? findElectron(root, {}) : undefined;
}

/** An installer that was interrupted leaves a folder without its version, or with an older one. */
function isWhole(root: string, folder: string): boolean {
  try {
    const wanted = (JSON.parse(readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8')) as { version: string })
      .version;
    return readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '') === wanted;
  } catch {
    return false;
  }
}
