import { type Figure, known, type MetricValue, unavailable } from '../../../shared/figures/index.ts';
import type { Verified } from '../../../shared/journal/index.ts';
import type { Engine } from '../engine.ts';
import type { MetricSource } from '../sources.ts';
import type { VerifyReport } from './verify.ts';

/** Whether the record was looked at, and what was found. */
export const journalMetrics: readonly MetricSource[] = [
  {
    id: 'journal.verified-age',
    name: 'Age of the last verification',
    says: 'Days since file, journal, tree and tables were last verified, whatever was found.',
    subject: 'workspace',
    unit: 'days',
    clocked: true,
    dependsOn: ['journal'],
    read: (engine) =>
      ofLast(engine, ({ at }) => {
        const days = Math.round((Date.parse(engine.now()) - Date.parse(at)) / 86_400) / 1_000;
        return known({ text: String(days), asOf: at });
      }),
  },
  {
    id: 'journal.verification',
    name: 'Last verification',
    says: 'Whether everything held when file, journal, tree and tables were last verified.',
    subject: 'workspace',
    unit: 'verdict',
    clocked: true,
    dependsOn: ['journal'],
    read: (engine) => ofLast(engine, ({ at, holds }) => known({ text: holds ? 'pass' : 'fail', asOf: at })),
  },
  {
    id: 'journal.unverified-entries',
    name: 'Entries since the last verification',
    says: 'How many entries the journal has that no verification has seen.',
    subject: 'workspace',
    unit: 'count',
    read: (engine) => ofLast(engine, ({ events }) => known({ text: String(Math.max(0, engine.journal.head().size - events)) })),
  },
];

interface Verification {
  readonly at: string;
  readonly holds: boolean;
  readonly events: number;
}

/** The newest verification that the journal knows of, or one of this session that could not be written down. */
function ofLast(engine: Engine, read: (last: Verification) => Figure<MetricValue>): Figure<MetricValue> {
  const job = engine.jobs.list().find(({ kind, state }) => kind === 'journal.verify' && state === 'done');
  const report = job?.result as VerifyReport | undefined;
  const seen = report && job?.endedAt !== undefined ? { at: job.endedAt, holds: report.holds, events: report.events } : undefined;
  const row = engine.store.get<{ seq: number }>("SELECT max(seq) AS seq FROM journal_body WHERE type = 'journal.verified'");
  const event = row?.seq === undefined || row.seq === null ? undefined : engine.journal.at(row.seq);
  const kept = event && { at: event.at, ...(event.payload as Verified) };
  const last = seen && (!kept || (!seen.holds && seen.at > kept.at)) ? seen : kept;
  return last ? read(last) : unavailable('never-verified', 'This workspace has not been verified yet. Verify it in the journal.');
}
