import { describe, expect, it } from 'vitest';
import { rebuild } from '../../electron/engine/journal/index.ts';
import type { RuleTerms } from '../../shared/alerts/index.ts';
import { ok } from '../workspace/open-workspace.ts';
import { begin, callerOf, openMade, PAST, tell } from './engine-made.ts';

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
