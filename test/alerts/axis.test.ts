import fc from 'fast-check';
import { expect, it } from 'vitest';
import { axisText } from '../../renderer/alerts/axis.ts';

it('prints what an axis may begin with: nought, less than nothing, and what rounding leaves of it', () => {
  expect([0, -0, 5e-17, -1e-12].map((value) => axisText(value, 'price'))).toEqual(['0', '0', '0', '0']);
  expect([-0.98, 0.98, 0.05, 12_500].map((value) => axisText(value, 'price'))).toEqual(['−0.98', '0.98', '0.05', '12,500']);
});

it('has a text for every number that a scale can put there', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), (value) => {
      expect(axisText(value, 'price')).not.toBe('');
    }),
  );
});
