import { type Body, canonicalBody, checkBody, leafHash, MerkleFrontier, parseLeaf } from '../../../shared/journal/index.ts';
import type { Reader } from '../store/store.ts';
import { digests } from './digests.ts';
import { Findings } from './findings.ts';
import type { Progress } from './refold.ts';

interface StoredEntry {
  readonly seq: number;
  readonly leaf: string;
  readonly leaf_hash: Uint8Array;
  readonly type: string | null;
  readonly body: string | null;
  readonly salt: Uint8Array | null;
}

/** What a walk over the whole record has found. The root is that of the leaves as they lie there, whatever the stored tree says. */
export interface RecordCheck {
  readonly events: number;
  readonly root: Uint8Array;
  readonly entries: Findings;
  readonly tree: Findings;
}

const CHUNK = 1_000;

/**
 * Verifies the record by itself (provenance §8.3, I1–I3 and I7): each leaf is a leaf and stands at its place, its hash is its hash, its
 * parents came before it, its body answers for every digest and for nothing else, and the stored tree is the tree of these leaves.
 */
export function verifyRecord(store: Reader, progress: Progress): RecordCheck {
  const entries = new Findings();
  const tree = new Findings();
  const frontier = new MerkleFrontier(digests);
  const cited = new Map<string, number>();
  const total = store.get<{ total: number }>('SELECT count(*) AS total FROM journal_entry')!.total;
  let nodes = 0;

  function verifyEntry(stored: StoredEntry): void {
    const at = frontier.size;
    if (stored.seq !== at) entries.add(`Entry ${at} is missing: entry ${stored.seq} follows.`, { seq: at });
    entries.checked += 1;
    const hash = leafHash(stored.leaf, digests);
    if (!same(hash, stored.leaf_hash))
      entries.add(`The leaf of entry ${stored.seq} does not have the hash that is stored.`, { seq: stored.seq });
    for (const fault of faultsOf(stored, cited)) entries.add(fault, { seq: stored.seq });
    // The tree is that of the hashes as stored, so that one changed leaf is told once and not again for each node over it.
    frontier.append(stored.leaf_hash, (level, position, node) => {
      if (level === 0) return;
      nodes += 1;
      tree.checked += 1;
      const kept = store.get<{ hash: Uint8Array }>('SELECT hash FROM journal_node WHERE level = ? AND position = ?', level, position);
      if (!kept || !same(kept.hash, node)) tree.add(`Node ${position} on level ${level} of the tree is ${kept ? 'wrong' : 'missing'}.`);
    });
  }

  for (let next = 0; ; ) {
    const rows = store.all<StoredEntry>(
      `SELECT entry.seq, leaf, leaf_hash, type, body, salt FROM journal_entry AS entry LEFT JOIN journal_body USING (seq)
       WHERE entry.seq >= ? ORDER BY entry.seq LIMIT ?`,
      next,
      CHUNK,
    );
    for (const row of rows) verifyEntry(row);
    progress(entries.checked, total, 'Verifying entries');
    if (rows.length < CHUNK) break;
    next = rows.at(-1)!.seq + 1;
  }
  findParents(store, cited, entries);
  const stored = store.get<{ nodes: number; loose: number }>(
    `SELECT (SELECT count(*) FROM journal_node) AS nodes,
            (SELECT count(*) FROM journal_body WHERE seq NOT IN (SELECT seq FROM journal_entry)) AS loose`,
  )!;
  if (stored.nodes !== nodes) tree.add(`The tree has ${stored.nodes} inner nodes where ${nodes} belong.`);
  if (stored.loose > 0) entries.add(`${stored.loose} bodies belong to no entry.`);
  return { events: entries.checked, root: frontier.root(), entries, tree };
}

/** Sentences for what is wrong with one entry; the parents it names are remembered for later. */
function faultsOf(stored: StoredEntry, cited: Map<string, number>): string[] {
  const { seq } = stored;
  const read = parseLeaf(stored.leaf);
  if ('error' in read) return [`Entry ${seq}: ${read.error.message}`];
  const leaf = read.ok;
  const faults: string[] = [];
  if (leaf.n !== seq) faults.push(`Entry ${seq} says of itself that it is entry ${leaf.n}.`);
  for (const parent of leaf.parents) cited.set(parent, Math.min(seq, cited.get(parent) ?? seq));
  const { type, body, salt } = stored;
  if (type === null || body === null || salt === null) {
    return [...faults, `The body of entry ${seq} is missing, and no entry says that it was erased.`];
  }
  if (type !== leaf.kind) faults.push(`Entry ${seq} is a ${leaf.kind}, its body a ${type}.`);
  const fields = readBody(body);
  if (fields === null) return [...faults, `The body of entry ${seq} is no canonical JSON object.`];
  if (!saysTime(fields, leaf.iat)) faults.push(`Entry ${seq} says another time in its leaf than in its body.`);
  const { strangers, unanswered } = checkBody(leaf, fields, salt, digests);
  if (strangers.length > 0)
    faults.push(`Entry ${seq} has been changed: the leaf does not know ${strangers.join(', ')} as the body has it.`);
  if (unanswered > strangers.length) faults.push(`Entry ${seq} has lost ${unanswered - strangers.length} of its fields.`);
  return faults;
}

/** The leaf carries the body's instant in whole seconds. */
function saysTime({ at }: Body, iat: number): boolean {
  return typeof at === 'string' && Math.floor(Date.parse(at) / 1_000) === iat;
}

function readBody(text: string): Body | null {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read) && canonicalBody(read) === text ? (read as Body) : null;
  } catch {
    return null;
  }
}

/** Every parent that a leaf names must be the hash of an entry before the first that names it. */
function findParents(store: Reader, cited: Map<string, number>, entries: Findings): void {
  if (cited.size === 0) return;
  for (const { seq, leaf_hash } of store.each<{ seq: number; leaf_hash: Uint8Array }>(
    'SELECT seq, leaf_hash FROM journal_entry ORDER BY seq',
  )) {
    const hash = Buffer.from(leaf_hash).toString('base64url');
    const child = cited.get(hash);
    if (child !== undefined && seq < child) cited.delete(hash);
  }
  for (const seq of cited.values()) entries.add(`Entry ${seq} names a parent that is not before it.`, { seq });
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
