import { EvidenceField } from '../evidence/index.ts';
import type { RefObject } from 'react';
import type { RunItem } from './readings.ts';
import type { RunDesk } from './run-desk.ts';

interface ItemFilesProps {
  readonly desk: RunDesk;
  readonly item: RunItem;
  readonly closed: boolean;
  /** What takes drops and pastes for the item. */
  readonly pane: RefObject<HTMLElement | null>;
}

/** The files beside an answer: those given with it, and those that go with the next one. */
export function ItemFiles({ desk, item, closed, pane }: ItemFilesProps) {
  const given = item.answer?.evidence ?? [];
  const waiting = desk.typing.files;
  const { attach, kind } = item.item;
  return (
    <div className="item-files">
      {attach === 'required' && kind !== 'evidence' && given.length + waiting.length === 0 && (
        <p className="muted">A file is wanted beside the answer.</p>
      )}
      <EvidenceField
        label={`beside ${item.id}`}
        evidence={[...given, ...waiting]}
        around={pane}
        compact={attach !== 'required' && kind !== 'evidence'}
        onAdd={closed ? undefined : (ref) => desk.attach(ref)}
        onRemove={closed ? undefined : (ref) => desk.detach(ref.evidence)}
      />
    </div>
  );
}
