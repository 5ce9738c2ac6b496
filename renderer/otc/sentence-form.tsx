import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { Textarea } from '@mantine/core';
import type { Refusal } from '../../shared/figures/index.ts';
import { FormFoot } from '../forms/form-foot.tsx';
import { useFirstFocus } from '../forms/use-first-focus.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft, useKeptDraft } from '../window/kept-draft.ts';

interface SentenceFormProps {
  readonly form: string;
  readonly label: string;
  /** What the field asks for. */
  readonly asks: string;
  readonly does: string;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  /** Answers whether it was done. */
  readonly onSave: (text: string) => Promise<boolean>;
  readonly done: () => void;
  readonly children?: ReactNode;
}

/** A reason in one's own words, without which something is not done. */
export function SentenceForm({ form: name, label, asks, does, busy, refusal, onSave, done, children }: SentenceFormProps) {
  const { draft, set } = useKeptDraft(name, () => '');
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useFirstFocus(form);
  function leave(): void {
    forgetDraft(name);
    done();
  }
  useEscape(true, leave);
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (draft.trim() === '') form.current?.querySelector<HTMLElement>('textarea')?.focus();
    else if (await onSave(draft.trim())) leave();
  }
  return (
    <form ref={form} className="form otc-card" onSubmit={(event) => void save(event)} noValidate aria-label={label}>
      {children}
      <Textarea
        label={asks}
        required
        autosize
        minRows={2}
        maxRows={8}
        value={draft}
        error={tried && draft.trim() === '' ? 'It is needed: whoever asks later reads it.' : undefined}
        onChange={(event) => set(event.currentTarget.value)}
      />
      <FormFoot does={does} busy={busy} refusal={refusal} onCancel={leave} />
    </form>
  );
}
