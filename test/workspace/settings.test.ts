import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCaller } from '../../electron/engine/api/router.ts';
import { readSettings } from '../../electron/engine/workspace/index.ts';
import { DEFAULT_SETTINGS, settingsSchema } from '../../shared/workspace/index.ts';
import { ok, open, refusal, temporaryFolder } from './open-workspace.ts';

describe('settings', () => {
  it('are the defaults until told, and each change is an event that can be undone', async () => {
    const engine = open(join(temporaryFolder(), 'books.countinghouse'), { mode: 'create' });
    const api = createCaller({ engine });
    expect(await api.workspace.settings({})).toEqual(DEFAULT_SETTINGS);
    expect(settingsSchema.parse(DEFAULT_SETTINGS)).toEqual(DEFAULT_SETTINGS);
    const changed = ok(await api.workspace.changeSettings({ reportingCurrency: 'EUR', automaticBackups: false, timeZone: 'UTC' }));
    expect(changed).toEqual({ ...DEFAULT_SETTINGS, reportingCurrency: 'EUR', automaticBackups: false });
    // The time zone was that already: no event says so.
    expect(engine.journal.head().size).toBe(2);
    ok(await api.journal.undo({ target: 'reportingCurrency' }));
    expect(readSettings(engine.store)).toEqual({ ...DEFAULT_SETTINGS, automaticBackups: false });
    const { lines } = await api.journal.log({ subject: 'reportingCurrency' });
    expect(lines.map(({ words }) => words)).toEqual([
      'Setting reporting currency changed from EUR to USD',
      'Setting reporting currency changed from USD to EUR',
    ]);
    expect(lines[0]!.undoes).toBe(lines[1]!.id);
    expect(lines[1]!.undoneBy).toBe(lines[0]!.id);
  });
  it('are undone in the order of the newest first, once each', async () => {
    const engine = open(join(temporaryFolder(), 'books.countinghouse'), { mode: 'create' });
    const api = createCaller({ engine });
    for (const reportingCurrency of ['EUR', 'CHF']) ok(await api.workspace.changeSettings({ reportingCurrency }));
    const { lines } = await api.journal.log({});
    const [second, first] = lines.map(({ id }) => id) as [string, string];
    expect(refusal(await api.journal.undo({ target: first }))).toMatchObject({ code: 'undo-later-first', details: { later: second } });
    ok(await api.journal.undo({ target: second }));
    expect(refusal(await api.journal.undo({ target: second })).code).toBe('undone-already');
    ok(await api.journal.undo({}));
    expect(readSettings(engine.store)).toEqual(DEFAULT_SETTINGS);
    expect(refusal(await api.journal.undo({})).code).toBe('nothing-to-undo');
    expect(refusal(await api.journal.undo({ target: 'nobody' })).code).toBe('no-such-event');
  });
  it.each([
    [{ timeZone: 'Mars/Olympus' }, 'name of a time zone'],
    [{ incomeTaxRate: '1.5' }, 'a share from'],
    [{ incomeTaxRate: 0.25 }, 'incomeTaxRate'],
    [{ deflator: 'cpi' }, 'deflator'],
    [{ colour: 'green' }, 'colour'],
  ])('refuse %j', async (changes, sentence) => {
    const engine = open(join(temporaryFolder(), 'books.countinghouse'), { mode: 'create' });
    await expect(createCaller({ engine }).workspace.changeSettings(changes as never)).rejects.toThrow(sentence);
    expect(engine.journal.head().size).toBe(0);
  });
});
