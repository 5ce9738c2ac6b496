import { z } from 'zod';

/** The answer of a question that may be refused: what was asked for, or why it cannot be given. */
export function outcomeAnswer<Schema extends z.ZodType>(ok: Schema) {
  return z.union([
    z.object({ ok }),
    z.object({ error: z.object({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()).optional() }) }),
  ]);
}
