import { type Figure, known, type MetricUnit, type MetricValue, type SubjectKind, unavailable } from '../../../shared/figures/index.ts';
import { GRADE_SAYS, GRADES, type GradeMark, type GradeName, gradeWords, kindsWith } from '../../../shared/watchlists/index.ts';
import type { Engine } from '../engine.ts';
import type { MetricSource } from '../sources.ts';
import { gradeMarks } from './grade-marks.ts';
import { gradeToday, ownGradeOf, ownLettersOf } from './kept-grades.ts';
import { readEntries, readList } from './list-rows.ts';
import { listOf } from './metric-columns.ts';
import { reviewsDue, targetsReached } from './matters.ts';
import { newItemsOf } from './screen-commands.ts';
import { changesOf, membersOf, readScreen } from './screen-rows.ts';
import { titleOf } from './subjects.ts';

/** What may be read of screens, of lists, of all lists together, and the grades of whatever is graded. */
export const watchlistMetrics: readonly MetricSource[] = [
  ofScreen(
    'new-items',
    'New items',
    'How many entered the screen within the last 24 hours, because of data or time, and are in it still.',
    (engine, screen) => newItemsOf(engine, screen).length,
  ),
  {
    ...ofScreen(
      'members',
      'Items',
      'How many the screen lets through, as last judged.',
      (engine, screen) => membersOf(engine.store, screen).length,
    ),
    clocked: false,
  },
  {
    ...ofScreen(
      'unjudged',
      'Items not judged',
      'How many the screen could not judge, when its items last changed.',
      (engine, screen) => changesOf(engine.store, screen, 1)[0]?.unknown ?? 0,
    ),
    clocked: false,
  },
  ofList(
    'reviews-due',
    'Reviews due',
    'Entries of the list whose day of review has come.',
    (engine, list) => reviewsDue(engine, list).length,
  ),
  ofList(
    'targets-reached',
    'Targets reached',
    'Targets of the list’s entries that are reached now. What is unknown is not reached.',
    (engine, list) => targetsReached(engine, list).length,
  ),
  {
    ...ofList('entries', 'Entries', 'How many entries the list has.', (engine, list) => readEntries(engine.store, list).length),
    clocked: false,
    dependsOn: ['watchlists'],
  },
  ofWorkspace(
    'reviews-due',
    'Reviews of watched subjects due',
    'Entries of all lists whose day of review has come.',
    (engine) => reviewsDue(engine).length,
  ),
  ofWorkspace(
    'targets-reached',
    'Targets reached',
    'Targets of entries of all lists that are reached now. What is unknown is not reached.',
    (engine) => targetsReached(engine).length,
  ),
  ...GRADES.flatMap((grade) => kindsWith(grade).flatMap((kind) => [points(grade, kind), letter(grade, kind)])),
];

function count(id: string, word: string, name: string, says: string, subject: SubjectKind) {
  const unit: MetricUnit = 'count';
  return { id: `watchlists.${id}`, word, name, says, subject, unit, clocked: true } as const;
}

function ofScreen(word: string, name: string, says: string, of: (engine: Engine, screen: string) => number): MetricSource {
  return {
    ...count(`screen-${word}`, word, name, says, 'screen'),
    dependsOn: ['watchlists'],
    read: (engine, id) => {
      const screen = readScreen(engine.store, id);
      return screen === null || screen.removed ? unavailable('screen-gone', `The screen ${id} is gone.`) : plain(of(engine, id));
    },
  };
}

function ofList(word: string, name: string, says: string, of: (engine: Engine, list: string) => number): MetricSource {
  return {
    ...count(`list-${word}`, word, name, says, 'list'),
    read: (engine, id) => {
      const list = readList(engine.store, id);
      return list === null || list.removed ? unavailable('list-gone', `The list ${id} is gone.`) : plain(of(engine, id));
    },
  };
}

function ofWorkspace(word: string, name: string, says: string, of: (engine: Engine) => number): MetricSource {
  return { ...count(word, `watched.${word}`, name, says, 'workspace'), read: (engine) => plain(of(engine)) };
}

function points(grade: GradeName, kind: SubjectKind): MetricSource {
  return {
    id: `watchlists.${grade}-grade-of-${kind}`,
    word: `grade.${grade}`,
    name: named(grade),
    says: `${GRADE_SAYS[grade]} From 0 to 10, by factors, weights and anchors of our own that its trail tells.`,
    subject: kind,
    unit: 'score',
    clocked: true,
    ...(isOfMany(kind) ? { readAll: (engine: Engine) => ({ numbers: Float64Array.from(gradeMarks(engine, kind, grade), pointsOf) }) } : {}),
    read: (engine, id) => {
      const computed = gradeToday(engine, kind, id, grade);
      return computed.mark.points === null
        ? ungraded(engine, kind, id, computed.says)
        : known({ text: computed.mark.points }, computed.trail);
    },
  };
}

function letter(grade: GradeName, kind: SubjectKind): MetricSource {
  return {
    id: `watchlists.${grade}-letter-of-${kind}`,
    word: `letter.${grade}`,
    name: `${named(grade)}, letter`,
    says: 'From A to F: the letter that a person gave, else the computed one.',
    subject: kind,
    unit: 'text',
    clocked: true,
    ...(isOfMany(kind) ? { readAll: (engine: Engine) => ({ texts: lettersOf(engine, kind, grade) }) } : {}),
    read: (engine, id) => {
      const own = ownGradeOf(engine.store, kind, id, grade);
      if (own !== null) return known({ text: own.letter, asOf: own.at });
      const computed = gradeToday(engine, kind, id, grade);
      return computed.mark.letter === null
        ? ungraded(engine, kind, id, computed.says)
        : known({ text: computed.mark.letter }, computed.trail);
    },
  };
}

/** Whether there are thousands of a kind, and all that its grades look at is had of all at once. */
function isOfMany(kind: SubjectKind): boolean {
  return kind === 'pool';
}

function pointsOf({ points }: GradeMark): number {
  return points === null ? Number.NaN : Number(points);
}

function lettersOf(engine: Engine, kind: SubjectKind, grade: GradeName): readonly (string | null)[] {
  const own = ownLettersOf(engine.store, kind, grade);
  const listed = listOf(engine, kind);
  return gradeMarks(engine, kind, grade).map(({ letter }, place) => own.get(listed[place]!.id) ?? letter);
}

function named(grade: GradeName): string {
  const words = gradeWords(grade);
  return words[0]!.toUpperCase() + words.slice(1);
}

function ungraded(engine: Engine, kind: SubjectKind, id: string, says: string): Figure<MetricValue> {
  return titleOf(engine, { kind, id }) === null
    ? unavailable('no-such-subject', `There is no ${kind} ${id}.`)
    : unavailable('ungraded', says);
}

function plain(number: number): Figure<MetricValue> {
  return known({ text: String(number) });
}
