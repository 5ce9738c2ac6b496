import { describe, expect, it } from 'vitest';
import { begin, PAST, tell } from './engine-made.ts';

describe('time', () => {
  it('holds a firing back until the hours of its rule begin, and forgets it where it has cleared by then', async () => {
    const { engine, world, armed, all, at } = begin('2026-03-09T05:00:00.000Z');
    tell(engine, world, 'level/A', PAST);
    const schedule = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00', zone: 'Europe/Amsterdam' };
    await armed('level < 0.98', { schedule });
    tell(engine, world, 'level/A', [
      ['2026-03-09T05:30:00.000Z', '0.9'],
      ['2026-03-09T06:30:00.000Z', '1'],
    ]);
    at('2026-03-09T09:00:00.000Z');
    expect(await all()).toEqual([]);
    tell(engine, world, 'level/A', [['2026-03-09T17:30:00.000Z', '0.9']]);
    at('2026-03-09T18:00:00.000Z');
    expect(await all()).toEqual([]);
    at('2026-03-10T08:00:00.000Z');
    expect(await all()).toMatchObject([{ observed: '2026-03-09T17:30:00.000Z', due: '2026-03-10T08:00:00.000Z', late: false }]);
  });

  it('fires by the clock where data stay away, and ends that when they come', async () => {
    const { engine, world, armed, all, at } = begin('2026-03-03T12:00:00.000Z');
    tell(engine, world, 'level/A', PAST);
    await armed('missing(level, 2d)');
    at('2026-03-06T00:00:00.000Z');
    expect(await all()).toMatchObject([{ observed: '2026-03-05T00:00:00.000Z', byClock: true, late: true, ended: null }]);
    tell(engine, world, 'level/A', [
      ['2026-03-04T00:00:00.000Z', '1'],
      ['2026-03-05T12:00:00.000Z', '1'],
    ]);
    at('2026-03-06T01:00:00.000Z');
    expect(await all()).toMatchObject([{ void: false, ended: 'cleared' }]);
    at('2026-03-06T02:00:00.000Z');
    expect(await all()).toHaveLength(1);
  });

  it('fires once, cools down and expires as the rule says', async () => {
    const { engine, world, armed, all, at } = begin();
    // That it fired in the past does not spend it.
    tell(engine, world, 'level/A', PAST);
    const once = await armed('level < 0.98 once');
    const cooling = await armed('level < 0.98 cooldown 3d');
    const until = await armed('level < 0.98 until 2026-03-11');
    const fall = async (from: string, to: string) => {
      tell(engine, world, 'level/A', [
        [from, '0.9'],
        [to, '1'],
      ]);
      at('2026-03-20T00:00:00.000Z');
      const counts = new Map<string, number>();
      for (const { rule } of await all()) counts.set(rule, (counts.get(rule) ?? 0) + 1);
      return [counts.get(once), counts.get(cooling), counts.get(until)];
    };
    expect(await fall('2026-03-11T00:00:00.000Z', '2026-03-11T12:00:00.000Z')).toEqual([1, 1, 1]);
    expect(await fall('2026-03-12T00:00:00.000Z', '2026-03-12T12:00:00.000Z')).toEqual([1, 1, 1]);
    expect(await fall('2026-03-16T00:00:00.000Z', '2026-03-17T12:00:00.000Z')).toEqual([1, 2, 1]);
  });
});
