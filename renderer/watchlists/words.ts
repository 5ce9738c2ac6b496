import type { SubjectKind } from '../../shared/figures/index.ts';
import { KIND_WORDS } from '../metrics/index.ts';

/** What one of a kind is called. */
export function kindWord(kind: SubjectKind): string {
  return KIND_WORDS[kind][0];
}

/** What several of a kind are called. */
export function kindsWord(kind: SubjectKind): string {
  return KIND_WORDS[kind][1];
}

/** The heading of a column: its name and, where one is known, the unit of its numbers. */
export function headingOf(name: string, unit: string): string {
  return unit === '' ? name : `${name}, ${unit}`;
}
