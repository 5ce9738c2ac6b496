import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import type { EvidenceEntry } from '../../../shared/evidence/index.ts';
import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import { BrokenSeal, heldKey } from '../sealing.ts';
import type { Reader } from '../store/store.ts';
import { findEvidence } from './changes.ts';
import { openedPieces, soundness, storedForms, type StoredFile } from './content.ts';
import { stateOf } from './state.ts';

export interface EvidenceContent {
  readonly entry: EvidenceEntry | null;
  /** Base64. */
  readonly content: string | null;
  /** Why there is none. */
  readonly message: string | null;
}

/** One file with its bytes. Bytes that are not those that were kept are never handed out. */
export function readEvidence(engine: Pick<Engine, 'store'>, evidence: string): EvidenceContent {
  const found = findEvidence(engine, evidence);
  if (isRefused(found)) return { entry: null, content: null, message: found.error.message };
  const form = soundForm(engine.store, found.ok);
  if (isRefused(form)) return { entry: found.ok, content: null, message: form.error.message };
  const bytes = Buffer.concat([...openedPieces(engine.store, form.ok, heldKey(engine.store) ?? null)].map((piece) => Buffer.from(piece)));
  return { entry: found.ok, content: bytes.toString('base64'), message: null };
}

/** Writes a file of evidence out, to a path where nothing is yet. */
export function saveEvidence(
  engine: Pick<Engine, 'store'>,
  { evidence, path }: { readonly evidence: string; readonly path: string },
): Outcome<{ path: string; bytes: number }> {
  const found = findEvidence(engine, evidence);
  if (isRefused(found)) return found;
  const form = soundForm(engine.store, found.ok);
  if (isRefused(form)) return form;
  const target = resolve(path);
  let file: number;
  try {
    file = openSync(target, 'wx', 0o600);
  } catch (thrown) {
    return refuseTarget(target, thrown);
  }
  try {
    for (const piece of openedPieces(engine.store, form.ok, heldKey(engine.store) ?? null)) writeWhole(file, piece);
    fsyncSync(file);
    closeSync(file);
    return done({ path: target, bytes: found.ok.bytes });
  } catch (thrown) {
    closeSync(file);
    rmSync(target, { force: true });
    if (thrown instanceof BrokenSeal) return refuse('evidence-altered', thrown.message);
    return refuseTarget(target, thrown);
  }
}

/** The form of the file that can be handed out; refused with what stands against it. */
function soundForm(store: Reader, { name, sha256 }: EvidenceEntry): Outcome<StoredFile> {
  const key = heldKey(store) ?? null;
  const form = storedForms(store, sha256).find((each) => soundness(store, each, key) === 'sound');
  if (form) return done(form);
  const state = stateOf(store, sha256);
  if (state === 'locked') return refuse('locked', `${name} is sealed. Give the passphrase of the workspace in Settings, then open it.`);
  return state === 'missing'
    ? refuse(
        'evidence-missing',
        `The bytes of ${name} are gone from the workspace. Restore a backup that has them, or keep the file again.`,
      )
    : refuse(
        'evidence-altered',
        `The bytes of ${name} are not those that were kept (${sha256.slice(0, 8)}): somebody or something has altered them. Restore a backup, or keep the right file again.`,
      );
}

function writeWhole(file: number, piece: Uint8Array): void {
  for (let at = 0; at < piece.length; ) at += writeSync(file, piece, at);
}

function refuseTarget(path: string, thrown: unknown): Outcome<never> {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : null;
  if (code === null) throw thrown;
  if (code === 'EEXIST') return refuse('file-exists', `There is a file at ${path} already. Name another one.`, { path });
  if (code === 'ENOENT' || code === 'ENOTDIR') return refuse('no-such-folder', `There is no folder for ${path}. Make it first.`, { path });
  return refuse('not-written', `${path} could not be written (${code}).`, { path });
}
