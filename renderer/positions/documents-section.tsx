import { useRef } from 'react';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { base64Of, saveCopy, sizeText } from '../files/index.ts';
import { say } from '../window/notices.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import type { PositionDetail } from './readings.ts';

/** A document is kept in the workspace's file itself, so one may not be larger than this. */
const LARGEST = 8 * 1024 * 1024;

interface DocumentsSectionProps {
  readonly position: string;
  readonly documents: PositionDetail['documents'];
}

/** Papers beside a position: terms, confirmations, statements. They lie in the workspace's file, under their hash. */
export function DocumentsSection({ position, documents }: DocumentsSectionProps) {
  const picker = useRef<HTMLInputElement>(null);
  const attach = useCarrying(api.positions.attachDocument.mutate);
  const detach = useCarrying(api.positions.detachDocument.mutate);

  async function take(files: Iterable<File>): Promise<void> {
    for (const file of files) {
      if (file.size > LARGEST) {
        say({ tone: 'refused', text: `${file.name} is larger than 8 MB; keep it outside and note where it is.` });
        continue;
      }
      const content = base64Of(new Uint8Array(await file.arrayBuffer()));
      if ((await attach.carry({ position, name: file.name, mediaType: file.type, content })) !== null)
        sayChanged(`${file.name} is attached.`);
    }
  }
  async function open(sha256: string, name: string): Promise<void> {
    const document = await api.positions.document.query({ position, sha256 });
    if (document !== null) saveCopy({ name, mediaType: 'application/octet-stream', content: document.content });
  }
  async function remove(sha256: string, name: string): Promise<void> {
    if ((await detach.carry({ position, sha256 })) !== null) sayChanged(`${name} is detached.`);
  }

  const refusal = attach.refusal ?? detach.refusal;
  return (
    <section aria-label="Documents">
      <h2>Documents</h2>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label="Attach files"
        onChange={(event) => {
          void take([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      <ul className="documents">
        {documents.map(({ sha256, name, bytes }) => (
          <li key={sha256}>
            <button type="button" className="way" onClick={() => void open(sha256, name)}>
              {name}
            </button>{' '}
            <span className="muted" data-tip={sha256}>
              {sizeText(bytes)} · {sha256.slice(0, 8)}
            </span>{' '}
            <button type="button" className="quiet" aria-label={`Detach ${name}`} onClick={() => void remove(sha256, name)}>
              Detach
            </button>
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="drop-target not-printed"
        onClick={() => picker.current?.click()}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          event.stopPropagation();
          void take(event.dataTransfer.files);
        }}
      >
        Attach a file, or drop it here: terms, a confirmation, a statement
      </button>
      {refusal && <RefusalLine refusal={refusal} />}
    </section>
  );
}
