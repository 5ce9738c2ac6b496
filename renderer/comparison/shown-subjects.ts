import type { DashboardPanel } from '../../shared/comparison/index.ts';
import type { AnySubject } from '../../shared/figures/index.ts';
import { keyOf } from './ways.ts';

/** A subject as panels show it: everywhere in the same colour, which is its place in the dashboard. */
export interface ShownSubject {
  readonly subject: AnySubject;
  readonly title: string;
  readonly colour: number;
}

/** The subjects that a panel shows, in the dashboard's order. */
export function shownIn(panel: DashboardPanel, subjects: readonly ShownSubject[]): readonly ShownSubject[] {
  if (panel.only === null) return subjects;
  const only = new Set(panel.only.map(keyOf));
  return subjects.filter(({ subject }) => only.has(keyOf(subject)));
}

/** Subjects with their titles and colours. */
export function shownSubjects(subjects: readonly AnySubject[], titles: readonly (string | null)[]): readonly ShownSubject[] {
  return subjects.map((subject, colour) => ({ subject, colour, title: titleAt(titles, colour, subject) }));
}

/** What a subject is called: its id where nothing was read yet, and where there is none of that id any more, which is said. */
export function titleAt(titles: readonly (string | null)[], place: number, { id }: AnySubject): string {
  const title = titles[place];
  return title === undefined ? id : (title ?? `${id} (gone)`);
}
