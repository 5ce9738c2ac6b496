import { useCallback } from 'react';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { NoteField } from '../forms/note-field.tsx';

/** What the owner writes beside a position. */
export function NoteSection({ position, note }: { readonly position: string; readonly note: string }) {
  const command = useCarrying(useCallback((text: string) => api.positions.writeNote.mutate({ position, note: text }), [position]));
  return <NoteField note={note} placeholder="Why you opened it, what to watch, when to leave." command={command} />;
}
