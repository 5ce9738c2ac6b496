import type { Reader, Writer } from './store/store.ts';

/** The key under which files are sealed, in memory only. */
export interface DataKey {
  readonly id: string;
  /** 256 bits. */
  readonly key: Uint8Array;
}

/** What a column keeps that a passphrase protects. Each step is one file and runs in a transaction of its own. */
export interface Sealing {
  /** How many files lie in the store as they came, and how many sealed. */
  counts(store: Reader): { readonly plain: number; readonly sealed: number };
  /** Seals one file that lies there as it came; false where none is left. */
  sealNext(store: Writer, key: DataKey, nonce: Uint8Array): boolean;
  /** Puts one sealed file back as it came; false where none is left. Throws `BrokenSeal` where its bytes are not those that were sealed. */
  unsealNext(store: Writer, key: DataKey): boolean;
}

/** Sealed bytes that do not open: they, or what is said of them, have been changed. */
export class BrokenSeal extends Error {
  override readonly name = 'BrokenSeal';
}

/**
 * Data keys of the connections that somebody has unlocked. A connection belongs to one thread, so a job has the key only if it was handed
 * over with the job's order; nothing of it is ever written.
 */
const held = new WeakMap<Reader, DataKey>();

/** The key that the connection was unlocked with; undefined while it is locked. */
export function heldKey(store: Reader): DataKey | undefined {
  return held.get(store);
}

export function holdKey(store: Reader, key: DataKey): void {
  held.set(store, key);
}

/** Forgets the key and overwrites it; copies that the runtime has made are out of reach. */
export function dropKey(store: Reader): void {
  held.get(store)?.key.fill(0);
  held.delete(store);
}

/** Whether files are to be sealed, and whether they can be: what the passphrase's record says, against the key that is held. */
export type Lock = { readonly state: 'none' } | { readonly state: 'unlocked'; readonly key: DataKey } | { readonly state: 'locked' };

export function lockOf(store: Reader): Lock {
  const set = store.get<{ dataKey: string | null }>(
    'SELECT data_key AS dataKey FROM workspace_passphrase LEFT JOIN workspace_key USING (record)',
  );
  if (!set) return { state: 'none' };
  const key = heldKey(store);
  return key !== undefined && key.id === set.dataKey ? { state: 'unlocked', key } : { state: 'locked' };
}
