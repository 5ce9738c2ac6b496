import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askedItems, type Condition, type Facts } from '../../shared/checklists/index.ts';
import type { Verdict } from '../../shared/figures/index.ts';
import { ok, refusal } from '../workspace/open-workspace.ts';
import { answer, begun, desk, itemOf, look, NO, sign, template, YES } from './made-checklist.ts';

const INVERSE: Condition = { fact: 'leg.rail', is: ['fiat'] };

function isShown(condition: Condition, facts: Facts, results: ReadonlyMap<string, Verdict> = new Map()): boolean {
  const made = template([
    { kind: 'tick', id: 'A' },
    { kind: 'tick', id: 'B', condition },
  ]);
  return askedItems(made, facts, results).shown.some(({ id }) => id === 'B');
}

describe('a condition', () => {
  test('hides an item only where it is known not to hold', () => {
    expect(isShown(INVERSE, { 'leg.rail': 'fiat' })).toBe(true);
    expect(isShown(INVERSE, { 'leg.rail': 'chain' })).toBe(false);
    expect(isShown(INVERSE, { 'leg.rail': null })).toBe(true);
    expect(isShown(INVERSE, {})).toBe(true);
    expect(isShown({ not: INVERSE }, {})).toBe(true);
    expect(isShown({ not: INVERSE }, { 'leg.rail': 'fiat' })).toBe(false);
  });

  test('may ask for an earlier answer', () => {
    const failed: Condition = { answer: 'A', is: ['fail'] };
    expect(isShown(failed, {})).toBe(true);
    expect(isShown(failed, {}, new Map([['A', 'fail']]))).toBe(true);
    expect(isShown(failed, {}, new Map([['A', 'pass']]))).toBe(false);
  });

  test('counts an item that is not asked as not applicable in later ones', () => {
    const made = template([
      { kind: 'tick', id: 'A', condition: INVERSE },
      { kind: 'tick', id: 'B', condition: { answer: 'A', is: ['pass'] } },
    ]);
    const { shown, hidden } = askedItems(made, { 'leg.rail': 'chain' }, new Map([['A', 'pass']]));
    expect(shown).toEqual([]);
    expect(hidden.map(({ item }) => item)).toEqual(['A', 'B']);
    expect(hidden[0]?.because).toBe('Asked only where leg.rail is “fiat”; leg.rail is “chain”.');
  });

  test('with everything known is ordinary logic, and knowing more never brings a hidden item back', () => {
    const names = ['a', 'b', 'c'];
    const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.record({ fact: fc.constantFrom(...names), is: fc.constant(['1']) }),
        fc.record({ all: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
        fc.record({ any: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
        fc.record({ not: tie('tree') }),
      ),
    }));
    const known = fc.record({ a: fc.constantFrom('0', '1'), b: fc.constantFrom('0', '1'), c: fc.constantFrom('0', '1') });
    fc.assert(
      fc.property(tree, known, fc.subarray(names), (condition, facts, forgotten) => {
        expect(isShown(condition, facts)).toBe(plainly(condition, facts));
        const less = Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, forgotten.includes(name) ? null : fact]));
        expect(isShown(condition, less) || !isShown(condition, facts)).toBe(true);
      }),
    );
  });
});

/** The same in two-valued logic. */
function plainly(condition: Condition, facts: Readonly<Record<string, string>>): boolean {
  if ('fact' in condition) return condition.is.includes(facts[condition.fact]!);
  if ('all' in condition) return condition.all.every((part) => plainly(part, facts));
  if ('any' in condition) return condition.any.some((part) => plainly(part, facts));
  return 'not' in condition && !plainly(condition.not, facts);
}

describe('in a run', () => {
  const CONTENT = template([
    { kind: 'tick', id: 'A', critical: true },
    { kind: 'tick', id: 'B', critical: true, condition: { fact: 'leg.rail', is: ['fiat'] } },
    { kind: 'text', id: 'C', condition: { answer: 'A', is: ['fail'] } },
  ]);

  test('an item that does not apply is told with its reason, cannot be answered, and blocks nothing', async () => {
    const at = desk();
    const run = await begun(at, CONTENT);
    expect(await itemOf(at, run, 'B')).toMatchObject({
      shown: false,
      because: expect.stringContaining('leg.rail is “chain”'),
      result: null,
    });
    expect(refusal(await answer(at, run, 'B', YES))).toMatchObject({ code: 'not-asked', message: expect.stringContaining('leg.rail') });
    ok(await answer(at, run, 'A', YES));
    ok(await sign(at, run));
    const { hidden } = await look(at, run);
    expect(hidden.map(({ item }) => item)).toEqual(['B', 'C']);
    // What was frozen stays, whatever the leg is said to be later.
    at.world.facts['leg.rail'] = 'fiat';
    expect((await look(at, run)).hidden).toEqual(hidden);
  });

  test('a fact that becomes known changes what is asked, and an unknown one asks it', async () => {
    const at = desk();
    at.world.facts['leg.rail'] = null;
    const run = await begun(at, CONTENT);
    expect((await itemOf(at, run, 'B')).shown).toBe(true);
    ok(await answer(at, run, 'A', NO));
    expect((await itemOf(at, run, 'C')).shown).toBe(true);
    at.world.facts['leg.rail'] = 'chain';
    expect((await itemOf(at, run, 'B')).shown).toBe(false);
  });
});
