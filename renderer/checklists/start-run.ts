import { create } from 'zustand';
import { isRefused, type Subject } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { answered } from '../engine/command.ts';
import { say } from '../window/notices.ts';
import { openBeside } from '../window/places.ts';
import { actingNow } from './acting-person.tsx';

let handsWanted: string | null = null;

/** Which run somebody went on with last, and how often one was: a run that is drawn already hears of it so. */
const useCalled = create<{ readonly run: string | null; readonly times: number }>(() => ({ run: null, times: 0 }));

/** A number that changes whenever somebody comes to go on with this run. */
export function useCalls(run: string): number {
  return useCalled((state) => (state.run === run ? state.times : 0));
}

/** Opens a run beside the list of where the person is. With `hands` the keyboard goes into it, because one goes on there. */
export function openRun(run: string, title: string, hands = true): void {
  handsWanted = hands ? run : null;
  openBeside('checklist-run', run, { name: title });
  if (hands) useCalled.setState(({ times }) => ({ run, times: times + 1 }));
}

/** Whether the keyboard is to go into this run, asked once when it is drawn. */
export function takeHands(run: string): boolean {
  const wanted = handsWanted === run;
  if (wanted) handsWanted = null;
  return wanted;
}

/**
 * Begins a run of a checklist about something and opens it beside the list. Answers the run, or null where it was refused, which is
 * said. `by` is needed where several people work in the workspace.
 */
export async function startRun(template: string, about: Subject, by = actingNow()): Promise<string | null> {
  const outcome = await answered(() => api.checklists.start.mutate({ template, about, ...(by === undefined ? {} : { by }) }));
  if (isRefused(outcome)) {
    // Who runs it has to be said first, so the form that asks it opens.
    if (outcome.error.code === 'say-who') openBeside('checklist-run', startingSubject(template, about), { name: 'Start a checklist' });
    else say({ tone: 'refused', text: outcome.error.message, details: JSON.stringify(outcome.error, null, 2) });
    return null;
  }
  openRun(outcome.ok.run, template);
  return outcome.ok.run;
}

const STARTING = 'start';

/** The form that starts a run, as the address of a panel: with what is known already. */
export function startingSubject(template?: string, about?: Subject): string {
  return [STARTING, template ?? '', about?.kind ?? '', about?.id ?? ''].map(encodeURIComponent).join('/');
}

/** What the form that starts a run begins with; null where the address means a run. */
export function readStarting(subject: string): { readonly template: string; readonly kind: string; readonly id: string } | null {
  const [what, template = '', kind = '', id = ''] = subject.split('/').map(decodeURIComponent);
  return what === STARTING ? { template, kind, id } : null;
}
