import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCaller } from '../../electron/engine/api/router.ts';
import { makeDemonstration } from '../../electron/engine/demonstration/index.ts';
import { undo, verifyStore } from '../../electron/engine/journal/index.ts';
import { readSettings } from '../../electron/engine/workspace/index.ts';
import { DEFAULT_SETTINGS } from '../../shared/workspace/index.ts';
import { ok, open, temporaryFolder } from '../workspace/open-workspace.ts';

const QUIET = () => {};

describe('undoing', () => {
  it('takes back a whole demonstration, event by event, and every table is what the journal folds to', async () => {
    const engine = open(join(temporaryFolder(), 'books.countinghouse'), { mode: 'create' });
    ok(await makeDemonstration({ engine, store: engine.writableStore, progress: QUIET, cancelled: () => false }));
    const events = [...engine.journal.each()];
    const taken: string[] = [];
    const held: string[] = [];
    for (const event of events.toReversed()) {
      const inverse = engine.journal.registry.typeOf(event.type).inverse(event);
      const outcome = undo(engine.store, engine.journal, event.id);
      const said = 'error' in outcome ? outcome.error.message : '';
      expect(said).toContain('never' in inverse ? inverse.never : '');
      // What later events rest upon, and those stand for good, is held as well.
      if ('error' in outcome && !('never' in inverse)) held.push(`${outcome.error.code} ${event.type}`);
      if (!('error' in outcome)) taken.push(outcome.ok.event);
    }
    expect(taken.length).toBeGreaterThan(400);
    expect([...new Set(held)].sort()).toEqual([
      'cannot-be-undone checklists.item-answered',
      'cannot-be-undone checklists.override-set',
      'cannot-be-undone checklists.run-started',
      'cannot-be-undone otc.receipt-recorded',
      'cannot-be-undone otc.trade-recorded',
      'cannot-be-undone pretrade.ticket-drafted',
      'undo-later-first checklists.item-answered',
    ]);
    const report = verifyStore(engine.writableStore, engine.journal.registry, QUIET);
    expect(report.checks.flatMap(({ findings }) => findings)).toEqual([]);
    expect(readSettings(engine.store)).toEqual(DEFAULT_SETTINGS);
    const api = createCaller({ engine });
    expect((await api.positions.list({})).positions).toEqual([]);
    expect((await api.imports.list({})).filter(({ live }) => live)).toEqual([]);
    // What was taken back can be brought back by taking back the taking back.
    const last = [...engine.journal.each()].at(-1)!;
    expect(last.undoes).toBe(taken.at(-1));
    ok(undo(engine.store, engine.journal, last.id));
    expect(verifyStore(engine.writableStore, engine.journal.registry, QUIET).holds).toBe(true);
  }, 120_000);
});
