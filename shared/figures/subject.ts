import { z } from 'zod';
import { identifier } from './schemas.ts';

/**
 * What a figure, a checklist or an alert may speak of. A desk is a venue too; `day` is a calendar day (its id is the day), `workspace`
 * the whole file (its id is `workspace`).
 */
export const SUBJECT_KINDS = ['venue', 'ticket', 'trade', 'leg', 'batch', 'position', 'day', 'workspace'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

export const subjectSchema = z.object({ kind: z.enum(SUBJECT_KINDS), id: identifier });
export type Subject = z.infer<typeof subjectSchema>;
