import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linearScale, tickDigits } from '../../renderer/charts/scale.ts';
import { waterfall, type Part } from '../../renderer/charts/waterfall-geometry.ts';

const room = { left: 40, right: 640, top: 20, bottom: 200 };
const amounts = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 1, maxLength: 12 });

function drawn(values: readonly number[]) {
  const parts: Part[] = values.map((amount, index) => ({ key: String(index), amount }));
  return waterfall(parts, { key: 'sum', amount: values.reduce((sum, value) => sum + value, 0) }, room);
}

describe('a waterfall', () => {
  test('starts each bar where the one before ended, and ends where its sum stands', () => {
    fc.assert(
      fc.property(amounts, (values) => {
        const { bars, scale, zero } = drawn(values);
        let running = 0;
        for (const [index, value] of values.entries()) {
          const bar = bars[index]!;
          const edges = [bar.y, bar.y + bar.height];
          const thin = bar.height <= 1.5;
          expect(Math.min(...edges.map((edge) => Math.abs(edge - scale.at(running))))).toBeLessThan(thin ? 1.6 : 1e-6);
          running += value;
          expect(bar.end).toBeCloseTo(scale.at(running), 6);
        }
        const sum = bars.at(-1)!;
        expect(sum.end).toBeCloseTo(bars.at(-2)!.end, 6);
        expect(Math.min(Math.abs(sum.y - zero), Math.abs(sum.y + sum.height - zero))).toBeLessThan(1.6);
      }),
    );
  });

  test('keeps every bar in its room, none over another', () => {
    fc.assert(
      fc.property(amounts, (values) => {
        const { bars } = drawn(values);
        for (const [index, bar] of bars.entries()) {
          expect(bar.y).toBeGreaterThanOrEqual(room.top - 1.6);
          expect(bar.y + bar.height).toBeLessThanOrEqual(room.bottom + 1.6);
          expect(bar.x).toBeGreaterThan(index === 0 ? room.left : bars[index - 1]!.x + bars[index - 1]!.width);
        }
        expect(bars.at(-1)!.x + bars.at(-1)!.width).toBeLessThanOrEqual(room.right);
      }),
    );
  });

  test('draws an unknown part as unknown, never as zero', () => {
    const { bars } = waterfall(
      [
        { key: 'price', amount: null },
        { key: 'fees', amount: 10 },
      ],
      { key: 'sum', amount: null },
      room,
    );
    expect(bars.map((bar) => bar.unknown)).toEqual([true, false, true]);
  });

  test('has its zero inside the picture whatever the signs', () => {
    for (const values of [[5, 5], [-5, -5], [5, -10], [0]]) {
      const { zero } = drawn(values);
      expect(zero).toBeGreaterThanOrEqual(room.top);
      expect(zero).toBeLessThanOrEqual(room.bottom);
    }
  });
});

describe('an axis', () => {
  test('names round values that the scale covers', () => {
    expect(linearScale(0, 920, 200, 0, 4).ticks).toEqual([0, 250, 500, 750]);
    expect(linearScale(9_800, 11_000, 0, 1, 4).ticks).toEqual([10_000, 10_500, 11_000]);
  });

  test('prints as many digits as tell its ticks apart', () => {
    expect(tickDigits([0, 250, 500])).toBe(0);
    expect(tickDigits([0, 0.25, 0.5])).toBe(2);
    expect(tickDigits([1, 1.2, 1.4])).toBe(1);
  });

  test('has a few ticks for any range', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e12, max: 1e12, noNaN: true }), fc.double({ min: 1e-6, max: 1e12, noNaN: true }), (low, span) => {
        fc.pre(low + span > low);
        const { ticks } = linearScale(low, low + span, 0, 100, 5);
        expect(ticks.length).toBeLessThan(14);
      }),
    );
  });

  test.each([
    [0, 5e-324],
    [-1e-300, 1e-300],
    [1, 1 + 2 ** -52],
    [1e20, 1e20 + 16_384],
    [-9.999999999999999e11, -9.999999999999998e11],
    [7, 7],
    [0, 0],
  ])('comes to an end where numbers can hardly tell %d from %d', (low, high) => {
    const { ticks, at } = linearScale(low, high, 0, 100, 5);
    expect(ticks.length).toBeGreaterThan(0);
    expect(ticks.length).toBeLessThan(14);
    expect(at(low)).toBeGreaterThanOrEqual(0);
    expect(at(high)).toBeLessThanOrEqual(100);
  });

  test('comes to an end for any two numbers', () => {
    const number = fc.double({ noNaN: true, min: -1e300, max: 1e300 });
    fc.assert(
      fc.property(number, number, (one, other) => {
        expect(linearScale(Math.min(one, other), Math.max(one, other), 0, 100, 5).ticks.length).toBeLessThan(14);
      }),
      { numRuns: 2_000 },
    );
  });
});
