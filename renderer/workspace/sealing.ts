import { isRefused, type Outcome } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { answered } from '../engine/command.ts';
import { say } from '../window/notices.ts';
import { readSealedAgain } from './passphrase-reading.ts';

/** Starts a job that seals or opens evidence and tells how it ended. Answers the sentence where it was not even begun. */
export async function sealed(start: () => Promise<Outcome<{ readonly job: string }>>): Promise<string | null> {
  const started = await answered(start);
  if (isRefused(started)) return started.error.message;
  readSealedAgain();
  void tellEnd(started.ok.job);
  return null;
}

async function tellEnd(job: string): Promise<void> {
  const { state, result, refusal, kind } = await api.jobs.finished.query({ job });
  readSealedAgain();
  if (state !== 'done') return say({ tone: 'refused', text: refusal?.message ?? `The work has ${state}; it can be begun again.` });
  const { files } = result as { readonly files: number };
  const what = files === 1 ? '1 file' : `${files.toLocaleString()} files`;
  say({
    tone: 'done',
    text: kind === 'workspace.seal' ? `Sealed ${what} of evidence.` : `The passphrase is removed; ${what} of evidence lie open again.`,
  });
}
