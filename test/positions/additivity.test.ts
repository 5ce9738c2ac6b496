import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, Decimal, isRefused, known } from '../../shared/figures/index.ts';
import { type Component, COMPONENTS } from '../../shared/positions/components.ts';
import { decompose, type Measure, totalOf } from '../../shared/positions/decomposition.ts';
import { DailyDeflator } from '../../shared/positions/deflation.ts';
import { compile } from '../../shared/positions/legs.ts';
import type { PriceBook } from '../../shared/market/index.ts';
import { DailyPrices } from '../../shared/positions/prices.ts';
import { ALL_KINDS, FIRST_DAY, LAST_DAY, MADE_KINDS, madePosition, madePrices } from './made-positions.ts';

const ALL = { after: '2024-12-31', through: LAST_DAY };
const deflator = new DailyDeflator({
  name: 'made',
  index: (day) =>
    known({ value: new Decimal(100).plus(Number(day.slice(5, 7))), observed: day, origin: { kind: 'row', dataset: 'cpi', row: 1 } }),
});

function measure(book: PriceBook, more: Partial<Measure> = {}): Measure {
  return { prices: new DailyPrices(book, 'USD'), deflator: null, tax: null, ...more };
}

test('the generator makes every kind of position', () => {
  expect([...MADE_KINDS].sort()).toEqual([...ALL_KINDS].sort());
});

describe('whatever happens to whatever position', () => {
  test('the components are the net real return, to the last digit', () => {
    fc.assert(
      fc.property(madePosition, madePrices, (position, book) => {
        const result = decompose(
          position,
          ALL,
          measure(book, {
            deflator,
            tax: { incomeRate: new Decimal('0.25'), gainsRate: new Decimal('0.2'), longTerm: null, method: 'fifo' as const },
          }),
        );
        expect(result.real).toBeTypeOf('bigint');
        expect(totalOf(result.components)).toBe(result.real);
      }),
      { numRuns: 400 },
    );
  });

  test('without tax and inflation they are what the value changed by beyond the flows', () => {
    fc.assert(
      fc.property(madePosition, madePrices, fc.integer({ min: 0, max: 89 }), (position, book, cut) => {
        const result = decompose(position, { after: addDays(FIRST_DAY, cut), through: LAST_DAY }, measure(book));
        expect(result.nominal).toBe((result.end as bigint) - (result.begin as bigint) - (result.netFlow as bigint));
        expect(totalOf(result.components)).toBe(result.nominal);
      }),
      { numRuns: 400 },
    );
  });

  test('two windows that meet have the components of the one that spans them', () => {
    fc.assert(
      fc.property(madePosition, madePrices, fc.integer({ min: 0, max: 89 }), (position, book, cut) => {
        const middle = addDays(FIRST_DAY, cut);
        const whole = decompose(position, ALL, measure(book)).components;
        const early = decompose(position, { ...ALL, through: middle }, measure(book)).components;
        const late = decompose(position, { ...ALL, after: middle }, measure(book)).components;
        for (const component of COMPONENTS) expect(at(early, component) + at(late, component)).toBe(at(whole, component));
      }),
      { numRuns: 400 },
    );
  });

  test('the legs of each activity sum to zero in each asset', () => {
    fc.assert(
      fc.property(madePosition, (position) => {
        for (const { activity } of position.entries) {
          const legs = compile(activity);
          if (isRefused(legs)) throw new Error(legs.error.message);
          const sums = new Map<string, bigint>();
          for (const leg of legs.ok) sums.set(leg.asset, (sums.get(leg.asset) ?? 0n) + leg.quantity);
          for (const sum of sums.values()) expect(sum).toBe(0n);
        }
      }),
    );
  });
});

function at(components: ReturnType<typeof decompose>['components'], component: Component): bigint {
  const worth = components.get(component) ?? 0n;
  if (typeof worth !== 'bigint') throw new Error(worth.message);
  return worth;
}
