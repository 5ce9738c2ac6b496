import type { ClientMessage } from '../../../shared/wire/wire.ts';

/** What a shell tells the engine's thread: a client has come, speaks, or has gone; or it is time to close. */
export type ToEngine =
  | { readonly to: 'connect'; readonly client: number }
  | { readonly to: 'message'; readonly client: number; readonly message: ClientMessage }
  | { readonly to: 'disconnect'; readonly client: number }
  | { readonly to: 'close' };

/** What the engine's thread tells its shell. */
export type FromEngine =
  | { readonly from: 'opened'; readonly path: string }
  | { readonly from: 'refused'; readonly code: string; readonly message: string }
  /** A `ServerMessage` as JSON text: a shell passes it on unread, and texts cross threads and processes fastest. */
  | { readonly from: 'message'; readonly client: number; readonly text: string }
  | { readonly from: 'closed' };

export interface EngineThreadOptions {
  readonly workspace: string;
  readonly mode: 'open' | 'create' | 'open-or-create';
  readonly actor: string;
  /** Fill the workspace with the demonstration where it is empty. */
  readonly demonstration?: boolean;
  /** A backup to restore into the workspace's place before it is opened. */
  readonly backup?: string;
}
