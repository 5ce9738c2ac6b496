import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

/** A rectangle in device-independent pixels, as screens and windows have it. */
const rectangle = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});
export type Rectangle = z.infer<typeof rectangle>;

const windowState = z.object({ bounds: rectangle, maximized: z.boolean() });
/** Where the window was left. */
export type WindowState = z.infer<typeof windowState>;

/** Where a window opens; without `x` and `y` the system places it. */
export interface Placement {
  readonly width: number;
  readonly height: number;
  readonly x?: number;
  readonly y?: number;
  readonly maximized: boolean;
}

export const SMALLEST: Readonly<{ width: number; height: number }> = { width: 800, height: 560 };
const FIRST: Placement = { width: 1440, height: 900, maximized: false };

/** So much of the title bar has to lie on a screen for a hand to take hold of the window, in pixels. */
const GRIP = { width: 120, height: 24 };

/**
 * Where to open a window that was left in `state`, on the screens of today (their work areas, without task bars): where it was if
 * its title bar can still be taken hold of, else placed by the system; never larger than the screen it is on.
 */
export function placeWindow(state: WindowState | undefined, screens: readonly Rectangle[]): Placement {
  if (state === undefined) return fitted(FIRST, screens[0]);
  const { bounds, maximized } = state;
  const screen = screens.find((area) => isWithinReach(bounds, area));
  if (screen === undefined) return { ...fitted(bounds, screens[0]), maximized };
  return { ...fitted(bounds, screen), x: bounds.x, y: bounds.y, maximized };
}

/** What was remembered, or undefined where nothing was or where it cannot be read: a window's place is never worth an error. */
export function readWindowState(file: string): WindowState | undefined {
  try {
    return windowState.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Remembers a window's place; replaced in one step, so that a crash leaves the old one. Failing to is not worth an error either. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(state));
    renameSync(`${file}.new`, file);
  } catch {
    // A full disk or a read-only home: the window opens in its first place next time.
  }
}

function fitted(size: { width: number; height: number }, screen: Rectangle | undefined): Placement {
  const limit = screen ?? size;
  return {
    width: Math.max(Math.min(size.width, limit.width), Math.min(SMALLEST.width, limit.width)),
    height: Math.max(Math.min(size.height, limit.height), Math.min(SMALLEST.height, limit.height)),
    maximized: false,
  };
}

function isWithinReach(bounds: Rectangle, screen: Rectangle): boolean {
  const visible = Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x);
  return visible >= GRIP.width && bounds.y >= screen.y && bounds.y + GRIP.height <= screen.y + screen.height;
}
