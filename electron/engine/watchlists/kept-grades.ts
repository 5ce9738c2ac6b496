import { dayOf, type SubjectKind, wordOf } from '../../../shared/figures/index.ts';
import { type ComputedGrade, factorsOf, type GradeMark, type GradeName, type OwnGrade } from '../../../shared/watchlists/index.ts';
import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';
import { versionOf } from './current.ts';
import { gradeOf } from './grading.ts';
import { metricsOf } from './metric-columns.ts';

/** A grade of today, computed once until its data or the day change. */
export function gradeToday(engine: Engine, kind: SubjectKind, id: string, grade: GradeName): ComputedGrade {
  let kept = GRADES.get(engine.store);
  if (!kept) GRADES.set(engine.store, (kept = new Map()));
  const version = gradeVersion(engine, kind);
  const of = `${kind} ${grade}`;
  let grades = kept.get(of);
  if (grades?.version !== version || grades.byId.size >= MOST_GRADES) kept.set(of, (grades = { version, byId: new Map() }));
  let found = grades.byId.get(id);
  if (!found) grades.byId.set(id, (found = gradeOf(engine, kind, id, grade)));
  return found;
}

/** What a person says of a subject; null where nothing, or no more. */
export function ownGradeOf(
  store: Reader,
  kind: SubjectKind,
  id: string,
  grade: GradeName,
): (OwnGrade & { readonly at: string; readonly actor: string }) | null {
  const row = store.get<{ letter: OwnGrade['letter'] | null; reason: string; at: string; actor: string }>(
    'SELECT letter, reason, at, actor FROM watchlist_own_grade WHERE kind = ? AND id = ? AND grade = ? ORDER BY seq DESC LIMIT 1',
    kind,
    id,
    grade,
  );
  return row === undefined || row.letter === null ? null : { letter: row.letter, reason: row.reason, at: row.at, actor: row.actor };
}

/** The letters that a person gives to subjects of a kind, by their ids. */
export function ownLettersOf(store: Reader, kind: SubjectKind, grade: GradeName): ReadonlyMap<string, OwnGrade['letter']> {
  const rows = store.all<{ id: string; letter: OwnGrade['letter'] | null }>(
    'SELECT id, letter FROM watchlist_own_grade WHERE kind = ? AND grade = ? ORDER BY seq',
    kind,
    grade,
  );
  const letters = new Map<string, OwnGrade['letter']>();
  for (const { id, letter } of rows) {
    if (letter === null) letters.delete(id);
    else letters.set(id, letter);
  }
  return letters;
}

/** The grade that was recorded last, with its place in the journal; null where none was. */
export function lastMark(
  store: Reader,
  kind: string,
  id: string,
  grade: GradeName,
): { readonly seq: number; readonly mark: GradeMark } | null {
  const row = store.get<GradeMark & { seq: number }>(
    'SELECT seq, letter, points, coverage FROM watchlist_grade WHERE kind = ? AND id = ? AND grade = ? ORDER BY seq DESC LIMIT 1',
    kind,
    id,
    grade,
  );
  return row === undefined ? null : { seq: row.seq, mark: { letter: row.letter, points: row.points, coverage: row.coverage } };
}

/** What grades of a kind hang on, and the day. */
export function gradeVersion(engine: Engine, kind: SubjectKind): string {
  return `${versionOf(engine, { subject: kind, ...gradeDependsOn(engine, kind) })} ${dayOf(engine.now())}`;
}

/** The columns of the metrics that a kind's grades look at; nothing where one of them does not say. */
export function gradeDependsOn(engine: Engine, kind: SubjectKind): { readonly dependsOn?: readonly string[] } {
  const words = new Set([...factorsOf(kind, 'trader'), ...factorsOf(kind, 'investor')].map(({ from }) => from.word));
  const metrics = metricsOf(engine, kind).filter((metric) => words.has(wordOf(metric)));
  if (metrics.some(({ dependsOn }) => dependsOn === undefined)) return {};
  // Inflation is of the market, whatever is graded.
  return { dependsOn: [...new Set(['market', ...metrics.flatMap(({ dependsOn }) => dependsOn ?? [])])] };
}

const MOST_GRADES = 50_000;
const GRADES = new WeakMap<Reader, Map<string, { readonly version: string; readonly byId: Map<string, ComputedGrade> }>>();
