import type { SubjectKind } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import { readArmedRules } from './rule-rows.ts';
import { type WatchAnswer, watchLines } from './watch-standing.ts';

/** What fires first, then what needs the least to fire, and last what cannot be said. */
export function byNearness(one: WatchAnswer, other: WatchAnswer): number {
  return distanceOf(one) - distanceOf(other) || (one.title < other.title ? -1 : 1);
}

/** The watches of armed rules that do not fire, those that need the least to first. */
export function nearWatches(
  engine: Engine,
  question: {
    readonly rule?: string | undefined;
    readonly about?: { readonly kind: SubjectKind; readonly id?: string | undefined } | undefined;
    readonly limit: number;
    readonly offset: number;
  },
) {
  const { rule, about, limit, offset } = question;
  const watches = readArmedRules(engine.store)
    .filter((stored) => (rule === undefined || stored.rule === rule) && (about === undefined || stored.terms.about.kind === about.kind))
    .flatMap((stored) => watchLines(engine, stored).map((watch) => Object.assign(watch, { ruleTitle: stored.terms.title })))
    .filter(({ phase, subject, distance }) => {
      const isQuiet = phase === 'armed' || phase === 'pending' || phase === 'cooling';
      return isQuiet && distance !== null && distance.share !== null && (about?.id === undefined || subject === about.id);
    })
    .toSorted(byNearness);
  return { total: watches.length, watches: watches.slice(offset, offset + limit) };
}

function distanceOf({ phase, distance }: WatchAnswer): number {
  if (phase === 'firing' || phase === 'recovering') return -1;
  return distance?.share ?? Number.MAX_VALUE;
}
