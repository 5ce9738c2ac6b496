import { describe, expect, it } from 'vitest';
import { ok } from '../workspace/open-workspace.ts';
import { begin, changed, PAST, tell } from './engine-made.ts';

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

  it('is rehearsed over those of its subjects of which the most is known, where they are many, and says over how many', async () => {
    const { engine, world, alerts } = begin();
    world.ids = ['A', 'B', 'C', 'D'];
    const days = (count: number) => Array.from({ length: count }, (_, n) => [`2026-03-0${n + 1}T00:00:00.000Z`, '0.9'] as const);
    for (const [id, count] of [
      ['A', 1],
      ['C', 6],
      ['D', 3],
    ] as const)
      tell(engine, world, `level/${id}`, days(count));
    const question = { about: { kind: 'pair', which: { of: 'every' } }, rule: 'level < 0.98' } as const;
    const some = ok(await alerts.rehearse({ ...question, limit: 2 }));
    expect(some).toMatchObject({ total: 4, rehearsed: 2, order: 'longest-first' });
    expect(some.subjects.map(({ subject, observations }) => [subject, observations])).toEqual([
      ['C', 6],
      ['D', 3],
    ]);
    const all = ok(await alerts.rehearse(question));
    expect(all).toMatchObject({ total: 4, rehearsed: 4, order: 'as-listed' });
    expect(all.subjects.map(({ subject }) => subject)).toEqual(['A', 'B', 'C', 'D']);
  });
});
