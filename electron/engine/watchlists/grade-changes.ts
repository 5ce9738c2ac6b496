import { dayOf, isRefused, type Outcome, done } from '../../../shared/figures/index.ts';
import type { NewEvent } from '../../../shared/journal/index.ts';
import { GRADES, type GradeMark, type GradeName, kindsWith, type Watched } from '../../../shared/watchlists/index.ts';
import type { Engine } from '../engine.ts';
import { gradeToday, lastMark } from './kept-grades.ts';
import { watchedSubjects } from './list-rows.ts';
import { inSlices } from './metric-columns.ts';
import { titleOf } from './subjects.ts';

/** So many findings go into one commit: the journal's proofs grow with each, and others want to write too. */
const MOST_OF_ONE_COMMIT = 500;

interface Finding {
  readonly about: Watched;
  readonly grade: GradeName;
  readonly before: { readonly seq: number; readonly mark: GradeMark } | null;
  readonly after: GradeMark;
}

/**
 * Grades all that is on any list, and keeps where a letter is another than the one recorded last. The first letter is kept too; where there never was
 * one and is none, nothing is. Answers how many.
 */
export async function followGrades(engine: Engine): Promise<Outcome<number>> {
  const day = dayOf(engine.now());
  const { size } = engine.journal.head();
  const found: Finding[] = [];
  const graded = GRADES.map((grade) => [grade, new Set<string>(kindsWith(grade))] as const);
  await inSlices(watchedSubjects(engine.store), (about) => {
    for (const [grade, kinds] of graded) if (kinds.has(about.kind)) found.push(...findingOf(engine, about, grade));
  });
  let kept = 0;
  for (let from = 0; from < found.length; from += MOST_OF_ONE_COMMIT) {
    const outcome = commitFindings(engine, found.slice(from, from + MOST_OF_ONE_COMMIT), day, size);
    if (isRefused(outcome)) return outcome;
    kept += outcome.ok;
  }
  return done(kept);
}

function findingOf(engine: Engine, about: Watched, grade: GradeName): readonly Finding[] {
  if (titleOf(engine, about) === null) return [];
  const before = lastMark(engine.store, about.kind, about.id, grade);
  const { mark } = gradeToday(engine, about.kind, about.id, grade);
  return (before?.mark.letter ?? null) === mark.letter ? [] : [{ about, grade, before, after: mark }];
}

/** What another process has found in between is not found again. */
function commitFindings(engine: Engine, findings: readonly Finding[], day: string, size: number): Outcome<number> {
  const open = findings.filter(({ about, grade, before }) => lastMark(engine.store, about.kind, about.id, grade)?.seq === before?.seq);
  const events = open.map(
    ({ about, grade, before, after }): NewEvent => ({
      type: 'watchlists.grade-changed',
      subject: `${about.kind}:${about.id}`.slice(0, 200),
      payload: { about, title: titleOf(engine, about) ?? about.id, grade, before: before?.mark ?? null, after, day, size },
    }),
  );
  try {
    const committed = engine.journal.commit(events, (store) => {
      const stale = open.some(({ about, grade, before }) => lastMark(store, about.kind, about.id, grade)?.seq !== before?.seq);
      if (stale) throw new GradedMeanwhile();
    });
    return isRefused(committed) ? committed : done(events.length);
  } catch (thrown) {
    if (thrown instanceof GradedMeanwhile) return done(0);
    throw thrown;
  }
}

/** Another process has graded the same between our looking and our writing: it will be looked at again. */
class GradedMeanwhile extends Error {}
