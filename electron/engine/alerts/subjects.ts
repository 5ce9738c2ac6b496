import { done, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { Scope } from '../../../shared/watchlists/index.ts';
import type { Engine } from '../engine.ts';

/** A subject that a rule is about. */
export interface Watched {
  readonly id: string;
  readonly title: string;
}

/**
 * The subjects of a scope as they are now. Those that were named stay in it also when they are gone, so that their watch can say so; refused where
 * the whole scope is gone: its list or screen was removed, or its kind of subject cannot be listed.
 */
export function subjectsOf(engine: Engine, { kind, which }: Scope): Outcome<readonly Watched[]> {
  const source = engine.sources.subjects.get(kind);
  switch (which.of) {
    case 'named':
      return done(which.ids.map((id) => ({ id, title: titleOf(engine, kind, id) ?? id })));
    case 'every':
      if (source?.list === undefined) return refuse('not-listed', `All of the kind ${kind} cannot be listed. Name those that are meant.`);
      return done(source.list(engine));
    default:
      return refuse('no-such-list', 'The list or screen that the rule is about is gone. Choose another one.');
  }
}

/** What people call a subject; null where it is gone. */
export function titleOf(engine: Engine, kind: Scope['kind'], id: string): string | null {
  const source = engine.sources.subjects.get(kind);
  return source === undefined ? id : source.title(engine, id);
}
