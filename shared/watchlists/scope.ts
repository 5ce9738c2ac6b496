import { z } from 'zod';
import { identifier, SUBJECT_KINDS } from '../figures/index.ts';

/** Of one kind of subject, which ones: some that are named, all there are, those of a watchlist, or those that a saved screen lets through. */
export const scopeSchema = z.object({
  kind: z.enum(SUBJECT_KINDS),
  which: z.discriminatedUnion('of', [
    z.object({ of: z.literal('named'), ids: z.array(identifier).min(1).max(1_000) }),
    z.object({ of: z.literal('every') }),
    z.object({ of: z.literal('list'), list: identifier }),
    z.object({ of: z.literal('screen'), screen: identifier }),
  ]),
});
export type Scope = z.infer<typeof scopeSchema>;
