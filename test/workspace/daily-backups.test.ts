import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createCaller } from '../../electron/engine/api/router.ts';
import { keepDailyBackups } from '../../electron/engine/workspace/index.ts';
import { ok, open, temporaryFolder } from './open-workspace.ts';

afterEach(() => void vi.useRealTimers());

describe('backups of an open workspace', () => {
  it('are made a while after the start, once a day, and no more when stopped', async () => {
    vi.useFakeTimers({ now: new Date('2026-03-01T10:00:00Z') });
    const engine = open(join(temporaryFolder(), 'books.countinghouse'), { mode: 'create' });
    ok(await createCaller({ engine }).workspace.changeSettings({ timeZone: 'Europe/Berlin' }));
    const start = vi.spyOn(engine.jobs, 'start').mockImplementation(() => ({}) as never);
    const stop = keepDailyBackups(engine);
    expect(start).not.toHaveBeenCalled();
    vi.advanceTimersByTime(60_000);
    expect(start).toHaveBeenCalledExactlyOnceWith('workspace.back-up-daily', 'Daily backup', {});
    vi.advanceTimersByTime(900_000);
    expect(start).toHaveBeenCalledTimes(2);
    stop();
    vi.advanceTimersByTime(10_000_000);
    expect(start).toHaveBeenCalledTimes(2);
  });
  it('are made by the job, verified, and the journal tells of them', async () => {
    const engine = open(join(temporaryFolder(), 'books.countinghouse'), { mode: 'create' });
    ok(await createCaller({ engine }).workspace.changeSettings({ timeZone: 'Europe/Berlin' }));
    const ended = await engine.jobs.finished(engine.jobs.start('workspace.back-up-daily', 'Daily backup', {}).id);
    expect(ended).toMatchObject({ state: 'done', result: { events: 1 } });
    const { backups } = await createCaller({ engine }).workspace.backups({});
    expect(backups).toMatchObject([{ reason: 'daily' }]);
    expect((await createCaller({ engine }).workspace.status({})).lastBackup).toMatchObject({ events: 1, file: backups[0]!.file });
  });
});
