import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { medianOf } from '../../shared/figures/index.ts';

describe('the median', () => {
  it('is the middle, or the mean of the two middle ones', () => {
    expect(medianOf([10, 9, 1])).toBe(9);
    expect(medianOf([10, 9, 1, 2])).toBe(5.5);
    expect(medianOf([-3])).toBe(-3);
  });

  it('is unknown of none, and where one is not known', () => {
    expect(medianOf([])).toBeNaN();
    expect(medianOf([1, Number.NaN, 2])).toBeNaN();
  });

  it('has as many numbers below it as above it, in whatever order they come, and leaves them as they are', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 }), (values) => {
        const given = [...values];
        const middle = medianOf(values);
        expect(values).toEqual(given);
        const below = values.filter((value) => value < middle).length;
        const above = values.filter((value) => value > middle).length;
        expect(below).toBeLessThanOrEqual(values.length / 2);
        expect(above).toBeLessThanOrEqual(values.length / 2);
      }),
    );
  });
});
