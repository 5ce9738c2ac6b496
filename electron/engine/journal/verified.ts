import type { NewEvent, Verified } from '../../../shared/journal/index.ts';
import type { Engine } from '../engine.ts';
import type { VerifyReport } from './verify.ts';

/**
 * Keeps what a verification in the application found (the terminal's leaves the file as it is), so that its age and its verdict can be watched. Nothing is written where the workspace can only be looked at, nor
 * upon a record whose entries or tree do not hold: that stays as it was found.
 */
export function keepVerification(engine: Pick<Engine, 'journal' | 'workspace'>, report: VerifyReport): void {
  const failed = report.checks.filter(({ holds }) => !holds).map(({ name }) => name);
  if (engine.workspace.readOnly !== null || failed.some((name) => name === 'entries' || name === 'tree')) return;
  const { holds, events, root } = report;
  const event: NewEvent<Verified> = { type: 'journal.verified', subject: 'workspace', payload: { holds, events, root, failed } };
  // A refusal leaves the report as it is: it was asked for to be read.
  engine.journal.commit([event]);
}
