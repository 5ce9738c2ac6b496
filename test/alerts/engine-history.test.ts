import { describe, expect, it } from 'vitest';
import { ok } from '../workspace/open-workspace.ts';
import { begin, PAST, tell, terms } from './engine-made.ts';

describe('a rule over a history', () => {
  it('fires for what is observed after it was armed, and clears', async () => {
    const { engine, world, armed, all, at } = begin();
    tell(engine, world, 'level/A', PAST);
    const rule = await armed('level < 0.98');
    expect(await all()).toEqual([]);
    tell(engine, world, 'level/A', [['2026-03-10T11:59:00.000Z', '0.97']]);
    at('2026-03-10T12:01:00.000Z');
    expect(await all()).toMatchObject([
      { rule, subject: 'A', subjectTitle: 'Pair A', observed: '2026-03-10T11:59:00.000Z', late: false, passed: false, ended: null },
    ]);
    tell(engine, world, 'level/A', [['2026-03-11T11:00:00.000Z', '1']]);
    at('2026-03-11T12:00:00.000Z');
    expect(await all()).toMatchObject([{ ended: 'cleared', cleared: '2026-03-11T11:00:00.000Z' }]);
  });

  it('tells why, with the values, the window and the events that they came from', async () => {
    const { engine, world, armed, all, at, alerts } = begin();
    const past = tell(engine, world, 'level/A', PAST);
    await armed('change(level, 7d) < -10% and level < 0.9');
    const news = tell(engine, world, 'level/A', [['2026-03-10T11:00:00.000Z', '0.8']]);
    at('2026-03-10T12:01:00.000Z');
    const [fired] = await all();
    expect(fired?.why).toMatchObject({
      rule: 'change(level, 7d) < -10% and level < 0.9',
      readings: [{ name: 'level', metric: 'made.level', currency: 'EUR', last: { value: '0.8', origin: { kind: 'event', event: news } } }],
      clauses: [
        {
          holds: true,
          sides: [
            {
              subject: 'change(level, 7d)',
              value: '-0.19999999999999996',
              from: '2026-03-03T11:00:00.000Z',
              rows: [
                { observed: '2026-03-03T00:00:00.000Z', value: '1', origin: { kind: 'event', event: past } },
                { value: '0.8', origin: { kind: 'event', event: news } },
              ],
            },
          ],
        },
        { holds: true, levels: ['0.9'], sides: [{ value: '0.8' }] },
      ],
    });
    const detail = await alerts.firing({ firing: fired!.firing });
    expect(detail?.terms?.rule).toBe('change(level, 7d) < -10% and level < 0.9');
  });

  it('fires at its arming for what holds still, as of its observation and marked late', async () => {
    const { engine, world, armed, all } = begin();
    tell(engine, world, 'level/A', [...PAST, ['2026-03-04T00:00:00.000Z', '0.95'], ['2026-03-05T00:00:00.000Z', '0.94']]);
    await armed('level < 0.98');
    expect(await all()).toMatchObject([{ observed: '2026-03-04T00:00:00.000Z', late: true, passed: false, ended: null }]);
  });

  it('lists what fired and cleared within one intake as passed', async () => {
    const { engine, world, armed, all, at } = begin();
    tell(engine, world, 'level/A', PAST);
    await armed('level < 0.98');
    tell(engine, world, 'level/A', [
      ['2026-03-08T00:00:00.000Z', '0.9'],
      ['2026-03-09T00:00:00.000Z', '1'],
    ]);
    at('2026-03-10T12:01:00.000Z');
    expect(await all()).toMatchObject([{ passed: true, late: true, cleared: '2026-03-09T00:00:00.000Z', ended: 'cleared' }]);
  });

  it('is neither fired nor cleared by values that are not known, and says so', async () => {
    const { engine, world, armed, all, at, alerts } = begin();
    tell(engine, world, 'level/A', [...PAST, ['2026-03-10T00:00:00.000Z', '0.9']]);
    const rule = await armed('level < 0.98');
    expect(await all()).toHaveLength(1);
    tell(engine, world, 'level/A', [['2026-03-10T12:00:00.000Z', null]]);
    at('2026-03-10T12:01:00.000Z');
    expect(await all()).toMatchObject([{ ended: null }]);
    const line = await alerts.rule({ rule });
    expect(line?.standing).toMatchObject([{ phase: 'firing', because: { reason: 'value-not-known' } }]);
    expect(await alerts.status({})).toMatchObject({ unknown: 1, firing: 1 });
    const empty = await alerts.write({ terms: terms('other < 5'), arm: true });
    expect((await alerts.rule(ok(empty)))?.standing).toMatchObject([{ phase: 'unknown', because: { reason: 'no-history' } }]);
  });

  it('says of a metric that fails that it cannot be computed, and takes nothing back', async () => {
    const { engine, world, armed, all, at, alerts } = begin();
    tell(engine, world, 'level/A', [...PAST, ['2026-03-09T00:00:00.000Z', '0.9']]);
    const rule = await armed('level < 0.98');
    world.fails = true;
    at('2026-03-10T12:01:00.000Z');
    expect(await all()).toMatchObject([{ ended: null, void: false }]);
    expect((await alerts.rule({ rule }))?.standing).toMatchObject([{ because: { reason: 'metric-failed' } }]);
    world.fails = false;
    at('2026-03-10T12:02:00.000Z');
    expect(await all()).toMatchObject([{ ended: null, void: false }]);
    expect((await alerts.status({})).unknown).toBe(0);
  });

  it('tells that it cannot be evaluated, where that is wanted, and clears that', async () => {
    const { engine, world, armed, all, at } = begin();
    await armed('level < 0.98', { tellsUnknown: true });
    expect(await all()).toMatchObject([{ what: 'unknown', why: { because: { reason: 'no-history' } }, ended: null }]);
    tell(engine, world, 'level/A', PAST);
    at('2026-03-10T12:05:00.000Z');
    expect(await all()).toMatchObject([{ what: 'unknown', ended: 'cleared', cleared: '2026-03-10T12:05:00.000Z' }]);
  });
});
