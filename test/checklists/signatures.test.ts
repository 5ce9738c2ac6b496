import { describe, expect, test } from 'vitest';
import type { Sent } from '../../shared/checklists/index.ts';
import { ok, refusal } from '../workspace/open-workspace.ts';
import { answer, begun, desk, type Desk, itemOf, LEG, look, NO, sign, signed, template, YES } from './made-checklist.ts';

const ONE = [{ kind: 'tick', id: 'A', critical: true, killer: true }] as const;
const TWO_HANDS = template(ONE, { signatures: [{ role: 'maker' }, { role: 'checker', differs: true }] });

async function colleague({ api }: Desk, name = 'Ada', pin?: string): Promise<string> {
  const { person } = ok(await api.workspace.addPerson({ name }));
  if (pin !== undefined) ok(await api.workspace.setPin({ person, pin }));
  return person;
}

describe('an override', () => {
  test('wants a second person who has done nothing in this run', async () => {
    const at = desk();
    const ada = await colleague(at, 'Ada', '4711');
    const { api } = at;
    ok(await api.checklists.importTemplate({ content: JSON.stringify(template(ONE)), by: 'owner' }));
    expect(refusal(await api.checklists.start({ template: 'MADE-LIST', about: LEG })).code).toBe('say-who');
    const { run } = ok(await api.checklists.start({ template: 'MADE-LIST', about: LEG, by: 'owner' }));
    ok(await answer(at, run, 'A', NO));
    const asked = { run, item: 'A', reason: 'The desk has called us back on the number of the agreement.' };
    expect(refusal(await api.checklists.override({ ...asked, approver: { person: 'owner' } })).code).toBe('second-person-needed');
    expect(refusal(await api.checklists.override({ ...asked, approver: { person: ada } })).code).toBe('pin-needed');
    expect(refusal(await api.checklists.override({ ...asked, approver: { person: ada, pin: '0000' } })).code).not.toBe(
      'second-person-needed',
    );
    expect(refusal(await api.checklists.requestOverride(asked)).code).toBe('second-person-needed');
    // Whoever answers has no leave to give, though somebody else began.
    ok(await answer(at, run, 'A', NO, { by: ada }));
    expect(refusal(await api.checklists.override({ ...asked, approver: { person: ada, pin: '4711' } })).code).toBe('second-person-needed');
    ok(await answer(at, run, 'A', NO));
    ok(await api.checklists.override({ ...asked, approver: { person: ada, pin: '4711' } }));
    expect((await itemOf(at, run, 'A')).override).toMatchObject({
      blocker: 'failed',
      leave: { kind: 'second-person', approver: { name: 'Ada' }, proved: 'pin' },
    });
    ok(await sign(at, run));
    expect(await api.checklists.standing({ about: LEG, template: 'MADE-LIST' })).toMatchObject({
      state: 'signed',
      overrides: [{ item: 'A', reason: asked.reason, by: 'Owner' }],
    });
  });

  test('by one person alone waits for the cool-off and wants the number typed', async () => {
    const at = desk();
    const run = await begun(at, template(ONE));
    ok(await answer(at, run, 'A', { is: 'unknown' }));
    const asked = { run, item: 'A', reason: 'The desk is known to us.' };
    expect(refusal(await at.api.checklists.confirmOverride({ run, item: 'A', number: '1' })).code).toBe('not-requested');
    const request = ok(await at.api.checklists.requestOverride(asked));
    expect(request.effectiveAt).toBe('2026-03-02T09:15:00.000Z');
    expect((await itemOf(at, run, 'A')).request).toEqual(request);
    expect(refusal(await at.api.checklists.confirmOverride({ run, item: 'A', number: request.number })).code).toBe('cooling-off');
    at.pass(14.99);
    expect(refusal(await at.api.checklists.confirmOverride({ run, item: 'A', number: request.number })).code).toBe('cooling-off');
    at.pass(0.01);
    expect(refusal(await at.api.checklists.confirmOverride({ run, item: 'A', number: '12345' })).code).toBe('wrong-number');
    expect(refusal(await sign(at, run)).code).toBe('blocked');
    ok(await at.api.checklists.confirmOverride({ run, item: 'A', number: request.number }));
    ok(await sign(at, run));
  });

  test('falls with the answer that it overrode, and changes the hash', async () => {
    const at = desk();
    const run = await begun(at, template(ONE));
    ok(await answer(at, run, 'A', NO));
    const { number } = ok(await at.api.checklists.requestOverride({ run, item: 'A', reason: 'r' }));
    at.pass(15);
    const before = (await look(at, run)).signing.runHash;
    ok(await at.api.checklists.confirmOverride({ run, item: 'A', number }));
    expect((await look(at, run)).signing.runHash).not.toBe(before);
    ok(await answer(at, run, 'A', NO));
    expect((await look(at, run)).blockers).toMatchObject([{ item: 'A', reason: 'failed' }]);
  });

  test('is withdrawn, and is not for what does not block', async () => {
    const at = desk();
    const run = await begun(at, template(ONE));
    ok(await at.api.checklists.requestOverride({ run, item: 'A', reason: 'r' }));
    ok(await at.api.checklists.withdrawOverride({ run, item: 'A' }));
    expect((await itemOf(at, run, 'A')).request).toBeNull();
    ok(await answer(at, run, 'A', YES));
    expect(refusal(await at.api.checklists.requestOverride({ run, item: 'A', reason: 'r' })).code).toBe('no-blocker');
  });
});

describe('signatures', () => {
  test('are given in their order, the second by somebody else', async () => {
    const at = desk();
    const ada = await colleague(at, 'Ada', '4711');
    ok(await at.api.checklists.importTemplate({ content: JSON.stringify(TWO_HANDS), by: 'owner' }));
    const { run } = ok(await at.api.checklists.start({ template: 'MADE-LIST', about: LEG, by: 'owner' }));
    ok(await answer(at, run, 'A', YES));
    expect(ok(await sign(at, run))).toMatchObject({ role: 'maker', state: 'open' });
    expect(await at.api.checklists.standing({ about: LEG, template: 'MADE-LIST' })).toMatchObject({ state: 'open' });
    // Between the two nothing may change.
    expect(refusal(await answer(at, run, 'A', NO)).code).toBe('run-being-signed');
    expect(refusal(await sign(at, run)).code).toBe('second-person-needed');
    expect(refusal(await sign(at, run, { person: ada })).code).toBe('pin-needed');
    expect(ok(await sign(at, run, { person: ada, pin: '4711' }))).toMatchObject({ role: 'checker', state: 'signed' });
    const { signatures, runHash } = await look(at, run);
    expect(signatures.map(({ signer, proved, alone }) => [signer.name, proved, alone])).toEqual([
      ['Owner', 'named', false],
      ['Ada', 'pin', false],
    ]);
    expect(new Set(signatures.map((signature) => signature.runHash))).toEqual(new Set([runHash]));
  });

  test('of one person alone are both given after the cool-off, and say so', async () => {
    const at = desk();
    const run = await begun(at, TWO_HANDS);
    ok(await answer(at, run, 'A', YES));
    ok(await sign(at, run));
    const { coolOff } = (await look(at, run)).signing;
    expect(coolOff?.until).toBe('2026-03-02T09:15:00.000Z');
    expect(refusal(await sign(at, run, { number: coolOff!.number })).code).toBe('cooling-off');
    at.pass(15);
    expect(refusal(await sign(at, run)).code).toBe('wrong-number');
    ok(await sign(at, run, { number: coolOff!.number }));
    expect((await look(at, run)).signatures.map(({ alone }) => alone)).toEqual([false, true]);
  });

  test('of a signature item are proved by PIN, and the PIN is kept nowhere', async () => {
    const at = desk();
    const ada = await colleague(at, 'Ada', 'magenta-4711');
    ok(
      await at.api.checklists.importTemplate({
        content: JSON.stringify(template([{ kind: 'signature', id: 'S', role: 'approver', statement: 'I approve.', critical: true }])),
        by: 'owner',
      }),
    );
    const { run } = ok(await at.api.checklists.start({ template: 'MADE-LIST', about: LEG, by: 'owner' }));
    const given: Sent = { is: 'signature', person: ada, pin: 'magenta-4711' };
    expect(refusal(await answer(at, run, 'S', { is: 'signature', person: ada })).code).toBe('pin-needed');
    ok(await answer(at, run, 'S', given));
    expect((await itemOf(at, run, 'S')).answer).toMatchObject({
      result: 'pass',
      given: { is: 'signature', proved: 'pin', signer: { name: 'Ada' } },
    });
    expect(JSON.stringify([...at.engine.journal.each()])).not.toContain('magenta');
  });
});

describe('a signed run', () => {
  test('stays as it was signed until it is reopened, as another revision', async () => {
    const at = desk();
    const run = await begun(at, template(ONE));
    ok(await answer(at, run, 'A', YES, { note: 'first' }));
    const hash = await signed(at, run);
    for (const attempt of [
      await answer(at, run, 'A', NO),
      await at.api.checklists.requestOverride({ run, item: 'A', reason: 'r' }),
      await at.api.checklists.voidRun({ run, reason: 'r' }),
    ]) {
      expect(refusal(attempt).code).toBe('run-signed');
    }
    expect(ok(await at.api.checklists.reopen({ run, reason: 'The desk has moved.' }))).toEqual({ run, revision: 2 });
    expect(await at.api.checklists.standing({ about: LEG, template: 'MADE-LIST' })).toMatchObject({ state: 'open' });
    ok(await answer(at, run, 'A', YES, { note: 'second' }));
    const again = await signed(at, run);
    expect(again).not.toBe(hash);
    expect((await look(at, run)).revisions.map(({ revision, runHash }) => [revision, runHash])).toEqual([
      [1, hash],
      [2, again],
    ]);
    const first = await look(at, run, 1);
    expect(first).toMatchObject({ revision: 1, runHash: hash, state: 'signed', signing: { runHash: hash } });
    expect(first.items[0]?.answer?.note).toBe('first');
  });

  test('cannot be undone by the way round its answers either', async () => {
    const at = desk();
    const run = await begun(at, template(ONE));
    ok(await answer(at, run, 'A', YES));
    ok(await at.api.journal.undo({}));
    expect((await itemOf(at, run, 'A')).result).toBe('unanswered');
    ok(await answer(at, run, 'A', YES));
    await signed(at, run);
    const events = [...at.engine.journal.each()];
    for (const type of ['checklists.run-signed', 'checklists.item-answered', 'checklists.run-started', 'checklists.version-published']) {
      const event = events.findLast((each) => each.type === type)!;
      expect(refusal(await at.api.journal.undo({ target: event.id })).code, type).toBe('cannot-be-undone');
    }
    expect((await look(at, run)).state).toBe('signed');
  });

  test('that is void counts for nothing and is listed only where asked for', async () => {
    const at = desk();
    const run = await begun(at, template(ONE));
    ok(await at.api.checklists.voidRun({ run, reason: 'The wrong leg.' }));
    expect(await at.api.checklists.standing({ about: LEG, template: 'MADE-LIST' })).toMatchObject({ state: 'missing' });
    expect(refusal(await answer(at, run, 'A', YES)).code).toBe('run-void');
    expect((await at.api.checklists.runs({})).total).toBe(0);
    expect((await at.api.checklists.runs({ state: 'void' })).total).toBe(1);
  });

  test('is overruled by a newer run that has found a failure, not by one that has just begun', async () => {
    const at = desk();
    const run = await begun(at, template(ONE));
    ok(await answer(at, run, 'A', YES));
    await signed(at, run);
    const newer = ok(await at.api.checklists.start({ template: 'MADE-LIST', about: LEG })).run;
    expect(await at.api.checklists.standing({ about: LEG, template: 'MADE-LIST' })).toMatchObject({ state: 'signed', run });
    ok(await answer(at, newer, 'A', NO));
    expect(await at.api.checklists.standing({ about: LEG, template: 'MADE-LIST' })).toMatchObject({ state: 'open', run: newer });
  });
});
