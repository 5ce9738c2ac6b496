import { type Glance, glanceAt, versionOf } from '../kept.ts';
import { type Reader, writesSeen } from '../store/store.ts';
import { changesBetween, type MarketChanges } from './market-changes.ts';

/** Something that is kept of the market, and told what of it may have changed before it is asked again. */
export interface Keeper {
  takeIn(changes: MarketChanges): void;
}

/**
 * A keeper for each open store. Whoever asks for it gets one that stands where the journal stands: events since the last time, of this process or
 * another, have been told to it, so that only what they can touch is made anew. Where too many followed, or the journal is not the one that was
 * known, it is another keeper that knows nothing yet. Amid a write transaction, too, for what is read there may be taken back.
 */
export function keeperOf<K extends Keeper>(make: (store: Reader) => K): (store: Reader) => K {
  return (store) => {
    const keepers = keepersOf(store);
    let found = keepers.get(make) as K | undefined;
    if (!found) keepers.set(make, (found = make(store)));
    return found;
  };
}

interface Memory {
  /** How far the journal reached when it was asked last. */
  glance: Glance;
  /** The place of the market's newest event that was told; -1 before the first. */
  version: number;
  /** The id of that event: another one may stand in its place after a restore. */
  id: string | null;
  readonly keepers: Map<unknown, Keeper>;
}

const MEMORIES = new WeakMap<Reader, Memory>();
/** What was read amid a transaction, until something is written. */
const PASSING = new WeakMap<Reader, { readonly writes: number; readonly keepers: Map<unknown, Keeper> }>();

function keepersOf(store: Reader): Map<unknown, Keeper> {
  const glance = glanceAt(store);
  if (!glance.isFirm) return passing(store);
  const memory = MEMORIES.get(store);
  if (memory?.glance === glance) return memory.keepers;
  const version = versionOf(store, 'market');
  const isFurther = memory && memory.version <= version && memory.id === idAt(store, memory.version);
  const changes = isFurther ? changesBetween(store, memory.version, version) : null;
  if (!memory || changes === null) {
    const begun: Memory = { glance, version, id: idAt(store, version), keepers: new Map() };
    MEMORIES.set(store, begun);
    return begun.keepers;
  }
  memory.glance = glance;
  if (version > memory.version) {
    [memory.version, memory.id] = [version, idAt(store, version)];
    for (const keeper of memory.keepers.values()) keeper.takeIn(changes);
  }
  return memory.keepers;
}

function passing(store: Reader): Map<unknown, Keeper> {
  const writes = writesSeen();
  let found = PASSING.get(store);
  if (found?.writes !== writes) PASSING.set(store, (found = { writes, keepers: new Map() }));
  return found.keepers;
}

function idAt(store: Reader, seq: number): string | null {
  return store.get<{ id: string }>('SELECT id FROM journal_body WHERE seq = ?', seq)?.id ?? null;
}
