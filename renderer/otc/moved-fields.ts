import type { Draft, ReadDraft } from '../forms/draft.ts';
import type { Field } from '../forms/field.ts';
import { instantOf } from './trade-draft.ts';

/** What is told of money that moved: reference, amount, when, note. */
export function movedFields(at: string, when: string, reference: string): readonly Field[] {
  return [
    { path: 'reference', label: 'Reference', type: 'text', needed: true, hint: reference },
    { path: 'amount', label: 'Amount', type: 'decimal', needed: true, hint: 'to the last digit' },
    { path: at, label: when, type: 'text', hint: 'YYYY-MM-DD HH:MM; empty is now' },
    { path: 'note', label: 'Note', type: 'passage' },
  ];
}

/** Reads a draft with the time of a movement, which may be left out. */
export function withTime<T>(draft: Draft, at: string, read: (given: Readonly<Record<string, unknown>>) => ReadDraft<T>): ReadDraft<T> {
  const typed = (draft[at] ?? '').trim();
  const instant = typed === '' ? null : instantOf(typed);
  if (typed !== '' && instant === null) return { complaints: { [at]: 'Write it in UTC as 2026-03-14 15:04.' } };
  return read({ note: '', ...(instant === null ? {} : { [at]: instant }) });
}
