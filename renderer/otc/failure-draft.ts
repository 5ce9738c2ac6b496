import { z } from 'zod';
import { FAIL_CODES } from '../../shared/otc/index.ts';
import { type Draft, readDraft, type ReadDraft } from '../forms/draft.ts';
import type { Field } from '../forms/field.ts';
import { instantOf } from './trade-draft.ts';
import { FAIL_WORDS } from './words.ts';

const failure = z.strictObject({
  code: z.enum(FAIL_CODES),
  what: z.string().max(2_000),
  owner: z.string().max(200).nullable(),
  nextActionAt: z.string().nullable(),
});
export type Failure = z.infer<typeof failure>;

export const FAILURE_FIELDS: readonly Field[] = [
  {
    path: 'code',
    label: 'Why',
    type: 'choice',
    needed: true,
    choices: [{ value: '', label: 'choose a reason' }, ...FAIL_CODES.map((code) => ({ value: code, label: FAIL_WORDS[code] }))],
  },
  { path: 'owner', label: 'Who works on it', type: 'text' },
  { path: 'nextActionAt', label: 'Next action at, UTC', type: 'text', hint: 'YYYY-MM-DD HH:MM' },
  { path: 'what', label: 'What happened', type: 'passage', needed: true },
];

/** A case as it is typed, or what is missing of it. */
export function readFailure(draft: Draft): ReadDraft<Failure> {
  const typed = (draft['nextActionAt'] ?? '').trim();
  const nextActionAt = typed === '' ? null : instantOf(typed);
  if (typed !== '' && nextActionAt === null) return { complaints: { nextActionAt: 'Write it in UTC as 2026-03-14 15:04.' } };
  return readDraft(draft, {
    fields: FAILURE_FIELDS.filter(({ path }) => path !== 'nextActionAt'),
    schema: failure,
    given: { owner: null, nextActionAt },
    otherwise: 'what',
  });
}
