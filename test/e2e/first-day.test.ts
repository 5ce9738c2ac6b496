import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importFile } from '../watchlists/made-pools.ts';
import { type Desk, expectSound, ok, openDesk, type Stage, workspaceOf } from './desk-hands.ts';
import { fileAt, importByHand, SOON } from './import-hands.ts';
import { closes, dayBack, poolPast, poolSnapshot } from './made-files.ts';
import { openLoanAndFixed } from './made-positions.ts';
import { markFirst } from './screener-hands.ts';
import { atTheTerminal } from './terminal-hands.ts';

const REAL = resolve('../shared/data/yield');
const SNAPSHOT = join(REAL, 'defillama/pools_2025-09-26.csv');
const POOLS = join(REAL, 'defillama/pool_history.csv');
const COINS = join(REAL, 'prices/stablecoin_prices_to_2022-04.csv');

interface Given {
  readonly name: string;
  /** Histories that were imported before. */
  readonly stage: Stage;
  /** The pools' snapshot: its path, and how many values it has. */
  readonly snapshot: (desk: Desk) => readonly [path: string, values: number];
  readonly condition: string;
  readonly found: RegExp;
  /** The coin that has lost its peg most often, and how often. */
  readonly coin: string;
  readonly title: string;
  readonly depegs: number;
}

const made: Given = {
  name: 'made data',
  stage: async (api, engine) => {
    await openLoanAndFixed(api);
    importFile(engine, 'pools.csv', poolPast(60, 2, ['USDC', 'USDT', 'DAI', 'GHO']));
    importFile(
      engine,
      'DAI-USD.csv',
      closes(90, 10, (ago) => ((ago > 70 && ago < 75) || ago === 40 || ago === 41 ? 0.96 : 0.999)),
    );
  },
  snapshot: (desk) => [fileAt(desk, 'snapshot.csv', poolSnapshot(dayBack(1))), 12],
  condition: 'rate.base > 4% and tvl > 5m and lockup <= 7d',
  found: /^5 of 12 pools; 1 could not be judged/,
  coin: 'DAI',
  title: 'DAI, Dai',
  depegs: 2,
};

const isThere = [SNAPSHOT, POOLS, COINS].every((path) => existsSync(path));
const real: Given = {
  name: `the stablecoins and pools of real histories${isThere ? '' : ' (skipped: they are not here)'}`,
  stage: async (api) => {
    await openLoanAndFixed(api);
    ok(await api.imports.commit({ path: POOLS }));
    ok(await api.imports.commit({ path: COINS, options: { market: { currency: 'USD' } } }));
  },
  snapshot: () => [SNAPSHOT, 5_932],
  condition: 'rate.base > 4% and tvl > 5m and symbol ~ "-"',
  found: /^82 of 5,952 pools; 9 could not be judged/,
  coin: 'USTC',
  title: 'USTC, TerraClassicUSD',
  depegs: 1,
};

for (const { name, stage, snapshot, condition, found, coin, title, depegs } of [made, real]) {
  describe.skipIf(name.includes('skipped'))(`a first day with ${name}, by keyboard alone`, () => {
    let desk: Desk;
    beforeAll(async () => {
      desk = await openDesk(stage);
    });
    afterAll(() => desk?.close());
    let chosen: readonly string[] = [];

    test('a snapshot becomes a saved screen, and four of its pools a watchlist', async () => {
      const { page, hands } = desk;
      await importByHand(desk, ...snapshot(desk));
      const result = () => page.locator('.result-line [role="status"]').innerText();
      await hands.press('g', 'f');
      await expect.poll(result, SOON).toMatch(/ pools$/);
      await hands.write(page.getByRole('textbox', { name: 'Condition' }), condition);
      await hands.press('Escape', 'Enter');
      await expect.poll(result, SOON).toMatch(found);
      await hands.press('s');
      const saving = page.getByRole('form', { name: 'Save this screen' });
      await hands.write(saving.getByRole('textbox', { name: 'Name' }), 'Worth a look');
      await hands.press('Enter');
      await page.getByText('The screen “Worth a look” is saved.').first().waitFor();
      await markFirst(desk, 4);
      await hands.press('n');
      await hands.toPaneOf(page.getByRole('button', { name: 'Make one', exact: true }));
      await hands.pushed('Make one');
      await hands.write(page.getByRole('textbox', { name: 'Name' }), 'First four');
      await hands.pushed('Make the list');
      const adding = page.getByRole('form', { name: 'Add to a watchlist' });
      await adding.getByText('Puts 4 subjects on “First four”').waitFor();
      await hands.pushed('Add 4');
      await page.getByText('4 entries put on “First four”.').first().waitFor();
      chosen = await onTheList();
      expect(chosen).toHaveLength(4);
    });

    test('the four are compared on a dashboard that is kept', async () => {
      const { page, hands } = desk;
      await hands.press('g', 'f');
      await page.getByText('4 marked').waitFor();
      await hands.press('/', 'Escape', 'c');
      await expect.poll(() => page.locator('.compared-subject').count(), SOON).toBe(4);
      const compared = async () => (await page.locator('.compared-subject').allInnerTexts()).join('; ');
      for (const pool of chosen) await expect.poll(compared, SOON).toContain(pool);
      await hands.toPaneOf(page.getByRole('heading', { name: 'Comparison', level: 1 }));
      await hands.press('s');
      const saving = page.getByRole('form', { name: 'Save the comparison' });
      await hands.write(saving.getByRole('textbox', { name: 'Name' }), 'First four');
      await hands.press('Enter');
      await page.getByRole('heading', { name: 'First four', level: 1 }).waitFor();
      await expectSound(desk);
    });

    test('a depeg, a health factor and an unlock are rules in a few keys each, and rehearsed', async () => {
      const { page, hands } = desk;
      for (const preset of ['Peg lost', 'Health factor low', 'Unlock soon']) {
        await hands.press('g', 'a');
        await hands.toPaneOf(page.getByRole('heading', { name: 'Alerts', level: 1 }));
        await hands.press('n');
        const card = page.getByRole('toolbar', { name: 'Rules to begin with' }).getByRole('button', { name: preset }).first();
        await hands.tabTo(card);
        await hands.press('Enter');
        await page.getByRole('form', { name: 'New rule' }).waitFor();
        await rehearsedAs(preset);
        await hands.pushed('Save and arm');
        await page.getByRole('heading', { name: 'New rule', level: 1 }).waitFor({ state: 'detached' });
      }
      // The loan is drawn too far, and the coins come free soon; the coin has its peg, or nothing is known of it now.
      await page.getByText('2 alerts').first().waitFor();
      const about = { kind: 'asset', which: { of: 'named', ids: [coin] } };
      const told = await terminal('alerts.rehearse', { about, rule: 'peg < 0.98 for 2h clear > 0.99' });
      const { ok: rehearsed } = told as { ok: { subjects: { firings: object[] }[] } };
      expect(rehearsed.subjects[0]!.firings).toHaveLength(depegs);
    });

    test('a newer price makes the depeg fire, and the journal replays it identically, in the window and at the terminal', async () => {
      const { page, hands } = desk;
      await importByHand(
        desk,
        fileAt(
          desk,
          `${coin}-USD.csv`,
          closes(4, 1, () => 0.9),
        ),
        4,
      );
      await page.getByText('3 alerts').first().waitFor();
      await hands.press('g', 'a');
      await hands.toPaneOf(page.getByRole('heading', { name: 'Alerts', level: 1 }));
      const grid = page.getByRole('grid', { name: 'Alerts, newest first' });
      // What is new waits until it is asked for.
      await expect
        .poll(async () => {
          await hands.press('.');
          return grid.getByText(title).count();
        }, SOON)
        .toBe(1);
      await hands.tabTo(grid);
      await hands.press('Home', 'Enter');
      await page.getByRole('region', { name: 'Replay' }).getByText('Recomputed from journal and data: identical.').waitFor();
      await expectSound(desk);
      expect(await terminal('alerts.firings', {})).toMatchObject({ total: 3 });
      const identical = { replayed: 3, identical: 3, different: [], unrecorded: { fired: 0, cleared: 0, corrections: 0 } };
      expect(await terminal('alerts.replay', {})).toEqual({ ok: identical });
    });

    /** What is known of the past of a coin is rehearsed at once; of the figures of positions what there is, or why there is none. */
    async function rehearsedAs(preset: string): Promise<void> {
      const { page } = desk;
      if (preset !== 'Peg lost') {
        await page.locator('.rule-rehearsal').getByText(/\S/).first().waitFor();
        return;
      }
      await page.getByText(new RegExp(`^Warn when the peg of ${coin}.* falls below 0.98 for at least 2 hours, clear above 0.99`)).waitFor();
      const rehearsal = page.getByRole('region', { name: 'Rehearsal' });
      await rehearsal.getByRole('row', { name: `Firings ${depegs}`, exact: true }).waitFor();
    }

    /** What another process of the terminal is answered. */
    async function terminal(procedure: string, input: object): Promise<unknown> {
      const { status, document } = await atTheTerminal(
        { home: desk.home, workspace: workspaceOf(desk.home) },
        'call',
        procedure,
        JSON.stringify(input),
      );
      expect(status, JSON.stringify(document)).toBe(0);
      return document;
    }

    async function onTheList(): Promise<readonly string[]> {
      const lists = (await terminal('watchlists.lists', {})) as { list: string }[];
      const list = (await terminal('watchlists.list', { list: lists[0]!.list })) as { ok: { rows: { title: string }[] } };
      return list.ok.rows.map((row) => row.title);
    }
  });
}
