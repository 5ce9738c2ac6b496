import { Decimal, figureText, known, unavailable } from '../../../shared/figures/index.ts';
import type { Listed, MetricSource, SubjectSource } from '../sources.ts';
import { lastBackup } from './backups.ts';

const NO_BACKUP = unavailable('no-backup', 'No backup of this workspace has been made. Make one, and keep it on another disk.');
const DAY_MILLISECONDS = 86_400_000;

/**
 * How well the workspace could be brought back, and proved. The head is that of the newest backup: the journal's own moves with each answer
 * that somebody gives, and could never be compared with what was sent away before.
 */
export const workspaceMetrics: readonly MetricSource[] = [
  {
    id: 'workspace.backup-age',
    name: 'Age of the newest backup',
    says: 'Days since the newest verified backup was made.',
    subject: 'workspace',
    unit: 'days',
    clocked: true,
    dependsOn: ['workspace'],
    read: (engine) => {
      const last = lastBackup(engine.store);
      if (last === null) return NO_BACKUP;
      const age = new Decimal(Date.parse(engine.now()) - Date.parse(last.at)).dividedBy(DAY_MILLISECONDS);
      return known({ text: figureText(age.toDecimalPlaces(3)), asOf: last.at });
    },
  },
  {
    id: 'workspace.backup-head',
    name: "Journal's head in the newest backup",
    says: 'The root of the journal as the newest verified backup holds it, in hexadecimal: kept elsewhere, it shows a history written anew.',
    subject: 'workspace',
    unit: 'text',
    dependsOn: ['workspace'],
    read: (engine) => {
      const last = lastBackup(engine.store);
      return last === null ? NO_BACKUP : known({ text: last.root, asOf: last.at });
    },
  },
];

const WHOLE: readonly Listed[] = [{ id: 'workspace', title: 'The whole workspace' }];

export const workspaceSubject: SubjectSource = {
  kind: 'workspace',
  list: () => WHOLE,
  title: (_engine, id) => (id === WHOLE[0]!.id ? WHOLE[0]!.title : null),
  facts: () => ({}),
};
