import { useQueries } from '@tanstack/react-query';
import type { AnySubject } from '../../shared/figures/index.ts';
import { watchedKey } from '../../shared/watchlists/index.ts';
import { api } from '../engine/api.ts';
import { EVERY_COLUMN, type Reading } from '../engine/reading.ts';
import { explain } from '../figures/explain.ts';
import type { EntryGrade, EntryGrades, EntryLine, GradeAnswer } from './readings.ts';

/** Both grades of a subject, with their factors. */
export function gradesReading({ kind, id }: AnySubject): Reading<readonly GradeAnswer[]> {
  return {
    columns: EVERY_COLUMN,
    key: ['watchlists.grade', kind, id],
    ask: (signal) => api.watchlists.grade.query({ about: { kind, id } }, { signal }),
  };
}

/** The grades of entries, by `kind:id`, as they come in. */
export function useGrades(entries: readonly EntryLine[]): ReadonlyMap<string, EntryGrades> {
  const subjects = [...new Map(entries.map(({ about }) => [watchedKey(about), about])).values()];
  return useQueries({
    queries: subjects.map((about) => {
      const { key, ask, columns } = gradesReading(about);
      return { queryKey: key, queryFn: ({ signal }: { signal: AbortSignal }) => ask(signal), meta: { columns } };
    }),
    combine: byKey,
  });
}

/** What is shown of a grade: the letter that a person gave counts before the computed one. */
export function shownGrade({ mark, own, says }: GradeAnswer): EntryGrade {
  if (own === null) return { letter: mark.letter, coverage: mark.coverage, own: false, says };
  return { letter: own.letter, coverage: mark.coverage, own: true, says: `${own.letter} is your own: ${own.reason} Computed: ${says}` };
}

/** Explains a grade in the foot of a panel, with its factors and the rows that they come from. */
export function explainGrade(
  panel: string,
  about: AnySubject,
  title: string,
  grade: GradeAnswer['grade'],
  shown: EntryGrade | undefined,
): void {
  if (!shown) return;
  explain({
    panel,
    title: `${grade === 'trader' ? 'Trader' : 'Investor'} grade of ${title}`,
    shown: shown.letter ?? '—',
    says: shown.says,
    trail: [],
    async reach(signal) {
      const answers = await gradesReading(about).ask(signal);
      return answers.find((answer) => answer.grade === grade)?.trail ?? [];
    },
  });
}

function byKey(results: ReadonlyArray<{ readonly data: readonly GradeAnswer[] | undefined }>): ReadonlyMap<string, EntryGrades> {
  return new Map(
    results.flatMap(({ data }) => {
      const about = data?.[0]?.about;
      return data && about
        ? [[watchedKey(about), Object.fromEntries(data.map((answer) => [answer.grade, shownGrade(answer)]))] as const]
        : [];
    }),
  );
}
