import { describe, expect, test } from 'vitest';
import { contentHash, itemStatistics } from '../../shared/checklists/index.ts';
import { ok } from '../workspace/open-workspace.ts';
import { answer, begun, desk, type Desk, itemOf, LEG, look, NO, signed, template, YES } from './made-checklist.ts';

const CONTENT = template([
  { kind: 'tick', id: 'A', critical: true },
  { kind: 'value', id: 'V', unit: 'USD' },
  { kind: 'text', id: 'N', notApplicable: true },
]);

async function again({ api }: Desk): Promise<string> {
  return ok(await api.checklists.start({ template: 'MADE-LIST', about: LEG })).run;
}

describe('a re-run', () => {
  test('offers the last answers, which count for nothing until they are given', async () => {
    const at = desk();
    const first = await begun(at, CONTENT);
    expect((await itemOf(at, first, 'V')).last).toBeNull();
    ok(await answer(at, first, 'A', YES));
    ok(await answer(at, first, 'V', { is: 'value', value: '100' }, { note: 'from the statement' }));
    await signed(at, first);
    const second = await again(at);
    expect(await look(at, second)).toMatchObject({ previous: first, answered: 0, blockers: [{ item: 'A', reason: 'unanswered' }] });
    const { last, result } = await itemOf(at, second, 'V');
    expect(result).toBe('unanswered');
    expect(last).toMatchObject({ run: first, given: { is: 'value', value: '100' }, words: '100 USD', note: 'from the statement' });
    expect((await itemOf(at, second, 'N')).last).toBeNull();
  });

  test('is compared with the run before, and its numbers make a trend', async () => {
    const at = desk();
    const first = await begun(at, CONTENT);
    ok(await answer(at, first, 'A', YES));
    ok(await answer(at, first, 'V', { is: 'value', value: '100' }));
    ok(await answer(at, first, 'N', { is: 'text', text: 'as ever' }));
    at.pass(60);
    const harder = template([
      { kind: 'tick', id: 'A', critical: true },
      { kind: 'value', id: 'V', unit: 'USD', atMost: '110' },
      { kind: 'tick', id: 'Z' },
    ]);
    ok(await at.api.checklists.importTemplate({ content: JSON.stringify(harder) }));
    const second = await again(at);
    ok(await answer(at, second, 'A', YES));
    ok(await answer(at, second, 'V', { is: 'value', value: '120' }));
    ok(await answer(at, second, 'Z', YES));
    const compared = await at.api.checklists.compare({ run: second });
    expect(compared?.before).toMatchObject({ run: first, number: 1 });
    expect(
      compared?.items.map(({ item, change, asksOtherwise, before, after }) => [item, change, asksOtherwise, before?.words, after?.words]),
    ).toEqual([
      ['A', 'same', false, 'yes', 'yes'],
      ['V', 'changed', true, '100 USD', '120 USD'],
      ['Z', 'new', false, undefined, 'yes'],
      ['N', 'gone', false, 'as ever', undefined],
    ]);
    expect(await at.api.checklists.trend({ about: LEG, template: 'MADE-LIST', item: 'V' })).toEqual([
      { run: first, at: '2026-03-02T09:00:00.000Z', value: '100', unit: 'USD', result: 'pass' },
      { run: second, at: '2026-03-02T10:00:00.000Z', value: '120', unit: 'USD', result: 'fail' },
    ]);
    expect((await at.api.checklists.compare({ run: first }))?.before).toBeNull();
    expect(await at.api.checklists.compare({ run: 'nobody' })).toBeNull();
  });
});

describe('statistics', () => {
  test('count failures that were put right, what was not applicable, and what was not shown', async () => {
    const at = desk();
    const content = template([
      { kind: 'tick', id: 'A', critical: true },
      { kind: 'text', id: 'N', notApplicable: true },
      { kind: 'tick', id: 'H', condition: { fact: 'leg.rail', is: ['fiat'] } },
    ]);
    for (let i = 0; i < 4; i += 1) {
      const run = i === 0 ? await begun(at, content) : await again(at);
      if (i === 0) ok(await answer(at, run, 'A', NO));
      ok(await answer(at, run, 'A', YES, { timing: { shownAt: null, milliseconds: 1_000 * (i + 1) } }));
      if (i > 1) ok(await answer(at, run, 'N', { is: 'not-applicable', reason: 'none' }));
      await signed(at, run);
    }
    // One that is not signed does not count.
    ok(await answer(at, await again(at), 'A', NO));
    const statistics = await at.api.checklists.statistics({ template: 'MADE-LIST' });
    expect(statistics).toMatchObject({ runs: 4, tooFast: 0, medianMilliseconds: 2_500 });
    expect(statistics?.items).toMatchObject([
      { item: 'A', answered: 4, failed: 1, failRate: '0.25', medianMilliseconds: 2_500, neverFails: false, notShown: 0 },
      { item: 'N', answered: 2, notApplicable: 2, notApplicableRate: '1', oftenNotApplicable: false },
      { item: 'H', answered: 0, notShown: 4, failRate: null },
    ]);
    expect(await at.api.checklists.statistics({ template: 'NO-LIST' })).toBeNull();
  });

  test('name an item that never failed in fifty runs, and one that is mostly not applicable', () => {
    const outcome = { item: 'A', hidden: false, overridden: false, milliseconds: null };
    const runs = (count: number, failures: number) =>
      Array.from({ length: count }, (_, i) => ({ ...outcome, result: 'pass' as const, failedOnce: i < failures }));
    const first = (count: number, failures: number) => itemStatistics(CONTENT, runs(count, failures))[0]!;
    expect(first(49, 0).neverFails).toBe(false);
    expect(first(50, 0).neverFails).toBe(true);
    expect(first(500, 1)).toMatchObject({ neverFails: false, failRate: '0.002' });
    const mostly = (na: number, all: number) =>
      itemStatistics(
        CONTENT,
        Array.from({ length: all }, (_, i) => ({
          ...outcome,
          item: 'N',
          failedOnce: false,
          result: i < na ? ('not-applicable' as const) : ('pass' as const),
        })),
      )[2]!;
    expect(mostly(5, 10).oftenNotApplicable).toBe(true);
    expect(mostly(4, 10).oftenNotApplicable).toBe(false);
    expect(mostly(9, 9).oftenNotApplicable).toBe(false);
  });
});

describe('a search', () => {
  test('finds runs by every word of names, answers, notes and reasons, and pages', async () => {
    const at = desk();
    const runs: string[] = [];
    for (let i = 0; i < 5; i += 1) runs.push(await begun(at, CONTENT, { kind: 'leg', id: `leg-${i}` }));
    ok(await answer(at, runs[1]!, 'N', { is: 'text', text: 'Quarterly REVIEW of Zürich' }));
    ok(await answer(at, runs[2]!, 'A', NO, { note: 'called back on Tuesday' }));
    ok(await answer(at, runs[3]!, 'N', { is: 'not-applicable', reason: '100% of the float is ours' }));
    const find = async (text: string) => (await at.api.checklists.runs({ text })).runs.map(({ run }) => run);
    expect(await find('')).toEqual(runs.toReversed());
    expect(await find('review zürich')).toEqual([runs[1]]);
    expect(await find('review tuesday')).toEqual([]);
    expect(await find('TUESDAY')).toEqual([runs[2]]);
    expect(await find('100%')).toEqual([runs[3]]);
    expect(await find('leg-4')).toEqual([runs[4]]);
    expect(await find("' OR 1=1 --")).toEqual([]);
    expect(await at.api.checklists.runs({ limit: 2, offset: 1 })).toMatchObject({ total: 5, runs: [{ run: runs[3] }, { run: runs[2] }] });
    expect((await at.api.checklists.runs({ about: { kind: 'leg', id: 'leg-2' } })).total).toBe(1);
    expect((await at.api.checklists.runs({ about: { kind: 'venue' } })).total).toBe(0);
    expect((await at.api.checklists.runs({ template: 'MADE-LIST', state: 'open' })).total).toBe(5);
    // An answer that is taken back is found no more.
    ok(await answer(at, runs[2]!, 'A', YES));
    expect(await find('tuesday')).toEqual([]);
  });
});

test('a list of checklists says how many runs each has', async () => {
  const at = desk();
  const run = await begun(at, CONTENT);
  ok(await answer(at, run, 'A', YES));
  await signed(at, run);
  await again(at);
  const [line] = await at.api.checklists.templates({ text: 'made-list' });
  expect(line).toMatchObject({
    newest: { number: 1, hash: contentHash(CONTENT) },
    items: 3,
    critical: 1,
    runs: { total: 2, open: 1, signed: 1 },
  });
  expect((await at.api.checklists.templates({ about: 'venue' })).every(({ about }) => about === 'venue')).toBe(true);
});
