import { type FormEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import type { Refusal } from '../../shared/figures/index.ts';
import { useKeptDraft } from '../window/kept-draft.ts';
import type { Draft, ReadDraft } from './draft.ts';
import type { Field } from './field.ts';
import { FormField } from './form-field.tsx';
import { FormFoot } from './form-foot.tsx';
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
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  readonly onSave: (value: T) => void;
  readonly onCancel: () => void;
  /** Beside the fields: files, a preview. */
  readonly children?: ReactNode;
}

/** A form of fields that says what it means while it is typed. What is typed waits if something else is looked up meanwhile. */
export function EntryForm<T>(props: EntryFormProps<T>) {
  const { form: name, label, does, first, fields, read: readIt, says, busy, refusal, onSave, onCancel, children } = props;
  const { draft, set, resumed } = useKeptDraft<Draft>(name, () => first);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useFirstFocus(form);
  const read = useMemo(() => readIt(draft), [readIt, draft]);
  const complaints = 'complaints' in read ? read.complaints : {};

  function save(event: FormEvent): void {
    event.preventDefault();
    event.stopPropagation();
    setTried(true);
    if ('value' in read) onSave(read.value);
    // After the complaints are drawn the first of them gets the focus.
    else setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  }

  return (
    <form ref={form} className="form" onSubmit={save} noValidate aria-label={label}>
      <p className="form-sentence" aria-live="polite">
        {resumed && <span className="muted">Continued as you left it; Esc discards it. </span>}
        {'value' in read ? says(read.value) : <span className="muted">{Object.values(complaints)[0]}</span>}
      </p>
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
