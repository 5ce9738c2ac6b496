import type { Engine } from '../engine.ts';
import { isBackupDue } from './backups.ts';

/** A start is no moment for copying files: the person is waiting for the first screen. */
const FIRST_LOOK_MILLISECONDS = 60_000;
const LOOK_EVERY_MILLISECONDS = 900_000;

/** While a workspace is open, backs it up once a day in a job. Answers the function that stops looking. */
export function keepDailyBackups(engine: Engine): () => void {
  let timer = setTimeout(look, FIRST_LOOK_MILLISECONDS);
  timer.unref();
  return () => clearTimeout(timer);

  function look(): void {
    if (isBackupDue(engine)) engine.jobs.start('workspace.back-up-daily', 'Daily backup', {});
    timer = setTimeout(look, LOOK_EVERY_MILLISECONDS);
    timer.unref();
  }
}
