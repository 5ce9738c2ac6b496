import { type ClipboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { EvidenceRef } from '../../shared/evidence/index.ts';
import { sizeText } from '../files/index.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { UnlockForm } from '../workspace/index.ts';
import { EvidenceView } from './evidence-view.tsx';
import { type EvidenceStanding, standingOf, useEvidence } from './evidence-reading.ts';
import { pastedName, STATE_WORDS } from './evidence-words.ts';
import type { Kept } from './keep-file.ts';
import { useKeeping } from './use-keeping.ts';
import './evidence.css';

interface EvidenceFieldProps {
  /** Tells several fields apart for those who hear them: what the files are evidence of. */
  readonly label: string;
  readonly evidence: readonly EvidenceRef[];
  /** Hears of each file that was kept; without it nothing can be added. */
  readonly onAdd?: ((ref: EvidenceRef, entry: Kept) => void) | undefined;
  /** Takes a reference away; the file stays in custody. Without it nothing can be removed. */
  readonly onRemove?: ((ref: EvidenceRef) => void) | undefined;
  /** Files that are dropped on or pasted into this element are taken too. */
  readonly around?: RefObject<HTMLElement | null> | undefined;
  /** One line in place of a box, where files are welcome and not asked for. */
  readonly compact?: boolean | undefined;
}

/**
 * Files of evidence: a list with how each is found now, and — where they may be added — a place to drop, paste or choose them. It takes drops
 * for itself, so that the window does not read them as imports.
 */
export function EvidenceField({ label, evidence, onAdd, onRemove, around, compact }: EvidenceFieldProps) {
  const [shown, setShown] = useState<string | null>(null);
  const { data: entries = [], isSuccess, isPlaceholderData } = useEvidence(evidence.map((ref) => ref.evidence));
  const keeping = useKeeping((kept) => onAdd?.({ evidence: kept.evidence, sha256: kept.sha256 }, kept));
  const byId = new Map(entries.map((entry) => [entry.evidence, entry]));
  const isLocked = entries.some(({ state }) => state === 'locked') || keeping.refused.some(({ refusal }) => refusal.code === 'locked');
  return (
    <div className="evidence-field" role="group" aria-label={label}>
      {evidence.length > 0 && (
        <ul className="evidence-list" aria-label={`Files: ${label}`}>
          {evidence.map((ref) => (
            <EvidenceRow
              key={ref.evidence}
              evidence={ref}
              entry={byId.get(ref.evidence)}
              isRead={isSuccess && !isPlaceholderData}
              show={() => setShown(ref.evidence)}
              remove={onRemove && (() => onRemove(ref))}
            />
          ))}
        </ul>
      )}
      {isLocked && (
        <UnlockForm>
          <p>The workspace is locked: sealed files cannot be read, and new ones cannot be kept.</p>
        </UnlockForm>
      )}
      {onAdd && <TakingPlace label={label} take={keeping.take} around={around} compact={compact ?? false} />}
      <div role="status">
        {keeping.coming.map(({ key, name, share }) => (
          <p key={key} className="evidence-coming">
            <progress aria-label={`${name} is handed over`} max={100} value={Math.floor(share * 100)} />
            <span>{share < 1 && share > 0 ? `${name}: ${Math.floor(share * 100)} % handed over` : `Keeping ${name}`}</span>
          </p>
        ))}
      </div>
      {keeping.refused.map(({ key, refusal }) => (
        <RefusalLine key={key} refusal={refusal} />
      ))}
      {shown !== null && <EvidenceView evidence={shown} close={() => setShown(null)} />}
    </div>
  );
}

interface EvidenceRowProps {
  readonly evidence: EvidenceRef;
  readonly entry: EvidenceStanding | undefined;
  /** Entries were read: one that is not among them is missing, and not only on its way. */
  readonly isRead: boolean;
  readonly show: () => void;
  readonly remove: (() => void) | undefined;
}

function EvidenceRow({ evidence, entry, isRead, show, remove }: EvidenceRowProps) {
  const name = entry?.name ?? evidence.sha256.slice(0, 8);
  const state = entry || isRead ? standingOf(evidence, entry) : null;
  return (
    <li>
      <button type="button" className="way" onClick={show}>
        {name}
      </button>
      <span className="muted" data-tip={evidence.sha256}>
        {entry ? `${sizeText(entry.bytes)} · ` : ''}
        {evidence.sha256.slice(0, 8)}
      </span>
      {state !== null && (
        <span className="evidence-state" data-state={state} data-tip={STATE_WORDS[state].says}>
          {STATE_WORDS[state].word}
        </span>
      )}
      {remove && (
        <button type="button" className="quiet" aria-label={`Remove ${name}`} onClick={remove}>
          Remove
        </button>
      )}
    </li>
  );
}

interface TakingPlaceProps {
  readonly label: string;
  readonly take: (files: ReadonlyArray<{ readonly file: File; readonly name: string }>) => Promise<void>;
  readonly around: EvidenceFieldProps['around'];
  readonly compact: boolean;
}

/** One button: pressed it asks for files, files can be dropped on it, and with the focus on it it takes what is pasted. */
function TakingPlace({ label, take, around, compact }: TakingPlaceProps) {
  const picker = useRef<HTMLInputElement>(null);
  const takeAll = (files: Iterable<File>) => void take([...files].map((file) => ({ file, name: file.name })));
  useTakingAround(around, take);
  function paste(event: ClipboardEvent): void {
    const now = new Date();
    const files = [...event.clipboardData.files].map((file) => ({ file, name: pastedName(file.name, now) }));
    const text = event.clipboardData.getData('text/plain');
    if (files.length === 0 && text === '') return;
    event.preventDefault();
    void take(files.length > 0 ? files : [{ file: new File([text], 'pasted', { type: 'text/plain' }), name: pastedName('', now) }]);
  }
  return (
    <>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label={`Choose files: ${label}`}
        onChange={(event) => {
          takeAll(event.currentTarget.files ?? []);
          event.currentTarget.value = '';
        }}
      />
      <button
        type="button"
        className={compact ? 'quiet not-printed evidence-compact' : 'drop-target not-printed'}
        data-takes-files=""
        onClick={() => picker.current?.click()}
        onPaste={paste}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          takeAll(event.dataTransfer.files);
        }}
      >
        {compact
          ? 'Attach a file: drop it, paste it or choose it'
          : 'Drop files here, choose them, or paste: a picture, a document, a text'}
      </button>
    </>
  );
}

/** Takes files that are dropped on or pasted into an element around the field; text that is pasted there is somebody’s typing and stays theirs. */
function useTakingAround(around: TakingPlaceProps['around'], take: TakingPlaceProps['take']): void {
  useEffect(() => {
    const element = around?.current;
    if (!element) return;
    const takeFrom = (event: Event, transfer: DataTransfer | null) => {
      const files = [...(transfer?.files ?? [])];
      // What is nearer takes for itself, and hears of it later than this.
      const nearest = event.target instanceof Element ? event.target.closest('[data-takes-files]') : null;
      if (event.defaultPrevented || files.length === 0 || nearest !== element) return;
      event.preventDefault();
      const now = new Date();
      void take(files.map((file) => ({ file, name: event.type === 'paste' ? pastedName(file.name, now) : file.name })));
    };
    const onDrop = (event: DragEvent) => takeFrom(event, event.dataTransfer);
    const onPaste = (event: globalThis.ClipboardEvent) => takeFrom(event, event.clipboardData);
    element.setAttribute('data-takes-files', '');
    element.addEventListener('drop', onDrop);
    element.addEventListener('paste', onPaste);
    return () => {
      element.removeAttribute('data-takes-files');
      element.removeEventListener('drop', onDrop);
      element.removeEventListener('paste', onPaste);
    };
  }, [around, take]);
}
