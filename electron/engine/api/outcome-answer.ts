import { z } from 'zod';
import type { Outcome } from '../../../shared/figures/index.ts';

/** The answer of a question that may be refused: what was asked for, or why it cannot be given. */
export function outcomeAnswer<Schema extends z.ZodType>(ok: Schema): z.ZodType<Outcome<z.output<Schema>>> {
  const error = z.object({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()).optional() });
  return z.union([z.object({ ok }), z.object({ error })]) as unknown as z.ZodType<Outcome<z.output<Schema>>>;
}
