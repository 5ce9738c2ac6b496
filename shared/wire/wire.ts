/**
 * The one message format between a view and the engine, the same over Electron's IPC, a loopback WebSocket and a worker's port.
 * A client numbers its calls; every answer carries the number of its call.
 */
export type CallKind = 'query' | 'mutation' | 'subscription';

export type ClientMessage =
  | { readonly id: number; readonly method: 'call'; readonly type: CallKind; readonly path: string; readonly input: unknown }
  | { readonly id: number; readonly method: 'cancel' };

export type ServerMessage =
  | { readonly id: number; readonly kind: 'data'; readonly data: unknown }
  | { readonly id: number; readonly kind: 'error'; readonly error: unknown }
  | { readonly id: number; readonly kind: 'started' }
  | { readonly id: number; readonly kind: 'done' };

/** One end of a connection: what it sends and what it hears. `onMessage` and `onClose` answer the function that stops listening. */
export interface Wire<Sent, Heard> {
  send(message: Sent): void;
  onMessage(listener: (message: Heard) => void): () => void;
  onClose(listener: () => void): () => void;
}
export type ClientWire = Wire<ClientMessage, ServerMessage>;
export type ServerWire = Wire<ServerMessage, ClientMessage>;

/** Whether something from outside has the shape of a client's message; nothing else may reach the router. */
export function isClientMessage(value: unknown): value is ClientMessage {
  if (typeof value !== 'object' || value === null) return false;
  const message = value as Record<string, unknown>;
  if (!Number.isSafeInteger(message['id'])) return false;
  if (message['method'] === 'cancel') return true;
  return (
    message['method'] === 'call' &&
    typeof message['path'] === 'string' &&
    message['path'].length <= 200 &&
    (message['type'] === 'query' || message['type'] === 'mutation' || message['type'] === 'subscription')
  );
}
