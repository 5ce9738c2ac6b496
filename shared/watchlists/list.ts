import { z } from 'zod';
import { assetCode, identifier, type SubjectKind } from '../figures/index.ts';

/** What a person may write into a column of their own. Per cent are kept as fractions: 0.05 is 5 %. */
export const COLUMN_TYPES = ['number', 'percent', 'money', 'text', 'day'] as const;
export type ColumnType = (typeof COLUMN_TYPES)[number];

/** A column that a person added to a list, filled by hand for each entry. */
export const ownColumnSchema = z.object({
  column: identifier,
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^[^[\]\p{Cc}]*$/u, 'must have no brackets or line breaks'),
  type: z.enum(COLUMN_TYPES),
  /** Of money; null elsewhere. */
  currency: assetCode.nullable(),
});
export type OwnColumn = z.infer<typeof ownColumnSchema>;

/** The kinds that a list may hold. What is over within a day (a ticket, a leg) is none of them. */
export const WATCHED_KINDS = ['asset', 'pair', 'pool', 'network', 'venue', 'position', 'screen'] as const satisfies readonly SubjectKind[];
export type WatchedKind = (typeof WATCHED_KINDS)[number];

/** What may be watched: one thing of one kind. A desk is a venue too. */
export const watchedSchema = z.object({ kind: z.enum(WATCHED_KINDS), id: identifier });
export type Watched = z.infer<typeof watchedSchema>;

/** What a list is called and what is shown of its entries. */
export const listTermsSchema = z.object({
  title: z.string().trim().min(1).max(200),
  says: z.string().max(2_000),
  /** Ids of metrics shown as columns; one that does not fit an entry's kind stays empty there. */
  metrics: z.array(identifier).max(40),
  /** Ids of metrics whose past is drawn small beside an entry: the first that fits the entry's kind. */
  trends: z.array(identifier).max(WATCHED_KINDS.length),
  columns: z.array(ownColumnSchema).max(40),
});
export type ListTerms = z.infer<typeof listTermsSchema>;

/** A word that entries are found by. */
export const tagSchema = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^;\p{Cc}]*$/u, 'must have no semicolon or line break');

/** The key of a subject among others of any kind. */
export function watchedKey({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return `${kind}:${id}`;
}
