import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createCaller } from '../../electron/engine/api/router.ts';
import { runJob } from '../../electron/engine/jobs/run-job.ts';
import { rebuild, undo } from '../../electron/engine/journal/index.ts';
import { openStore } from '../../electron/engine/store/store.ts';
import { isKnown } from '../../shared/figures/index.ts';
import { ok, open, refusal, temporaryFolder } from '../workspace/open-workspace.ts';

const WATCH = { cancelled: () => false, progress: () => undefined };

async function workspace() {
  const path = join(temporaryFolder(), 'books.countinghouse');
  const clock = { now: '2026-03-01T12:00:00.000Z' };
  const engine = open(path, { mode: 'create', now: () => clock.now });
  ok(await createCaller({ engine }).workspace.changeSettings({ reportingCurrency: 'EUR' }));
  const read = (id: string) => {
    const figure = engine.sources.metrics.get(id)!.read(engine, 'workspace');
    return isKnown(figure) ? figure.ok.text : figure.unavailable.reason;
  };
  return { path, clock, engine, read };
}

it('a verification is kept, and its age and verdict can be watched', async () => {
  const { clock, engine, read } = await workspace();
  expect([read('journal.verification'), read('journal.verified-age')]).toEqual(['never-verified', 'never-verified']);
  ok(await runJob(engine, 'journal.verify', {}, WATCH));
  expect([read('journal.verification'), read('journal.verified-age'), read('journal.unverified-entries')]).toEqual(['pass', '0', '1']);
  expect(engine.journal.at(1)).toMatchObject({ type: 'journal.verified', payload: { holds: true, events: 1, failed: [] } });
  clock.now = '2026-03-03T00:00:00.000Z';
  expect(read('journal.verified-age')).toBe('1.5');
  expect(refusal(undo(engine.writableStore, engine.journal, engine.journal.at(1)!.id)).message).toContain('cannot be taken back');
  ok(rebuild(engine.writableStore, engine.journal.registry, () => {}));
  expect(read('journal.verification')).toBe('pass');
});

it('what a verification found wrong in the tables is kept too; upon a broken record nothing is written', async () => {
  const { path, engine, read } = await workspace();
  const vandal = openStore(path);
  vandal.run('UPDATE workspace_setting SET value = \'"CHF"\'');
  ok(await runJob(engine, 'journal.verify', {}, WATCH));
  expect(read('journal.verification')).toBe('fail');
  expect(engine.journal.at(1)).toMatchObject({ payload: { holds: false, failed: ['projections'] } });
  vandal.run("UPDATE journal_body SET body = replace(body, 'EUR', 'XXX') WHERE seq = 0");
  const before = engine.journal.head().size;
  ok(await runJob(engine, 'journal.verify', {}, WATCH));
  expect(engine.journal.head().size).toBe(before);
  vandal.close();
});
