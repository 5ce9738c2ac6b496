import { type RuleTerms } from '../../shared/alerts/index.ts';
import { type AnySubject, CHECKED_KINDS } from '../../shared/figures/index.ts';
import { startRun } from '../checklists/index.ts';
import { say } from '../window/notices.ts';
import { goTo, screenOf } from '../window/places.ts';

export type Todo = NonNullable<RuleTerms['todo']>;

/** What its button says. */
export function todoWords(todo: Todo): string {
  return todo.open === 'screen' ? `Open ${screenOf(todo.screen)?.title ?? todo.screen}` : 'Begin the checklist';
}

/** Does what the rule says is to be done about a subject: opens a screen with it, or begins a checklist about it. */
export function openTodo(todo: Todo, about: AnySubject): void {
  if (todo.open === 'screen') {
    if (screenOf(todo.screen)?.place) goTo(todo.screen, todo.subject ?? subjectFor(todo.screen, about));
    else say({ tone: 'plain', text: `There is no screen called ${todo.screen} any more. Change what the rule says is to be done.` });
    return;
  }
  const kind = CHECKED_KINDS.find((each) => each === about.kind);
  // A checklist cannot be about a market: then it is about the workspace.
  goTo('checklists');
  void startRun(todo.template, kind === undefined ? { kind: 'workspace', id: 'workspace' } : { kind, id: about.id });
}

/** What a screen shows of the subject that fired, where it can show it. */
function subjectFor(screen: string, { kind, id }: AnySubject): string | undefined {
  if (screen === 'market') return kind === 'pool' ? `pool/${encodeURIComponent(id)}` : undefined;
  const shows: Readonly<Record<string, readonly string[]>> = {
    positions: ['position'],
    venues: ['venue'],
    otc: ['trade'],
    pretrade: ['ticket'],
  };
  return shows[screen]?.includes(kind) ? id : undefined;
}
