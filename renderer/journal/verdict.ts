import { z } from 'zod';
import { create } from 'zustand';
import { isRefused } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { answered } from '../engine/command.ts';
import { finishedJob } from '../jobs/index.ts';
import { say } from '../window/notices.ts';

const finding = z.object({ message: z.string(), seq: z.int().optional(), table: z.string().optional() });
const verifyReport = z.object({
  holds: z.boolean(),
  events: z.int(),
  root: z.string().nullable(),
  checks: z.array(
    z.object({
      name: z.string(),
      holds: z.boolean(),
      checked: z.int(),
      says: z.string(),
      findings: z.array(finding),
      count: z.int(),
    }),
  ),
});
export type VerifyReport = z.infer<typeof verifyReport>;

const rebuilt = z.object({ events: z.int(), milliseconds: z.number(), tables: z.record(z.string(), z.int()) });
type Rebuilt = z.infer<typeof rebuilt>;

interface Verdict {
  /** The job that is verifying or rebuilding. */
  readonly job: string | null;
  /** What the last verification in this window found, and when it ended. */
  readonly report: (VerifyReport & { readonly at: string }) | null;
  readonly rebuilt: Rebuilt | null;
}

export const useVerdict = create<Verdict>(() => ({ job: null, report: null, rebuilt: null }));

/** Has file, entries, tree and tables verified, in the background; the verdict stays until the next one. */
export async function verify(): Promise<void> {
  const started = await answered(() => api.journal.verify.mutate({}));
  if (isRefused(started)) return refused(started.error.message);
  useVerdict.setState({ job: started.ok.job });
  const report = await answered(() => finishedJob(started.ok.job, verifyReport));
  useVerdict.setState({ job: null });
  if (!isRefused(report)) useVerdict.setState({ report: { ...report.ok, at: new Date().toISOString() } });
}

/** Has every table folded from the journal again; others see the old tables until the new ones are whole. */
export async function rebuild(): Promise<void> {
  const started = await answered(() => api.journal.rebuild.mutate({}));
  if (isRefused(started)) return refused(started.error.message);
  useVerdict.setState({ job: started.ok.job });
  const tables = await answered(() => finishedJob(started.ok.job, rebuilt));
  useVerdict.setState({ job: null });
  if (!isRefused(tables)) useVerdict.setState({ rebuilt: tables.ok });
}

function refused(text: string): void {
  say({ tone: 'refused', text });
}
