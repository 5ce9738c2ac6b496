import { isRefused, type Outcome } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { answered } from '../engine/command.ts';
import { say } from '../window/notices.ts';

/** Takes back an event, or without one the latest that can be; a line tells what was taken back, or why it was not. */
export async function undoEvent(target?: string): Promise<Outcome<{ readonly by: string }>> {
  const outcome = await answered(() => api.journal.undo.mutate(target === undefined ? {} : { target }));
  if (isRefused(outcome)) {
    say({ tone: 'refused', text: outcome.error.message, details: JSON.stringify(outcome.error, null, 2) });
    return outcome;
  }
  say({ tone: 'done', text: `Taken back: ${outcome.ok.words}.` });
  return outcome;
}
