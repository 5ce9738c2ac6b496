import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { keepAlertsEvaluated } from '../../electron/engine/alerts/index.ts';
import { keepWatching } from '../../electron/engine/watching.ts';
import { begin, openMade, PAST, tell } from './engine-made.ts';

describe('alerts of an open engine', () => {
  it('are evaluated on opening, and after what others commit', async () => {
    const { engine, world, armed, all } = begin();
    tell(engine, world, 'level/A', PAST);
    await armed('level < 0.98');
    tell(engine, world, 'level/A', [['2026-03-10T11:59:00.000Z', '0.9']]);
    const keeper = keepAlertsEvaluated(engine);
    await keeper.settled();
    expect(await all()).toMatchObject([{ ended: null }]);
    tell(engine, world, 'level/A', [['2026-03-10T12:00:00.000Z', '1']]);
    await keeper.settled();
    expect(await all()).toMatchObject([{ ended: 'cleared' }]);
    keeper.stop();
  });

  it('of two processes on one file are recorded once', async () => {
    const { engine, path, world, armed, all, now } = begin();
    tell(engine, world, 'level/A', PAST);
    await armed('level < 0.98');
    const other = openMade(path, world, now);
    const keepers = [keepAlertsEvaluated(engine), keepAlertsEvaluated(other)];
    for (const keeper of keepers) await keeper.settled();
    for (let round = 0; round < 6; round += 1) {
      tell(round % 2 === 0 ? engine : other, world, 'level/A', [[`2026-03-10T11:0${round}:00.000Z`, round % 2 === 0 ? '0.9' : '1']]);
      engine.journal.lookForForeignChanges();
      other.journal.lookForForeignChanges();
      await Promise.all(keepers.map((keeper) => keeper.settled()));
    }
    expect((await all()).map(({ observed, ended }) => [observed.slice(11, 16), ended])).toEqual([
      ['11:04', 'cleared'],
      ['11:02', 'cleared'],
      ['11:00', 'cleared'],
    ]);
    for (const keeper of keepers) keeper.stop();
  });

  it('are recorded later where somebody else held the file', { timeout: 30_000 }, async () => {
    const { engine, path, world, armed, all } = begin();
    tell(engine, world, 'level/A', PAST);
    await armed('level < 0.98');
    tell(engine, world, 'level/A', [['2026-03-10T11:59:00.000Z', '0.9']]);
    const holder = new Database(path);
    holder.exec('BEGIN IMMEDIATE');
    const keeper = keepAlertsEvaluated(engine);
    await keeper.settled();
    expect(await all()).toEqual([]);
    holder.exec('ROLLBACK');
    holder.close();
    await expect.poll(all, { timeout: 10_000 }).toMatchObject([{ ended: null }]);
    keeper.stop();
  });

  it('are evaluated with all that goes on by itself, until that is stopped', async () => {
    const { engine, world, armed, all } = begin();
    tell(engine, world, 'level/A', PAST);
    await armed('level < 0.98');
    tell(engine, world, 'level/A', [['2026-03-10T11:59:00.000Z', '0.9']]);
    const watching = keepWatching(engine);
    await expect.poll(all, { timeout: 10_000 }).toMatchObject([{ ended: null }]);
    await watching.stop();
    const before = engine.journal.head().size;
    tell(engine, world, 'level/A', [['2026-03-10T12:00:00.000Z', '1']]);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(engine.journal.head().size).toBe(before + 1);
    expect(await all()).toMatchObject([{ ended: null }]);
  });
});
