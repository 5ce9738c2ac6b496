import { z } from 'zod';
import { identifier, SUBJECT_KINDS } from '../../../shared/figures/index.ts';
import { screenSortSchema } from '../../../shared/watchlists/index.ts';
import { query } from '../api/procedure.ts';
import { selectAnswer } from './answers.ts';
import { select } from './select.ts';

const LONGEST_WINDOW = 500;

/** What the screener asks at every keystroke. */
export const selectProcedures = {
  select: query(
    {
      says: 'The subjects of a kind that a condition lets through, ordered, a window of them with metrics; those that cannot be judged are counted apart',
      input: z.object({
        kind: z.enum(SUBJECT_KINDS),
        condition: z.string().max(20_000).optional(),
        columns: z.array(identifier).max(40).optional(),
        sort: screenSortSchema.optional(),
        from: z.int().min(0).optional(),
        limit: z.int().min(0).max(LONGEST_WINDOW).optional(),
      }),
      output: selectAnswer,
    },
    (engine, { kind, condition, columns, sort, from, limit }) =>
      select(engine, {
        kind,
        condition: condition ?? '',
        columns: columns ?? [],
        sort: sort ?? { metric: null, descending: false },
        from: from ?? 0,
        limit: limit ?? 100,
      }),
  ),
};
