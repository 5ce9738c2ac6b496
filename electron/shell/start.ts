import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { readLaunch } from '../host/launch.ts';
import { hasDisplay } from '../loopback/browser.ts';
import { build, isBuilt } from './build.ts';
import { fetchElectron, findElectron } from './electron-runtime.ts';

/** A window that ends with an error sooner than this, in milliseconds, never really opened. */
const OPENING_TIME = 8_000;

const root = resolve(import.meta.dirname, '..', '..');
const args = process.argv.slice(2);

if (!isBuilt(root)) {
  console.log('Building Countinghouse; this takes a few seconds and happens once.');
  if (!(await build(root))) process.exit(1);
}
process.exit(await start());

async function start(): Promise<number> {
  if (readLaunch(args, root).loopback) return serve();
  const obstacle = windowObstacle();
  if (obstacle !== undefined) return serveBecause(obstacle);
  const electron = findElectron(root) ?? (await fetchAloud());
  if (electron === undefined) return serveBecause("Electron's runtime is not here and could not be fetched");
  const began = Date.now();
  const status = await run(spawn(electron, [root, ...args], { stdio: 'inherit' }));
  const failedToOpen = status !== 0 && status !== STORE_REFUSED && Date.now() - began < OPENING_TIME;
  return failedToOpen ? serveBecause(`Electron ended at once (status ${status})`) : status;
}

/** Why no window can open whatever Electron says. */
function windowObstacle(): string | undefined {
  if (!hasDisplay()) return 'There is no display here';
  if (process.getuid?.() === 0 && process.platform === 'linux') return 'Electron does not run as root without giving up its sandbox';
  return undefined;
}

function fetchAloud(): Promise<string | undefined> {
  console.log("Fetching Electron's runtime, which happens once; three minutes at most.");
  return fetchElectron(root);
}

function serveBecause(reason: string): Promise<number> {
  console.log(`${reason}: Countinghouse opens in a browser instead, served from this machine to this machine only.`);
  return serve();
}

function serve(): Promise<number> {
  return run(spawn(process.execPath, [join(root, 'dist', 'main', 'loopback.js'), '--open', ...args], { stdio: 'inherit' }));
}

/** Exit status with which a shell says that the workspace was refused; the window has told why. */
const STORE_REFUSED = 3;

/** Waits for the end of a child that shares this terminal. Ctrl+C reaches it as well; it closes its files and this waits for that. */
function run(child: ChildProcess): Promise<number> {
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)));
  });
}
