import { describe, expect, it } from 'vitest';
import { undo } from '../../electron/engine/journal/index.ts';
import { ok } from '../workspace/open-workspace.ts';
import { begin, PAST, tell, terms } from './engine-made.ts';

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
