import { describe, expect, test } from 'vitest';
import { type Sent, askedPositions } from '../../shared/checklists/index.ts';
import { known, unavailable } from '../../shared/figures/index.ts';
import { ok, refusal } from '../workspace/open-workspace.ts';
import { ADDRESS, answer, begun, desk, itemOf, LEG, sign, signed, template, YES } from './made-checklist.ts';

const COMPUTED: Sent = { is: 'computed' };

describe('a computed item', () => {
  const CONTENT = template([{ kind: 'computed', id: 'A', metric: 'otc.made-amount', atMost: '300000', critical: true }]);

  test('freezes what was read, with its inputs and the instant', async () => {
    const at = desk();
    const run = await begun(at, CONTENT);
    ok(await answer(at, run, 'A', COMPUTED));
    at.world.metrics['otc.made-amount'] = known({ text: '999999', currency: 'USD' });
    at.pass(5);
    const { answer: kept, words } = await itemOf(at, run, 'A');
    expect(words).toBe('250000 USD');
    expect(kept).toMatchObject({
      at: '2026-03-02T09:00:00.000Z',
      result: 'pass',
      because: '250000 USD is at most 300000 USD.',
      readings: [
        {
          from: 'metric otc.made-amount',
          value: '250000',
          currency: 'USD',
          trail: [{ formula: 'a · b', inputs: [{ name: 'a', value: '2' }] }],
        },
      ],
    });
    expect(ok(await answer(at, run, 'A', COMPUTED))).toMatchObject({ result: 'fail', because: '999999 USD is more than 300000 USD.' });
  });

  test('is unknown where it cannot be read, and unknown does not pass', async () => {
    const at = desk();
    at.world.metrics['otc.made-amount'] = unavailable('no-price', 'There is no price of BTC.', { asset: 'BTC' });
    const run = await begun(at, CONTENT);
    expect(ok(await answer(at, run, 'A', COMPUTED))).toMatchObject({ result: 'unknown', because: 'There is no price of BTC.' });
    expect(refusal(await sign(at, run)).code).toBe('blocked');
  });

  test('is unknown where no such metric is, or it speaks of something else', async () => {
    const at = desk();
    const run = await begun(
      at,
      template([
        { kind: 'computed', id: 'A', metric: 'otc.no-such' },
        { kind: 'computed', id: 'B', metric: 'checklists.open-runs', atMost: '1' },
      ]),
    );
    expect(ok(await answer(at, run, 'A', COMPUTED))).toMatchObject({
      result: 'unknown',
      because: 'This program has no metric otc.no-such.',
    });
    // One of the whole workspace can be read for any subject.
    expect(ok(await answer(at, run, 'B', COMPUTED))).toMatchObject({ result: 'pass' });
    ok(
      await at.api.checklists.importTemplate({
        content: JSON.stringify(
          template([{ kind: 'computed', id: 'A', metric: 'otc.made-amount', atMost: '1' }], { about: 'day', key: 'MADE-DAY' }),
        ),
      }),
    );
    const day = ok(await at.api.checklists.start({ template: 'MADE-DAY', about: { kind: 'day', id: '2026-03-02' } })).run;
    expect(ok(await answer(at, day, 'A', COMPUTED)).because).toContain('is told of a leg');
    expect(refusal(await at.api.checklists.start({ template: 'MADE-DAY', about: { kind: 'day', id: '2026-02-30' } })).code).toBe(
      'no-such-subject',
    );
  });
});

describe('a comparison by characters', () => {
  const CONTENT = template([
    {
      kind: 'compare',
      id: 'R04',
      left: { metric: 'otc.made-destination' },
      right: { typed: 'The address in the printed agreement' },
      as: 'characters',
      critical: true,
    },
  ]);
  const typed = (positions: readonly number[], from: string): Sent => ({
    is: 'compare',
    characters: positions.map((position) => ({ position, character: from[position - 1]! })),
  });

  test('asks for positions that follow from the run, and shows nothing of the right answer', async () => {
    const at = desk();
    const run = await begun(at, CONTENT);
    const { positions } = await itemOf(at, run, 'R04');
    expect(positions).toEqual(askedPositions(run, 'R04', ADDRESS.length, 6));
    const told = async () => JSON.stringify(await at.api.checklists.run({ run }));
    expect(await told()).not.toContain(ADDRESS);
    const lookAlike = `${ADDRESS.slice(0, 6)}${'f'.repeat(32)}${ADDRESS.slice(-4)}`;
    expect(ok(await answer(at, run, 'R04', typed(positions!, lookAlike))).result).toBe('fail');
    expect(await told()).not.toContain(ADDRESS);
    ok(await answer(at, run, 'R04', typed(positions!, ADDRESS)));
    // Both sides are frozen where the journal keeps them.
    expect((await itemOf(at, run, 'R04')).answer?.readings[0]?.value).toBe(ADDRESS);
    await signed(at, run);
  });

  test('cannot be answered at positions of one’s own choice', async () => {
    const at = desk();
    const run = await begun(at, CONTENT);
    expect(refusal(await answer(at, run, 'R04', typed([1, 2, 3, 4, 5, 6], ADDRESS))).code).toBe('positions-differ');
  });

  test('is asked anew where the text has changed, and is unknown where it is gone', async () => {
    const at = desk();
    const run = await begun(at, CONTENT);
    const { positions } = await itemOf(at, run, 'R04');
    at.world.metrics['otc.made-destination'] = known({ text: 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq' });
    const late = await answer(at, run, 'R04', typed(positions!, ADDRESS));
    expect('error' in late ? late.error.code : late.ok.result).toMatch(/positions-differ|fail/);
    at.world.metrics['otc.made-destination'] = unavailable('not-recorded', 'No instructions are recorded.');
    expect((await itemOf(at, run, 'R04')).positions).toBeNull();
    expect(ok(await answer(at, run, 'R04', { is: 'compare', characters: [] }))).toMatchObject({
      result: 'unknown',
      because: 'No instructions are recorded.',
    });
  });
});

test('a comparison of two sides keeps both', async () => {
  const at = desk();
  const run = await begun(
    at,
    template([
      { kind: 'compare', id: 'A', left: { metric: 'otc.made-destination' }, right: { typed: 'Pasted' } },
      { kind: 'compare', id: 'B', left: { fact: 'leg.rail' }, right: { typed: 'Typed' } },
      { kind: 'compare', id: 'C', left: { metric: 'otc.made-amount' }, right: { typed: 'Typed' }, as: 'number', tolerance: '1' },
    ]),
  );
  expect(ok(await answer(at, run, 'A', { is: 'compare', right: ADDRESS.toLowerCase() })).result).toBe('fail');
  expect(ok(await answer(at, run, 'A', { is: 'compare', right: ADDRESS })).result).toBe('pass');
  expect(ok(await answer(at, run, 'B', { is: 'compare', right: 'chain' })).result).toBe('pass');
  expect(ok(await answer(at, run, 'B', { is: 'compare' })).result).toBe('unknown');
  expect(ok(await answer(at, run, 'C', { is: 'compare', right: '250001' })).result).toBe('pass');
  expect((await itemOf(at, run, 'C')).answer?.readings.map(({ from, value }) => [from, value])).toEqual([
    ['metric otc.made-amount', '250000'],
    ['typed', '250001'],
  ]);
});

test('another checklist is asked how it stands, and its term becomes that of the answer', async () => {
  const at = desk();
  const inner = template([{ kind: 'tick', id: 'I', critical: true, validFor: { amount: 1, unit: 'hours' } }], { key: 'MADE-INNER' });
  const run = await begun(at, template([{ kind: 'sub-list', id: 'A', template: 'MADE-INNER', critical: true }]));
  expect(ok(await answer(at, run, 'A', { is: 'sub-list' }))).toMatchObject({ result: 'fail', because: 'MADE-INNER has not been run.' });
  const other = await begun(at, inner);
  expect(ok(await answer(at, run, 'A', { is: 'sub-list' })).because).toBe('MADE-INNER is not signed.');
  ok(await answer(at, other, 'I', YES));
  await signed(at, other);
  ok(await answer(at, run, 'A', { is: 'sub-list' }));
  expect((await itemOf(at, run, 'A')).answer).toMatchObject({ result: 'pass', validUntil: '2026-03-02T10:00:00.000Z' });
  await signed(at, run);
  at.pass(60);
  expect(await at.api.checklists.standing({ about: LEG, template: 'MADE-LIST' })).toMatchObject({ state: 'expired' });
});
