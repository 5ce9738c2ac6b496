import type { Outcome } from '../../../shared/figures/index.ts';
import type { Reader } from '../store/store.ts';

/**
 * The operating system's store of secrets, where the engine's shell can reach one: a keychain, a wallet, the account's own encryption. It encrypts
 * with a key that it keeps itself; what comes out is kept in the workspace, and opens only for this account on this machine.
 */
export interface Vault {
  /** What people call it; refused with the sentence why there is none. */
  name(): Promise<Outcome<string>>;
  encrypt(secret: string): Promise<Outcome<Uint8Array>>;
  decrypt(content: Uint8Array): Promise<Outcome<string>>;
}

/** Vaults of the connections whose shell has one. A terminal and a browser have none. */
const held = new WeakMap<Reader, Vault>();

export function holdVault(store: Reader, vault: Vault): void {
  held.set(store, vault);
}

export function heldVault(store: Reader): Vault | undefined {
  return held.get(store);
}
