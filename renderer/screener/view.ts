import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { SUBJECT_KINDS, type SubjectKind } from '../../shared/figures/index.ts';
import type { ScreenSort, ScreenTerms } from '../../shared/watchlists/index.ts';

/** What is asked of one kind of subject. */
export interface KindView {
  readonly condition: string;
  /** Ids of metrics; null is what the registry names first. */
  readonly columns: readonly string[] | null;
  readonly sort: ScreenSort;
  /** The saved screen that it began with. */
  readonly screen: string | null;
}

/** How the screener is looked at; kept with the window. */
export interface ScreenerView {
  readonly kind: SubjectKind;
  readonly of: Readonly<Partial<Record<SubjectKind, KindView>>>;
  /** Ids that are marked, of the present kind, in the order in which they were marked, with what they are called. */
  readonly marked: ReadonlyArray<{ readonly id: string; readonly title: string }>;
}

/** The kinds that can be screened, in the order in which they are offered. */
export const SCREENED_KINDS = ['pool', 'asset', 'pair', 'network', 'venue', 'position'] as const satisfies readonly SubjectKind[];

export const BY_TITLE: ScreenSort = { metric: null, descending: false };
const FRESH: KindView = { condition: '', columns: null, sort: BY_TITLE, screen: null };
/** Pools are many, and the largest are looked for first. */
const FRESH_OF: Partial<Readonly<Record<SubjectKind, KindView>>> = {
  pool: { ...FRESH, sort: { metric: 'market.pool-tvl', descending: true } },
};

export const useScreenerView = create<ScreenerView>()(
  persist((): ScreenerView => ({ kind: 'pool', of: {}, marked: [] }), {
    name: 'countinghouse.screener',
    partialize: ({ kind, of }) => ({ kind, of }),
  }),
);

/** What is asked of the present kind. */
export function useKindView(): KindView {
  return useScreenerView(({ kind, of }) => of[kind] ?? FRESH_OF[kind] ?? FRESH);
}

/** In which order the present kind stands: the same object as long as it is the same order. */
export function useSort(): ScreenSort {
  return useScreenerView(({ kind, of }) => (of[kind] ?? FRESH_OF[kind] ?? FRESH).sort);
}

export function chooseKind(kind: string): void {
  const known = SUBJECT_KINDS.find((each) => each === kind);
  if (known !== undefined) useScreenerView.setState({ kind: known, marked: [] });
}

/** Changes what is asked of the present kind. */
export function setKindView(changes: Partial<KindView>): void {
  useScreenerView.setState(({ kind, of }) => ({ of: { ...of, [kind]: { ...(of[kind] ?? FRESH_OF[kind] ?? FRESH), ...changes } } }));
}

/** Shows a saved screen. */
export function showScreen(screen: string, { kind, condition, columns, sort }: ScreenTerms): void {
  useScreenerView.setState(({ of }) => ({
    kind,
    marked: [],
    of: { ...of, [kind]: { condition, columns: columns.length === 0 ? null : columns, sort, screen } },
  }));
}

/** Marks a subject, or takes the mark away. */
export function toggleMark(subject: { readonly id: string; readonly title: string }): void {
  useScreenerView.setState(({ marked }) => ({
    marked: marked.some(({ id }) => id === subject.id) ? marked.filter(({ id }) => id !== subject.id) : [...marked, subject],
  }));
}

export function clearMarks(): void {
  useScreenerView.setState({ marked: [] });
}
