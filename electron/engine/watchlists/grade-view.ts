import type { z } from 'zod';
import { dayOf, done, type Outcome, refuse, type SubjectKind } from '../../../shared/figures/index.ts';
import {
  type Factor,
  factorsOf,
  GRADE_SAYS,
  GRADES,
  type GradeName,
  gradeWords,
  type JudgedFactor,
  kindsWith,
  LEAST_COVERAGE,
  LETTER_FROM,
  LETTERS,
  type OwnGrade,
} from '../../../shared/watchlists/index.ts';
import type { Engine } from '../engine.ts';
import type { gradeAnswer, gradeHistoryLine, methodAnswer } from './answers.ts';
import { gradeToday, ownGradeOf } from './kept-grades.ts';
import { commit } from './list-commands.ts';
import { titleOf } from './subjects.ts';

interface About {
  readonly kind: SubjectKind;
  readonly id: string;
}

/** Both grades of a subject with their factors, as of today, and what a person says instead. Of a kind that has only one, that one. */
export function gradesOf(engine: Engine, about: About): z.infer<typeof gradeAnswer>[] {
  const title = titleOf(engine, about);
  return GRADES.filter((grade) => kindsWith(grade).includes(about.kind)).map((grade) => {
    const { mark, says, factors, trail } = gradeToday(engine, about.kind, about.id, grade);
    return {
      grade,
      about,
      title,
      day: dayOf(engine.now()),
      mark,
      says,
      own: ownGradeOf(engine.store, about.kind, about.id, grade),
      factors: factors.map(judgedLine),
      trail,
    };
  });
}

interface HistoryRow {
  readonly seq: number;
  readonly at: string;
  readonly actor: string | null;
  readonly by: 'data' | 'person';
  readonly letter: (typeof LETTERS)[number] | null;
  readonly before: (typeof LETTERS)[number] | null;
  readonly points: string | null;
  readonly coverage: string | null;
  readonly reason: string | null;
}

/** Every change of a grade, by data or by a person, newest first. */
export function gradeHistory(engine: Engine, { kind, id }: About, grade: GradeName): z.infer<typeof gradeHistoryLine>[] {
  const computed = engine.store.all<HistoryRow>(
    `SELECT seq, at, NULL AS actor, 'data' AS "by", letter, letter_before AS before, points, coverage, NULL AS reason FROM watchlist_grade
     WHERE kind = ? AND id = ? AND grade = ?`,
    kind,
    id,
    grade,
  );
  const own = engine.store.all<HistoryRow>(
    `SELECT seq, at, actor, 'person' AS "by", letter, lag(letter) OVER (ORDER BY seq) AS before, NULL AS points, NULL AS coverage, reason
     FROM watchlist_own_grade WHERE kind = ? AND id = ? AND grade = ?`,
    kind,
    id,
    grade,
  );
  return [...computed, ...own]
    .sort((one, other) => other.seq - one.seq)
    .map(({ at, by, actor, letter, before, points, coverage, reason }) => ({ at, by, actor, letter, before, points, coverage, reason }));
}

/** What a person says instead of the computed grade, with the reason; null takes it back. */
export function setGrade(engine: Engine, about: About, grade: GradeName, after: OwnGrade | null): Outcome<{ about: About }> {
  const title = titleOf(engine, about);
  if (title === null) return refuse('no-such-subject', `There is no ${about.kind} ${about.id} to be graded.`, { about });
  if (!kindsWith(grade).includes(about.kind)) {
    return refuse('not-graded', `A ${about.kind} has no ${gradeWords(grade)}.`, { field: 'grade' });
  }
  const standing = ownGradeOf(engine.store, about.kind, about.id, grade);
  const before = standing && { letter: standing.letter, reason: standing.reason };
  if (before?.letter === after?.letter && before?.reason === after?.reason) return done({ about });
  const payload = { about, title, grade, before, after };
  return commit(engine, [{ type: 'watchlists.grade-set', subject: `${about.kind}:${about.id}`.slice(0, 200), payload }], { about });
}

/** How a grade of a kind is computed; null where the kind has none. */
export function methodOf(kind: SubjectKind, grade: GradeName): z.infer<typeof methodAnswer> | null {
  const factors = factorsOf(kind, grade);
  if (factors.length === 0) return null;
  const says = `${GRADE_SAYS[grade]} Weights, anchors and letters are our suggestion: there is no published scale.`;
  const letters = LETTERS.map((letter) => ({ letter, from: LETTER_FROM[letter] }));
  return { grade, kind, says, leastCoverage: LEAST_COVERAGE, letters, factors: factors.map(factorLine) };
}

function judgedLine({ factor, finding, points }: JudgedFactor) {
  const applies = !('notApplicable' in finding);
  const unknown = 'unknown' in finding ? finding.unknown : 'notApplicable' in finding ? finding.notApplicable : null;
  return { ...factorLine(factor), value: 'value' in finding ? finding.text : null, points, applies, unknown };
}

function factorLine({ factor, name, says, weight, anchors, unit, from }: Factor) {
  const words = from.of === 'words' ? Object.entries(from.points).map(([word, points]) => ({ word, points })) : [];
  return { factor, name, says, weight, unit, anchors: anchors.map(({ value, points }) => ({ value, points })), words };
}
