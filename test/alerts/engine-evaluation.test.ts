import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluateOnce } from '../../electron/engine/alerts/evaluator.ts';
import { firingsAfter, keepAlertsEvaluated } from '../../electron/engine/alerts/index.ts';
import { rebuild, undo } from '../../electron/engine/journal/index.ts';
import type { RuleTerms } from '../../shared/alerts/index.ts';
import { ok, temporaryFolder } from '../workspace/open-workspace.ts';
import { changed, callerOf, MadeWorld, openMade, tell, terms } from './engine-made.ts';

const PAST: ReadonlyArray<readonly [string, string]> = [
  ['2026-03-01T00:00:00.000Z', '1'],
  ['2026-03-02T00:00:00.000Z', '0.9'],
  ['2026-03-03T00:00:00.000Z', '1'],
];

function begin(start = '2026-03-10T12:00:00.000Z') {
  const world = new MadeWorld();
  let clock = start;
  const path = join(temporaryFolder(), 'books.countinghouse');
  const engine = openMade(path, world, () => clock, 'create');
  const alerts = callerOf(engine);
  return {
    path,
    world,
    engine,
    alerts,
    now: () => clock,
    /** Sets the clock, and evaluates. */
    at: (instant: string) => {
      clock = instant;
      if (!evaluateOnce(engine)) throw new Error('what was evaluated could not be recorded');
    },
    armed: async (rule: string, more: Partial<RuleTerms> = {}): Promise<string> => {
      return ok(await alerts.write({ terms: terms(rule, more), arm: true })).rule;
    },
    all: async () => {
      return (await alerts.firings({})).firings;
    },
  };
}

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

describe('what a rule is about', () => {
  it('says that a subject is gone, and goes on when it is back', async () => {
    const { engine, world, armed, all, at, alerts } = begin();
    tell(engine, world, 'level/A', [...PAST, ['2026-03-09T00:00:00.000Z', '0.9']]);
    const rule = await armed('level < 0.98');
    world.gone.add('A');
    at('2026-03-10T12:01:00.000Z');
    expect(await all()).toMatchObject([{ ended: 'idle' }]);
    expect((await alerts.rule({ rule }))?.standing).toMatchObject([{ phase: 'idle', because: { reason: 'subject-gone' } }]);
    world.gone.delete('A');
    at('2026-03-10T12:02:00.000Z');
    expect(await all()).toMatchObject([{ ended: null }, { ended: 'idle' }]);
    at('2026-03-10T12:03:00.000Z');
    expect(await all()).toHaveLength(2);
  });

  it('is idle, and no alarm, for a subject that cannot have the figure, until it can', async () => {
    const { engine, world, armed, all, at, alerts } = begin();
    world.readings.set('now/A', '2').set('now/B', '1');
    world.inapplicable.add('A');
    const rule = await armed('now < 3', { about: { kind: 'pair', which: { of: 'every' } }, tellsUnknown: true });
    expect((await all()).map(({ subject, what }) => [subject, what])).toEqual([['B', 'condition']]);
    const phases = async () => new Map((await alerts.rule({ rule }))!.standing.map(({ subject, phase }) => [subject, phase]));
    expect(await phases()).toEqual(
      new Map([
        ['A', 'idle'],
        ['B', 'firing'],
      ]),
    );
    expect(await alerts.status({})).toMatchObject({ unknown: 0, idle: 1, firing: 1 });
    world.inapplicable.delete('A');
    changed(engine);
    at('2026-03-10T12:02:00.000Z');
    expect((await all()).map(({ subject }) => subject).toSorted()).toEqual(['A', 'B']);
    expect((await phases()).get('A')).toBe('firing');
  });

  it('takes in subjects that come, and ends those that leave its scope', async () => {
    const { engine, world, armed, all, at, alerts } = begin();
    tell(engine, world, 'level/A', [['2026-03-09T00:00:00.000Z', '0.9']]);
    tell(engine, world, 'level/C', [['2026-03-09T00:00:00.000Z', '0.9']]);
    const rule = await armed('level < 0.98', { about: { kind: 'pair', which: { of: 'every' } } });
    expect((await all()).map(({ subject }) => subject)).toEqual(['A']);
    world.ids = ['B', 'C'];
    at('2026-03-10T12:01:00.000Z');
    expect((await all()).map(({ subject, ended }) => [subject, ended])).toEqual([
      ['C', null],
      ['A', 'idle'],
    ]);
    expect((await alerts.rule({ rule }))?.watches).toMatchObject({ total: 2, firing: 1, unknown: 1 });
  });

  it('is idle where its list or screen is gone', async () => {
    const { armed, alerts, all, at } = begin();
    const rule = await armed('level < 0.98', { about: { kind: 'pair', which: { of: 'list', list: 'nowhere' } } });
    expect((await alerts.rule({ rule }))?.idle).toMatchObject({ reason: 'list-gone' });
    at('2026-03-10T12:01:00.000Z');
    expect(await all()).toEqual([]);
    const preview = await alerts.preview({ about: { kind: 'pair', which: { of: 'screen', screen: 'nowhere' } }, rule: 'level < 1' });
    expect(preview.refused).toMatchObject({ reason: 'screen-gone' });
  });
});

describe('a rule that changes', () => {
  it('goes on where only its title or note changed, and begins anew otherwise', async () => {
    const { engine, world, armed, all, alerts } = begin();
    tell(engine, world, 'level/A', [...PAST, ['2026-03-09T00:00:00.000Z', '0.9']]);
    const rule = await armed('level < 0.98');
    ok(await alerts.write({ rule, terms: terms('level < 0.98', { title: 'Another title', note: 'Why not.' }) }));
    expect(await all()).toMatchObject([{ ended: null, title: 'Made rule' }]);
    ok(await alerts.write({ rule, terms: terms('level < 0.95', { title: 'Another title' }) }));
    expect(await all()).toMatchObject([
      { ended: null, title: 'Another title' },
      { ended: 'edited', title: 'Made rule' },
    ]);
    expect((await alerts.rule({ rule }))?.versions).toHaveLength(3);
    ok(await alerts.disarm({ rule }));
    expect(await all()).toMatchObject([{ ended: 'disarmed' }, {}]);
    ok(await alerts.remove({ rule }));
    expect(await alerts.rules({})).toEqual([]);
    ok(await alerts.restore({ rule }));
    expect(await alerts.rules({})).toMatchObject([{ rule, armedAt: null, fired: 2 }]);
  });

  it('is refused with the place in its text, a zone that is none, and what cannot be', async () => {
    const { alerts, armed } = begin();
    expect(await alerts.write({ terms: terms('levle < 0.98') })).toMatchObject({ error: { details: { field: 'rule', from: 0, to: 5 } } });
    const quiet = { days: [1], from: '00:00', to: '01:00', zone: 'Mars/Olympus' };
    expect(await alerts.write({ terms: terms('level < 0.98', { quiet }) })).toMatchObject({ error: { code: 'unknown-zone' } });
    const rule = await armed('level < 0.98');
    expect(await alerts.arm({ rule })).toMatchObject({ error: { code: 'armed-already' } });
    expect(await alerts.arm({ rule: 'none' })).toMatchObject({ error: { code: 'no-such-rule' } });
    expect(await alerts.restore({ rule })).toMatchObject({ error: { code: 'not-removed' } });
  });

  it('can be taken back, also its arming; a firing never', async () => {
    const { engine, world, armed, all, alerts } = begin();
    tell(engine, world, 'level/A', [['2026-03-09T00:00:00.000Z', '0.9']]);
    const rule = await armed('level < 0.98');
    const evaluated = engine.store.get<{ id: string }>("SELECT id FROM journal_body WHERE type = 'alerts.evaluated'")!.id;
    expect(undo(engine.store, engine.journal, evaluated)).toMatchObject({ error: { code: 'cannot-be-undone' } });
    const arming = engine.store.get<{ id: string }>("SELECT id FROM journal_body WHERE type = 'alerts.rule-armed'")!.id;
    ok(undo(engine.store, engine.journal, arming));
    expect(await all()).toMatchObject([{ ended: 'disarmed' }]);
    expect((await alerts.rules({}))[0]).toMatchObject({ rule, armedAt: null });
  });
});

describe('what fired', () => {
  it('is acknowledged and snoozed, over a restart', async () => {
    const { engine, path, world, armed, all, alerts, now } = begin();
    tell(engine, world, 'level/A', [['2026-03-09T00:00:00.000Z', '0.9']]);
    const rule = await armed('level < 0.98');
    const [fired] = await all();
    ok(await alerts.acknowledge({ firings: [fired!.firing], note: 'Asked the desk about Curve' }));
    ok(await alerts.snooze({ rule, subject: 'A', until: '2026-03-12T00:00:00.000Z' }));
    expect(await alerts.snooze({ rule, until: '2026-03-01T00:00:00.000Z' })).toMatchObject({ error: { code: 'snooze-in-the-past' } });
    await engine.close();
    const again = openMade(path, world, now);
    const lines = (await callerOf(again).firings({ state: 'snoozed' })).firings;
    expect(lines).toMatchObject([
      { acknowledged: { note: 'Asked the desk about Curve' }, snoozedUntil: '2026-03-12T00:00:00.000Z', ended: null },
    ]);
    ok(await callerOf(again).unsnooze({ rule, subject: 'A' }));
    expect((await callerOf(again).firings({ state: 'snoozed' })).total).toBe(0);
    expect((await callerOf(again).firings({ text: 'curve desk' })).total).toBe(1);
    expect((await callerOf(again).firings({ text: 'curve nobody' })).total).toBe(0);
  });

  it('is found by its words, state, severity, rule, subject and time', async () => {
    const { engine, world, armed, alerts, at } = begin();
    tell(engine, world, 'level/A', PAST);
    tell(engine, world, 'level/B', PAST);
    const about: RuleTerms['about'] = { kind: 'pair', which: { of: 'named', ids: ['A', 'B'] } };
    await armed('level < 0.98 severity high', { about, title: 'Peg lost' });
    const mild = await armed('level < 0.5 severity low', { about, title: 'Gone to nothing' });
    tell(engine, world, 'level/A', [['2026-03-10T00:00:00.000Z', '0.9']]);
    tell(engine, world, 'level/B', [
      ['2026-03-10T01:00:00.000Z', '0.4'],
      ['2026-03-10T02:00:00.000Z', '1'],
    ]);
    at('2026-03-10T12:01:00.000Z');
    const found = async (question: Parameters<typeof alerts.firings>[0]) => {
      const { total, firings } = await alerts.firings(question);
      expect(total).toBe(firings.length);
      return firings.map(({ title, subject }) => `${title} ${subject}`).sort();
    };
    expect(await found({})).toEqual(['Gone to nothing B', 'Peg lost A', 'Peg lost B']);
    expect(await found({ text: 'peg' })).toEqual(['Peg lost A', 'Peg lost B']);
    expect(await found({ text: 'PEG "B' })).toEqual(['Peg lost B']);
    expect(await found({ severity: 'low' })).toEqual(['Gone to nothing B']);
    expect(await found({ rule: mild })).toEqual(['Gone to nothing B']);
    expect(await found({ about: { kind: 'pair', id: 'A' } })).toEqual(['Peg lost A']);
    expect(await found({ from: '2026-03-10T00:30:00.000Z' })).toEqual(['Gone to nothing B', 'Peg lost B']);
    expect(await found({ to: '2026-03-10T00:30:00.000Z' })).toEqual(['Peg lost A']);
    expect(await found({ state: 'passed' })).toEqual(['Gone to nothing B', 'Peg lost B']);
    expect(await found({ state: 'firing', text: 'lost' })).toEqual(['Peg lost A']);
  });

  it('makes the same tables when they are folded anew', async () => {
    const { engine, world, armed, at } = begin();
    tell(engine, world, 'level/A', PAST);
    world.readings.set('now/A', '2');
    await armed('level < 0.98', { tellsUnknown: true });
    await armed('now < 1.5');
    tell(engine, world, 'level/A', [['2026-03-10T00:00:00.000Z', '0.9']]);
    world.readings.set('now/A', '1');
    at('2026-03-10T12:01:00.000Z');
    tell(engine, world, 'level/A', [
      ['2026-03-04T00:00:00.000Z', '0.9'],
      ['2026-03-05T00:00:00.000Z', '1'],
    ]);
    at('2026-03-10T12:02:00.000Z');
    const tables = () =>
      ['alert_rule', 'alert_watch', 'alert_sample', 'alert_firing', 'alert_words', 'alert_correction', 'alert_progress'].map((table) =>
        engine.store.all(`SELECT * FROM ${table}`),
      );
    const before = tables();
    ok(rebuild(engine.writableStore, engine.journal.registry, () => {}));
    expect(tables()).toEqual(before);
  });
});

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
});
