import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitting, placeNames, rowRoom } from '../../renderer/venues/plot-room.ts';

/** Pixels that a letter takes at most. */
const LETTER = 6.1;

describe('the room of a plot', () => {
  test('keeps values inside, and at least some room for the bars however narrow it is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 120, max: 2_000 }),
        fc.string({ maxLength: 60 }),
        fc.string({ maxLength: 30 }),
        (width, label, text) => {
          const { left, right, scale } = rowRoom(width, [{ label, text }], { low: 0, high: 10 });
          expect(right - left).toBeGreaterThanOrEqual(60);
          expect(left).toBeLessThanOrEqual(Math.ceil(width * 0.4) + 10);
          expect(scale.at(0)).toBeCloseTo(left);
          expect(scale.at(10)).toBeCloseTo(right);
        },
      ),
    );
  });

  test('cuts a name that does not fit, and only then', () => {
    expect(fitting('Deribit', 100)).toBe('Deribit');
    expect(fitting('Binance OTC & Execution Solutions', 61)).toBe('Binance O…');
    expect(fitting('x', 0)).toBe('x');
  });
});

describe('names beside points', () => {
  const point = fc.record({
    x: fc.integer({ min: 40, max: 760 }),
    y: fc.integer({ min: 20, max: 300 }),
    name: fc.string({ minLength: 1, maxLength: 18 }),
  });

  test('never cover one another and never leave the picture', () => {
    fc.assert(
      fc.property(fc.array(point, { maxLength: 25 }), (points) => {
        const boxes = placeNames(points, 800).flatMap((place, index) => {
          if (place === null) return [];
          const wide = points[index]!.name.length * LETTER;
          const left = place.anchor === 'start' ? place.x : place.x - wide;
          return [{ left, right: left + wide, top: place.y - 11, bottom: place.y + 3 }];
        });
        for (const [at, one] of boxes.entries()) {
          expect(one.left).toBeGreaterThanOrEqual(0);
          expect(one.right).toBeLessThanOrEqual(800);
          for (const other of boxes.slice(at + 1)) {
            const apart = one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;
            expect(apart).toBe(true);
          }
        }
      }),
    );
  });

  test('a point alone has its name to the right', () => {
    expect(placeNames([{ x: 100, y: 100, name: 'OKX' }], 800)).toEqual([{ x: 109, y: 104, anchor: 'start' }]);
  });
});
