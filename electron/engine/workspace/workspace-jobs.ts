import type { JobContext, JobHandler } from '../jobs/job.ts';
import { verifyWorkspaceFile } from './backup-file.ts';
import { type BackupReason, backUp, backUpDaily } from './backups.ts';
import { writeExport } from './export.ts';
import { sealingJobs } from './sealing-jobs.ts';

export const workspaceJobs: Readonly<Record<string, JobHandler>> = {
  'workspace.back-up': async (context, { file, reason }: { readonly file?: string; readonly reason: BackupReason }) =>
    backUp(context.engine, context.store, reason, file, progressOf(context)),
  'workspace.back-up-daily': async (context) => backUpDaily(context.engine, context.store, progressOf(context)),
  'workspace.verify-backup': async (context, { file }: { readonly file: string }) => verifyWorkspaceFile(file, progressOf(context)),
  'workspace.export': async (context, { folder }: { readonly folder: string }) => writeExport(context.engine, folder, progressOf(context)),
  ...sealingJobs,
};

function progressOf(context: JobContext): (done: number, total: number, what: string) => void {
  return (done, total, what) => context.progress(done, total, what);
}
