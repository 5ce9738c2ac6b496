import { done, isRefused, type Outcome } from '../../../shared/figures/index.ts';
import type { Scope } from '../../../shared/watchlists/index.ts';
import type { Engine } from '../engine.ts';
import { subjectsOf } from '../watchlists/index.ts';

/** A subject that a rule is about. */
export interface Watched {
  readonly id: string;
  readonly title: string;
  /** There is none of that id any more. */
  readonly isGone?: true;
}

/**
 * The subjects of a scope as they are now. Those that were named stay in it also when they are gone, so that their watch can say so; refused where
 * the whole scope is gone: its list or screen was removed, or its kind of subject cannot be listed. Of every subject of a kind, the same array as
 * long as nothing of it changes.
 */
export function watchedSubjects(engine: Engine, scope: Scope): Outcome<readonly Watched[]> {
  const { kind, which } = scope;
  if (which.of === 'every') {
    const listed = engine.sources.subjects.get(kind)?.list?.(engine);
    if (listed !== undefined) return done(listed);
  }
  const ids = subjectsOf(engine, scope);
  if (isRefused(ids)) return ids;
  return done(
    ids.ok.map((id): Watched => {
      const title = titleOf(engine, kind, id);
      return title === null ? { id, title: id, isGone: true } : { id, title };
    }),
  );
}

/** What people call a subject; null where it is gone. */
export function titleOf(engine: Engine, kind: Scope['kind'], id: string): string | null {
  const source = engine.sources.subjects.get(kind);
  return source === undefined ? id : source.title(engine, id);
}
