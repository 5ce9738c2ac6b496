import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  askedPositions,
  charactersOf,
  type Given,
  type Item,
  itemSchema,
  judge,
  type JudgeContext,
  type Reading,
} from '../../shared/checklists/index.ts';
import { refusal } from '../workspace/open-workspace.ts';

const AT = '2026-03-02T09:00:00.000Z';
const NONE: JudgeContext = { at: AT, files: [], readings: [], positions: [], timerSince: null };

function item(more: Record<string, unknown>): Item {
  return itemSchema.parse({ id: 'A', text: 'Is it so?', why: 'Because.', ...more });
}

function reading(value: string | null, more: Partial<Reading> = {}): Reading {
  const unavailable = value === null ? { reason: 'none', message: 'There is none.' } : null;
  return { from: 'metric x.y', name: 'The figure', unit: null, currency: null, value, unavailable, asOf: null, trail: [], ...more };
}

function result(asked: Item, given: Given, context: Partial<JudgeContext> = {}): string {
  const judged = judge(asked, given, { ...NONE, ...context });
  return 'error' in judged ? judged.error.code : judged.ok.result;
}

const value = (text: string): Given => ({ is: 'value', value: text });
const day = (text: string): Given => ({ is: 'date', day: text });

describe('a value', () => {
  const asked = item({ kind: 'value', unit: '%', atLeast: '5', atMost: '20' });
  test.each([
    ['5', 'pass'],
    ['20.0', 'pass'],
    ['4.999999999999999999999', 'fail'],
    ['20.000000000000000000001', 'fail'],
    ['5 %', 'not-a-number'],
    ['NaN', 'not-a-number'],
    ['1,000', 'not-a-number'],
  ])('%s', (text, wanted) => expect(result(asked, value(text))).toBe(wanted));

  test('without bounds is any number', () => expect(result(item({ kind: 'value', unit: '%' }), value('-3e2'))).toBe('pass'));
});

describe('a date', () => {
  const recent = item({ kind: 'date', atMostDaysAgo: 30 });
  const far = item({ kind: 'date', atLeastDaysAhead: 30 });
  test.each([
    [recent, '2026-03-02', 'pass'],
    [recent, '2026-01-31', 'pass'],
    [recent, '2026-01-30', 'fail'],
    // What has not happened yet is not "at most 30 days ago".
    [recent, '2026-03-03', 'fail'],
    [far, '2026-04-01', 'pass'],
    [far, '2026-03-31', 'fail'],
    [item({ kind: 'date' }), '1999-01-01', 'pass'],
  ])('%#', (asked, text, wanted) => expect(result(asked, day(text))).toBe(wanted));
});

test('a choice has the result of its option', () => {
  const options = [
    { id: 'cold', text: 'Cold storage', result: 'pass' },
    { id: 'hot', text: 'Hot wallet', result: 'fail' },
    { id: 'unclear', text: 'Nobody says', result: 'unknown' },
  ];
  const asked = item({ kind: 'choice', options });
  expect(['cold', 'hot', 'unclear', 'warm'].map((option) => result(asked, { is: 'choice', option }))).toEqual([
    'pass',
    'fail',
    'unknown',
    'no-such-option',
  ]);
});

test('a text must be long enough, white space aside', () => {
  const asked = item({ kind: 'text', atLeastCharacters: 5 });
  expect(result(asked, { is: 'text', text: 'abcde' })).toBe('pass');
  expect(result(asked, { is: 'text', text: '  abcd  ' })).toBe('fail');
});

describe('evidence', () => {
  const asked = item({ kind: 'evidence', atLeastFiles: 2 });
  const given: Given = { is: 'evidence' };
  test('passes with enough files that are what they were', () => {
    expect(result(asked, given, { files: ['kept'] })).toBe('fail');
    expect(result(asked, given, { files: ['kept', 'locked'] })).toBe('pass');
    expect(result(asked, given, { files: ['kept', 'kept', 'altered'] })).toBe('fail');
    expect(result(asked, given, { files: ['kept', 'kept', 'missing'] })).toBe('fail');
  });

  test('beside another answer may be wanted before it passes, never before it fails', () => {
    const tick = item({ kind: 'tick', attach: 'required' });
    expect(result(tick, { is: 'tick', holds: true })).toBe('file-needed');
    expect(result(tick, { is: 'tick', holds: false })).toBe('fail');
    expect(result(tick, { is: 'tick', holds: true }, { files: ['kept'] })).toBe('pass');
    expect(result(tick, { is: 'tick', holds: true }, { files: ['altered'] })).toBe('fail');
  });
});

describe('what the application reads', () => {
  const bounded = item({ kind: 'computed', metric: 'a.b', atLeast: '10' });
  const verdict = item({ kind: 'computed', metric: 'a.b' });
  const given: Given = { is: 'computed' };
  test.each([
    [bounded, reading('10'), 'pass'],
    [bounded, reading('9.99'), 'fail'],
    [bounded, reading(null), 'unknown'],
    [bounded, reading('soon'), 'unknown'],
    [verdict, reading('pass', { unit: 'verdict' }), 'pass'],
    [verdict, reading('fail', { unit: 'verdict' }), 'fail'],
    [verdict, reading('unknown', { unit: 'verdict' }), 'unknown'],
    // Only where the item allows it does "not applicable" count.
    [verdict, reading('not-applicable', { unit: 'verdict' }), 'unknown'],
    [item({ kind: 'computed', metric: 'a.b', notApplicable: true }), reading('not-applicable', { unit: 'verdict' }), 'not-applicable'],
    // A number without bounds to compare it with says nothing.
    [verdict, reading('7', { unit: 'count' }), 'unknown'],
  ])('%#', (asked, read, wanted) => expect(result(asked, given, { readings: [read] })).toBe(wanted));

  test('is unknown where nothing could be read', () => expect(result(bounded, given)).toBe('unknown'));
});

describe('a comparison', () => {
  const sides = (left: string | null, right: string | null) => ({ readings: [reading(left), reading(right)] });
  const text = item({ kind: 'compare', left: { metric: 'a.b' }, right: { typed: 'x' } });
  const number = item({ kind: 'compare', left: { metric: 'a.b' }, right: { typed: 'x' }, as: 'number', tolerance: '0.01' });
  const given: Given = { is: 'compare', right: 'x' };
  test.each([
    [text, 'abc', 'abc', 'pass'],
    [text, 'abc', 'abc ', 'fail'],
    [text, 'abc', 'Abc', 'fail'],
    [text, null, 'abc', 'unknown'],
    [text, 'abc', null, 'unknown'],
    [number, '1.00', '1', 'pass'],
    [number, '1.01', '1', 'pass'],
    [number, '1.0100000000000000000001', '1', 'fail'],
    [number, 'one', '1', 'unknown'],
  ])('%#', (asked, left, right, wanted) => expect(result(asked, given, sides(left, right))).toBe(wanted));

  const characters = item({ kind: 'compare', left: { metric: 'a.b' }, right: { typed: 'x' }, as: 'characters', positions: 4 });
  const typed = (pairs: ReadonlyArray<readonly [number, string]>): Given => ({
    is: 'compare',
    characters: pairs.map(([position, character]) => ({ position, character })),
  });

  test('by characters takes every position that was asked and no other', () => {
    const context = { readings: [reading('abcdefgh')], positions: [1, 3, 5, 8] };
    expect(
      result(
        characters,
        typed([
          [8, 'h'],
          [1, 'a'],
          [3, 'c'],
          [5, 'e'],
        ]),
        context,
      ),
    ).toBe('pass');
    expect(
      result(
        characters,
        typed([
          [1, 'a'],
          [3, 'c'],
          [5, 'x'],
          [8, 'h'],
        ]),
        context,
      ),
    ).toBe('fail');
    expect(
      result(
        characters,
        typed([
          [1, 'a'],
          [3, 'c'],
          [5, 'e'],
        ]),
        context,
      ),
    ).toBe('positions-differ');
    expect(
      result(
        characters,
        typed([
          [1, 'a'],
          [2, 'b'],
          [5, 'e'],
          [8, 'h'],
        ]),
        context,
      ),
    ).toBe('positions-differ');
    expect(result(characters, { is: 'compare', right: 'abcdefgh' }, context)).toBe('positions-differ');
    expect(result(characters, typed([]), { readings: [reading('')], positions: [] })).toBe('fail');
    expect(result(characters, typed([]), { readings: [reading(null)], positions: [] })).toBe('unknown');
  });

  test('by characters says nothing of what would have been right', () => {
    const secret = '0x7Qz9';
    const judged = judge(
      characters,
      typed([
        [1, '0'],
        [2, 'x'],
        [3, '1'],
        [4, 'q'],
      ]),
      { ...NONE, readings: [reading(secret)], positions: [1, 2, 3, 4] },
    );
    expect(JSON.stringify(judged)).not.toMatch(/7|Q/);
  });
});

describe('the positions to type', () => {
  test('follow from run and item, lie one in each part of the text, and never repeat', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 0, max: 300 }), fc.integer({ min: 4, max: 12 }), (run, length, count) => {
        const asked = askedPositions(run, 'A', length, count);
        expect(askedPositions(run, 'A', length, count)).toEqual(asked);
        expect(asked).toHaveLength(Math.min(length, count));
        expect(new Set(asked).size).toBe(asked.length);
        for (const [part, position] of asked.entries()) {
          if (length <= count) continue;
          expect(position).toBeGreaterThan(Math.floor((part * length) / count));
          expect(position).toBeLessThanOrEqual(Math.floor(((part + 1) * length) / count));
        }
      }),
    );
  });

  test('catch an address that is alike at both ends in most of many runs', () => {
    const right = '0x52908400098527886E0F7030069857D2E4169EE7';
    const lookAlike = `${right.slice(0, 8)}${'a'.repeat(right.length - 14)}${right.slice(-6)}`;
    const runs = Array.from({ length: 500 }, (_, i) => `run-${i}`);
    const caught = runs.filter((run) =>
      askedPositions(run, 'A', right.length, 6).some(
        (position) => charactersOf(right)[position - 1] !== charactersOf(lookAlike)[position - 1],
      ),
    );
    expect(caught).toHaveLength(500);
    expect(new Set(runs.map((run) => askedPositions(run, 'A', right.length, 6).join())).size).toBeGreaterThan(490);
  });
});

test('a timer passes when its minutes have gone by, and not a moment before', () => {
  const asked = item({ kind: 'timer', minutes: 10 });
  expect(result(asked, { is: 'timer' })).toBe('timer-not-started');
  expect(result(asked, { is: 'timer' }, { timerSince: '2026-03-02T08:50:00.001Z' })).toBe('too-early');
  expect(result(asked, { is: 'timer' }, { timerSince: '2026-03-02T08:50:00.000Z' })).toBe('pass');
});

test('another checklist passes only signed', () => {
  const asked = item({ kind: 'sub-list', template: 'MADE-OTHER' });
  const states = ['signed', 'missing', 'open', 'expired', null];
  expect(states.map((state) => result(asked, { is: 'sub-list' }, { readings: [reading(state)] }))).toEqual([
    'pass',
    'fail',
    'fail',
    'fail',
    'unknown',
  ]);
});

test('unknown is unknown for every kind of item, and "not applicable" only where it is allowed', () => {
  const kinds: Record<string, unknown>[] = [
    { kind: 'tick' },
    { kind: 'value', unit: '%' },
    {
      kind: 'choice',
      options: [
        { id: 'a', text: 'a', result: 'pass' },
        { id: 'b', text: 'b', result: 'pass' },
      ],
    },
    { kind: 'date' },
    { kind: 'text' },
    { kind: 'evidence' },
    { kind: 'computed', metric: 'a.b' },
    { kind: 'compare', left: { fact: 'f' }, right: { typed: 'x' } },
    { kind: 'signature', role: 'r', statement: 's' },
    { kind: 'timer', minutes: 1 },
    { kind: 'sub-list', template: 'MADE-OTHER' },
  ];
  for (const kind of kinds) {
    expect(result(item(kind), { is: 'unknown' })).toBe('unknown');
    expect(result(item(kind), { is: 'not-applicable', reason: 'r' })).toBe('not-applicable-not-allowed');
    expect(result(item({ ...kind, notApplicable: true }), { is: 'not-applicable', reason: 'r' })).toBe('not-applicable');
    const other: Given = kind['kind'] === 'tick' ? { is: 'timer' } : { is: 'tick', holds: true };
    expect(refusal(judge(item(kind), other, NONE)).code).toBe('wrong-kind');
  }
});
