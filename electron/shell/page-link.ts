import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron';
import { isRefused } from '../../shared/figures/index.ts';
import { type ShellCommand, workspaceToOpen } from '../../shared/wire/bridge.ts';
import { isClientMessage } from '../../shared/wire/wire.ts';
import type { HostedEngine, PageConnection } from '../host/hosted-engine.ts';
import { wishedWorkspace } from '../host/workspace-location.ts';
import { CHANNELS } from './channels.ts';
import { type IsOurs, isOurPage } from './guards.ts';

export interface PageLinkOptions {
  readonly ipcMain: Pick<IpcMain, 'on' | 'off' | 'handle' | 'removeHandler'>;
  readonly contents: WebContents;
  readonly engine: HostedEngine;
  readonly isOurs: IsOurs;
  /** Hears whether the window hides amounts. */
  readonly hideAmounts: (hidden: boolean) => void;
  /** The system's dialog for paths. */
  readonly choose: (what: unknown, suggestedName: unknown) => Promise<readonly string[]>;
}

export interface PageLink {
  /** Hands a command to the page, as soon as there is one. */
  send(command: ShellCommand): void;
  /** Stops listening and ends the page's connection. */
  close(): void;
}

/**
 * Joins one window's page to the engine. Every message is checked to come from that window's top frame on our origin; anything
 * else is dropped without an answer. Each page — the first one, and each after a reload — begins with a connection of its own.
 */
export function linkPage({ ipcMain, contents, engine, isOurs, hideAmounts, choose }: PageLinkOptions): PageLink {
  let connection: PageConnection | undefined;
  let unheard: ShellCommand[] | undefined = [];

  const accepts = (event: IpcMainEvent | IpcMainInvokeEvent) => isOurPage(contents, event.sender, event.senderFrame, isOurs);
  const tell = (channel: string, message: unknown) => {
    if (!contents.isDestroyed()) contents.send(channel, message);
  };

  function begin(event: IpcMainEvent): void {
    if (!accepts(event)) return;
    connection?.close();
    connection = engine.connect({
      heard: (text) => tell(CHANNELS.answer, text),
      ended: () => {
        connection = undefined;
        unheard ??= [];
        if (!contents.isDestroyed()) contents.reload();
      },
    });
    for (const command of unheard ?? []) tell(CHANNELS.command, command);
    unheard = undefined;
  }

  function call(event: IpcMainEvent, text: unknown): void {
    if (!accepts(event)) return;
    const message = parse(text);
    if (isClientMessage(message)) connection?.send(message);
  }

  function hide(event: IpcMainEvent, hidden: unknown): void {
    if (accepts(event) && typeof hidden === 'boolean') hideAmounts(hidden);
  }

  ipcMain.on(CHANNELS.discreet, hide);
  ipcMain.on(CHANNELS.began, begin);
  ipcMain.on(CHANNELS.call, call);
  ipcMain.handle(CHANNELS.choose, (event, what: unknown, suggestedName: unknown) => {
    if (!accepts(event)) throw new Error(NOT_OURS);
    return choose(what, suggestedName);
  });
  ipcMain.handle(CHANNELS.openWorkspace, async (event, wish: unknown) => {
    if (!accepts(event)) throw new Error(NOT_OURS);
    const opened = await engine.open(wishedWorkspace(workspaceToOpen.parse(wish), engine.workspace()));
    return isRefused(opened) ? opened.error.message : undefined;
  });

  return {
    send(command) {
      if (unheard) unheard.push(command);
      else tell(CHANNELS.command, command);
    },
    close() {
      ipcMain.off(CHANNELS.discreet, hide);
      ipcMain.off(CHANNELS.began, begin);
      ipcMain.off(CHANNELS.call, call);
      ipcMain.removeHandler(CHANNELS.choose);
      ipcMain.removeHandler(CHANNELS.openWorkspace);
      connection?.close();
    },
  };
}

const NOT_OURS = 'Only the page of Countinghouse may ask.';

function parse(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
