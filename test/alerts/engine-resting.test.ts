import { describe, expect, it, vi } from 'vitest';
import { evaluateOnce } from '../../electron/engine/alerts/evaluator.ts';
import type { MetricSource } from '../../electron/engine/sources.ts';
import * as watchEvaluation from '../../electron/engine/alerts/watch-evaluation.ts';
import { begin, changed, PAST, tell } from './engine-made.ts';

vi.mock(import('../../electron/engine/alerts/watch-evaluation.ts'), { spy: true });

const EVERY = { about: { kind: 'pair', which: { of: 'every' } } } as const;

/** What was looked at since it was last asked: subjects whose history was asked for, and how many watches were evaluated. */
function watchedOver({ engine }: Pick<ReturnType<typeof begin>, 'engine'>) {
  const asked: string[] = [];
  const metrics = engine.sources.metrics as Map<string, MetricSource>;
  const level = metrics.get('made.level')!;
  metrics.set('made.level', {
    ...level,
    history: (own, id) => {
      asked.push(id);
      return level.history!(own, id);
    },
  });
  const evaluations = vi.mocked(watchEvaluation.evaluateFurther);
  return () => {
    const seen = { asked: [...new Set(asked)].sort(), evaluated: evaluations.mock.calls.length };
    asked.length = 0;
    evaluations.mockClear();
    return seen;
  };
}

describe('rules that rest', () => {
  it('are evaluated for the subjects alone of which something was observed', async () => {
    const made = begin();
    const looked = watchedOver(made);
    const { engine, world, armed, at, all } = made;
    world.ids = ['A', 'B', 'C'];
    for (const id of world.ids) tell(engine, world, `level/${id}`, PAST);
    await armed('level < 0.98', EVERY);
    await armed('level > 2');
    at('2026-03-10T12:01:00.000Z');
    looked();
    at('2026-03-10T12:02:00.000Z');
    expect(looked()).toEqual({ asked: [], evaluated: 0 });
    tell(engine, world, 'level/B', [['2026-03-10T12:02:00.000Z', '0.9']]);
    at('2026-03-10T12:03:00.000Z');
    expect(looked()).toEqual({ asked: ['A', 'B', 'C'], evaluated: 1 });
    tell(engine, world, 'level/A', [['2026-03-10T12:03:00.000Z', '0.9']]);
    at('2026-03-10T12:04:00.000Z');
    expect(looked().evaluated).toBe(2);
    expect((await all()).map(({ subject }) => subject)).toEqual(['A', 'B']);
  });

  it('are not asked for anything by events on which none of their metrics hangs', async () => {
    const made = begin();
    const looked = watchedOver(made);
    const { engine, world, armed, alerts, at } = made;
    tell(engine, world, 'level/A', PAST);
    const rule = await armed('level < 0.98');
    at('2026-03-10T12:01:00.000Z');
    at('2026-03-10T12:02:00.000Z');
    looked();
    await alerts.snooze({ rule, until: '2026-03-11T12:00:00.000Z' });
    at('2026-03-10T12:03:00.000Z');
    expect(looked()).toEqual({ asked: [], evaluated: 0 });
    changed(engine);
    at('2026-03-10T12:04:00.000Z');
    expect(looked()).toEqual({ asked: ['A'], evaluated: 0 });
  });

  it('wake when the clock brings something, and not before', async () => {
    const made = begin('2026-03-10T12:00:00.000Z');
    const looked = watchedOver(made);
    const { engine, world, armed, at, all } = made;
    tell(engine, world, 'level/A', [['2026-03-10T11:59:00.000Z', '1']]);
    await armed('missing(level, 2h)');
    at('2026-03-10T12:00:30.000Z');
    looked();
    at('2026-03-10T13:58:59.000Z');
    expect(looked().evaluated).toBe(0);
    at('2026-03-10T13:59:00.000Z');
    expect(looked().evaluated).toBe(1);
    expect(await all()).toMatchObject([{ observed: '2026-03-10T13:59:00.000Z', byClock: true }]);
  });

  it('wake when a subject of theirs is gone without an event, or their scope has another', async () => {
    const made = begin();
    const { engine, world, armed, alerts, at } = made;
    for (const id of world.ids) tell(engine, world, `level/${id}`, PAST);
    const named = await armed('level < 0.98');
    const every = await armed('level < 0.97', EVERY);
    at('2026-03-10T12:01:00.000Z');
    at('2026-03-10T12:02:00.000Z');
    world.gone.add('A');
    at('2026-03-10T12:03:00.000Z');
    expect((await alerts.rules({})).find((one) => one.rule === named)?.watches).toMatchObject({ idle: 1 });
    expect((await alerts.rules({})).find((one) => one.rule === every)?.watches).toMatchObject({ total: 1 });
    world.gone.delete('A');
    world.ids.push('C');
    at('2026-03-10T12:04:00.000Z');
    expect((await alerts.rules({})).find((one) => one.rule === named)?.watches).toMatchObject({ armed: 1 });
    expect((await alerts.rules({})).find((one) => one.rule === every)?.watches).toMatchObject({ total: 3 });
    expect(evaluateOnce(engine)).toBe(true);
  });
});
