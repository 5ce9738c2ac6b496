import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeWindow, readWindowState, type Rectangle, writeWindowState } from '../../electron/shell/window-state.ts';

const LAPTOP: Rectangle = { x: 0, y: 25, width: 1440, height: 875 };
const BESIDE: Rectangle = { x: 1440, y: 0, width: 2560, height: 1440 };
const at = (x: number, y: number, width = 1200, height = 800) => ({ bounds: { x, y, width, height }, maximized: false });

describe('where a window opens', () => {
  test('the first time in the middle of the system’s choice, within the screen', () => {
    expect(placeWindow(undefined, [LAPTOP])).toEqual({ width: 1440, height: 875, maximized: false });
    expect(placeWindow(undefined, [BESIDE])).toEqual({ width: 1440, height: 900, maximized: false });
    expect(placeWindow(undefined, [])).toEqual({ width: 1440, height: 900, maximized: false });
  });

  test('where it was left, on whichever screen', () => {
    expect(placeWindow(at(100, 60), [LAPTOP, BESIDE])).toEqual({ x: 100, y: 60, width: 1200, height: 800, maximized: false });
    expect(placeWindow(at(2000, 10), [LAPTOP, BESIDE])).toEqual({ x: 2000, y: 10, width: 1200, height: 800, maximized: false });
  });

  test('placed anew when its screen is gone, keeping size and maximization', () => {
    expect(placeWindow({ ...at(2000, 10), maximized: true }, [LAPTOP])).toEqual({ width: 1200, height: 800, maximized: true });
  });

  test.each([
    ['above the screen', at(100, -10)],
    ['under the menu bar', at(100, 24)],
    ['below the screen', at(100, 899)],
    ['to the right but for a sliver', at(1400, 100)],
    ['to the left but for a sliver', at(-1100, 100)],
  ])('placed anew where its title bar cannot be taken hold of: %s', (_where, state) => {
    expect(placeWindow(state, [LAPTOP])).not.toHaveProperty('x');
  });

  test('whatever was remembered and whatever screens there are: visible, within reach, not larger than a screen', () => {
    const number = fc.integer({ min: -10_000, max: 10_000 });
    const size = fc.integer({ min: 1, max: 10_000 });
    const rectangle = fc.record({ x: number, y: number, width: size, height: size });
    const screenSize = fc.integer({ min: 640, max: 8_000 });
    const screen = fc.record({ x: number, y: number, width: screenSize, height: screenSize });
    fc.assert(
      fc.property(rectangle, fc.boolean(), fc.array(screen, { minLength: 1, maxLength: 4 }), (bounds, maximized, screens) => {
        const { x, y, ...placed } = placeWindow({ bounds, maximized }, screens);
        const fits = (area: Rectangle) => placed.width <= area.width && placed.height <= area.height;
        const shows = (area: Rectangle) =>
          x === undefined ||
          y === undefined ||
          (y >= area.y && y < area.y + area.height && x < area.x + area.width && x + bounds.width > area.x);
        expect(placed.maximized).toBe(maximized);
        expect(screens.some((area) => fits(area) && shows(area))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('what is remembered', () => {
  const file = () => join(mkdtempSync(join(tmpdir(), 'state-')), 'deep', 'window.json');

  test('comes back', () => {
    const path = file();
    writeWindowState(path, at(1, 2));
    expect(readWindowState(path)).toEqual(at(1, 2));
    expect(readdirSync(join(path, '..'))).toEqual(['window.json']);
  });

  test.each([
    '',
    '{',
    'null',
    '[]',
    '{"bounds":{"x":1,"y":2,"width":0,"height":5},"maximized":false}',
    '{"bounds":{"x":"1","y":2,"width":3,"height":5}}',
    '{"bounds":{"x":1e99,"y":2,"width":3,"height":5},"maximized":true}',
  ])('is nothing where the file says nonsense: %s', (text) => {
    const path = file();
    mkdirSync(join(path, '..'));
    writeFileSync(path, text);
    expect(readWindowState(path)).toBeUndefined();
  });

  test('and not being able to remember harms nobody', () => {
    expect(() => writeWindowState('/dev/null/window.json', at(1, 2))).not.toThrow();
    expect(readWindowState('/dev/null/window.json')).toBeUndefined();
  });
});
