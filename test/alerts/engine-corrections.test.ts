import { describe, expect, it } from 'vitest';
import { firingsAfter } from '../../electron/engine/alerts/index.ts';
import { begin, PAST, tell } from './engine-made.ts';

describe('a history that is corrected', () => {
  it('by late points shows what would have fired, and tells nobody', async () => {
    const { engine, world, armed, all, at, alerts } = begin();
    tell(engine, world, 'level/A', PAST);
    const rule = await armed('level < 0.98');
    tell(engine, world, 'level/A', [['2026-03-09T00:00:00.000Z', '1']]);
    at('2026-03-10T12:01:00.000Z');
    tell(engine, world, 'level/A', [
      ['2026-03-05T00:00:00.000Z', '0.9'],
      ['2026-03-06T00:00:00.000Z', '1'],
    ]);
    at('2026-03-10T12:02:00.000Z');
    expect(await all()).toEqual([]);
    expect(firingsAfter(engine.store, engine.now(), 0, 10)).toEqual([]);
    expect(await alerts.corrections({ rule })).toMatchObject({
      total: 1,
      corrections: [{ what: 'would-have-fired', due: '2026-03-05T00:00:00.000Z', cleared: '2026-03-06T00:00:00.000Z' }],
    });
    expect((await alerts.firings({ state: 'would-have-fired' })).total).toBe(1);
    at('2026-03-10T12:03:00.000Z');
    expect((await alerts.corrections({})).total).toBe(1);
  });

  it('says what would not have fired, and ends it', async () => {
    const { engine, world, armed, all, at, alerts } = begin();
    tell(engine, world, 'level/A', PAST);
    await armed('level < 0.98');
    tell(engine, world, 'level/A', [['2026-03-09T00:00:00.000Z', '0.9']]);
    at('2026-03-10T12:01:00.000Z');
    tell(engine, world, 'level/A', [['2026-03-09T00:00:00.000Z', '1']]);
    at('2026-03-10T12:02:00.000Z');
    expect(await all()).toMatchObject([{ void: true, ended: 'corrected' }]);
    expect((await alerts.corrections({})).corrections).toMatchObject([{ what: 'would-not-have-fired' }]);
  });

  it('tells what fires at its end and did not before', async () => {
    const { engine, world, armed, all, at, alerts } = begin();
    tell(engine, world, 'level/A', PAST);
    await armed('mean(level, 4d) < 0.98');
    tell(engine, world, 'level/A', [
      ['2026-03-08T00:00:00.000Z', '1'],
      ['2026-03-09T00:00:00.000Z', '1'],
    ]);
    at('2026-03-10T12:01:00.000Z');
    tell(engine, world, 'level/A', [
      ['2026-03-07T00:00:00.000Z', '0.9'],
      ['2026-03-08T00:00:00.000Z', '0.95'],
    ]);
    at('2026-03-10T12:02:00.000Z');
    expect(await all()).toMatchObject([{ observed: '2026-03-07T00:00:00.000Z', late: true, ended: null }]);
    expect((await alerts.corrections({})).total).toBe(0);
  });

  it('moves the beginning of what fires still, and tells it once', async () => {
    const { engine, world, armed, all, at, alerts } = begin();
    tell(engine, world, 'level/A', PAST);
    await armed('level < 0.98');
    tell(engine, world, 'level/A', [['2026-03-09T00:00:00.000Z', '0.9']]);
    at('2026-03-10T12:01:00.000Z');
    tell(engine, world, 'level/A', [['2026-03-08T00:00:00.000Z', '0.9']]);
    at('2026-03-10T12:02:00.000Z');
    expect(await all()).toMatchObject([{ due: '2026-03-08T00:00:00.000Z', observed: '2026-03-09T00:00:00.000Z', ended: null }]);
    expect((await alerts.corrections({})).corrections).toMatchObject([{ what: 'moved', wasDue: '2026-03-09T00:00:00.000Z' }]);
  });
});
