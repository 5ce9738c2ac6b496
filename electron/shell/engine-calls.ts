import type { ServerMessage } from '../../shared/wire/wire.ts';
import type { HostedEngine, PageConnection } from '../host/hosted-engine.ts';

/** The shell's own line to the engine: it asks as a page does. */
export interface EngineCalls {
  /** The answer, or a rejection where there is none. */
  call(type: 'query' | 'mutation', path: string, input: unknown): Promise<unknown>;
  close(): void;
}

/**
 * Opens a line to the engine and listens to a subscription. Where the engine is exchanged for that of another workspace, a new line is opened to that one.
 */
export function callEngine(
  engine: Pick<HostedEngine, 'connect'>,
  subscription: { readonly path: string; readonly input: () => unknown; readonly heard: (data: unknown) => void },
): EngineCalls {
  const waiting = new Map<number, { resolve(data: unknown): void; reject(error: Error): void }>();
  let connection: PageConnection | undefined;
  let closed = false;
  let next = 1;

  function open(): void {
    const listening = next;
    next += 1;
    connection = engine.connect({
      heard(text) {
        const message = JSON.parse(text) as ServerMessage;
        if (message.id === listening && message.kind === 'data') subscription.heard(message.data);
        const asked = waiting.get(message.id);
        if (!asked || message.kind === 'started') return;
        waiting.delete(message.id);
        if (message.kind === 'data') asked.resolve(message.data);
        else asked.reject(new Error(`The engine did not answer: ${JSON.stringify(message)}`));
      },
      ended() {
        for (const asked of waiting.values()) asked.reject(new Error('The engine was closed.'));
        waiting.clear();
        if (!closed) open();
      },
    });
    connection.send({ id: listening, method: 'call', type: 'subscription', path: subscription.path, input: subscription.input() });
  }

  open();
  return {
    call(type, path, input) {
      const id = next;
      next += 1;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        connection?.send({ id, method: 'call', type, path, input });
      });
    },
    close() {
      closed = true;
      connection?.close();
    },
  };
}
