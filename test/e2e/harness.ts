import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type Browser, type BrowserContext, chromium, type ElectronApplication, type Page } from 'playwright-core';
import { hasDisplay } from '../../electron/loopback/browser.ts';
import { build, isBuilt } from '../../electron/shell/build.ts';
import { findElectron } from '../../electron/shell/electron-runtime.ts';

export const ROOT = resolve(import.meta.dirname, '../..');
/** As root, and in most containers, Chromium only runs without its own sandbox. Tests say so; the product never does. */
export const NO_SANDBOX = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Builds the program if it is missing or older than its sources. */
export async function built(): Promise<void> {
  if (!isBuilt(ROOT) && !(await build(ROOT))) throw new Error('The build failed.');
}

/** Why no real window can be tested here; undefined where it can. Test names carry it, so that what is skipped is seen. */
export const windowObstacle: string | undefined = !hasDisplay()
  ? 'there is no display; xvfb-run gives one'
  : findElectron(ROOT) === undefined
    ? "Electron's runtime is not here"
    : undefined;

/** Folders of a person of one's own: nothing of one test is met by another. */
export interface Home {
  readonly folder: string;
  readonly environment: Record<string, string>;
  remove(): void;
}

export function newHome(): Home {
  const folder = mkdtempSync(join(tmpdir(), 'home-'));
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const environment = Object.fromEntries(inherited.filter(([name]) => name !== 'COUNTINGHOUSE_WORKSPACE'));
  return {
    folder,
    environment: { ...environment, XDG_CONFIG_HOME: join(folder, 'config'), XDG_DATA_HOME: join(folder, 'data') },
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** Starts the built program in real Electron and waits for its window. */
export async function startWindow(home: Home, args: readonly string[] = []): Promise<{ app: ElectronApplication; page: Page }> {
  const app = await _electron.launch({
    executablePath: electronProgram(),
    args: [...NO_SANDBOX, ROOT, ...args],
    env: home.environment,
    cwd: home.folder,
  });
  const page = await app.firstWindow();
  await page.waitForLoadState('domcontentloaded');
  return { app, page };
}

/** Starts it a second time beside a running one, as a person would, without Playwright; answers the exit status. */
export function startAgain(home: Home, args: readonly string[]): Promise<number | null> {
  const child = spawn(electronProgram(), [...NO_SANDBOX, ROOT, ...args], { env: home.environment, cwd: home.folder, stdio: 'ignore' });
  return exited(child);
}

/** Starts the built loopback server; `address` admits one browser, once. */
export async function startServer(
  home: Home,
  args: readonly string[] = [],
): Promise<{ address: string; child: ChildProcess; stop(): Promise<number | null> }> {
  const child = spawn(process.execPath, [join(ROOT, 'dist/main/loopback.js'), ...args], {
    env: home.environment,
    cwd: home.folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = exited(child);
  const address = await Promise.race([
    firstLine(child),
    ended.then((status) => Promise.reject(new Error(`The server ended with status ${status}.`))),
  ]);
  return {
    address,
    child,
    async stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

export function startBrowser(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: [...NO_SANDBOX, ...QUIET, ...more] });
}

/** A browser with a profile of its own in that home: what it has compiled and cached once it keeps, as a person's does. */
export function startProfile(home: Home): Promise<BrowserContext> {
  return chromium.launchPersistentContext(join(home.folder, 'profile'), {
    executablePath: CHROMIUM,
    args: [...NO_SANDBOX, ...QUIET],
    viewport: { width: 1440, height: 900 },
  });
}

/** What a page complains about: errors of its scripts and, among them, whatever its content security policy stopped. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return complaints;
}

/** Electron's program; only where `windowObstacle` is undefined. */
export function electronProgram(): string {
  const program = findElectron(ROOT);
  if (program === undefined) throw new Error(windowObstacle);
  return program;
}

function firstLine(child: ChildProcess): Promise<string> {
  const output = child.stdout;
  if (!output) throw new Error('The server was started without a pipe.');
  return new Promise((resolve) => createInterface({ input: output }).once('line', resolve));
}

function exited(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', resolve));
}
