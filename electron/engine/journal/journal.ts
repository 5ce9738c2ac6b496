import { done, type Outcome, refuse } from '../../../shared/figures/index.ts';
import { base64url, type Body, type JournalEvent, leafHash, type NewEvent, sealEntry } from '../../../shared/journal/index.ts';
import { sqliteCode, type Store, type Writer } from '../store/store.ts';
import { digests } from './digests.ts';
import { bodyFields, type EventRegistry, eventFromBody } from './event-registry.ts';
import { openTree } from './tree.ts';

/** What has changed, told once after a commit, to this process's listeners. */
export interface ChangeNotice {
  /** Number of entries in the journal now. */
  readonly size: number;
  /** Columns whose events were appended. */
  readonly columns: readonly string[];
}

export interface Journal {
  /**
   * Appends events and folds them, in one durable transaction: when it answers `ok`, they are on disk. `bulk` writes the rows that an
   * event stands for, inside the same transaction and before the folds.
   */
  commit(events: readonly NewEvent[], bulk?: (store: Writer, committed: readonly JournalEvent[]) => void): Outcome<readonly JournalEvent[]>;
  /** The event at a place in the tree; undefined where there is none or its body was erased. */
  at(seq: number): JournalEvent | undefined;
  byId(id: string): JournalEvent | undefined;
  /** Events in their order from `from` on; erased ones are left out. */
  each(from?: number): Iterable<JournalEvent>;
  head(): { readonly size: number; readonly root: Uint8Array };
  onChange(listener: (notice: ChangeNotice) => void): () => void;
  /** Looks whether another process has appended, and tells the listeners if so. */
  lookForForeignChanges(): void;
  readonly registry: EventRegistry;
}

export interface JournalOptions {
  readonly store: Store;
  readonly registry: EventRegistry;
  readonly actor: string;
  readonly now: () => string;
  readonly newId: () => string;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly readOnly: { readonly message: string } | null;
}

interface BodyRow {
  readonly seq: number;
  readonly type: string;
  readonly body: string;
}

/** How far the clock may step back before the journal says so in an entry of its own (provenance §8.3, I17). */
const CLOCK_TOLERANCE_MILLISECONDS = 120_000;

export function openJournal(options: JournalOptions): Journal {
  const { store, registry } = options;
  const tree = openTree(store);
  const listeners = new Set<(notice: ChangeNotice) => void>();
  let toldSize = tree.size;
  let foreignVersion = store.foreignVersion();

  function commit(
    events: readonly NewEvent[],
    bulk?: (store: Writer, committed: readonly JournalEvent[]) => void,
  ): Outcome<readonly JournalEvent[]> {
    if (options.readOnly) return refuse('read-only', options.readOnly.message);
    if (events.length === 0) return done([]);
    let asked: readonly JournalEvent[] = [];
    let noticed: readonly JournalEvent[] = [];
    try {
      store.transact(() => {
        tree.refresh();
        noticed = clockNotice().map((event) => append(event));
        asked = events.map((event) => append(event));
        bulk?.(store, asked);
        for (const event of [...noticed, ...asked]) for (const apply of registry.foldsOf(event.type)) apply(store, event);
      });
    } catch (thrown) {
      tree.refresh();
      const refusal = storeRefusal(thrown);
      if (refusal) return refusal;
      throw thrown;
    }
    tell([...noticed, ...asked].map((event) => columnOf(event.type)));
    return done(asked);
  }

  function append(event: NewEvent): JournalEvent {
    const definition = registry.typeOf(event.type);
    const at = options.now();
    const salt = options.randomBytes(32);
    const fields = bodyFields(definition, event, { id: options.newId(), at, actor: options.actor });
    const parents = [...new Set([...(event.undoes === undefined ? [] : [event.undoes]), ...(event.parents ?? [])])].map(leafHashOf);
    const seq = tree.size;
    const entry = { n: seq, kind: event.type, iat: Math.floor(Date.parse(at) / 1000), parents };
    const { leaf, body } = sealEntry(entry, fields as Body, salt, digests);
    const hash = leafHash(leaf, digests);
    store.run('INSERT INTO journal_entry (seq, leaf, leaf_hash) VALUES (?, ?, ?)', seq, leaf, hash);
    store.run('INSERT INTO journal_body (seq, type, body, salt) VALUES (?, ?, ?, ?)', seq, event.type, body, salt);
    tree.append(hash);
    return eventFromBody(definition, seq, body);
  }

  function leafHashOf(id: string): string {
    const row = store.get<{ leaf_hash: Uint8Array }>(
      'SELECT leaf_hash FROM journal_entry JOIN journal_body USING (seq) WHERE journal_body.id = ?',
      id,
    );
    if (!row) throw new Error(`an event names a parent that is not in the journal: ${id}`);
    return base64url(row.leaf_hash);
  }

  /** The entry that says that the clock has gone back, where it has: times are claims, and a claim that contradicts the last one is told. */
  function clockNotice(): readonly NewEvent[] {
    const last = store.get<{ at: string }>("SELECT body ->> '$.at' AS at FROM journal_body ORDER BY seq DESC LIMIT 1");
    const now = options.now();
    if (!last || Date.parse(now) >= Date.parse(last.at) - CLOCK_TOLERANCE_MILLISECONDS) return [];
    return [{ type: 'journal.clock-went-back', subject: 'clock', payload: { previous: last.at, claimed: now } }];
  }

  function tell(columns: readonly string[]): void {
    const { size } = tree;
    toldSize = size;
    foreignVersion = store.foreignVersion();
    const notice = { size, columns: [...new Set(columns)] };
    for (const listener of listeners) listener(notice);
  }

  function lookForForeignChanges(): void {
    const version = store.foreignVersion();
    if (version === foreignVersion) return;
    foreignVersion = version;
    tree.refresh();
    if (tree.size === toldSize) return;
    const types = store.all<{ type: string }>('SELECT DISTINCT type FROM journal_body WHERE seq >= ?', toldSize);
    tell(types.map((row) => columnOf(row.type)));
  }

  function read(row: BodyRow | undefined): JournalEvent | undefined {
    return row && eventFromBody(registry.typeOf(row.type), row.seq, row.body);
  }

  function* each(from = 0): Iterable<JournalEvent> {
    for (const row of store.each<BodyRow>('SELECT seq, type, body FROM journal_body WHERE seq >= ? ORDER BY seq', from)) {
      yield eventFromBody(registry.typeOf(row.type), row.seq, row.body);
    }
  }

  return {
    registry,
    commit,
    each,
    at: (seq) => read(store.get<BodyRow>('SELECT seq, type, body FROM journal_body WHERE seq = ?', seq)),
    byId: (id) => read(store.get<BodyRow>('SELECT seq, type, body FROM journal_body WHERE id = ?', id)),
    head() {
      tree.refresh();
      return { size: tree.size, root: tree.root() };
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    lookForForeignChanges,
  };
}

function columnOf(type: string): string {
  return type.slice(0, type.indexOf('.'));
}

/** The sentence for what SQLite says when a store cannot be read or written; `null` where the exception is a defect of ours. */
export function storeRefusal(thrown: unknown): Outcome<never> | null {
  const code = sqliteCode(thrown);
  if (code === null) return null;
  if (code.startsWith('SQLITE_BUSY')) {
    return refuse('workspace-busy', 'Another window or terminal is writing to this workspace. Nothing was changed; try again in a moment.');
  }
  if (code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR')) {
    return refuse(
      'disk-full',
      'The disk has no room for this change, or cannot be written. Nothing was changed; free some space and try again.',
      { code },
    );
  }
  if (code.startsWith('SQLITE_READONLY')) {
    return refuse('read-only', 'The workspace file cannot be written. Nothing was changed; check its permissions.', { code });
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return refuse('workspace-damaged', 'The workspace file is damaged. Nothing was changed; restore the newest backup that verifies.', {
      code,
    });
  }
  return null;
}
