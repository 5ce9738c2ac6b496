import { z } from 'zod';
import { identifier } from './schemas.ts';

/**
 * What a checklist may be about. A desk is a venue too; `day` is a calendar day (its id is the day), `workspace` the whole file (its id
 * is `workspace`).
 */
export const CHECKED_KINDS = ['venue', 'ticket', 'trade', 'leg', 'batch', 'position', 'day', 'workspace'] as const;
export type CheckedKind = (typeof CHECKED_KINDS)[number];

/**
 * What a figure, a list, a screen or an alert may speak of. An `asset`'s id is its code (`ETH`), a `pair`'s is what is priced and in what
 * (`STETH/ETH`), a `pool`'s is its source's id, a `network`'s its name in the catalogue; a `screen` is one that was saved, a `list` a watchlist.
 */
export const SUBJECT_KINDS = [...CHECKED_KINDS, 'asset', 'pair', 'pool', 'network', 'screen', 'list'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

export const subjectSchema = z.object({ kind: z.enum(CHECKED_KINDS), id: identifier });
export type Subject = z.infer<typeof subjectSchema>;

export const anySubjectSchema = z.object({ kind: z.enum(SUBJECT_KINDS), id: identifier });
export type AnySubject = z.infer<typeof anySubjectSchema>;
