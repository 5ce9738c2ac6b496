import { useId, useState } from 'react';
import { say } from '../window/notices.ts';

interface KeepMappingProps {
  /** The name that is offered. */
  readonly suggested: string;
  /** Keeps it under that name; answers whether it is kept. */
  readonly keep: (name: string) => Promise<boolean>;
  readonly busy: boolean;
  /** The sentence why it could not be kept, after a try that was refused. */
  readonly refusal: string | undefined;
}

/** Keeps a mapping under a name, for the next table with the same columns. */
export function KeepMapping({ suggested, keep, busy, refusal }: KeepMappingProps) {
  const id = useId();
  const [text, setText] = useState(suggested);
  const name = text.trim();
  async function save(): Promise<void> {
    if (await keep(name)) say({ tone: 'done', text: `The mapping “${name}” is kept. A table with these columns is read with it at once.` });
  }
  return (
    <div className="mapping-save">
      <label htmlFor={id}>Keep this mapping as</label>
      <input id={id} className="field" value={text} maxLength={100} onChange={(event) => setText(event.currentTarget.value)} />
      <button type="button" className="second" disabled={busy || name === ''} onClick={() => void save()}>
        Save
      </button>
      {refusal && <p role="alert">{refusal}</p>}
    </div>
  );
}
