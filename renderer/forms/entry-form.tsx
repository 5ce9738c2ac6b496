import { type FormEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import type { Refusal } from '../../shared/figures/index.ts';
import { useKeptDraft } from '../window/kept-draft.ts';
import type { Draft, ReadDraft } from './draft.ts';
import type { Field } from './field.ts';
import { FormField } from './form-field.tsx';
import { focusComplaint } from './focus-complaint.ts';
import { FormFoot } from './form-foot.tsx';
import { FormSentence } from './form-sentence.tsx';
import { useFirstFocus } from './use-first-focus.ts';

interface EntryFormProps<T> {
  /** Under which what is typed is kept until it is saved or cancelled. */
  readonly form: string;
  /** What the form is for: `Enter an account`. */
  readonly label: string;
  /** What its button says. */
  readonly does: string;
  readonly first: Draft;
  readonly fields: (draft: Draft) => readonly Field[];
  /** Must be stable, or memoised: it is asked at every letter. */
  readonly read: (draft: Draft) => ReadDraft<T>;
  /** What it means, in a sentence. */
  readonly says: (value: T) => ReactNode;
  /** Whether its first field gets the focus; not where a field before the form has it. */
  readonly takesFocus?: boolean;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  readonly onSave: (value: T) => void;
  readonly onCancel: () => void;
  /** Beside the fields: files, a preview. */
  readonly children?: ReactNode;
}

/** A form of fields that says what it means while it is typed. What is typed waits if something else is looked up meanwhile. */
export function EntryForm<T>(props: EntryFormProps<T>) {
  const { form: name, label, does, first, fields, read: readIt, says, takesFocus, busy, refusal, onSave, onCancel, children } = props;
  const { draft, set, resumed } = useKeptDraft<Draft>(name, () => first);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useFirstFocus(form, takesFocus);
  const read = useMemo(() => readIt(draft), [readIt, draft]);
  const complaints = 'complaints' in read ? read.complaints : {};

  function save(event: FormEvent): void {
    event.preventDefault();
    event.stopPropagation();
    setTried(true);
    if ('value' in read) onSave(read.value);
    else focusComplaint(form.current);
  }

  return (
    <form ref={form} className="form" onSubmit={save} noValidate aria-label={label}>
      <FormSentence resumed={resumed} lack={Object.values(complaints)[0]}>
        {'value' in read ? says(read.value) : null}
      </FormSentence>
      <div className="form-fields">
        {fields(draft).map((field) => (
          <FormField
            key={field.path}
            field={field}
            value={draft[field.path] ?? ''}
            complaint={tried || (draft[field.path] ?? '') !== '' ? complaints[field.path] : undefined}
            onChange={(value) => set((before) => ({ ...before, [field.path]: value }))}
          />
        ))}
      </div>
      {children}
      <FormFoot does={does} busy={busy} refusal={refusal} onCancel={onCancel} />
    </form>
  );
}
