import { EventEmitter } from 'node:events';
import type { IpcMain, WebContents } from 'electron';
import { beforeEach, describe, expect, test } from 'vitest';
import { done, refuse } from '../../shared/figures/index.ts';
import type { HostedEngine } from '../../electron/host/hosted-engine.ts';
import { CHANNELS } from '../../electron/shell/channels.ts';
import { originCheck } from '../../electron/shell/guards.ts';
import { linkPage, type PageLink } from '../../electron/shell/page-link.ts';
import { echoingEngine } from '../loopback/visitor.ts';

/** Just so much of Electron as the link touches; that it is enough is proven by the tests of the real window. */
class Ipc extends EventEmitter {
  readonly handlers = new Map<string, (...args: unknown[]) => unknown>();
  handle(channel: string, handler: (...args: never[]) => unknown): void {
    this.handlers.set(channel, handler as (...args: unknown[]) => unknown);
  }
  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }
}

const call = (id: number) => JSON.stringify({ id, method: 'call', type: 'query', path: 'a.b', input: {} });

let ipc: Ipc;
let sent: Array<[string, unknown]>;
let reloads: number;
let engine: ReturnType<typeof echoingEngine>;
let link: PageLink;
const frame = { url: 'app://countinghouse/' };
const contents = {
  mainFrame: frame,
  isDestroyed: () => false,
  send: (channel: string, message: unknown) => sent.push([channel, message]),
  reload: () => (reloads += 1),
};
const ours = { sender: contents, senderFrame: frame };

let hidden: boolean[] = [];

beforeEach(() => {
  hidden = [];
  [ipc, sent, reloads, engine] = [new Ipc(), [], 0, echoingEngine()];
  frame.url = 'app://countinghouse/';
  const hosted: HostedEngine = {
    ...engine,
    workspace: () => '/w',
    open: async ({ path }) => (path === '/refused' ? refuse('no', 'It is refused.') : done(path)),
    close: async () => undefined,
  };
  link = linkPage({
    ipcMain: ipc as unknown as IpcMain,
    contents: contents as unknown as WebContents,
    engine: hosted,
    isOurs: originCheck('app://countinghouse'),
    hideAmounts: (next) => hidden.push(next),
    choose: async (what) => [String(what)],
  });
});

describe('who is heard', () => {
  const strangers: Array<[string, () => object]> = [
    ['a frame inside the page', () => ({ ...ours, senderFrame: { url: frame.url } })],
    ['another window', () => ({ sender: {}, senderFrame: frame })],
    ['a frame that is gone', () => ({ ...ours, senderFrame: null })],
  ];
  test.each(strangers)('not %s', (_who, event) => {
    ipc.emit(CHANNELS.began, ours);
    ipc.emit(CHANNELS.call, event(), call(1));
    ipc.emit(CHANNELS.began, event());
    ipc.emit(CHANNELS.discreet, event(), true);
    expect(hidden).toEqual([]);
    ipc.emit(CHANNELS.discreet, ours, 'yes');
    ipc.emit(CHANNELS.discreet, ours, true);
    expect(hidden).toEqual([true]);
    expect(engine.told).toEqual([]);
    expect(engine.pages.size).toBe(1);
    expect(() => ipc.handlers.get(CHANNELS.choose)?.(event(), 'files-to-import')).toThrow('Only the page');
  });

  test.each(['https://example.com/', 'app://countinghouse.example/', 'app://countinghouse@evil/', 'about:blank', 'file:///', ''])(
    'not our window at %j',
    (url) => {
      ipc.emit(CHANNELS.began, ours);
      frame.url = url;
      ipc.emit(CHANNELS.call, ours, call(1));
      expect(engine.told).toEqual([]);
    },
  );

  test('the page itself', () => {
    ipc.emit(CHANNELS.began, ours);
    ipc.emit(CHANNELS.call, ours, call(1));
    expect(sent).toEqual([[CHANNELS.answer, JSON.stringify({ id: 1, kind: 'data', data: 'a.b' })]]);
  });

  test.each([undefined, 5, '', '{', 'null', '{"id":1}', { id: 1, method: 'cancel' }])('but not when it talks nonsense: %j', (text) => {
    ipc.emit(CHANNELS.began, ours);
    ipc.emit(CHANNELS.call, ours, text);
    expect(engine.told).toEqual([]);
  });
});

test('a page that begins again ends what the one before had open', () => {
  ipc.emit(CHANNELS.began, ours);
  const [before] = engine.pages;
  ipc.emit(CHANNELS.began, ours);
  expect(engine.pages.size).toBe(1);
  expect(engine.pages.has(before!)).toBe(false);
});

test('a command waits for the page, also for the one that comes with another workspace', () => {
  link.send({ id: 'go.today' });
  expect(sent).toEqual([]);
  ipc.emit(CHANNELS.began, ours);
  const [page] = engine.pages;
  page?.ended();
  expect(reloads).toBe(1);
  link.send({ id: 'import.files', files: ['/a.csv'] });
  expect(sent.map(([, command]) => command)).toEqual([{ id: 'go.today' }]);
  ipc.emit(CHANNELS.began, ours);
  expect(sent.map(([, command]) => command)).toEqual([{ id: 'go.today' }, { id: 'import.files', files: ['/a.csv'] }]);
});

test('another workspace is opened, or refused in words', async () => {
  const open = (wish: unknown) => Promise.resolve(ipc.handlers.get(CHANNELS.openWorkspace)?.(ours, wish));
  expect(await open({ path: '/fine' })).toBeUndefined();
  expect(await open({ path: '/refused' })).toBe('It is refused.');
  await expect(open({ path: 5 })).rejects.toThrow('path');
});

test('closed, it hears nobody', () => {
  ipc.emit(CHANNELS.began, ours);
  link.close();
  ipc.emit(CHANNELS.began, ours);
  ipc.emit(CHANNELS.call, ours, call(1));
  expect(engine.pages.size).toBe(0);
  expect(engine.told).toEqual([]);
  expect(ipc.handlers.size).toBe(0);
});
