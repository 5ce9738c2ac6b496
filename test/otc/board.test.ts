import { describe, expect, test } from 'vitest';
import { backUp } from '../../electron/engine/workspace/index.ts';
import { metric, otcDesk, recorded, work } from './made-desk.ts';
import { madeTrade } from './made-trade.ts';
import { ok } from './told.ts';

describe('the board', () => {
  test('counts down to each cut-off, and tells lateness by the clock alone', async () => {
    const desk = await otcDesk();
    const { api, engine } = desk;
    await recorded(desk, madeTrade());
    await recorded(desk, madeTrade({ reference: 'OTC-2', desk: 'b2c2', valueDate: '2025-09-17' }));
    desk.at('2025-09-16T22:15:00.000Z');
    const before = await api.otc.board({});
    expect(before.legs.map(({ title, direction, minutes, state }) => `${title} ${direction} ${minutes} ${state}`)).toEqual([
      'OTC-1 in 30 expected',
      'OTC-1 out 30 planned',
      'OTC-2 in 1470 expected',
      'OTC-2 out 1470 planned',
    ]);
    expect(before.totals).toEqual({ open: 4, overdue: 0, unconfirmed: 2 });
    expect(before.settlements.map(({ title, next }) => `${title}: ${next?.kind}`)).toEqual(['OTC-2: confirm', 'OTC-1: confirm']);
    desk.at('2025-09-16T22:45:30.000Z');
    const after = await api.otc.board({ to: '2025-09-16' });
    expect(after.legs.map(({ direction, minutes, state, overdue }) => `${direction} ${minutes} ${state} ${overdue}`)).toEqual([
      'in -1 overdue true',
      'out -1 planned true',
    ]);
    expect(await api.otc.board({ desk: 'b2c2' })).toMatchObject({ totals: { open: 2, overdue: 0 } });
    const day = { id: '2025-09-16' };
    const tallies = ['open-legs', 'overdue-legs', 'unconfirmed', 'open-exposure'].map((name) => metric(engine, `otc.${name}`, day));
    expect(tallies).toEqual(['2', '2', '2', '0']);
  });

  test('lets the end of a quiet day be signed, with the head of the backup typed from where it was sent', async () => {
    const desk = await otcDesk();
    const { api, engine } = desk;
    ok(backUp(engine, engine.writableStore, 'manual', undefined, () => {}));
    await work(desk, 'TPL-EOD', { kind: 'day', id: '2025-09-16' }, { E05: { is: 'value', value: '0' } });
    const standing = await api.checklists.standing({ about: { kind: 'day', id: '2025-09-16' }, template: 'TPL-EOD' });
    expect(standing.state).toBe('signed');
    expect(metric(engine, 'workspace.backup-age', { id: 'workspace' })).toBe('0');
  });
});
