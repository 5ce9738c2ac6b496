import { known, type Metric } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import type { MetricSource } from '../sources.ts';
import { expiringAnswers } from './expiring.ts';

/** Days ahead within which an answer counts as expiring. */
const SOON_DAYS = 7;

/** What alerts and the end of a day ask of the checklists of a whole workspace. */
export const checklistMetrics: readonly MetricSource[] = [
  counted(
    'checklists.expiring-answers',
    'Answers about to expire',
    `Answers of signed checklists, and whole checklists, that expire within ${SOON_DAYS} days and have not expired yet.`,
    (engine) => expiringAnswers(engine, SOON_DAYS).filter(({ expired }) => !expired).length,
  ),
  counted(
    'checklists.expired-answers',
    'Expired answers',
    'Answers of signed checklists, and whole checklists, that have expired and were not given again since.',
    (engine) => expiringAnswers(engine, 0).filter(({ expired }) => expired).length,
  ),
  counted(
    'checklists.open-runs',
    'Checklists begun and not signed',
    'Runs of checklists that were begun and are neither signed nor void.',
    (engine) => engine.store.get<{ runs: number }>("SELECT count(*) AS runs FROM checklist_run WHERE state = 'open'")!.runs,
  ),
];

function counted(id: string, name: string, says: string, count: (engine: Engine) => number): MetricSource {
  // Answers expire by the clock alone.
  const metric: Metric = { id, name, says, subject: 'workspace', unit: 'count', clocked: true };
  return {
    ...metric,
    dependsOn: ['checklists', 'venues', 'pretrade', 'otc', 'positions'],
    read: (engine) => known({ text: String(count(engine)) }),
  };
}
