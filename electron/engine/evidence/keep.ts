import { createHash } from 'node:crypto';
import { type AboutEvidenceFile, type EvidenceEntry, type EvidenceFile, mediaTypeOf } from '../../../shared/evidence/index.ts';
import { isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import { type Lock, lockOf } from '../sealing.ts';
import { findEvidence } from './changes.ts';
import { ChangedOnTheWay, deleteForm, type Seal, soundness, storedForms, writeForm } from './content.ts';
import { ContentReader } from './recognise.ts';
import { openFileSource, openPastedSource, type Source } from './source.ts';

/** What is to be kept: a path, or base64 with a name. */
export interface ToKeep {
  readonly path?: string | undefined;
  readonly content?: string | undefined;
  readonly name?: string | undefined;
  readonly capturedAt?: string | undefined;
  readonly origin?: string | undefined;
  readonly note?: string | undefined;
}

type Keeping = Pick<Engine, 'store' | 'journal' | 'now' | 'newId' | 'randomBytes'>;

/** A clock may be this far behind the one that made a picture. */
const CLOCK_TOLERANCE_MILLISECONDS = 120_000;

/**
 * Takes a file into custody. It is read twice, piece by piece: once for its hash and its type, and once into the store, where it must
 * still have that hash. Bytes that are there already are not stored again; the entry is new all the same.
 */
export async function keepEvidence(engine: Keeping, wish: ToKeep): Promise<Outcome<EvidenceEntry>> {
  const now = engine.now();
  const refused = refuseWish(wish, now) ?? refuseLocked(lockOf(engine.store));
  if (refused) return refused;
  const opened = sourceOf(wish);
  if (isRefused(opened)) return opened;
  const source = opened.ok;
  try {
    const examined = await examine(source);
    if (isRefused(examined)) return examined;
    const { capturedAt = now, origin = '', note = '' } = wish;
    return store(engine, source, { ...examined.ok, name: source.name, bytes: source.bytes, capturedAt, origin, note });
  } finally {
    source.close();
  }
}

function refuseWish({ path, content, name, capturedAt }: ToKeep, now: string): Outcome<never> | null {
  if ((path === undefined) === (content === undefined))
    return refuse('nothing-to-keep', 'Name a path, or hand over content as base64; one of the two.');
  if (content !== undefined && name === undefined)
    return refuse('no-name', 'What is handed over as base64 needs a name, such as "chat.png".');
  if (capturedAt !== undefined && Date.parse(capturedAt) > Date.parse(now) + CLOCK_TOLERANCE_MILLISECONDS)
    return refuse('in-the-future', `Evidence cannot have been captured at ${capturedAt}, which is still to come. Check the date.`, {
      capturedAt,
    });
  return null;
}

function refuseLocked({ state }: Lock): Outcome<never> | null {
  if (state !== 'locked') return null;
  return refuse(
    'locked',
    'The workspace is locked, so new evidence could not be sealed. Give its passphrase in Settings, then keep the file.',
  );
}

function sourceOf({ path, content, name }: ToKeep): Outcome<Source> {
  const plainName = name?.replace(/^.*[\\/]/, '');
  if (path !== undefined) return openFileSource(path, plainName);
  return openPastedSource(content ?? '', plainName ?? '');
}

async function examine(source: Source): Promise<Outcome<Pick<EvidenceFile, 'sha256' | 'mediaType'>>> {
  const hash = createHash('sha256');
  const reader = new ContentReader();
  for (const piece of source.pieces()) {
    hash.update(piece);
    reader.add(piece);
  }
  const type = mediaTypeOf(source.name, await reader.content());
  return isRefused(type) ? type : { ok: { sha256: hash.digest('hex'), mediaType: type.ok } };
}

function store(engine: Keeping, source: Source, file: EvidenceFile): Outcome<EvidenceEntry> {
  const evidence = engine.newId();
  const payload: AboutEvidenceFile = { file };
  try {
    const committed = engine.journal.commit([{ type: 'evidence.file-kept', subject: evidence, payload }], (store) => {
      const lock = lockOf(store);
      if (lock.state === 'locked') throw new LockedMeanwhile();
      const seal: Seal | null = lock.state === 'unlocked' ? { key: lock.key, nonce: engine.randomBytes(12) } : null;
      const forms = storedForms(store, file.sha256);
      if (forms.some((form) => soundness(store, form, seal?.key ?? null) === 'sound')) return;
      // What is there has been altered, and here come the right bytes again.
      for (const form of forms) deleteForm(store, form);
      writeForm(store, file, source.pieces(), seal);
    });
    return isRefused(committed) ? committed : findEvidence(engine, evidence);
  } catch (thrown) {
    if (thrown instanceof ChangedOnTheWay)
      return refuse(
        'changed-meanwhile',
        `${source.name} was changed while it was read. Nothing was kept; wait until it is written, then keep it.`,
      );
    if (thrown instanceof LockedMeanwhile) return refuseLocked({ state: 'locked' })!;
    throw thrown;
  }
}

/** Another process has set a passphrase between our looking and our writing. */
class LockedMeanwhile extends Error {}
