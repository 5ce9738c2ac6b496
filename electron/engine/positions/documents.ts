import { hash } from 'node:crypto';
import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { PositionDocument } from '../../../shared/positions/index.ts';
import type { Engine } from '../engine.ts';
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
