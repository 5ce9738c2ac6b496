import { useCallback } from 'react';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { dayText, momentText } from '../figures/time-text.ts';
import { NoteField } from '../forms/note-field.tsx';
import { useNow } from '../window/clock.ts';
import type { VenueDetail } from './readings.ts';
import { openDecision } from './ways.ts';

/** What the owner writes of a venue, kept when the field is left, and the decisions it took part in. */
export function NotesTab({ detail }: { readonly detail: VenueDetail }) {
  const { decisions } = detail;
  const now = useNow();
  return (
    <>
      <Note key={detail.venue} venue={detail.venue} note={detail.note} />
      <section aria-label="Decisions">
        <h2>Decisions</h2>
        {decisions.length === 0 ? (
          <p className="muted">It has taken part in none. Compare it with others (c) and record the choice there.</p>
        ) : (
          <table className="table">
            <tbody>
              {decisions.map(({ decision, at, chosen, chosenName, nextReview }) => (
                <tr key={decision}>
                  <td>
                    <button type="button" className="way" onClick={() => openDecision(decision, chosenName)}>
                      {chosen ? 'chosen' : `${chosenName} was chosen`}
                    </button>
                  </td>
                  <td>{momentText(at, now)}</td>
                  <td className="muted">next review {dayText(nextReview)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </>
  );
}

function Note({ venue, note }: { readonly venue: string; readonly note: string }) {
  const command = useCarrying(useCallback((text: string) => api.venues.writeNote.mutate({ venue, note: text }), [venue]));
  return <NoteField note={note} placeholder="Whom you spoke to, what you saw, what would change your mind." command={command} />;
}
