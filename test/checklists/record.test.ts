import { createHash } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checklistColumn } from '../../electron/engine/checklists/index.ts';
import { commitToRun } from '../../electron/engine/checklists/run-changes.ts';
import { findRun } from '../../electron/engine/checklists/run-rows.ts';
import { rebuild, undo, verifyStore } from '../../electron/engine/journal/index.ts';
import { openStore } from '../../electron/engine/store/store.ts';
import { type Answer, contentHash, runHash, type SealedContent } from '../../shared/checklists/index.ts';
import { canonicalJson } from '../../shared/journal/index.ts';
import { ok, refusal, temporaryFolder } from '../workspace/open-workspace.ts';
import { answer, begun, desk, type Desk, itemOf, LEG, look, NO, sign, signed, template, YES } from './made-checklist.ts';

const CONTENT = template(
  [
    [
      { kind: 'tick', id: 'A', critical: true, validFor: { amount: 9, unit: 'days' } },
      { kind: 'value', id: 'B', unit: '%', atLeast: '5' },
      { kind: 'timer', id: 'T', minutes: 1 },
    ],
    [
      { kind: 'text', id: 'C', notApplicable: true },
      { kind: 'tick', id: 'D', condition: { fact: 'leg.rail', is: ['fiat'] } },
      { kind: 'tick', id: 'E', critical: true },
    ],
  ],
  { renewAfterDays: 30 },
);

/** A bit of everything: answers, an interruption, overrides, signatures, a reopening, a void run, drafts, a retirement. */
async function busy(at: Desk): Promise<string> {
  const { checklists } = at.api;
  const run = await begun(at, CONTENT);
  ok(await answer(at, run, 'A', YES));
  ok(await checklists.beginTimer({ run, item: 'T' }));
  ok(await answer(at, run, 'B', { is: 'value', value: '7.5' }, { note: 'as the desk wrote' }));
  at.pass(11);
  ok(await answer(at, run, 'T', { is: 'timer' }));
  ok(await answer(at, run, 'A', YES));
  ok(await answer(at, run, 'B', { is: 'value', value: '3' }));
  ok(await answer(at, run, 'E', NO));
  const { number } = ok(await checklists.requestOverride({ run, item: 'E', reason: 'It is known.' }));
  at.pass(15);
  ok(await answer(at, run, 'C', { is: 'not-applicable', reason: 'No text.' }));
  ok(await checklists.confirmOverride({ run, item: 'E', number }));
  await signed(at, run);
  ok(await checklists.reopen({ run, reason: 'E is settled.' }));
  ok(await answer(at, run, 'E', YES));
  await signed(at, run);
  const other = ok(await checklists.start({ template: 'MADE-LIST', about: { kind: 'leg', id: 'leg-2' } })).run;
  ok(await checklists.voidRun({ run: other, reason: 'Wrong leg.' }));
  ok(await checklists.duplicate({ template: 'TPL-EOD', key: 'OUR-EOD' }));
  ok(await checklists.publish({ template: 'OUR-EOD', note: 'Ours.' }));
  ok(await checklists.retire({ template: 'OUR-EOD' }));
  return run;
}

function tables(at: Desk): string {
  return JSON.stringify(checklistColumn.projections.map((table) => at.engine.store.all(`SELECT * FROM ${table} ORDER BY 1, 2`)));
}

test('a rebuild makes the same tables, and verification finds nothing', async () => {
  const at = desk();
  await busy(at);
  const before = tables(at);
  const { registry } = at.engine.journal;
  expect(verifyStore(at.engine.writableStore, registry, () => {}).checks.flatMap(({ findings }) => findings)).toEqual([]);
  ok(rebuild(at.engine.writableStore, registry, () => {}));
  expect(tables(at)).toBe(before);
});

test('folding each event twice makes the same tables', async () => {
  const at = desk();
  const run = await busy(at);
  const before = tables(at);
  const { registry } = at.engine.journal;
  const store = at.engine.writableStore;
  const events = [...at.engine.journal.each()];
  store.transact(() => {
    for (const table of checklistColumn.projections) store.run(`DELETE FROM ${table}`);
    for (const event of events) {
      for (const apply of registry.foldsOf(event.type)) {
        apply(store, event);
        apply(store, event);
      }
    }
  });
  expect(tables(at)).toBe(before);
  expect((await look(at, run)).state).toBe('signed');
});

test('what is not signed can be undone, event by event, to nothing', async () => {
  const at = desk();
  const run = await begun(at, CONTENT);
  ok(await answer(at, run, 'A', NO));
  ok(await answer(at, run, 'A', YES));
  ok(await at.api.checklists.beginTimer({ run, item: 'T' }));
  const { number } = ok(await at.api.checklists.requestOverride({ run, item: 'E', reason: 'r' }));
  at.pass(15);
  ok(await at.api.checklists.confirmOverride({ run, item: 'E', number }));
  const events = [...at.engine.journal.each()];
  for (const event of events.toReversed()) {
    const definition = at.engine.journal.registry.typeOf(event.type);
    expect('error' in undo(at.engine.store, at.engine.journal, event.id), event.type).toBe('never' in definition.inverse(event));
  }
  const empty = await look(at, run);
  expect(empty).toMatchObject({ state: 'void', answered: 0, overridden: 0 });
  expect(empty.items.every(({ answer, override, request, timerSince }) => !answer && !override && !request && !timerSince)).toBe(true);
  // And back again.
  const last = [...at.engine.journal.each()].at(-1)!;
  ok(undo(at.engine.store, at.engine.journal, last.id));
  expect((await look(at, run)).state).toBe('open');
  expect(verifyStore(at.engine.writableStore, at.engine.journal.registry, () => {}).holds).toBe(true);
});

test('the run hash is that of the version, the subject, answers, what was hidden, and overrides', async () => {
  const at = desk();
  const run = await busy(at);
  const { items, hidden, revision, runHash: told, hash } = await look(at, run);
  expect(hash).toBe(contentHash(CONTENT));
  const answers = Object.fromEntries(items.flatMap(({ id, answer, shown }) => (shown && answer ? [[id, answer]] : [])));
  const overrides = Object.fromEntries(items.flatMap(({ id, override }) => (override ? [[id, override]] : [])));
  const about = { kind: 'leg', id: 'leg-1' };
  const content = { run, revision, version: hash, about, answers, hidden, facts: { 'leg.rail': 'chain' }, overrides };
  // By another implementation of SHA-256, over the canonical text.
  expect(createHash('sha256').update(canonicalJson(content)).digest('hex')).toBe(told);
});

test('the run hash does not hang on the order of answering, and on everything else', () => {
  const given = fc.record({ id: fc.stringMatching(/^[A-Z]\d{1,2}$/), note: fc.string(), holds: fc.boolean() });
  const lists = fc.uniqueArray(given, { minLength: 1, maxLength: 12, selector: ({ id }) => id });
  fc.assert(
    fc.property(lists, fc.infiniteStream(fc.nat()), (answers, chance) => {
      const made = answers.map(({ id, note, holds }) => [id, madeAnswer(note, holds)] as const);
      const shuffled = made.map((each) => [chance.next().value as number, each] as const).sort(([one], [other]) => one - other);
      const content = sealed(Object.fromEntries(made));
      expect(runHash(sealed(Object.fromEntries(shuffled.map(([, each]) => each))))).toBe(runHash(content));
      const [first] = made;
      const otherwise = { ...content.answers, [first![0]]: { ...first![1], note: `${first![1].note}.` } };
      for (const other of [
        { ...content, answers: otherwise },
        { ...content, revision: 2 },
        { ...content, version: '1'.repeat(64) },
        { ...content, about: { kind: 'leg', id: 'leg-2' } as const },
        { ...content, hidden: [] },
        { ...content, facts: {} },
      ]) {
        expect(runHash(other)).not.toBe(runHash(content));
      }
      expect(runHash({ ...content, hidden: content.hidden.toReversed() })).toBe(runHash(content));
    }),
    { numRuns: 50 },
  );
});

function madeAnswer(note: string, holds: boolean): Answer {
  return {
    given: { is: 'tick', holds },
    result: holds ? 'pass' : 'fail',
    because: 'It is so.',
    note: note.toWellFormed(),
    evidence: [],
    readings: [],
    facts: {},
    by: { person: 'owner', name: 'Owner' },
    at: '2026-03-02T09:00:00.000Z',
    timing: { shownAt: null, milliseconds: null },
    validUntil: null,
  };
}

function sealed(answers: Record<string, Answer>): SealedContent {
  const hidden = [
    { item: 'X', because: 'x' },
    { item: 'Y', because: 'y' },
  ];
  return { run: 'r', revision: 1, version: '0'.repeat(64), about: LEG, answers, hidden, facts: { f: 'x' }, overrides: {} };
}

test('two windows that answer at once do not overwrite each other', async () => {
  const path = join(temporaryFolder(), 'shared.countinghouse');
  const one = desk(path);
  const other = desk(path);
  const run = await begun(one, CONTENT);
  ok(await answer(one, run, 'A', YES));
  ok(await answer(other, run, 'E', YES));
  const seen = (await look(one, run)).signing.runHash;
  ok(await answer(other, run, 'E', NO));
  const late = await one.api.checklists.sign({ run, runHash: seen, person: 'owner' });
  expect('error' in late).toBe(true);
  expect((await itemOf(one, run, 'E')).result).toBe('fail');
});

test('what was decided on a run that has changed since is not stored', async () => {
  const at = desk();
  const run = await begun(at, CONTENT);
  const seen = ok(findRun(at.engine.store, run));
  ok(await answer(at, run, 'A', NO));
  const { size } = at.engine.journal.head();
  const late = commitToRun(at.engine, seen, [{ type: 'checklists.run-voided', subject: run, payload: { reason: 'Nobody has begun it.' } }]);
  expect(refusal(late).code).toBe('changed-meanwhile');
  expect(at.engine.journal.head().size).toBe(size);
  expect((await look(at, run)).state).toBe('open');
});

test('a changed table is found by verification', async () => {
  const at = desk();
  const run = await begun(at, template([{ kind: 'tick', id: 'A', critical: true }]));
  ok(await answer(at, run, 'A', NO));
  await at.engine.close();
  const copy = join(temporaryFolder(), 'copy.countinghouse');
  copyFileSync(at.path, copy);
  const store = openStore(copy);
  store.run("UPDATE checklist_item SET result = 'pass'");
  store.close();
  const again = desk(copy);
  const { holds, checks } = verifyStore(again.engine.writableStore, again.engine.journal.registry, () => {});
  expect(holds).toBe(false);
  expect(checks.flatMap(({ findings }) => findings.map(({ message }) => message)).join()).toContain('checklist_item');
  expect('error' in (await sign(again, run))).toBe(true);
});
