import { join } from 'node:path';
import { expect, it } from 'vitest';
import { evaluateOnce } from '../../electron/engine/alerts/evaluator.ts';
import { ok, temporaryFolder } from '../workspace/open-workspace.ts';
import { callerOf, MadeWorld, openMade, terms } from './engine-made.ts';

it('the readings of what has no past come as they were kept, with the reason where nothing was known', async () => {
  const world = new MadeWorld();
  let clock = '2026-03-10T12:00:00.000Z';
  const engine = openMade(join(temporaryFolder(), 'books.countinghouse'), world, () => clock, 'create');
  const alerts = callerOf(engine);
  const of = { metric: 'made.now', subject: 'A' };
  expect(await alerts.samples(of)).toEqual({ total: 0, since: null, currency: null, samples: [] });
  world.readings.set('now/A', '2');
  ok(await alerts.write({ terms: terms('now < 1.5', { tellsUnknown: true }), arm: true }));
  for (const [instant, value] of [
    ['2026-03-10T12:10:00.000Z', '1.9'],
    ['2026-03-10T12:20:00.000Z', '1.4'],
    ['2026-03-10T12:30:00.000Z', null],
    ['2026-03-10T12:40:00.000Z', '1.6'],
  ] as const) {
    world.readings.set('now/A', value);
    clock = instant;
    expect(evaluateOnce(engine)).toBe(true);
  }
  const all = await alerts.samples(of);
  expect(all).toEqual({
    total: 4,
    since: '2026-03-10T12:00:00.000Z',
    currency: 'EUR',
    samples: [
      { at: Date.parse('2026-03-10T12:00:00.000Z'), value: '2', message: null },
      { at: Date.parse('2026-03-10T12:20:00.000Z'), value: '1.4', message: null },
      { at: Date.parse('2026-03-10T12:30:00.000Z'), value: null, message: 'Nobody has told it.' },
      { at: Date.parse('2026-03-10T12:40:00.000Z'), value: '1.6', message: null },
    ],
  });
  expect(await alerts.samples({ ...of, limit: 2 })).toEqual({ ...all, samples: all.samples.slice(-2) });
  expect(await alerts.samples({ ...of, subject: 'B' })).toMatchObject({ total: 0 });
});
