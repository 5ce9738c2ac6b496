import { join, resolve } from 'node:path';
import { isRefused } from '../../shared/figures/index.ts';
import { driverObstacle } from '../host/driver.ts';
import { hostEngine } from '../host/hosted-engine.ts';
import { readLaunch } from '../host/launch.ts';
import { chooseWorkspace } from '../host/workspace-location.ts';
import { hasDisplay, openInBrowser } from './browser.ts';
import { type Loopback, startLoopback } from './server.ts';

/** Exit statuses, as the terminal has them. */
const REFUSED = 1;
const STORE_REFUSED = 3;
/** Tried first: a browser keeps a person's layouts and preferences by address, port included. Any free one will do where it is taken. */
const USUAL_PORT = 41_947;

const obstacle = driverObstacle();
if (obstacle !== undefined) leave(obstacle, REFUSED);
const launch = readLaunch(process.argv.slice(2), process.cwd());
const hosted = await hostEngine(chooseWorkspace(launch), (why) => leave(`The engine has stopped: ${why}`, REFUSED));
if (isRefused(hosted)) leave(hosted.error.message, STORE_REFUSED);
const engine = hosted.ok;
const loopback = await (launch.port === undefined ? serve(USUAL_PORT).catch(() => serve(0)) : serve(launch.port)).catch((error: unknown) =>
  leave(`Port ${launch.port} cannot be used: ${error instanceof Error ? error.message : String(error)}`, REFUSED),
);

await showAddress();
if (process.stdin.isTTY) {
  console.log('Press Enter for a new address, Ctrl+C to stop.');
  process.stdin.on('data', () => console.log(loopback.newAddress()));
  process.stdin.unref();
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void close());

function serve(port: number): Promise<Loopback> {
  return startLoopback({ pageFolder: pageFolder(), engine, port });
}

/** In the default browser where that was asked for and is possible; else in words, alone on a line. */
async function showAddress(): Promise<void> {
  const address = loopback.newAddress();
  if (process.argv.includes('--open') && hasDisplay() && (await openInBrowser(address))) {
    console.log('Countinghouse is open in your browser.');
  } else console.log(address);
}

async function close(): Promise<void> {
  await loopback.close();
  await engine.close();
  process.exit(0);
}

/** The built page lies beside this file's folder when built, and in `dist` when run from source. */
function pageFolder(): string {
  return import.meta.filename.endsWith('.ts')
    ? resolve(import.meta.dirname, '../../dist/renderer')
    : join(import.meta.dirname, '../renderer');
}

function leave(sentence: string, status: number): never {
  console.error(sentence);
  process.exit(status);
}
