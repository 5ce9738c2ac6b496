import { describe, expect, test } from 'vitest';
import { ok, refusal } from '../workspace/open-workspace.ts';
import { answer, begun, desk, itemOf, look, NO, sign, signed, template, YES } from './made-checklist.ts';

const TWO = [
  { kind: 'tick', id: 'A', critical: true },
  { kind: 'tick', id: 'B', notApplicable: true },
] as const;

describe('a run', () => {
  test('is begun, answered, signed, and reads so everywhere', async () => {
    const at = desk();
    const run = await begun(at, template(TWO));
    expect(await look(at, run)).toMatchObject({ state: 'open', revision: 1, aboutTitle: 'Leg 1 to the desk', nextItem: 'A', answered: 0 });
    expect(ok(await answer(at, run, 'A', YES, { timing: { shownAt: at.world.now, milliseconds: 2_300 } }))).toMatchObject({
      result: 'pass',
    });
    ok(await answer(at, run, 'B', { is: 'not-applicable', reason: 'There is no B here.' }));
    const hash = await signed(at, run);
    expect(await look(at, run)).toMatchObject({
      state: 'signed',
      runHash: hash,
      nextItem: null,
      blockers: [],
      pace: { medianMilliseconds: 2_300, tooFast: false },
    });
    expect((await at.api.checklists.runs({})).runs).toMatchObject([{ run, state: 'signed', runHash: hash, answered: 2 }]);
    expect(await at.api.checklists.standing({ about: { kind: 'leg', id: 'leg-1' }, template: 'MADE-LIST' })).toMatchObject({
      state: 'signed',
      run,
      runHash: hash,
    });
  });

  test('refuses what is no answer', async () => {
    const at = desk();
    const run = await begun(at, template(TWO));
    expect(refusal(await answer(at, run, 'A', { is: 'not-applicable', reason: 'x' })).code).toBe('not-applicable-not-allowed');
    expect(refusal(await answer(at, run, 'A', { is: 'text', text: 'x' })).code).toBe('wrong-kind');
    expect(refusal(await answer(at, run, 'Z', YES)).code).toBe('no-such-item');
    expect(refusal(await at.api.checklists.start({ template: 'MADE-LIST', about: { kind: 'leg', id: 'nobody' } })).code).toBe(
      'no-such-subject',
    );
    expect(refusal(await at.api.checklists.start({ template: 'MADE-LIST', about: { kind: 'day', id: '2026-01-01' } })).code).toBe(
      'other-subject',
    );
  });

  test.each([
    ['unanswered', null],
    ['failed', NO],
    ['unknown', { is: 'unknown' } as const],
  ])('cannot be signed while a critical item is %s', async (reason, given) => {
    const at = desk();
    const run = await begun(at, template(TWO));
    if (given) ok(await answer(at, run, 'A', given));
    ok(await answer(at, run, 'B', YES));
    expect((await look(at, run)).blockers).toMatchObject([{ item: 'A', reason }]);
    expect(refusal(await sign(at, run))).toMatchObject({ code: 'blocked', message: expect.stringContaining('Is A so?') });
    ok(await answer(at, run, 'A', YES));
    ok(await sign(at, run));
  });

  test('lets what is not critical stand unanswered, and says so in the report', async () => {
    const at = desk();
    const run = await begun(at, template(TWO));
    ok(await answer(at, run, 'A', YES));
    await signed(at, run);
    expect((await itemOf(at, run, 'B')).result).toBe('unanswered');
  });

  test('takes reasons, notes and texts as long as they may be', async () => {
    const at = desk();
    const run = await begun(at, template([...TWO, { kind: 'text', id: 'C' }, { kind: 'value', id: 'D', unit: '%' }]));
    const long = 'ä'.repeat(2_000);
    ok(await answer(at, run, 'B', { is: 'not-applicable', reason: long }));
    ok(await answer(at, run, 'A', { is: 'unknown', reason: long }, { note: 'n'.repeat(10_000) }));
    ok(await answer(at, run, 'C', { is: 'text', text: 't'.repeat(10_000) }));
    ok(await answer(at, run, 'D', { is: 'value', value: '9'.repeat(100) }));
    expect((await look(at, run)).answered).toBe(4);
  });

  test('signs only what was read', async () => {
    const at = desk();
    const run = await begun(at, template(TWO));
    ok(await answer(at, run, 'A', YES));
    const { runHash } = (await look(at, run)).signing;
    ok(await answer(at, run, 'B', NO));
    expect(refusal(await at.api.checklists.sign({ run, runHash, person: 'owner' })).code).toBe('changed-meanwhile');
  });
});
