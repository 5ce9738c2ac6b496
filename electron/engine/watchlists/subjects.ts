import { done, type Outcome, refuse, type SubjectKind } from '../../../shared/figures/index.ts';
import type { Scope } from '../../../shared/watchlists/index.ts';
import type { Engine } from '../engine.ts';
import type { SubjectSource } from '../sources.ts';
import { idsOfList, readList, readLists } from './list-rows.ts';
import { membersOf, readScreen, readScreens } from './screen-rows.ts';

/**
 * The ids that a rule's scope means now, in a fixed order. Named ones come as they are, whether or not they exist. Refused with a sentence where the
 * list or the screen is gone, is about another kind, or where subjects of the kind cannot be listed.
 */
export function subjectsOf(engine: Engine, { kind, which }: Scope): Outcome<readonly string[]> {
  switch (which.of) {
    case 'named':
      return done(which.ids);
    case 'every': {
      const listed = engine.sources.subjects.get(kind)?.list?.(engine);
      if (listed === undefined) return refuse('cannot-be-listed', `Not all of the kind “${kind}” can be told. Name those that are meant.`);
      return done(listed.map(({ id }) => id));
    }
    case 'list': {
      const list = readList(engine.store, which.list);
      if (list === null || list.removed) {
        const name = list === null ? which.list : `“${list.terms.title}”`;
        return refuse('list-gone', `The list ${name} is gone. Bring it back, or choose another.`, { list: which.list });
      }
      return done(idsOfList(engine.store, which.list, kind));
    }
    case 'screen': {
      const screen = readScreen(engine.store, which.screen);
      if (screen === null || screen.removed) {
        const name = screen === null ? which.screen : `“${screen.terms.title}”`;
        return refuse('screen-gone', `The screen ${name} is gone. Bring it back, or choose another.`, { screen: which.screen });
      }
      if (screen.terms.kind !== kind) {
        return refuse(
          'other-kind',
          `The screen “${screen.terms.title}” lets through a ${screen.terms.kind}, and the rule is about a ${kind}.`,
        );
      }
      return done(membersOf(engine.store, which.screen).map(({ id }) => id));
    }
  }
}

/** What a subject is called now; null where it is gone or its kind is told by nobody. */
export function titleOf(engine: Engine, { kind, id }: { readonly kind: SubjectKind; readonly id: string }): string | null {
  return engine.sources.subjects.get(kind)?.title(engine, id) ?? null;
}

/** A saved screen and a list as things that rules and lists speak of. */
export const watchlistSubjects: readonly SubjectSource[] = [
  {
    kind: 'screen',
    list: (engine) =>
      readScreens(engine.store).flatMap(({ screen, terms, removed }) => (removed ? [] : [{ id: screen, title: terms.title }])),
    title: (engine, id) => {
      const screen = readScreen(engine.store, id);
      return screen === null || screen.removed ? null : screen.terms.title;
    },
    facts: () => ({}),
  },
  {
    kind: 'list',
    list: (engine) => readLists(engine.store).flatMap(({ list, terms, removed }) => (removed ? [] : [{ id: list, title: terms.title }])),
    title: (engine, id) => {
      const list = readList(engine.store, id);
      return list === null || list.removed ? null : list.terms.title;
    },
    facts: () => ({}),
  },
];
