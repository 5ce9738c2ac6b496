import { workspaceEvents } from '../../../shared/workspace/index.ts';
import type { Column } from '../column.ts';
import { workspaceFolds } from './folds.ts';
import { workspaceMetrics, workspaceSubject } from './metrics.ts';
import { passphraseFolds, personFolds } from './person-folds.ts';
import { keptVerifier } from './pins.ts';
import { workspaceJobs } from './workspace-jobs.ts';

export { backUp, backUpDaily, isBackupDue } from './backups.ts';
export { keepDailyBackups } from './daily-backups.ts';
export { isWorkspaceExport, importExport } from './import-export.ts';
export { writeExport } from './export.ts';
export { hasPassphrase, unlock } from './passphrase.ts';
export { readPersons } from './persons.ts';
export { authenticate } from './pins.ts';
export { restoreWorkspace } from './restore.ts';
export { readSettings } from './settings.ts';
export { readStatus } from './status.ts';
export { openWorkspaceFile } from './workspace-file.ts';

export const workspaceColumn: Column = {
  name: 'workspace',
  events: workspaceEvents,
  folds: { ...workspaceFolds, ...personFolds, ...passphraseFolds },
  projections: ['workspace_setting', 'workspace_backup', 'workspace_person', 'workspace_wrong_pin', 'workspace_passphrase'],
  files: { 'workspace.pin-set': keptVerifier },
  jobs: workspaceJobs,
  metrics: workspaceMetrics,
  subjects: [workspaceSubject],
};
