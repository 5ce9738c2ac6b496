import { describe, expect, test } from 'vitest';
import { standingAnswers, standingOf } from '../../electron/engine/checklists/index.ts';
import { ok, refusal } from '../workspace/open-workspace.ts';
import { answer, begun, desk, itemOf, LEG, look, NO, sign, signed, template, YES } from './made-checklist.ts';

const STANDING = { about: LEG, template: 'MADE-LIST' };

describe('an answer that expires', () => {
  const CONTENT = template([
    { kind: 'tick', id: 'A', critical: true, validFor: { amount: 2, unit: 'days' } },
    { kind: 'tick', id: 'B', validFor: { amount: 1, unit: 'hours' } },
    { kind: 'tick', id: 'C', critical: true },
  ]);

  test('reopens the gate at its instant, where it is critical', async () => {
    const at = desk();
    const run = await begun(at, CONTENT);
    for (const item of ['A', 'B', 'C']) ok(await answer(at, run, item, YES));
    expect(ok(await sign(at, run)).expires).toBe('2026-03-04T09:00:00.000Z');
    at.pass(60);
    expect(await at.api.checklists.standing(STANDING)).toMatchObject({ state: 'signed', expires: '2026-03-04T09:00:00.000Z' });
    expect(await at.api.checklists.expiring({ withinDays: 0 })).toMatchObject([{ item: 'B', expired: true, critical: false }]);
    expect((await at.api.checklists.expiring({ withinDays: 2 })).map(({ item }) => item)).toEqual(['B', 'A']);
    at.pass(47 * 60 - 0.001);
    expect(await at.api.checklists.standing(STANDING)).toMatchObject({ state: 'signed' });
    at.pass(0.001);
    expect(await at.api.checklists.standing(STANDING)).toMatchObject({ state: 'expired', blockers: [{ item: 'A', reason: 'expired' }] });
    expect((await at.api.checklists.runs({ state: 'expired' })).total).toBe(1);
    expect(standingOf(at.engine, LEG, 'MADE-LIST', '2026-03-03T00:00:00.000Z').state).toBe('signed');
    const answers = standingAnswers(at.engine, LEG);
    expect([...answers].map(([item, { expired, value }]) => [item, expired, value])).toEqual([
      ['A', true, 'yes'],
      ['B', true, 'yes'],
      ['C', false, 'yes'],
    ]);
  });

  test('is given again in a new run, which then counts', async () => {
    const at = desk();
    const run = await begun(at, CONTENT);
    for (const item of ['A', 'B', 'C']) ok(await answer(at, run, item, YES));
    await signed(at, run);
    at.pass(3 * 24 * 60);
    const again = ok(await at.api.checklists.start({ template: 'MADE-LIST', about: LEG })).run;
    for (const item of ['A', 'B', 'C']) ok(await answer(at, again, item, YES));
    await signed(at, again);
    expect(await at.api.checklists.standing(STANDING)).toMatchObject({ state: 'signed', run: again });
    expect((await at.api.checklists.expiring({ withinDays: 0 })).length).toBe(0);
    expect(standingAnswers(at.engine, LEG).get('A')).toMatchObject({ run: again, expired: false });
  });

  test('blocks the signature where it expired before it', async () => {
    const at = desk();
    const run = await begun(at, CONTENT);
    for (const item of ['A', 'B', 'C']) ok(await answer(at, run, item, YES));
    at.pass(2 * 24 * 60);
    expect(refusal(await sign(at, run)).code).toBe('blocked');
    expect((await look(at, run)).nextItem).toBe('A');
  });

  test('counts among the workspace’s metrics', async () => {
    const at = desk();
    const run = await begun(at, CONTENT);
    for (const item of ['A', 'B', 'C']) ok(await answer(at, run, item, YES));
    const read = (id: string) => at.engine.sources.metrics.get(id)!.read(at.engine, 'workspace');
    expect(read('checklists.open-runs')).toMatchObject({ ok: { text: '1' } });
    await signed(at, run);
    expect(read('checklists.open-runs')).toMatchObject({ ok: { text: '0' } });
    expect(read('checklists.expiring-answers')).toMatchObject({ ok: { text: '2' } });
    at.pass(90);
    expect(read('checklists.expired-answers')).toMatchObject({ ok: { text: '1' } });
  });
});

test('an answer that was overridden sets no term', async () => {
  const at = desk();
  const run = await begun(at, template([{ kind: 'tick', id: 'A', critical: true, validFor: { amount: 1, unit: 'hours' } }]));
  ok(await answer(at, run, 'A', NO));
  const { number } = ok(await at.api.checklists.requestOverride({ run, item: 'A', reason: 'r' }));
  at.pass(15);
  ok(await at.api.checklists.confirmOverride({ run, item: 'A', number }));
  expect(ok(await sign(at, run)).expires).toBeNull();
  at.pass(600);
  expect(await at.api.checklists.standing(STANDING)).toMatchObject({ state: 'signed' });
  expect(await at.api.checklists.expiring({ withinDays: 9 })).toEqual([]);
});

test('a whole checklist is due again after its days', async () => {
  const at = desk();
  const run = await begun(at, template([{ kind: 'tick', id: 'A', critical: true }], { renewAfterDays: 90 }));
  ok(await answer(at, run, 'A', YES));
  await signed(at, run);
  at.pass(89 * 24 * 60);
  expect(await at.api.checklists.expiring({ withinDays: 7 })).toMatchObject([{ run, item: null, validUntil: '2026-05-31T09:00:00.000Z' }]);
  expect(await at.api.checklists.standing(STANDING)).toMatchObject({ state: 'signed' });
  at.pass(24 * 60);
  expect(await at.api.checklists.standing(STANDING)).toMatchObject({ state: 'expired', blockers: [] });
});

describe('an interruption', () => {
  const CONTENT = template([
    [
      { kind: 'tick', id: 'A1' },
      { kind: 'tick', id: 'A2' },
    ],
    [
      { kind: 'tick', id: 'B1' },
      { kind: 'tick', id: 'B2' },
      { kind: 'tick', id: 'B3' },
    ],
  ]);

  test('has the part that was begun answered again, not the one that was finished', async () => {
    const at = desk();
    const run = await begun(at, CONTENT);
    for (const item of ['A1', 'A2', 'B1', 'B2']) ok(await answer(at, run, item, YES));
    at.pass(10);
    expect((await look(at, run)).interruption).toBeNull();
    at.pass(0.001);
    expect((await look(at, run)).interruption).toEqual({ chunk: 'part-2', since: '2026-03-02T09:00:00.000Z', items: ['B1', 'B2'] });
    expect(refusal(await sign(at, run)).code).toBe('repeat-chunk');
    expect(ok(await answer(at, run, 'B3', YES)).repeat).toEqual(['B1', 'B2']);
    const repeated = await look(at, run);
    expect(repeated.items.filter(({ repeat }) => repeat).map(({ id }) => id)).toEqual(['B1', 'B2']);
    expect(repeated).toMatchObject({ interruption: null, lastItem: 'B3', nextItem: 'B1' });
    expect(refusal(await sign(at, run))).toMatchObject({
      code: 'blocked',
      details: { blockers: [{ item: 'B1', reason: 'repeat' }, { item: 'B2' }] },
    });
    expect(refusal(await at.api.checklists.requestOverride({ run, item: 'B1', reason: 'r' })).code).toBe('repeat-first');
    ok(await answer(at, run, 'B1', YES));
    ok(await answer(at, run, 'B2', NO));
    ok(await sign(at, run));
  });

  test('after a finished part asks for nothing', async () => {
    const at = desk();
    const run = await begun(at, CONTENT);
    for (const item of ['A1', 'A2']) ok(await answer(at, run, item, YES));
    at.pass(600);
    expect((await look(at, run)).interruption).toBeNull();
    expect(ok(await answer(at, run, 'B1', YES)).repeat).toEqual([]);
  });
});

test('waiting for a timer or a cool-off is no interruption, staying away after it is', async () => {
  const at = desk();
  const items = [
    { kind: 'tick', id: 'A', critical: true },
    { kind: 'timer', id: 'T', minutes: 30 },
    { kind: 'tick', id: 'C', critical: true },
  ] as const;
  const run = await begun(at, template(items));
  ok(await answer(at, run, 'A', YES));
  ok(await at.api.checklists.beginTimer({ run, item: 'T' }));
  at.pass(30);
  expect(ok(await answer(at, run, 'T', { is: 'timer' })).repeat).toEqual([]);
  ok(await at.api.checklists.requestOverride({ run, item: 'C', reason: 'r' }));
  at.pass(25);
  expect((await look(at, run)).interruption).toBeNull();
  at.pass(1);
  expect((await look(at, run)).interruption).toMatchObject({ chunk: 'part-1', items: ['A', 'T'] });
});

test('a timer runs from when it was started, once', async () => {
  const at = desk();
  const run = await begun(at, template([{ kind: 'timer', id: 'T', minutes: 5, critical: true }]));
  expect(refusal(await answer(at, run, 'T', { is: 'timer' })).code).toBe('timer-not-started');
  expect(ok(await at.api.checklists.beginTimer({ run, item: 'T' })).due).toBe('2026-03-02T09:05:00.000Z');
  at.pass(4);
  expect(ok(await at.api.checklists.beginTimer({ run, item: 'T' })).due).toBe('2026-03-02T09:05:00.000Z');
  expect(refusal(await answer(at, run, 'T', { is: 'timer' })).code).toBe('too-early');
  at.pass(1);
  ok(await answer(at, run, 'T', { is: 'timer' }));
  await signed(at, run);
});

test('a run that is ticked faster than it can be read says so', async () => {
  const at = desk();
  const run = await begun(at, template(['A', 'B', 'C'].map((id) => ({ kind: 'tick' as const, id }))));
  const times = { A: 400, B: 900, C: 60_000 };
  for (const [item, milliseconds] of Object.entries(times)) {
    ok(await answer(at, run, item, YES, { timing: { shownAt: at.world.now, milliseconds } }));
  }
  expect((await look(at, run)).pace).toEqual({ measured: 3, medianMilliseconds: 900, totalMilliseconds: 61_300, tooFast: true });
  ok(await answer(at, run, 'B', YES, { timing: { shownAt: at.world.now, milliseconds: 1_000 } }));
  expect((await look(at, run)).pace.tooFast).toBe(false);
  expect((await itemOf(at, run, 'B')).answer?.timing.milliseconds).toBe(1_000);
});
