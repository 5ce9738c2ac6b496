import type { z } from 'zod';
import { done, type Outcome, refuse } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';

/** Waits for a job's end and reads its result; a job that was cancelled, refused or failed is a refusal. */
export async function finishedJob<Result>(job: string, result: z.ZodType<Result>): Promise<Outcome<Result>> {
  const ended = await api.jobs.finished.query({ job });
  if (ended.state === 'done') return done(result.parse(ended.result));
  if (ended.state === 'cancelled') return refuse('cancelled', 'It was cancelled; what it had begun is undone.');
  return { error: ended.refusal ?? { code: 'job-failed', message: `${ended.title} ended without a result.` } };
}
