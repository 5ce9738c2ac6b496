import { describe, expect, test } from 'vitest';
import { linearScale, stepOf } from '../../renderer/charts/scale.ts';
import { valueText } from '../../renderer/comparison/value-text.ts';

const ticksOf = (low: number, high: number, text: (value: number, step?: number) => string, wanted = 4) => {
  const { ticks } = linearScale(low, high, 0, 100, wanted);
  return ticks.map((tick) => text(tick, stepOf(ticks)).replaceAll(/\s/g, ' '));
};

describe('an axis names its ticks with as many digits as tell them apart', () => {
  const rate = valueText('fraction', null, 'pool', false);
  test.each([
    [-0.25, 0, ['−20 %', '−10 %', '0 %']],
    [0.01, 0.04, ['1 %', '2 %', '3 %', '4 %']],
    [0.041, 0.0432, ['4.1 %', '4.2 %', '4.3 %']],
    [0.04, 0.0403, ['4.00 %', '4.01 %', '4.02 %', '4.03 %']],
    [0, 0.001, ['0.000 %', '0.025 %', '0.050 %', '0.075 %', '0.100 %']],
  ] as const)('rates from %d to %d', (low, high, expected) => {
    expect(ticksOf(low, high, rate)).toEqual(expected);
  });

  test('prices, sizes, counts and days', () => {
    expect(ticksOf(0.99, 1.005, valueText('price', 'USD', 'pair', false))).toEqual(['0.990', '0.995', '1.000', '1.005']);
    expect(ticksOf(900, 2_100, valueText('price', 'USD', 'asset', false))).toEqual(['1,000', '1,500', '2,000']);
    expect(ticksOf(0, 4e8, valueText('money', 'USD', 'pool', false))).toEqual(['0', '100M', '200M', '300M', '400M']);
    // Three digits would name all of these alike.
    expect(ticksOf(100_000_000, 100_030_000, valueText('money', 'USD', 'pool', false), 3)).toEqual([
      '100,000,000',
      '100,010,000',
      '100,020,000',
      '100,030,000',
    ]);
    expect(ticksOf(90, 125, valueText('count', null, 'pool', false))).toEqual(['90', '100', '110', '120']);
    expect(ticksOf(0, 20, valueText('days', null, 'position', false))).toEqual(['0 d', '5 d', '10 d', '15 d', '20 d']);
  });

  test('amounts that are somebody’s own stay hidden in discreet mode, on the axis as in the read-out', () => {
    const value = valueText('money', 'USD', 'position', true);
    expect(new Set(ticksOf(1000, 9000, value))).toEqual(new Set(['•••']));
    expect(value(1234.5)).toBe('•••');
    expect(ticksOf(1000, 9000, valueText('money', 'USD', 'position', false))).toEqual(['2,000', '4,000', '6,000', '8,000']);
  });

  test('a read-out keeps its digits', () => {
    expect(rate(-0.1).replaceAll(/\s/g, ' ')).toBe('−10.00 %');
    expect(rate(0.043217).replaceAll(/\s/g, ' ')).toBe('4.32 %');
  });
});
