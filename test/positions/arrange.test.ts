import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal, isKnown, unavailable } from '../../shared/figures/index.ts';
import { arrange, groupKey, sumKnown, type ListRow, type SumRow } from '../../renderer/positions/arrange.ts';
import { dueMatters, missingMatters, movers, warningMatters } from '../../renderer/today/matters.ts';
import { MADE_POSITIONS, madeSummary, madeTotal } from '../frame/made-answers.ts';

const view = { groupBy: 'kind', sort: null, collapsed: [], words: '' } as const;
const titles = (rows: readonly ListRow[]) => rows.map((row) => (row.row === 'position' ? row.position.title : `# ${row.name}`));
const NO_PRICE = unavailable('no-price', 'There is no price.');
const amounts = fc.array(fc.option(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n })), { maxLength: 40 });

describe('the list', () => {
  test('heads groups by their worth and sorts within them', () => {
    expect(titles(arrange(MADE_POSITIONS, [], view).rows)).toEqual([
      '# Staking',
      'ATOM',
      'DOT',
      '# Liquidity',
      'WETH–USDC 0.05 %',
      '# Earn',
      'EUR term deposit',
    ]);
  });

  test('sorts what is unknown last, whichever way it runs', () => {
    for (const direction of ['asc', 'desc'] as const) {
      const { rows } = arrange(MADE_POSITIONS, [], { ...view, groupBy: 'none', sort: { column: 'value', direction } });
      expect(titles(rows).at(-1)).toBe('EUR term deposit');
    }
  });

  test('closes a group without losing its sum', () => {
    const { rows } = arrange(MADE_POSITIONS, [], { ...view, collapsed: ['staking'] });
    expect(titles(rows).slice(0, 2)).toEqual(['# Staking', '# Liquidity']);
    expect(groupKey(rows[0] as SumRow)).toBe('staking');
    expect(rows[0]).toMatchObject({ positions: 2, value: { ok: '12524.5' } });
  });

  test('takes the engine’s total of the whole, and says of a selection that its return is not given', () => {
    const totals = [madeTotal('all', 4, '23338.37', '-1245.2')];
    expect(arrange(MADE_POSITIONS, totals, view).total.realReturn).toMatchObject({ ok: '-0.0021' });
    const selection = arrange(MADE_POSITIONS, totals, { ...view, words: 'uniswap' });
    expect(selection.total).toMatchObject({
      positions: 1,
      value: { ok: '10813.87' },
      realReturn: { unavailable: { reason: 'selection' } },
    });
  });

  test('groups add up to the total for any amounts, and say how many they lack', () => {
    fc.assert(
      fc.property(amounts, (given) => {
        const positions = given.map((amount, index) =>
          madeSummary(`p${index}`, `P${index}`, {
            platform: `on ${index % 3}`,
            value: amount === null ? NO_PRICE : { ok: amount.toString(), trail: [] },
          }),
        );
        const { rows, total } = arrange(positions, [], { ...view, groupBy: 'platform' });
        const heads = rows.filter((row): row is SumRow => row.row !== 'position');
        const sum = heads.reduce((known, { value }) => (isKnown(value) ? known.plus(value.ok) : known), new Decimal(0));
        expect(isKnown(total.value) ? total.value.ok : '0').toBe(sum.toFixed());
        expect(heads.reduce((lacking, head) => lacking + head.lacking.value, 0)).toBe(given.filter((amount) => amount === null).length);
      }),
    );
  });
});

test('a sum of which nothing is known is unknown, not zero', () => {
  expect(sumKnown([NO_PRICE, NO_PRICE])).toMatchObject({ sum: { unavailable: { reason: 'none-known' } }, lacking: 2 });
  expect(sumKnown([])).toMatchObject({ sum: { ok: '0' }, lacking: 0 });
});

describe('today', () => {
  test('names what matures soon, and not what would only take long to unbond', () => {
    expect(dueMatters(MADE_POSITIONS).map(({ title, says }) => `${title} ${says}`)).toEqual(['EUR term deposit matures in 12 days']);
  });

  test('warns of each position once, and leaves missing prices to the data', () => {
    expect(warningMatters(MADE_POSITIONS).map(({ title }) => title)).toEqual(['ATOM']);
  });

  test('counts positions that lack the same thing as one matter', () => {
    const lacking = (position: string) => madeSummary(position, position, { value: NO_PRICE, real: NO_PRICE });
    expect(missingMatters([lacking('a'), lacking('b')])).toEqual([
      { key: 'missing There is no price.', title: '2 positions', says: 'There is no price.' },
    ]);
    expect(missingMatters([lacking('a')])).toMatchObject([{ title: 'a', open: expect.any(Function) }]);
  });

  test('lists what moved most by size, gain or loss, and nothing unknown', () => {
    expect(movers(MADE_POSITIONS, 2).map(({ title }) => title)).toEqual(['DOT', 'ATOM']);
  });
});
