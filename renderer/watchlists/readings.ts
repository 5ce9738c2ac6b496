import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../electron/engine/api/router.ts';
import { isRefused, type Outcome, type Refusal } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { EVERY_COLUMN, type Reading } from '../engine/reading.ts';

type Answers = inferRouterOutputs<AppRouter>['watchlists'];
type Ok<T> = Extract<T, { ok: unknown }>['ok'];

export type ListLine = Answers['lists'][number];
export type ListAnswer = Ok<Answers['list']>;
export type EntryLine = ListAnswer['rows'][number];
export type MetricHead = ListAnswer['heads'][number];
export type Spark = Ok<Answers['sparks']>[number];
export type NoteVersion = Ok<Answers['notes']>[number];
export type ScreenLine = Answers['screens'][number];
export type ScreenAnswer = Ok<Answers['screen']>;
export type SinceAdded = EntryLine['since'][number];

export type GradeAnswer = Answers['grade'][number];
export type GradeHistoryLine = Answers['gradeHistory'][number];

/** A grade as a cell shows it. */
export interface EntryGrade {
  readonly letter: string | null;
  /** The share of the weights whose factors are known. */
  readonly coverage: string;
  /** A person gave it. */
  readonly own: boolean;
  readonly says: string;
}
export type EntryGrades = Readonly<Partial<Record<'trader' | 'investor', EntryGrade>>>;

const OWN = ['watchlists'];
/** The engine answers no more entries, and no more pasts, at once. */
const ENTRIES_AT_ONCE = 1_000;
const SPARKS_AT_ONCE = 500;

export const listsReading: Reading<readonly ListLine[]> = {
  columns: EVERY_COLUMN,
  key: ['watchlists.lists'],
  ask: (signal) => api.watchlists.lists.query({}, { signal }),
};

/** A whole list: its own order and filters need all of it. */
export function listReading(list: string): Reading<ListAnswer> {
  return {
    columns: EVERY_COLUMN,
    key: ['watchlists.list', list],
    async ask(signal) {
      const first = answerOf(await api.watchlists.list.query({ list, limit: ENTRIES_AT_ONCE }, { signal }));
      const rows = [...first.rows];
      while (rows.length < first.total) {
        const next = answerOf(await api.watchlists.list.query({ list, from: rows.length, limit: ENTRIES_AT_ONCE }, { signal }));
        if (next.rows.length === 0) break;
        rows.push(...next.rows);
      }
      return { ...first, rows };
    },
  };
}

/** The small pasts of a list's first entries. */
export function sparksReading(list: string, entries: readonly string[]): Reading<readonly Spark[]> {
  return {
    columns: EVERY_COLUMN,
    key: ['watchlists.sparks', list, entries],
    ask: async (signal) =>
      entries.length === 0
        ? []
        : answerOf(await api.watchlists.sparks.query({ list, entries: entries.slice(0, SPARKS_AT_ONCE), points: 48 }, { signal })),
  };
}

export function notesReading(entry: string): Reading<readonly NoteVersion[]> {
  return {
    columns: OWN,
    key: ['watchlists.notes', entry],
    ask: async (signal) => answerOf(await api.watchlists.notes.query({ entry }, { signal })),
  };
}

export const screensReading: Reading<readonly ScreenLine[]> = {
  columns: EVERY_COLUMN,
  key: ['watchlists.screens'],
  ask: (signal) => api.watchlists.screens.query({}, { signal }),
};

export function screenReading(screen: string): Reading<ScreenAnswer> {
  return {
    columns: EVERY_COLUMN,
    key: ['watchlists.screen', screen],
    ask: async (signal) => answerOf(await api.watchlists.screen.query({ screen }, { signal })),
  };
}

/** What was asked for; a refusal is what the reading fails with. */
export function answerOf<T>(answer: Outcome<T> | { readonly ok: T } | { readonly error: Refusal }): T {
  const outcome = answer as Outcome<T>;
  if (isRefused(outcome)) throw new Error(outcome.error.message);
  return outcome.ok;
}
