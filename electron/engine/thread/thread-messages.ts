import type { Outcome } from '../../../shared/figures/index.ts';
import type { ClientMessage } from '../../../shared/wire/wire.ts';

/** What a shell tells the engine's thread: a client has come, speaks, or has gone; or it is time to close. */
export type ToEngine =
  | { readonly to: 'connect'; readonly client: number }
  | { readonly to: 'message'; readonly client: number; readonly message: ClientMessage }
  | { readonly to: 'disconnect'; readonly client: number }
  | { readonly to: 'vault'; readonly ask: number; readonly answer: Outcome<string> }
  | { readonly to: 'close' };

/** What the engine's thread tells its shell. */
export type FromEngine =
  | { readonly from: 'opened'; readonly path: string }
  | { readonly from: 'refused'; readonly code: string; readonly message: string }
  /** A `ServerMessage` as JSON text: a shell passes it on unread, and texts cross threads and processes fastest. */
  | { readonly from: 'message'; readonly client: number; readonly text: string }
  /** A wish to the shell's store of secrets; what is encrypted goes to and fro in base64. */
  | { readonly from: 'vault'; readonly ask: number; readonly wish: VaultWish; readonly text: string }
  | { readonly from: 'closed' };

/** What the store is called, or what it is to do. */
export type VaultWish = 'name' | 'encrypt' | 'decrypt';

export interface EngineThreadOptions {
  readonly workspace: string;
  readonly mode: 'open' | 'create' | 'open-or-create';
  readonly actor: string;
  /** Fill the workspace with the demonstration where it is empty. */
  readonly demonstration?: boolean;
  /** Whether the shell reaches the operating system's store of secrets. */
  readonly hasVault?: boolean;
  /** A backup to restore into the workspace's place before it is opened. */
  readonly backup?: string;
}
