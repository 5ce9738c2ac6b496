import { NativeSelect } from '@mantine/core';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { RECORD_KINDS, type RecordKind, type VenueRecord } from '../../shared/venues/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { EvidenceField } from '../evidence/index.ts';
import type { Draft } from '../forms/draft.ts';
import { EntryForm } from '../forms/entry-form.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft } from '../window/kept-draft.ts';
import { useFiles } from './files.ts';
import type { VenueDetail, VenueEntry } from './readings.ts';
import { emptyRecord, readRecord, recordDraft, recordFields, recordHeading, recordSentence } from './record-fields.ts';
import { today } from './view.ts';
import { REGISTER_WORDS } from './words.ts';

interface RecordFormProps {
  readonly detail: VenueDetail;
  /** Of which register; null asks. */
  readonly kind: RecordKind | null;
  /** What is changed; a new entry where null. */
  readonly entry: VenueEntry | null;
  readonly done: () => void;
}

/** One entry of a register: an account, a check, a key's place (never the key), a contact, a flag, a balance, a rating. */
export function RecordForm({ detail, kind: asked, entry, done: leave }: RecordFormProps) {
  const [kind, setKind] = useState<RecordKind>(asked ?? 'account');
  const choice = useRef<HTMLSelectElement>(null);
  const add = useCarrying(api.venues.addRecord.mutate);
  const edit = useCarrying(api.venues.editRecord.mutate);
  const form = `venues.${detail.venue}.${entry?.record ?? kind}`;
  const accounts = useMemo(
    () => detail.records.flatMap(({ record, title, detail: { kind: of } }) => (of === 'account' ? [{ value: record, label: title }] : [])),
    [detail.records],
  );
  const files = useFiles(entry && 'evidence' in entry.detail ? entry.detail.evidence : []);
  const { evidence } = files;
  const shown = SHOWN_BY_FILES.has(kind);
  const read = useCallback((draft: Draft) => readRecord(kind, draft, shown ? { evidence } : {}), [kind, shown, evidence]);
  function done(): void {
    forgetDraft(form);
    leave();
  }
  useEscape(true, done);
  // Which register it goes into is asked first; the fields change with every answer and must not take the focus away.
  useEffect(() => choice.current?.focus(), []);

  async function save(record: VenueRecord): Promise<void> {
    const saved = entry
      ? await edit.carry({ record: entry.record, detail: record })
      : await add.carry({ venue: detail.venue, detail: record });
    if (saved === null) return;
    sayChanged(`${detail.name}: the ${REGISTER_WORDS[record.kind].one} is ${entry ? 'changed' : 'entered'}.`);
    done();
  }

  return (
    <section className="card-form" aria-label={recordHeading(kind, entry === null)}>
      {asked === null && (
        <div className="form-kind">
          <NativeSelect
            ref={choice}
            label="Enter into"
            value={kind}
            data={RECORD_KINDS.map((each) => ({ value: each, label: REGISTER_WORDS[each].heading }))}
            onChange={(event) => setKind(event.currentTarget.value as RecordKind)}
          />
        </div>
      )}
      <EntryForm<VenueRecord>
        key={form}
        form={form}
        label={recordHeading(kind, entry === null)}
        does={entry ? 'Save' : 'Enter it'}
        first={entry ? recordDraft(entry.detail) : emptyRecord(kind, today())}
        fields={() => recordFields(kind, accounts)}
        read={read}
        says={recordSentence}
        takesFocus={asked !== null}
        busy={add.busy || edit.busy}
        refusal={add.refusal ?? edit.refusal}
        onSave={(record) => void save(record)}
        onCancel={done}
      >
        {shown && (
          <EvidenceField
            label={`Evidence of the ${REGISTER_WORDS[kind].one}`}
            evidence={evidence}
            onAdd={files.add}
            onRemove={files.remove}
          />
        )}
      </EntryForm>
    </section>
  );
}

/** Registers whose entries rest on something that can be kept. */
const SHOWN_BY_FILES: ReadonlySet<RecordKind> = new Set(['eligibility', 'attestation', 'channel', 'red-flag', 'rating']);
