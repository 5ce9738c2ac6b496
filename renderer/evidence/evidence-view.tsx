import { useEffect, useRef } from 'react';
import { mediaTypeTitle } from '../../shared/evidence/index.ts';
import { api } from '../engine/api.ts';
import { useReading } from '../engine/reading.ts';
import { momentText } from '../figures/time-text.ts';
import { bytesOf, saveCopy, sizeText } from '../files/index.ts';
import { HashText } from '../journal/index.ts';
import { useNow } from '../window/clock.ts';
import { useEscape } from '../window/escape.ts';
import type { EvidenceContent } from './evidence-reading.ts';
import './evidence.css';

/** A file of evidence: what is known of it, and a look at it where it is a picture or text. Nothing in it is ever run. */
export function EvidenceView({ evidence, close }: { readonly evidence: string; readonly close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const now = useNow();
  useEscape(true, close);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const { data, error } = useReading({
    columns: ['evidence'],
    key: ['evidence.read', evidence],
    ask: (signal) => api.evidence.read.query({ evidence }, { signal }),
  });
  const entry = data?.entry ?? null;
  return (
    <dialog className="ask evidence-view" ref={dialog} aria-labelledby="evidence-view-title" onClose={close}>
      <h2 id="evidence-view-title">{entry?.name ?? 'Evidence'}</h2>
      {error && (
        <p className="refusal" role="alert">
          The file could not be read: {error.message}
        </p>
      )}
      {data?.message != null && (
        <p className="refusal" role="alert">
          {data.message}
        </p>
      )}
      {data && <Look content={data} />}
      {entry && (
        <dl className="evidence-facts">
          <dt>Kind</dt>
          <dd>
            {mediaTypeTitle(entry.mediaType)}, {sizeText(entry.bytes)}
          </dd>
          <dt>Captured</dt>
          <dd>{momentText(entry.capturedAt, now)}</dd>
          <dt>Kept</dt>
          <dd>{momentText(entry.keptAt, now)}</dd>
          {entry.origin !== '' && (
            <>
              <dt>From</dt>
              <dd>{entry.origin}</dd>
            </>
          )}
          {entry.note !== '' && (
            <>
              <dt>Note</dt>
              <dd>{entry.note}</dd>
            </>
          )}
          <dt>SHA-256</dt>
          <dd>
            <HashText hex={entry.sha256} name="hash of the file" />
          </dd>
        </dl>
      )}
      <div className="actions">
        <button
          type="button"
          className="main"
          disabled={!entry || data?.content == null}
          onClick={() =>
            entry && data?.content != null && saveCopy({ name: entry.name, mediaType: entry.mediaType, content: data.content })
          }
        >
          Save a copy
        </button>
        <button type="button" onClick={close}>
          Close
        </button>
      </div>
    </dialog>
  );
}

/** Kinds that the window draws by itself, as pictures: no script in them is ever run. SVG is shown as the text that it is. */
const PICTURES = new Set(['image/png', 'image/apng', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp']);
/** Of a text, so much is shown. */
const SHOWN_BYTES = 200_000;

function Look({ content: { entry, content } }: { readonly content: EvidenceContent }) {
  if (!entry || content === null) return null;
  if (PICTURES.has(entry.mediaType))
    return <img className="evidence-picture" src={`data:${entry.mediaType};base64,${content}`} alt={entry.name} />;
  if (isText(entry.mediaType)) {
    const bytes = bytesOf(content);
    return (
      <>
        <textarea
          className="evidence-text"
          readOnly
          rows={14}
          aria-label={`Text of ${entry.name}`}
          value={textOf(bytes.subarray(0, SHOWN_BYTES))}
        />
        {bytes.length > SHOWN_BYTES && <p className="muted">The first {sizeText(SHOWN_BYTES)}. Save a copy to see all of it.</p>}
      </>
    );
  }
  return (
    <p className="muted">A {mediaTypeTitle(entry.mediaType)} is not shown here, because it could carry scripts. Save a copy to open it.</p>
  );
}

function isText(mediaType: string): boolean {
  return /^text\/|^application\/(json|jsonl|xml)$|^image\/svg\+xml$|^message\/rfc822$/.test(mediaType);
}

function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    // A character may be cut in two at the end of what is shown.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
