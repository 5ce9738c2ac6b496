import { BrowserWindow, nativeTheme, screen } from 'electron';
import { placeWindow, readWindowState, SMALLEST, writeWindowState } from './window-state.ts';

export interface WindowOptions {
  readonly preload: string;
  readonly icon: string;
  /** File that remembers where the window was left. */
  readonly stateFile: string;
}

/** Opens the window where it was left, hidden until its page has painted once, and remembers where it is left next. */
export function openWindow({ preload, icon, stateFile }: WindowOptions): BrowserWindow {
  const screens = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((display) => display.workArea);
  const { maximized, ...bounds } = placeWindow(readWindowState(stateFile), screens);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Countinghouse',
    icon,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0f1113' : '#f6f6f4',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Chromium's spelling checker fetches its dictionaries from a server.
      spellcheck: false,
    },
  });
  // Maximizing shows a window too, hence not before it has painted.
  window.once('ready-to-show', () => (maximized ? window.maximize() : window.show()));
  window.on('close', () => writeWindowState(stateFile, { bounds: window.getNormalBounds(), maximized: window.isMaximized() }));
  return window;
}

/** Brings the window to the front, from wherever it is. */
export function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
