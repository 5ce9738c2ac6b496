import { useMemo } from 'react';
import type { Draft, ReadDraft } from '../forms/draft.ts';
import { EntryForm } from '../forms/entry-form.tsx';
import type { Field } from '../forms/field.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft } from '../window/kept-draft.ts';

interface NameFormProps {
  readonly label: string;
  readonly does: string;
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly onCancel: () => void;
}

const FIELDS: readonly Field[] = [{ path: 'name', label: 'Name', type: 'text', needed: true }];

/** Asks for a dashboard's name. */
export function NameForm({ label, does, name, onName, onCancel }: NameFormProps) {
  const form = `comparison.name ${name}`;
  function leave(): void {
    forgetDraft(form);
    onCancel();
  }
  useEscape(true, leave);
  return (
    <div className="panel-form-place not-printed">
      <EntryForm
        form={form}
        label={label}
        does={does}
        first={useMemo(() => ({ name }), [name])}
        fields={() => FIELDS}
        read={readName}
        says={(value) => `It will be found as “${value}”.`}
        busy={false}
        refusal={null}
        onSave={(value) => {
          forgetDraft(form);
          onName(value);
        }}
        onCancel={leave}
      />
    </div>
  );
}

function readName(draft: Draft): ReadDraft<string> {
  const name = (draft['name'] ?? '').trim();
  if (name === '') return { complaints: { name: 'A dashboard needs a name by which it is found again.' } };
  return name.length > 120 ? { complaints: { name: 'A name has 120 letters at most.' } } : { value: name };
}
