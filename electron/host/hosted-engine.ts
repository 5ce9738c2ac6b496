import { done, isRefused, type Outcome } from '../../shared/figures/index.ts';
import type { ClientMessage } from '../../shared/wire/wire.ts';
import type { Vault } from '../engine/delivery/index.ts';
import { type EngineThread, startEngine } from '../engine/thread/start-engine.ts';
import type { WorkspaceChoice } from './workspace-location.ts';

/** A page as its server sees it. */
export interface PageEnd {
  /** One `ServerMessage` as JSON text. */
  heard(text: string): void;
  /** The engine behind the connection is gone; a page that opens again meets the next one. */
  ended(): void;
}

/** A page's connection into the engine. */
export interface PageConnection {
  send(message: ClientMessage): void;
  close(): void;
}

/**
 * The engine that a shell hosts: one workspace at a time, in a thread of its own, exchanged for another one when its owner opens
 * another file. Messages are relayed, never read.
 */
export interface HostedEngine {
  /** Absolute path of the open workspace. */
  workspace(): string;
  connect(page: PageEnd): PageConnection;
  /**
   * Opens another workspace and then closes the present one; refused, the present one stays. A backup is restored into the present one's
   * place, which must be closed for that and is opened again whatever comes of it. Ends every connection.
   */
  open(choice: WorkspaceChoice): Promise<Outcome<string>>;
  close(): Promise<void>;
}

/**
 * Starts the engine on a workspace. `died` hears of a thread that ended without having been told to. A shell that reaches the operating system's store of
 * secrets lends it.
 */
export async function hostEngine(choice: WorkspaceChoice, died: (why: string) => void, vault?: Vault): Promise<Outcome<HostedEngine>> {
  const started = await start(choice, vault);
  if (isRefused(started)) return started;
  let thread = started.ok;
  thread.onDeath(died);
  const pages = new Set<PageEnd>();

  function endAll(): void {
    const ending = [...pages];
    pages.clear();
    for (const page of ending) page.ended();
  }

  return done({
    workspace: () => thread.workspace,
    connect(page) {
      pages.add(page);
      const client = thread.connect((text) => page.heard(text));
      return {
        send: (message) => client.send(message),
        close() {
          if (pages.delete(page)) client.close();
        },
      };
    },
    async open(next) {
      const previous = thread;
      if (next.backup !== undefined) await previous.close();
      const replacement = await start(next, vault);
      const taken =
        isRefused(replacement) && next.backup !== undefined ? await start({ path: previous.workspace, mode: 'open' }, vault) : replacement;
      if (isRefused(taken)) {
        if (next.backup !== undefined) died(taken.error.message);
        return taken;
      }
      thread = taken.ok;
      thread.onDeath(died);
      endAll();
      await previous.close();
      return isRefused(replacement) ? replacement : done(thread.workspace);
    },
    async close() {
      endAll();
      await thread.close();
    },
  });
}

function start(choice: WorkspaceChoice, vault: Vault | undefined): Promise<Outcome<EngineThread>> {
  const options = {
    workspace: choice.path,
    mode: choice.mode,
    actor: 'owner',
    demonstration: choice.demonstration === true,
    ...(choice.backup === undefined ? {} : { backup: choice.backup }),
  };
  return startEngine(options, vault);
}
