import { SUBJECT_KINDS, type SubjectKind } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import { subjectsOf } from './registry.ts';

export interface FoundSubject {
  readonly kind: SubjectKind;
  readonly id: string;
  readonly title: string;
}

/**
 * Subjects whose title or id contains every word, whatever its letter case: of the kinds asked for, else of all that can be told. What begins
 * with the words comes first; else the columns' order stands.
 */
export function findSubjects(
  engine: Engine,
  question: { readonly words: string; readonly kinds?: readonly SubjectKind[] | undefined; readonly from: number; readonly limit: number },
): { readonly total: number; readonly subjects: readonly FoundSubject[] } {
  const text = question.words.trim().toLowerCase();
  const words = text.split(/\s+/).filter((word) => word !== '');
  const [first, others]: [FoundSubject[], FoundSubject[]] = [[], []];
  for (const kind of question.kinds ?? SUBJECT_KINDS) {
    for (const { id, title } of subjectsOf(engine, kind)) {
      const name = title.toLowerCase();
      if (!words.every((word) => name.includes(word) || id.toLowerCase().includes(word))) continue;
      (text !== '' && (name.startsWith(text) || id.toLowerCase() === text) ? first : others).push({ kind, id, title });
    }
  }
  const found = [...first, ...others];
  return { total: found.length, subjects: found.slice(question.from, question.from + question.limit) };
}
