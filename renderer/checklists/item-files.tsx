import { EvidenceField } from '../evidence/index.ts';
import type { RunItem } from './readings.ts';
import type { RunDesk } from './run-desk.ts';

/** The files beside an answer: those given with it, and those that go with the next one. */
export function ItemFiles({ desk, item, closed }: { readonly desk: RunDesk; readonly item: RunItem; readonly closed: boolean }) {
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
        onAdd={closed ? undefined : (ref) => desk.attach(ref)}
        onRemove={closed ? undefined : (ref) => desk.detach(ref.evidence)}
      />
    </div>
  );
}
