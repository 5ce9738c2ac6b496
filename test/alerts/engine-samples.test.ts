import { describe, expect, it } from 'vitest';
import { begin } from './engine-made.ts';

describe('a rule over what is only known now', () => {
  it('keeps the samples that change it, and no other', async () => {
    const { engine, world, armed, all, at } = begin();
    world.readings.set('now/A', '2');
    await armed('now < 1.5 for 2h clear > 1.8');
    for (const [instant, value] of [
      ['2026-03-10T12:10:00.000Z', '2'],
      ['2026-03-10T12:20:00.000Z', '1.9'],
      ['2026-03-10T12:30:00.000Z', '1.4'],
      ['2026-03-10T13:00:00.000Z', '1.3'],
      ['2026-03-10T14:29:00.000Z', '1.3'],
    ] as const) {
      world.readings.set('now/A', value);
      at(instant);
    }
    const samples = () => engine.store.all<{ taken: string; value: string }>('SELECT taken, value FROM alert_sample ORDER BY taken');
    expect(samples()).toEqual([
      { taken: '2026-03-10T12:00:00.000Z', value: '2' },
      { taken: '2026-03-10T12:30:00.000Z', value: '1.4' },
      { taken: '2026-03-10T14:29:00.000Z', value: '1.3' },
    ]);
    expect(await all()).toEqual([]);
    at('2026-03-10T14:30:00.000Z');
    expect(await all()).toMatchObject([{ observed: '2026-03-10T14:30:00.000Z', ended: null }]);
    const size = engine.journal.head().size;
    at('2026-03-10T14:31:00.000Z');
    expect(engine.journal.head().size).toBe(size);
    world.readings.set('now/A', null);
    at('2026-03-10T14:32:00.000Z');
    expect(await all()).toMatchObject([{ ended: null }]);
    world.readings.set('now/A', '1.9');
    at('2026-03-10T14:33:00.000Z');
    expect(await all()).toMatchObject([{ ended: 'cleared', cleared: '2026-03-10T14:33:00.000Z' }]);
  });

  it('reads words', async () => {
    const { world, armed, all, at } = begin();
    world.readings.set('words/A', 'open');
    await armed('words = "shut"');
    expect(await all()).toEqual([]);
    world.readings.set('words/A', 'shut');
    at('2026-03-10T12:10:00.000Z');
    expect(await all()).toMatchObject([{ why: { readings: [{ last: { value: 'shut' } }] } }]);
  });

  it('keeps what a condition reads beside, when one of its values is kept for another rule', async () => {
    const { world, armed, all, at } = begin();
    world.readings.set('now/A', '3');
    world.readings.set('beside/A', '4');
    await armed('now > beside');
    await armed('now > 5');
    // Both rise: the second rule wants the first value kept; alone, that would make the first rule cry.
    world.readings.set('now/A', '6');
    world.readings.set('beside/A', '7');
    at('2026-03-10T12:10:00.000Z');
    expect((await all()).map(({ why }) => why?.rule)).toEqual(['now > 5']);
  });

  it('goes on where the clock is set back', async () => {
    const { world, armed, all, at, engine } = begin();
    world.readings.set('now/A', '2');
    await armed('now < 1.5');
    world.readings.set('now/A', '1');
    at('2026-03-10T11:00:00.000Z');
    expect(await all()).toMatchObject([{ ended: null, observed: '2026-03-10T12:00:00.001Z' }]);
    world.readings.set('now/A', '2');
    at('2026-03-10T13:00:00.000Z');
    expect(await all()).toMatchObject([{ ended: 'cleared' }]);
    expect(engine.store.all('SELECT 1 FROM alert_sample')).toHaveLength(3);
  });

  it('ranks among the subjects of its rule', async () => {
    const { world, armed, all, at } = begin();
    world.readings.set('now/A', '1');
    world.readings.set('now/B', '2');
    const about = { kind: 'pair', which: { of: 'every' } } as const;
    await armed('rank(now) = 1', { about });
    expect((await all()).map(({ subject }) => subject)).toEqual(['B']);
    world.readings.set('now/A', '3');
    at('2026-03-10T12:10:00.000Z');
    expect((await all()).map(({ subject, ended }) => [subject, ended])).toEqual([
      ['A', null],
      ['B', 'cleared'],
    ]);
  });
});
