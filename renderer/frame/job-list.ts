import { create } from 'zustand';
import type { inferProcedureOutput } from '@trpc/server';
import type { AppRouter } from '../../electron/engine/api/router.ts';
import { api } from '../engine/api.ts';
import { say } from '../window/notices.ts';

export type Job = inferProcedureOutput<AppRouter['jobs']['list']>[number];

/** A running job with the milliseconds that are left, as far as can be told. */
export interface RunningJob {
  readonly job: Job;
  readonly left: number | null;
}

/** What the last verification of the workspace found, and when. */
export interface Verified {
  readonly at: string;
  readonly holds: boolean;
}

interface JobList {
  readonly running: readonly RunningJob[];
  readonly verified: Verified | null;
}

export const useJobList = create<JobList>(() => ({ running: [], verified: null }));

const LISTEN_AGAIN = 500;

/** Follows every job of the workspace; what ended in the background says so once. Answers the function that stops it. */
export function followJobs(): () => void {
  let stopped = false;
  let listening: { unsubscribe(): void } | null = null;
  function listen(): void {
    void api.jobs.list.query({}).then(
      (jobs) => {
        const verified = jobs.map(verifiedBy).find((each) => each !== null) ?? null;
        useJobList.setState({ running: jobs.filter((job) => job.state === 'running').map(timed), verified });
      },
      () => undefined,
    );
    listening = api.jobs.progress.subscribe(
      {},
      {
        onData: take,
        onError: () => setTimeout(() => (stopped ? undefined : listen()), LISTEN_AGAIN),
      },
    );
  }
  listen();
  return () => {
    stopped = true;
    listening?.unsubscribe();
  };
}

export function cancelJob(id: string): void {
  void api.jobs.cancel.mutate({ job: id });
}

/** Milliseconds until a running job ends if it goes on as it went so far; `null` where its total is not known. */
export function remaining(job: Pick<Job, 'done' | 'total' | 'startedAt'>, now: number): number | null {
  if (job.total <= 0 || job.done <= 0) return null;
  return ((now - Date.parse(job.startedAt)) / job.done) * Math.max(0, job.total - job.done);
}

function verifiedBy({ kind, state, result, endedAt }: Job): Verified | null {
  if (kind !== 'journal.verify' || state !== 'done' || endedAt === undefined) return null;
  return typeof result === 'object' && result !== null && 'holds' in result ? { at: endedAt, holds: result.holds === true } : null;
}

/** Jobs that answer whoever asked for them, in the asker's own words; here they would be told twice. */
const ANSWERED: ReadonlySet<string> = new Set([
  'imports.read-file',
  'workspace.back-up',
  'workspace.verify-backup',
  'journal.verify',
  'journal.rebuild',
]);

function timed(job: Job): RunningJob {
  return { job, left: remaining(job, Date.now()) };
}

function take(job: Job): void {
  const { running } = useJobList.getState();
  const known = running.some((each) => each.job.id === job.id);
  const others = running.filter((each) => each.job.id !== job.id);
  if (job.state === 'running') {
    useJobList.setState({
      running: known ? running.map((each) => (each.job.id === job.id ? timed(job) : each)) : [...running, timed(job)],
    });
    return;
  }
  useJobList.setState(({ verified }) => ({ running: others, verified: verifiedBy(job) ?? verified }));
  if (ANSWERED.has(job.kind)) return;
  if (job.state === 'done') say({ tone: 'done', text: `${job.title}: done.` });
  else if (job.state === 'cancelled') say({ tone: 'plain', text: `${job.title}: cancelled; what it had begun is undone.` });
  else
    say({
      tone: 'refused',
      text: `${job.title}: ${job.refusal?.message ?? 'it failed'}`,
      details: JSON.stringify(job.refusal ?? job, null, 2),
    });
}
