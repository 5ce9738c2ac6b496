import { hash } from 'node:crypto';
import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { PositionDocument } from '../../../shared/positions/index.ts';
import type { JournalEvent } from '../../../shared/journal/index.ts';
import type { KeptFile } from '../column.ts';
import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';
import { findPosition } from './commands.ts';
import { documentsOf } from './position-rows.ts';

const MOST_BYTES = 10_000_000;

interface Attachment {
  readonly position: string;
  readonly name: string;
  readonly mediaType: string;
  /** Base64. */
  readonly content: string;
}

/** Keeps a file beside a position. Its bytes lie once under their hash; the event names the hash. */
export function attachDocument(engine: Engine, { position, name, mediaType, content }: Attachment): Outcome<PositionDocument> {
  const row = findPosition(engine, position);
  if (isRefused(row)) return row;
  const bytes = Buffer.from(content, 'base64');
  if (bytes.length > MOST_BYTES) {
    return refuse(
      'too-large',
      `${name} has ${bytes.length.toLocaleString('en')} bytes; at most ${MOST_BYTES.toLocaleString('en')} are kept beside a position.`,
    );
  }
  const document: PositionDocument = { sha256: hash('sha256', bytes, 'hex'), name, mediaType, bytes: bytes.length };
  const committed = engine.journal.commit([{ type: 'positions.document-attached', subject: position, payload: { document } }], (store) => {
    store.run('INSERT OR IGNORE INTO position_file (sha256, content) VALUES (?, ?)', document.sha256, bytes);
  });
  return isRefused(committed) ? committed : done(document);
}

/** For verification: the hash that an attachment names, and that of the bytes that are kept for it. */
export function keptDocument(store: Reader, event: JournalEvent): KeptFile {
  const { document } = event.payload as { readonly document: PositionDocument };
  const file = store.get<{ content: Uint8Array }>('SELECT content FROM position_file WHERE sha256 = ?', document.sha256);
  return { name: document.name, named: document.sha256, kept: file === undefined ? null : hash('sha256', file.content, 'hex') };
}

/** The bytes stay, so that it can be undone. */
export function detachDocument(engine: Engine, position: string, sha256: string): Outcome<{ position: string }> {
  const document = documentsOf(engine.store, position).find((each) => each.sha256 === sha256);
  if (!document) return refuse('no-such-document', 'There is no such file beside this position.', { position, sha256 });
  const committed = engine.journal.commit([{ type: 'positions.document-detached', subject: position, payload: { document } }]);
  return isRefused(committed) ? committed : done({ position });
}

export function readDocument(engine: Engine, position: string, sha256: string): (PositionDocument & { content: string }) | null {
  const document = documentsOf(engine.store, position).find((each) => each.sha256 === sha256);
  const file = engine.store.get<{ content: Uint8Array }>('SELECT content FROM position_file WHERE sha256 = ?', sha256);
  return document && file ? { ...document, content: Buffer.from(file.content).toString('base64') } : null;
}
