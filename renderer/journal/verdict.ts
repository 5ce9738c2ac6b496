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
  if (isRefused(report)) return refused(`The workspace was not verified. ${report.error.message}`);
  useVerdict.setState({ report: { ...report.ok, at: new Date().toISOString() } });
  if (report.ok.holds) say({ tone: 'done', text: `Verified: everything holds, in ${entriesText(report.ok.events)}.` });
  else refused('Verified: something does not hold. The journal says what.');
}

/** Has every table folded from the journal again; others see the old tables until the new ones are whole. */
export async function rebuild(): Promise<void> {
  const started = await answered(() => api.journal.rebuild.mutate({}));
  if (isRefused(started)) return refused(started.error.message);
  useVerdict.setState({ job: started.ok.job });
  const tables = await answered(() => finishedJob(started.ok.job, rebuilt));
  useVerdict.setState({ job: null });
  if (isRefused(tables)) return refused(`The tables were not rebuilt; they are as they were. ${tables.error.message}`);
  useVerdict.setState({ rebuilt: tables.ok });
  say({ tone: 'done', text: `Rebuilt the tables from ${entriesText(tables.ok.events)}.` });
}

/** `1 entry`, `1,284 entries`. */
export function entriesText(count: number): string {
  return `${count.toLocaleString()} ${count === 1 ? 'entry' : 'entries'}`;
}

function refused(text: string): void {
  say({ tone: 'refused', text });
}
