import type { Bridge, ShellCommand } from '../../shared/wire/bridge.ts';
import { isClientMessage, type ServerMessage } from '../../shared/wire/wire.ts';

/** Answers by the path of the procedure; a subscription gets a function to send with. */
export type Answers = Record<string, (input: never, push: (data: unknown) => void) => unknown>;

export interface AnsweringBridge {
  /** Every call that was made, in order. */
  readonly calls: ReadonlyArray<{ readonly path: string; readonly input: unknown }>;
  /** Forgets the calls that were made. */
  forget(): void;
  /** Sends a notice to every listener of a subscription. */
  push(path: string, data: unknown): void;
  /** What the native menu would do. */
  choose(command: ShellCommand): void;
}

/** Stands in for the engine behind the desktop's bridge: the page under test speaks the real wire to it. A page opens its wire once, so one file has one. */
export function answeringBridge(answers: Answers): AnsweringBridge {
  const heard = new Set<(message: string) => void>();
  const commands = new Set<(command: ShellCommand) => void>();
  const subscriptions = new Map<number, string>();
  const calls: Array<{ path: string; input: unknown }> = [];
  function answer(message: ServerMessage): void {
    queueMicrotask(() => {
      for (const listener of heard) listener(JSON.stringify(message));
    });
  }
  /** A promise is answered when it is kept, as by an engine that has much to do. */
  async function tell(id: number, data: unknown): Promise<void> {
    answer({ id, kind: 'data', data: data instanceof Promise ? await data : data });
  }
  const bridge: Bridge = {
    platform: 'linux',
    send(text) {
      const message: unknown = JSON.parse(text);
      if (!isClientMessage(message)) throw new Error(`no client message: ${text}`);
      if (message.method === 'cancel') {
        subscriptions.delete(message.id);
        return;
      }
      const { id, path, type, input } = message;
      calls.push({ path, input });
      if (type === 'subscription') {
        subscriptions.set(id, path);
        answer({ id, kind: 'started' });
        return;
      }
      const given = answers[path];
      if (given)
        void tell(
          id,
          given(input as never, () => undefined),
        );
      else answer({ id, kind: 'error', error: { message: `nothing answers ${path}`, code: -32_004, data: { code: 'NOT_FOUND' } } });
    },
    onMessage(listener) {
      heard.add(listener);
      return () => heard.delete(listener);
    },
    onCommand(listener) {
      commands.add(listener);
      return () => commands.delete(listener);
    },
    pathOf: () => '',
    choose: async () => [],
    hideAmounts: () => undefined,
    openWorkspace: async () => undefined,
  };
  Object.defineProperty(window, 'countinghouse', { value: bridge, configurable: true });
  return {
    calls,
    forget() {
      calls.length = 0;
    },
    push(path, data) {
      for (const [id, subscribed] of subscriptions) if (subscribed === path) answer({ id, kind: 'data', data });
    },
    choose(command) {
      for (const listener of commands) listener(command);
    },
  };
}
