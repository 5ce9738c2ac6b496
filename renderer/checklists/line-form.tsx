import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useEscape } from '../window/escape.ts';

interface LineFormProps {
  readonly label: string;
  /** What the button says. */
  readonly does: string;
  readonly begin?: string;
  readonly placeholder?: string;
  /** Whether it may be left empty. */
  readonly optional?: boolean;
  readonly busy?: boolean;
  readonly onDone: (text: string) => void;
  readonly onCancel: () => void;
}

/** Asks for one sentence where the work is: a reason, a note. Enter gives it, Escape backs out. */
export function LineForm({ label, does, begin = '', placeholder, optional = false, busy = false, onDone, onCancel }: LineFormProps) {
  const [text, setText] = useState(begin);
  const field = useRef<HTMLInputElement>(null);
  useEscape(true, onCancel);
  useEffect(() => field.current?.focus(), []);
  const ready = (optional || text.trim() !== '') && !busy;
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (ready) onDone(text.trim());
  }
  return (
    <form className="line-form" onSubmit={submit}>
      <label>
        <span>{label}</span>
        <input
          ref={field}
          className="field"
          value={text}
          placeholder={placeholder}
          maxLength={2_000}
          autoComplete="off"
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <div className="actions">
        <button type="submit" className="main" disabled={!ready}>
          {does}
        </button>
        <button type="button" onClick={onCancel}>
          Cancel <kbd>Esc</kbd>
        </button>
      </div>
    </form>
  );
}
