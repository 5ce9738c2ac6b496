import { z } from 'zod';
import { done, identifier, refuse } from '../../../shared/figures/index.ts';
import { command, query, router, subscription } from '../api/procedure.ts';
import { queueOf } from '../api/queue.ts';
import type { JobStatus } from './job.ts';

export const jobStatus: z.ZodType<JobStatus> = z.object({
  id: identifier,
  kind: z.string(),
  title: z.string(),
  state: z.enum(['running', 'done', 'refused', 'failed', 'cancelled']),
  done: z.number(),
  total: z.number(),
  what: z.string(),
  startedAt: z.string(),
  endedAt: z.string().optional(),
  result: z.unknown().optional(),
  refusal: z.object({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()).optional() }).optional(),
}) as z.ZodType<JobStatus>;

export const jobProcedures = router({
  list: query(
    { says: 'Running jobs and the last hundred that ended, newest first', input: z.object({}), output: z.array(jobStatus) },
    (engine) => [...engine.jobs.list()],
  ),
  finished: query(
    { says: 'Waits for the end of a job and answers how it ended', input: z.object({ job: identifier }), output: jobStatus },
    (engine, { job }) => engine.jobs.finished(job),
  ),
  cancel: command(
    { says: 'Cancels a running job; what it had not committed is undone', input: z.object({ job: identifier }), output: z.object({}) },
    (engine, { job }) => {
      if (!engine.jobs.list().some((status) => status.id === job))
        return refuse('no-such-job', `There is no job ${job}. It may have ended long ago.`);
      engine.jobs.cancel(job);
      return done({});
    },
  ),
  progress: subscription({ says: 'Every job as it progresses', input: z.object({}), output: jobStatus }, (engine, _input, signal) =>
    queueOf<JobStatus>(signal, (push) => engine.jobs.onProgress(push)),
  ),
});
