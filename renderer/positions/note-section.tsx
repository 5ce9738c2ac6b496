import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { sayChanged } from '../forms/say-changed.ts';

/** What the owner writes beside a position; kept when the field is left. */
export function NoteSection({ position, note }: { readonly position: string; readonly note: string }) {
  const [text, setText] = useState(note);
  const [known, setKnown] = useState(note);
  const { carry, refusal } = useCarrying(api.positions.writeNote.mutate);
  if (note !== known) {
    // Another window or an undo has changed it: what is being typed here stays, unless nothing was.
    setKnown(note);
    if (text === known) setText(note);
  }
  async function keep(): Promise<void> {
    if (text === note) return;
    if ((await carry({ position, note: text })) !== null) sayChanged('The note is kept.');
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
        placeholder="Why you opened it, what to watch, when to leave."
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => void keep()}
      />
      {refusal && <RefusalLine refusal={refusal} />}
    </section>
  );
}
