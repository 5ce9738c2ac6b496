import { z } from 'zod';
import { identifier, instantString } from '../figures/index.ts';

/** What one attempt came to. Its sentence and output hold no secret: what would show one is blacked out before it is kept. */
export const attemptSchema = z.strictObject({
  send: identifier,
  /** Counts from 1, over retries by hand as well. */
  attempt: z.int().min(1),
  at: instantString,
  milliseconds: z.int().min(0),
  sent: z.boolean(),
  /** One sentence. */
  says: z.string().max(1_000),
  /** The first of what the other side answered or the program printed. */
  output: z.string().max(4_096),
  /** When it is tried again; null where it arrived, or never is. */
  next: instantString.nullable(),
});
export type Attempt = z.infer<typeof attemptSchema>;

/** What the test button is answered. */
export const testResultSchema = attemptSchema.omit({ send: true, attempt: true, next: true });
export type TestResult = z.infer<typeof testResultSchema>;

/** `waiting` for its time or its next attempt; `sent`; `dead` after the last attempt; `dropped` because its channel is gone or was switched off. */
export const SEND_STATES = ['waiting', 'sent', 'dead', 'dropped'] as const;
export type SendState = (typeof SEND_STATES)[number];
