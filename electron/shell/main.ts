import { join, resolve } from 'node:path';
import { app, type BrowserWindow, dialog, ipcMain, Menu, Notification, safeStorage, session } from 'electron';
import { isRefused } from '../../shared/figures/index.ts';
import { type HostedEngine, hostEngine } from '../host/hosted-engine.ts';
import { type Launch, readLaunch, receivedLaunch } from '../host/launch.ts';
import { openPage } from '../host/page.ts';
import { chooseWorkspace, type WorkspaceChoice } from '../host/workspace-location.ts';
import { APP_ORIGIN, declareAppScheme, serveApp } from './app-protocol.ts';
import { rememberDiscretion } from './discretion.ts';
import { guardContents, guardSession, originCheck } from './guards.ts';
import { menuTemplate } from './menu.ts';
import { linkPage, type PageLink } from './page-link.ts';
import { askForPaths } from './paths-dialog.ts';
import { systemVault } from './secret-vault.ts';
import { rememberToldPlaces } from './told-places.ts';
import { bringForward, openWindow } from './window.ts';

/** How long the engine may take to close, in milliseconds. After that it is ended as by a crash, which the journal survives. */
const CLOSING_TIME = 10_000;
/** A page that dies this often within a minute is not brought back. */
const MOST_DEATHS = 3;

/** Folder of the built program: this file lies in its `main`. */
const built = resolve(import.meta.dirname, '..');
/** The page of the development server, never in a packaged product. */
const developmentPage = app.isPackaged ? undefined : process.env['VITE_DEV_SERVER_URL'];
const origin = developmentPage === undefined ? APP_ORIGIN : new URL(developmentPage).origin;
const isOurs = originCheck(origin);

let window: BrowserWindow | undefined;
let link: PageLink | undefined;
let engine: HostedEngine | undefined;
let stopNotifying = () => {};
/** What was opened from the desktop before the window was there. */
const early: string[] = [];

declareAppScheme();
app.setAppUserModelId('app.countinghouse');

if (app.requestSingleInstanceLock({ ...readLaunch(ownArguments(), process.cwd()) })) begin();
else app.quit();

function begin(): void {
  app.on('second-instance', (_event, _args, _folder, asked) => void comeForward(receivedLaunch(asked)));
  app.on('open-file', (event, path) => {
    event.preventDefault();
    if (window) void comeForward(readLaunch([path], '/'));
    else early.push(path);
  });
  app.on('web-contents-created', (_event, contents) => guardContents(contents, isOurs));
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', closeFirst);
  void app.whenReady().then(open);
}

/** The command line without Electron's own part of it. */
function ownArguments(): string[] {
  const args = process.argv.slice(1);
  if (!process.defaultApp) return args;
  const program = args.findIndex((argument) => resolve(argument) === app.getAppPath());
  return args.filter((_argument, index) => index !== program);
}

async function open(): Promise<void> {
  const asked = readLaunch([...ownArguments(), ...early.splice(0)], process.cwd());
  engine = await openEngine(chooseWorkspace(asked));
  if (engine === undefined) {
    app.exit(3);
    return;
  }
  guardSession(session.defaultSession, isOurs);
  serveApp(session.defaultSession, openPage(join(built, 'renderer')));
  const icon = join(built, '..', 'data', 'icon', 'icon.png');
  window = openWindow({
    preload: join(built, 'main', 'preload.cjs'),
    icon,
    stateFile: join(app.getPath('userData'), 'window.json'),
  });
  const discretion = rememberDiscretion(join(app.getPath('userData'), 'discretion.json'));
  link = linkPage({ ipcMain, contents: window.webContents, engine, isOurs, hideAmounts: discretion.hide, choose: askInWindow(window) });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(menuTemplate({ isMac: process.platform === 'darwin', forDevelopers: !app.isPackaged, run: runCommand })),
  );
  const home = developmentPage ?? `${APP_ORIGIN}/`;
  keepPage(window, home);
  if (asked.files.length > 0) link.send({ id: 'import.files', files: asked.files });
  await window.loadURL(home);
  // What alerts are made of is read when the window stands.
  const { showNotifications } = await import('./notifications.ts');
  if (!engine) return;
  const told = rememberToldPlaces(join(app.getPath('userData'), 'told.json'));
  const hosted = engine;
  stopNotifying = showNotifications({
    engine,
    system: Notification,
    icon,
    open: openAlert,
    isDiscreet: discretion.hides,
    toldBefore: () => told.of(hosted.workspace()),
    keepTold: (upTo) => told.keep(hosted.workspace(), upTo),
  });
}

/** Somebody has clicked on a notification. */
function openAlert(firing: string | null): void {
  if (window) bringForward(window);
  link?.send({ id: 'alerts.open', ...(firing === null ? {} : { subject: firing }) });
}

function runCommand(id: Parameters<PageLink['send']>[0]['id']): void {
  link?.send({ id });
}

function askInWindow(parent: BrowserWindow) {
  return (what: unknown, suggestedName: unknown) => askForPaths(dialog, parent, what, suggestedName);
}

/** Opens the engine; where a workspace is refused its owner may point to another one. Undefined: they would rather quit. */
async function openEngine(choice: WorkspaceChoice): Promise<HostedEngine | undefined> {
  const hosted = await hostEngine(choice, engineDied, systemVault(safeStorage));
  if (!isRefused(hosted)) return hosted.ok;
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: 'The workspace cannot be opened',
    detail: hosted.error.message,
    buttons: ['Open another…', 'Quit'],
    defaultId: 0,
    cancelId: 1,
  });
  if (response === 1) return undefined;
  const { filePaths } = await dialog.showOpenDialog({ title: 'Open workspace', properties: ['openFile'] });
  return openEngine(filePaths[0] === undefined ? choice : { path: filePaths[0], mode: 'open' });
}

function engineDied(why: string): void {
  dialog.showErrorBox('The engine has stopped', `${why}\n\nWhatever was confirmed is kept. Countinghouse starts again now.`);
  app.relaunch();
  app.exit(1);
}

/** Somebody started Countinghouse again, or opened a file with it: this window answers. */
async function comeForward(asked: Launch | undefined): Promise<void> {
  if (!asked || !window || !link || !engine) return;
  bringForward(window);
  const wanted = asked.workspace !== undefined || asked.demo ? chooseWorkspace(asked) : undefined;
  if (wanted !== undefined && wanted.path !== engine.workspace()) {
    const opened = await engine.open(wanted);
    if (isRefused(opened)) dialog.showErrorBox('The workspace cannot be opened', opened.error.message);
  }
  if (asked.files.length > 0) link.send({ id: 'import.files', files: asked.files });
}

/**
 * A page that crashed or ran out of memory comes back; the engine has not noticed. So does one that was led to `about:blank`,
 * which Chromium asks nobody about.
 */
function keepPage({ webContents }: BrowserWindow, home: string): void {
  let deaths: number[] = [];
  webContents.on('did-navigate', (_event, url) => {
    if (!isOurs(url)) void webContents.loadURL(home);
  });
  webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    deaths = [...deaths.filter((at) => at > Date.now() - 60_000), Date.now()];
    if (deaths.length < MOST_DEATHS) webContents.reload();
    else
      dialog.showErrorBox(
        'The window has stopped',
        `The page ended ${deaths.length} times within a minute (${reason}). Nothing is lost; start Countinghouse again.`,
      );
  });
}

/** Quitting waits until the engine has closed its files. */
function closeFirst(event: { preventDefault(): void }): void {
  if (!engine) return;
  event.preventDefault();
  const closing = engine;
  engine = undefined;
  stopNotifying();
  link?.close();
  const tooLong = new Promise<void>((resolve) => void setTimeout(resolve, CLOSING_TIME));
  void Promise.race([closing.close(), tooLong]).finally(() => app.quit());
}
