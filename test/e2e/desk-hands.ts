import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { createCaller } from '../../electron/engine/api/router.ts';
import { openEngine, type OpenEngine } from '../../electron/engine/open-engine.ts';
import type { Outcome } from '../../shared/figures/index.ts';
import { built, complaintsOf, type Home, newHome, ROOT, startBrowser, startServer } from './harness.ts';

export const ROOT_FIXTURES = join(ROOT, 'test/fixtures');

export type Caller = ReturnType<typeof createCaller>;

/** What a journey does not test, done before it begins. */
export type Stage = (api: Caller, engine: OpenEngine) => Promise<void>;

/** A page on loopback over a workspace of its own, and the hands of a person who has a keyboard and no mouse. */
export interface Desk {
  readonly home: Home;
  readonly page: Page;
  readonly hands: Hands;
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

export interface Hands {
  press(...keys: readonly string[]): Promise<void>;
  type(text: string): Promise<void>;
  /** Tabs until the element has the focus, forwards only, as far as a screen has stops. */
  tabTo(element: Locator): Promise<void>;
  /** Goes on from pane to pane until the keyboard is in the one that shows this. */
  toPaneOf(shown: Locator): Promise<void>;
  /** Presses the button that a person has tabbed to. */
  pushed(name: string, within?: Locator): Promise<void>;
  /** Writes into the field that a person has tabbed to, over what stands there. */
  write(field: Locator, text: string): Promise<void>;
  /** Takes an option of the list that a person has tabbed to, by the keys of that list. */
  choose(list: Locator, option: string): Promise<void>;
  /** Filters the venues until one is left, and gives the keyboard back to it. */
  findVenue(name: string): Promise<void>;
}

const PATIENCE = 15_000;
/** No screen has as many stops. */
const STOPS = 150;
const PANES = 8;

/** Opens a workspace in which `stage` has set what the journey does not test, in the page on loopback. */
export async function openDesk(stage?: Stage): Promise<Desk> {
  await built();
  const home = newHome();
  if (stage) await setStage(workspaceOf(home), stage);
  const server = await startServer(home, stage ? ['--workspace', workspaceOf(home)] : []);
  const browser: Browser = await startBrowser();
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true })).newPage();
  page.setDefaultTimeout(PATIENCE);
  // Whoever listens from the start is never too late for a dialog that a key opens.
  page.on('filechooser', () => undefined);
  const complaints = complaintsOf(page);
  await page.goto(server.address);
  await page.getByRole('navigation').first().waitFor();
  return {
    home,
    page,
    hands: handsOn(page),
    complaints,
    async close() {
      await browser.close();
      await server.stop();
      home.remove();
    },
  };
}

export function ok<T>(outcome: Outcome<T>): T {
  if ('error' in outcome) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.ok;
}

/** A stop of a journey: nothing there keeps anybody out, and the page has complained of nothing on the way. */
export async function expectSound({ page, complaints }: Pick<Desk, 'page' | 'complaints'>): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  expect(complaints).toEqual([]);
}

export function workspaceOf({ folder }: Home): string {
  return join(folder, 'books.countinghouse');
}

/** Works in the workspace before anybody opens it. */
export async function setStage(workspace: string, stage: Stage): Promise<void> {
  mkdirSync(join(workspace, '..'), { recursive: true });
  const engine = ok(openEngine({ workspace, actor: 'stage', mode: 'open-or-create' }));
  try {
    await stage(createCaller({ engine }), engine);
  } finally {
    await engine.close();
  }
}

export function handsOn(page: Page): Hands {
  const hasFocus = (element: Locator) => element.evaluate((each) => each === document.activeElement);
  async function press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await page.keyboard.press(key);
  }
  async function tabTo(element: Locator): Promise<void> {
    await element.waitFor();
    for (let stop = 0; stop < STOPS && !(await hasFocus(element)); stop += 1) await press('Tab');
    expect(await hasFocus(element), `Tab leads to ${element.toString()}`).toBe(true);
  }
  return {
    press,
    tabTo,
    type: (text) => page.keyboard.type(text),
    async toPaneOf(shown) {
      await shown.waitFor();
      const isThere = () => shown.evaluate((each) => each.closest('[data-pane]')?.contains(document.activeElement) ?? false);
      for (let pane = 0; pane < PANES && !(await isThere()); pane += 1) await press('F6');
      expect(await isThere(), `F6 leads to ${shown.toString()}`).toBe(true);
    },
    async pushed(name, within = page.locator('body')) {
      await tabTo(within.getByRole('button', { name, exact: true }).first());
      await press('Enter');
    },
    async write(field, text) {
      await tabTo(field);
      await press('Control+a');
      await page.keyboard.type(text);
    },
    async choose(list, option) {
      await tabTo(list);
      // A list of options takes the first letters of what is wanted, however many begin so.
      await page.keyboard.type(option);
      await expect.poll(() => list.evaluate((each) => (each as HTMLSelectElement).selectedOptions[0]?.label)).toBe(option);
    },
    async findVenue(name) {
      await press('/');
      await page.keyboard.type(name);
      const left = page.getByRole('grid', { name: 'Venues' }).locator('[role="row"]:not(.grid-head) [role="gridcell"][col-id="venue"]');
      await expect.poll(async () => (await left.allInnerTexts()).map((row) => row.split('\n')[0])).toEqual([name]);
      await press('Enter');
    },
  };
}
