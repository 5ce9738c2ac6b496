import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluateOnce } from '../../electron/engine/alerts/evaluator.ts';
import { ok, temporaryFolder } from '../workspace/open-workspace.ts';
import { callerOf, MadeWorld, openMade, tell, terms } from './engine-made.ts';

function begin() {
  const world = new MadeWorld();
  let clock = '2026-03-10T12:00:00.000Z';
  const path = join(temporaryFolder(), 'books.countinghouse');
  const engine = openMade(path, world, () => clock, 'create');
  return {
    path,
    world,
    engine,
    alerts: callerOf(engine),
    at: (instant: string) => {
      clock = instant;
    },
  };
}

describe('a rule over a history', () => {
  it('fires for what is observed after it was armed, and clears', async () => {
    const { engine, world, alerts, at } = begin();
    tell(engine, world, 'level/A', [
      ['2026-03-01T00:00:00.000Z', '1'],
      ['2026-03-02T00:00:00.000Z', '0.9'],
      ['2026-03-03T00:00:00.000Z', '1'],
    ]);
    const { rule } = ok(await alerts.write({ terms: terms('level < 0.98'), arm: true }));
    expect((await alerts.firings({})).total).toBe(0);
    tell(engine, world, 'level/A', [['2026-03-10T11:59:00.000Z', '0.97']]);
    evaluateOnce(engine);
    const { firings } = await alerts.firings({});
    expect(firings).toMatchObject([{ rule, subject: 'A', observed: '2026-03-10T11:59:00.000Z', late: false, passed: false, ended: null }]);
    at('2026-03-11T12:00:00.000Z');
    tell(engine, world, 'level/A', [['2026-03-11T11:00:00.000Z', '1']]);
    evaluateOnce(engine);
    expect((await alerts.firings({})).firings).toMatchObject([{ ended: 'cleared', cleared: '2026-03-11T11:00:00.000Z' }]);
  });
});
