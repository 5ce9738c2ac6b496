import { TextInput } from '@mantine/core';
import type { TemplateComplaints } from './template-complaints.ts';
import type { ChunkDraft } from './template-draft.ts';

interface PartFormProps {
  readonly chunk: ChunkDraft;
  readonly complaints: TemplateComplaints;
  readonly onChange: (changes: Partial<ChunkDraft>) => void;
}

/** A part of a checklist: items of one phase, five or so at a time. */
export function PartForm({ chunk, complaints, onChange }: PartFormProps) {
  return (
    <div className="item-form">
      <div className="form-fields">
        <TextInput
          label="Title of the part"
          description="the phase or the thing its items are about"
          value={chunk.title}
          error={complaints.get(`${chunk.handle}.title`)}
          onChange={(event) => onChange({ title: event.currentTarget.value })}
        />
        <TextInput
          label="Id"
          description="stays over versions"
          value={chunk.id}
          error={complaints.get(`${chunk.handle}.id`)}
          spellCheck={false}
          onChange={(event) => onChange({ id: event.currentTarget.value })}
        />
      </div>
      {complaints.has(`${chunk.handle}.items`) && <p className="field-complaint">{complaints.get(`${chunk.handle}.items`)}</p>}
      <p className="muted">
        {chunk.items.length > 7
          ? `${chunk.items.length} items are many for one part: people keep five or so in view. Split it where the work pauses.`
          : 'Arrows choose a line of the outline, with Alt they move it; n adds an item.'}
      </p>
    </div>
  );
}
