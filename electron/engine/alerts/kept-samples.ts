import { z } from 'zod';
import type { Reader } from '../store/store.ts';

/** The readings of a metric without a stored past that were kept; see {@link keptSamples}. */
export const keptSamplesAnswer = z.object({
  /** How many were kept in all, and since when; null where none was. */
  total: z.number(),
  since: z.string().nullable(),
  currency: z.string().nullable(),
  /** In order of time, the newest of them. `at` in milliseconds since 1970; a value is null where nothing was known, for the reason beside it. */
  samples: z.array(z.object({ at: z.number(), value: z.string().nullable(), message: z.string().nullable() })),
});

interface Row {
  readonly taken: string;
  readonly value: string | null;
  readonly message: string | null;
  readonly told: string;
}

/**
 * What was read of a metric of a subject and kept, because it changed where a watch stands, or was another an hour after the last. All of it is in
 * the journal, and rules over such a metric are evaluated over it and nothing else.
 */
export function keptSamples(
  store: Reader,
  { metric, subject, limit }: { readonly metric: string; readonly subject: string; readonly limit: number },
): z.output<typeof keptSamplesAnswer> {
  const { total, since } = store.get<{ total: number; since: string | null }>(
    'SELECT count(*) AS total, min(taken) AS since FROM alert_sample WHERE metric = ? AND subject = ?',
    metric,
    subject,
  )!;
  const rows = store.all<Row>(
    'SELECT taken, value, message, told FROM alert_sample WHERE metric = ? AND subject = ? ORDER BY taken DESC LIMIT ?',
    metric,
    subject,
    limit,
  );
  const newest = rows[0] === undefined ? null : (JSON.parse(rows[0].told) as { readonly currency?: string });
  return {
    total,
    since,
    currency: newest?.currency ?? null,
    samples: rows.toReversed().map(({ taken, value, message }) => ({ at: Date.parse(taken), value, message })),
  };
}
