import { parentPort, workerData } from 'node:worker_threads';
import { isRefused } from '../../../shared/figures/index.ts';
import type { ClientMessage } from '../../../shared/wire/wire.ts';
import { makeDemonstration } from '../demonstration/index.ts';
import { holdVault } from '../delivery/index.ts';
import { appRouter } from '../api/router.ts';
import { serveWire } from '../api/serve-wire.ts';
import { openEngine } from '../open-engine.ts';
import { keepWatching, type Watching } from '../watching.ts';
import { keepDailyBackups, restoreWorkspace } from '../workspace/index.ts';
import { distantVault } from './distant-vault.ts';
import type { EngineThreadOptions, FromEngine, ToEngine } from './thread-messages.ts';

const port = parentPort;
if (!port) throw new Error('the engine thread has a parent');

function tell(message: FromEngine): void {
  port!.postMessage(message);
}

interface Client {
  heard(message: ClientMessage): void;
  gone(): void;
}

const options = workerData as EngineThreadOptions;
const restored =
  options.backup === undefined ? null : restoreWorkspace(options.workspace, options.backup, new Date().toISOString(), () => {});
const opened =
  restored !== null && isRefused(restored)
    ? restored
    : openEngine({ workspace: options.workspace, mode: options.mode, actor: options.actor });
if (isRefused(opened)) {
  tell({ from: 'refused', code: opened.error.code, message: opened.error.message });
  port.close();
} else {
  const engine = opened.ok;
  const clients = new Map<number, Client>();
  let stopBackups = () => {};
  const distant = options.hasVault === true ? distantVault(tell) : null;
  if (distant) holdVault(engine.store, distant.vault);
  let watching: Watching | null = null;

  const connect = (id: number): Client => {
    const heard = new Set<(message: ClientMessage) => void>();
    const gone = new Set<() => void>();
    serveWire(
      appRouter,
      {
        send: (message) => tell({ from: 'message', client: id, text: JSON.stringify(message) }),
        onMessage(listener) {
          heard.add(listener);
          return () => heard.delete(listener);
        },
        onClose(listener) {
          gone.add(listener);
          return () => gone.delete(listener);
        },
      },
      { engine },
    );
    return {
      heard: (message) => {
        for (const listener of heard) listener(message);
      },
      gone: () => {
        for (const listener of gone) listener();
      },
    };
  };

  port.on('message', (message: ToEngine) => {
    if (message.to === 'connect') clients.set(message.client, connect(message.client));
    else if (message.to === 'message') clients.get(message.client)?.heard(message.message);
    else if (message.to === 'disconnect') {
      clients.get(message.client)?.gone();
      clients.delete(message.client);
    } else if (message.to === 'vault') distant?.answered(message);
    else {
      for (const client of clients.values()) client.gone();
      stopBackups();
      void Promise.resolve(watching?.stop())
        .then(() => engine.close())
        .then(() => {
          tell({ from: 'closed' });
          port.close();
        });
    }
  });
  if (options.demonstration === true && engine.journal.head().size === 0) {
    const made = await makeDemonstration({ engine, store: engine.writableStore, progress: () => {}, cancelled: () => false });
    if (isRefused(made)) throw new Error(made.error.message);
  }
  stopBackups = keepDailyBackups(engine);
  watching = keepWatching(engine);
  tell({ from: 'opened', path: engine.workspace.path });
}
