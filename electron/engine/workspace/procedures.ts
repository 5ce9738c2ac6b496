import { existsSync } from 'node:fs';
import { z } from 'zod';
import { done, identifier, refuse } from '../../../shared/figures/index.ts';
import { settingsSchema } from '../../../shared/workspace/index.ts';
import { command, query, router } from '../api/procedure.ts';
import type { VerifiedFile } from './backup-file.ts';
import { findBackups, usualBackupFolder } from './backups.ts';
import { changeSettings, readSettings } from './settings.ts';
import { passphraseProcedures } from './passphrase-procedures.ts';
import { personProcedures } from './person-procedures.ts';
import { readStatus } from './status.ts';

const startedJob = z.object({ job: identifier });
const filePath = z.string().min(1).max(4_000);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const workspaceProcedures = router({
  ...personProcedures,
  ...passphraseProcedures,
  status: query(
    {
      says: 'The workspace at a glance: where it is, how much it holds, its root, its last backup, whether it can be written',
      input: z.object({}),
      output: z.object({
        path: z.string(),
        version: z.int(),
        events: z.int(),
        root: hash,
        checkpoint: z.null(),
        lastBackup: z.object({ file: z.string(), at: z.string(), events: z.int(), root: hash }).nullable(),
        readOnly: z.boolean(),
        message: z.string().optional(),
      }),
    },
    readStatus,
  ),
  settings: query({ says: 'Every setting as it stands', input: z.object({}), output: settingsSchema }, (engine) =>
    readSettings(engine.store),
  ),
  changeSettings: command(
    {
      says: 'Changes the settings that are given; each change is an event that can be undone',
      input: settingsSchema.partial(),
      output: settingsSchema,
    },
    (engine, changes) => changeSettings(engine, changes as Partial<z.infer<typeof settingsSchema>>),
  ),
  backups: query(
    {
      says: 'The backups in the backup folder, newest first; each was verified before it got its name',
      input: z.object({}),
      output: z.object({
        folder: z.string(),
        backups: z.array(z.object({ file: z.string(), at: z.string(), reason: z.string(), bytes: z.int() })),
      }),
    },
    (engine) => {
      const folder = readSettings(engine.store).backupFolder ?? usualBackupFolder(engine.workspace.path);
      return { folder, backups: findBackups(folder, engine.workspace.path) };
    },
  ),
  backUp: command(
    {
      says: 'Starts a backup into the named file, else into the backup folder; it is verified before it counts',
      input: z.object({ file: filePath.optional() }),
      output: startedJob,
    },
    (engine, { file }) => done({ job: engine.jobs.start('workspace.back-up', 'Backing up', { file, reason: 'manual' }).id }),
  ),
  verifyBackup: command(
    {
      says: 'Verifies a file as restoring it would: pages, tables, entries and tree',
      input: z.object({ file: filePath }),
      output: z.object({ file: z.string(), version: z.int(), events: z.int(), root: hash, bytes: z.int() }),
    },
    async (engine, { file }) => {
      const { id } = engine.jobs.start('workspace.verify-backup', 'Verifying the backup', { file });
      const { state, result, refusal } = await engine.jobs.finished(id);
      if (state === 'done') return done(result as VerifiedFile);
      return refuse(refusal?.code ?? state, refusal?.message ?? 'The verification was cancelled.');
    },
  ),
  exportTo: command(
    {
      says: 'Starts writing everything into a folder, as files that an import reads back without loss',
      input: z.object({ folder: filePath }),
      output: startedJob,
    },
    (engine, { folder }) =>
      existsSync(engine.workspace.path)
        ? done({ job: engine.jobs.start('workspace.export', 'Exporting', { folder }).id })
        : refuse('workspace-missing', `The file ${engine.workspace.path} is gone.`),
  ),
});
