import { Worker } from 'node:worker_threads';
import { done, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { ClientMessage } from '../../../shared/wire/wire.ts';
import type { Vault } from '../delivery/index.ts';
import { answerVault } from './distant-vault.ts';
import type { EngineThreadOptions, FromEngine, ToEngine } from './thread-messages.ts';

/** One client of the engine as a shell relays it: an Electron window or a loopback page. */
export interface EngineClient {
  send(message: ClientMessage): void;
  close(): void;
}

/** The engine in a thread of its own. The shell's thread only relays messages and never waits for the store. */
export interface EngineThread {
  /** Absolute path of the open workspace. */
  readonly workspace: string;
  /** Adds a client; `listener` hears each `ServerMessage` that the engine answers it, as JSON text. */
  connect(listener: (text: string) => void): EngineClient;
  /** Called if the thread ends without having been told to. */
  onDeath(listener: (why: string) => void): void;
  close(): Promise<void>;
}

/**
 * Starts the thread and opens the workspace in it; refused with the engine's sentence where that cannot be. A shell that reaches the operating system's
 * store of secrets lends it to the engine.
 */
export function startEngine(options: EngineThreadOptions, vault?: Vault): Promise<Outcome<EngineThread>> {
  const worker = new Worker(engineThread(), { workerData: { ...options, hasVault: vault !== undefined } satisfies EngineThreadOptions });
  const clients = new Map<number, (text: string) => void>();
  const deathListeners = new Set<(why: string) => void>();
  let nextClient = 1;
  let closing = false;
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));

  function tell(message: ToEngine): void {
    worker.postMessage(message);
  }

  function die(why: string): void {
    if (closing) return;
    closing = true;
    for (const listener of deathListeners) listener(why);
  }

  function connect(listener: (text: string) => void): EngineClient {
    const client = nextClient++;
    clients.set(client, listener);
    tell({ to: 'connect', client });
    return {
      send: (message) => tell({ to: 'message', client, message }),
      close() {
        clients.delete(client);
        tell({ to: 'disconnect', client });
      },
    };
  }

  async function close(): Promise<void> {
    closing = true;
    tell({ to: 'close' });
    await gone;
  }

  return new Promise((resolve) => {
    worker.on('message', (message: FromEngine) => {
      if (message.from === 'message') clients.get(message.client)?.(message.text);
      else if (message.from === 'vault') {
        if (vault) void answerVault(vault, message).then(tell);
      } else if (message.from === 'opened') {
        resolve(done({ workspace: message.path, connect, onDeath: (listener) => void deathListeners.add(listener), close }));
      } else if (message.from === 'refused') resolve(refuse(message.code, message.message));
    });
    worker.on('error', (thrown: unknown) => {
      const why = thrown instanceof Error ? thrown.message : String(thrown);
      resolve(refuse('engine-failed', `The engine could not start: ${why}`));
      die(why);
    });
    worker.on('exit', (code) => {
      resolve(refuse('engine-failed', `The engine ended before it had started (exit ${code}).`));
      die(`the engine's thread ended (exit ${code})`);
    });
  });
}

function engineThread(): URL {
  return import.meta.url.endsWith('.ts') ? new URL('./engine-thread.ts', import.meta.url) : new URL('./engine-thread.js', import.meta.url);
}
