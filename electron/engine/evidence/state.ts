import type { AboutEvidenceFile, EvidenceEntry, EvidenceState } from '../../../shared/evidence/index.ts';
import type { JournalEvent } from '../../../shared/journal/index.ts';
import type { KeptFile } from '../column.ts';
import type { Engine } from '../engine.ts';
import { heldKey } from '../sealing.ts';
import type { Reader } from '../store/store.ts';
import { soundness, storedForms, storedHash } from './content.ts';
import { entriesOf } from './entries.ts';

/** An entry with how its bytes are found now. */
export type EvidenceStanding = EvidenceEntry & { readonly state: EvidenceState };

/**
 * How the bytes of these entries are found now, by id; ids that name no entry are left out. Every byte is looked at, and again after
 * every write to the file by anybody.
 */
export function evidenceState({ store }: Pick<Engine, 'store'>, ids: readonly string[]): ReadonlyMap<string, EvidenceStanding> {
  return new Map([...entriesOf(store, ids)].map(([id, entry]) => [id, { ...entry, state: stateOf(store, entry.sha256) }]));
}

/** State of the bytes with this hash. */
export function stateOf(store: Reader, sha256: string): EvidenceState {
  const seen = lookedAt(store);
  const known = seen.get(sha256);
  if (known !== undefined) return known;
  const state = look(store, sha256);
  seen.set(sha256, state);
  return state;
}

/** For verification: the hash that an entry names, and that of the bytes that are kept for it; sealed ones count by their own hash. */
export function keptEvidence(store: Reader, event: JournalEvent): KeptFile {
  const { name, sha256 } = (event.payload as AboutEvidenceFile).file;
  const state = stateOf(store, sha256);
  if (state === 'missing') return { name, named: sha256, kept: null };
  const [form] = storedForms(store, sha256);
  return { name, named: sha256, kept: state === 'altered' && form ? `altered ${storedHash(store, form)}` : sha256 };
}

function look(store: Reader, sha256: string): EvidenceState {
  const forms = storedForms(store, sha256);
  if (forms.length === 0) return 'missing';
  const found = new Set(forms.map((form) => soundness(store, form, heldKey(store) ?? null)));
  if (found.has('sound')) return 'kept';
  return found.has('locked') ? 'locked' : 'altered';
}

interface Seen {
  readonly when: string;
  readonly states: Map<string, EvidenceState>;
}

const seenOf = new WeakMap<Reader, Seen>();

/** What was found since anything was last written to the file, by this connection or another, and since it was locked or unlocked. */
function lookedAt(store: Reader): Map<string, EvidenceState> {
  const { data_version: foreign } = store.get<{ data_version: number }>('PRAGMA data_version')!;
  const { own } = store.get<{ own: number }>('SELECT total_changes() AS own')!;
  const when = `${foreign} ${own} ${heldKey(store)?.id ?? 'locked'}`;
  const seen = seenOf.get(store);
  if (seen?.when === when) return seen.states;
  const states = new Map<string, EvidenceState>();
  seenOf.set(store, { when, states });
  return states;
}
