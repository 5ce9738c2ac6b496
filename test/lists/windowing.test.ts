import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowWindow, scrollTopFor, TALLEST } from '../../renderer/lists/windowing.ts';

const views = fc.record({
  count: fc.integer({ min: 1, max: 5_000_000 }),
  rowHeight: fc.constantFrom(28, 36, 40, 48),
  viewHeight: fc.integer({ min: 50, max: 2_000 }),
});

describe('the window of a list', () => {
  test('ten rows of 28 pixels in a view of 100 show rows 0 to 3, and rows 6 to 9 at the end', () => {
    const view = { count: 10, rowHeight: 28, viewHeight: 100, scrollTop: 0 };
    expect(rowWindow(view)).toEqual({ height: 280, first: 0, last: 3, shift: 0 });
    expect(rowWindow({ ...view, scrollTop: 180 })).toEqual({ height: 280, first: 6, last: 9, shift: 0 });
  });

  test('an empty list has no last row', () => {
    expect(rowWindow({ count: 0, rowHeight: 28, viewHeight: 100, scrollTop: 0 }).last).toBe(-1);
  });

  test('every row can be brought wholly into view, in lists of any length, and the box is never taller than the browser allows', () => {
    fc.assert(
      fc.property(views, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (list, at, wanted) => {
        fc.pre(list.viewHeight >= list.rowHeight);
        const { height } = rowWindow({ ...list, scrollTop: 0 });
        expect(height).toBeLessThanOrEqual(TALLEST);
        const view = { ...list, scrollTop: at * Math.max(0, height - list.viewHeight) };
        const row = Math.floor(wanted * (list.count - 1));
        const scrollTop = scrollTopFor(row, view);
        const { shift } = rowWindow({ ...view, scrollTop });
        const top = row * list.rowHeight + shift - scrollTop;
        expect(top).toBeGreaterThanOrEqual(-1);
        expect(top + list.rowHeight).toBeLessThanOrEqual(list.viewHeight + 1);
      }),
    );
  });

  test('a row that is in view does not make the list move', () => {
    const view = { count: 1_000, rowHeight: 28, viewHeight: 280, scrollTop: 1_400 };
    expect(scrollTopFor(55, view)).toBe(1_400);
  });

  test('the last of two million rows is reached at the end of the box', () => {
    const view = { count: 2_000_000, rowHeight: 28, viewHeight: 600, scrollTop: TALLEST - 600 };
    expect(rowWindow(view).last).toBe(1_999_999);
  });
});
