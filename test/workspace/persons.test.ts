import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCaller } from '../../electron/engine/api/router.ts';
import { rebuild, verifyStore } from '../../electron/engine/journal/index.ts';
import type { OpenEngine } from '../../electron/engine/open-engine.ts';
import { authenticate, importExport, writeExport } from '../../electron/engine/workspace/index.ts';
import { OWNER, pinWait } from '../../shared/workspace/index.ts';
import { ok, open, refusal, temporaryFolder } from './open-workspace.ts';

const QUIET = () => {};

/** An engine whose clock stands still until it is moved, by seconds. */
function opened(): {
  readonly engine: OpenEngine;
  readonly api: ReturnType<typeof createCaller>;
  readonly folder: string;
  readonly pass: (seconds: number) => void;
} {
  const folder = temporaryFolder();
  let clock = Date.parse('2026-11-22T12:00:00.000Z');
  const engine = open(join(folder, 'books.countinghouse'), { mode: 'create', now: () => new Date(clock).toISOString() });
  return { engine, api: createCaller({ engine }), folder, pass: (seconds) => (clock += seconds * 1_000) };
}

describe('persons', () => {
  it('begin with the owner, who can be named but cannot leave', async () => {
    const { engine, api } = opened();
    expect(await api.workspace.persons({})).toEqual([{ person: OWNER, name: 'Owner', role: '', retired: false, hasPin: false }]);
    expect(engine.journal.head().size).toBe(0);
    expect(ok(await api.workspace.changePerson({ person: OWNER, name: 'Ada Lovelace', role: 'Owner' }))).toMatchObject({
      name: 'Ada Lovelace',
    });
    ok(await api.journal.undo({}));
    expect(await api.workspace.persons({})).toMatchObject([{ name: 'Owner', role: '' }]);
    expect(refusal(await api.workspace.retirePerson({ person: OWNER })).code).toBe('owner-stays');
  });

  it('are added, retired and brought back, in their order, each by an event', async () => {
    const { engine, api } = opened();
    const ben = ok(await api.workspace.addPerson({ name: ' Ben ', role: 'Operations' }));
    const cleo = ok(await api.workspace.addPerson({ name: 'Cleo' }));
    expect((await api.workspace.persons({})).map(({ name, role }) => [name, role])).toEqual([
      ['Owner', ''],
      ['Ben', 'Operations'],
      ['Cleo', ''],
    ]);
    expect(refusal(await api.workspace.addPerson({ name: 'BEN' })).message).toContain('There is a Ben already');
    expect(refusal(await api.workspace.changePerson({ person: cleo.person, name: 'ben', role: '' })).code).toBe('name-taken');
    ok(await api.workspace.retirePerson({ person: ben.person }));
    expect(refusal(authenticate(engine, { person: ben.person })).message).toContain('Ben signs here no more');
    expect(refusal(await api.workspace.retirePerson({ person: ben.person })).code).toBe('retired-already');
    // The name is free again.
    ok(await api.workspace.addPerson({ name: 'Ben' }));
    ok(await api.journal.undo({ target: ben.person }));
    expect(ok(authenticate(engine, { person: ben.person })).name).toBe('Ben');
    const people = await api.workspace.persons({});
    ok(rebuild(engine.writableStore, engine.journal.registry, QUIET));
    expect(await api.workspace.persons({})).toEqual(people);
    await expect(api.workspace.addPerson({ name: '  ' })).rejects.toThrow('must be a name');
  });
});

describe('a PIN', () => {
  it('proves who signs; without one somebody is only named, which is said', async () => {
    const { engine, api } = opened();
    expect(ok(authenticate(engine, { person: OWNER }))).toEqual({ person: OWNER, name: 'Owner', proved: 'named' });
    expect(refusal(authenticate(engine, { person: OWNER, pin: '4711' })).code).toBe('no-pin');
    expect(refusal(authenticate(engine, { person: 'nobody' })).code).toBe('no-such-person');
    expect(ok(await api.workspace.setPin({ person: OWNER, pin: '4711' }))).toMatchObject({ hasPin: true });
    expect(refusal(authenticate(engine, { person: OWNER })).code).toBe('pin-needed');
    expect(ok(authenticate(engine, { person: OWNER, pin: '4711' }))).toEqual({ person: OWNER, name: 'Owner', proved: 'pin' });
    await expect(api.workspace.setPin({ person: OWNER, pin: '123' })).rejects.toThrow('at least 4 characters');
  });

  it('is changed and removed only with the one before', async () => {
    const { engine, api } = opened();
    ok(await api.workspace.setPin({ person: OWNER, pin: '4711' }));
    expect(refusal(await api.workspace.setPin({ person: OWNER, pin: '0815' })).code).toBe('pin-needed');
    expect(refusal(await api.workspace.setPin({ person: OWNER, pin: '0815', current: '1111' })).code).toBe('wrong-pin');
    ok(await api.workspace.setPin({ person: OWNER, pin: '0815', current: '4711' }));
    expect(refusal(authenticate(engine, { person: OWNER, pin: '4711' })).code).toBe('wrong-pin');
    expect(ok(authenticate(engine, { person: OWNER, pin: '0815' })).proved).toBe('pin');
    expect(engine.store.get('SELECT count(*) AS n FROM workspace_pin')).toEqual({ n: 1 });
    ok(await api.workspace.setPin({ person: OWNER, pin: null, current: '0815' }));
    expect(ok(authenticate(engine, { person: OWNER })).proved).toBe('named');
    expect(engine.store.get('SELECT count(*) AS n FROM workspace_pin')).toEqual({ n: 0 });
    expect(refusal(await api.journal.undo({ target: OWNER })).code).toBe('cannot-be-undone');
  });

  it('that is wrong is told to the journal, and from the third on the next has to wait, longer each time', async () => {
    const { engine, api, pass } = opened();
    ok(await api.workspace.setPin({ person: OWNER, pin: '4711' }));
    const wrong = () => refusal(authenticate(engine, { person: OWNER, pin: '0000' }));
    expect([wrong().code, wrong().code]).toEqual(['wrong-pin', 'wrong-pin']);
    expect(wrong()).toMatchObject({ code: 'wrong-pin', message: expect.stringContaining('Wait 15 seconds') as string });
    // The right one has to wait as well: otherwise one could tell it from the wrong ones.
    expect(refusal(authenticate(engine, { person: OWNER, pin: '4711' }))).toMatchObject({ code: 'pin-wait', details: { seconds: 15 } });
    pass(14);
    expect(wrong().code).toBe('pin-wait');
    pass(1);
    expect(wrong()).toMatchObject({ code: 'wrong-pin', details: { seconds: 30 } });
    pass(30);
    expect(ok(authenticate(engine, { person: OWNER, pin: '4711' })).proved).toBe('pin');
    const { lines } = await api.journal.log({ subject: OWNER });
    expect(lines.filter(({ words }) => words === 'A wrong PIN was given for Owner')).toHaveLength(4);
    // It holds in another process, too.
    await engine.close();
    const again = open(engine.workspace.path, { now: () => engine.now() });
    expect(refusal(authenticate(again, { person: OWNER, pin: '0000' })).code).toBe('wrong-pin');
    expect(refusal(authenticate(again, { person: OWNER, pin: '4711' })).code).toBe('pin-wait');
  });

  it('waits never shrink, and never exceed a quarter of an hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), (wrong) => {
        expect(pinWait(wrong + 1)).toBeGreaterThanOrEqual(pinWait(wrong));
        expect(pinWait(wrong)).toBeLessThanOrEqual(15 * 60_000);
      }),
    );
    expect([0, 2, 3, 4, 9, 100].map(pinWait)).toEqual([0, 0, 15_000, 30_000, 900_000, 900_000]);
  });

  it('never lies in the journal or in an export, and its verifier cannot be exchanged unseen', async () => {
    const { engine, api, folder } = opened();
    const ben = ok(await api.workspace.addPerson({ name: 'Ben' }));
    ok(await api.workspace.setPin({ person: OWNER, pin: 'secret-4711' }));
    ok(await api.workspace.setPin({ person: ben.person, pin: 'known-to-Ben' }));
    const { file } = ok(writeExport(engine, join(folder, 'out'), QUIET)).files[0]!;
    expect(readFileSync(file, 'utf8')).not.toMatch(/secret-4711|known-to-Ben/);
    const copy = open(join(folder, 'copy.countinghouse'), { mode: 'create', now: () => engine.now() });
    ok(importExport(copy.writableStore, copy.journal.registry, file, true, QUIET));
    expect(ok(authenticate(copy, { person: OWNER, pin: 'secret-4711' })).proved).toBe('pin');
    expect(verifyStore(copy.writableStore, copy.journal.registry, QUIET).holds).toBe(true);
    // Ben puts his own verifier in the owner's place.
    const record = (person: string) => copy.store.get<{ pin: string }>('SELECT pin FROM workspace_person WHERE person = ?', person)!.pin;
    copy.writableStore.run(
      'UPDATE workspace_pin SET verifier = (SELECT verifier FROM workspace_pin WHERE record = ?) WHERE record = ?',
      record(ben.person),
      record(OWNER),
    );
    expect(refusal(authenticate(copy, { person: OWNER, pin: 'known-to-Ben' })).code).toBe('pin-damaged');
    const report = verifyStore(copy.writableStore, copy.journal.registry, QUIET);
    expect(report.checks.find(({ name }) => name === 'rows')?.findings[0]?.message).toContain('PIN of Owner');
    copy.writableStore.run('DELETE FROM workspace_pin');
    expect(refusal(authenticate(copy, { person: OWNER, pin: 'secret-4711' })).code).toBe('pin-damaged');
  });
});
