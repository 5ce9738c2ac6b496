import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Carrying } from '../engine/command.ts';
import { RefusalLine } from './refusal-line.tsx';
import { sayChanged } from './say-changed.ts';

interface NoteFieldProps {
  readonly note: string;
  readonly placeholder: string;
  /** The command that keeps it. */
  readonly command: Carrying<string, unknown>;
}

/** What the owner writes beside something; kept when the field is left. */
export function NoteField({ note, placeholder, command: { carry, refusal } }: NoteFieldProps) {
  const [text, setText] = useState(note);
  const [known, setKnown] = useState(note);
  if (note !== known) {
    // Another window or an undo has changed it: what is being typed here stays, unless nothing was.
    setKnown(note);
    if (text === known) setText(note);
  }
  async function keep(): Promise<void> {
    if (text !== note && (await carry(text)) !== null) sayChanged('The note is kept.');
  }
  return (
    <section aria-label="Notes">
      <h2>Notes</h2>
      <Textarea
        aria-label="Notes"
        value={text}
        autosize
        minRows={2}
        maxRows={16}
        placeholder={placeholder}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => void keep()}
      />
      {refusal && <RefusalLine refusal={refusal} />}
    </section>
  );
}
