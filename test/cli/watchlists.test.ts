import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newPanel } from '../../shared/comparison/index.ts';
import { VARIABLE, webhook } from '../delivery/made-desk.ts';
import { answers, webServer } from '../delivery/made-servers.ts';
import { poolId, poolPast, poolSnapshot } from '../e2e/made-files.ts';
import { type Terminal, terminalAt } from './at-the-terminal.ts';
import { dayBack } from './made-prices.ts';
import { answer, workspacePath } from './run-terminal.ts';

const CONDITION = 'rate.base > 4% and tvl > 5m and lockup <= 7d';
const pool = (place: number) => ({ kind: 'pool' as const, id: poolId(place) });

/** A workspace with twelve pools as of three days ago, and the past of four of them. */
async function deskWithPools(): Promise<Terminal & { readonly importFile: (name: string, content: string) => Promise<void> }> {
  const path = workspacePath();
  await answer(['--workspace', path, 'init']);
  const importFile = async (name: string, content: string) => {
    const file = join(dirname(path), name);
    writeFileSync(file, content);
    const { status, document } = await answer(['--workspace', path, 'import', file]);
    expect(status, JSON.stringify(document)).toBe(0);
  };
  await importFile('past.csv', poolPast(40, 4, ['USDC', 'USDT', 'DAI', 'GHO']));
  await importFile('first.csv', poolSnapshot(dayBack(3)));
  return { ...terminalAt(path), importFile };
}

describe('what is watched and compared, from the terminal', { timeout: 120_000 }, () => {
  it('a condition selects, says where it is wrong, and is kept as a screen with who entered and left', async () => {
    const { call, refused, importFile } = await deskWithPools();
    const question = {
      kind: 'pool',
      condition: CONDITION,
      columns: ['market.pool-rate-base'],
      sort: { metric: 'market.pool-rate-base', descending: true },
      limit: 2,
    };
    expect(await call('watchlists.select', question)).toMatchObject({
      subjects: 12,
      total: 5,
      unknown: 1,
      unknownSays: expect.stringMatching(/^1 could not be judged: lockup is unknown/),
      fault: null,
      rows: [{ title: 'USDC, aave-v3 on Ethereum' }, { title: 'USDT, aave-v3 on Ethereum' }],
    });
    const wrong = 'rate.base > 4% and tvl > 5q';
    const message = '“q” is no unit. Known are %, bp, k, m (million), bn and the times s, min, h, d, w.';
    const { fault } = await call<{ fault: { from: number; to: number } }>('watchlists.select', { kind: 'pool', condition: wrong });
    expect(fault).toMatchObject({ code: 'unknown-unit', message });
    expect(wrong.slice(fault.from, fault.to)).toBe('5q');
    const terms = { title: 'Short', says: '', kind: 'pool', condition: CONDITION, columns: [], sort: { metric: null, descending: false } };
    expect(await refused('watchlists.saveScreen', { terms: { ...terms, condition: wrong } })).toEqual({
      status: 1,
      code: 'faulty-condition',
      message,
    });

    const { screen } = await call<{ screen: string }>('watchlists.saveScreen', { terms });
    expect(await call('watchlists.screens')).toMatchObject([{ screen, members: 5, unknown: 1, fault: null }]);
    await importFile('next.csv', poolSnapshot(dayBack(1), { FRAX: 2, LUSD: 6 }));
    expect(await call('watchlists.select', question)).toMatchObject({ total: 5 });
    await call('watchlists.saveScreen', {
      screen,
      terms: { ...terms, says: 'What I may leave within a week.', condition: `${CONDITION} and tvl > 6m` },
    });
    expect(await call('watchlists.screen', { screen })).toMatchObject({
      ok: {
        screen: { members: 5 },
        changes: [
          {
            because: 'edited',
            entered: [{ title: 'LUSD, aave-v3 on Ethereum' }],
            left: [{ title: 'FRAX, aave-v3 on Ethereum' }],
            total: 5,
          },
          { because: 'new', enteredCount: 5 },
        ],
      },
    });
    await call('watchlists.removeScreen', { screen });
    expect(await call('watchlists.screens')).toEqual([]);
  });

  it('a watchlist is made, told what its owner thinks, goes out as CSV and comes in again', async () => {
    const { path, call, refused } = await deskWithPools();
    const terms = { title: 'Stable', says: '', metrics: [], trends: [], columns: [] };
    const { list } = await call<{ list: string }>('watchlists.save', { terms });
    const { entries } = await call<{ entries: string[] }>('watchlists.add', { list, about: [pool(0), pool(1)] });
    expect(await call('watchlists.add', { list, about: [pool(0)] })).toEqual({ entries: [], already: [entries[0]] });
    const [entry] = entries;
    await call('watchlists.writeNote', { entry, note: 'Ask who audits it.' });
    await call('watchlists.setEntry', { entry, setting: { field: 'tags', after: ['core'] } });
    await call('watchlists.setEntry', { entry, setting: { field: 'review', after: dayBack(-30) } });
    const rows = [{ tags: ['core'], note: 'Ask who audits it.', reviewBy: dayBack(-30), title: 'USDC, aave-v3 on Ethereum' }, { tags: [] }];
    expect(await call('watchlists.list', { list })).toMatchObject({ ok: { total: 2, rows } });
    const { ok: csv } = await call<{ ok: { name: string; text: string } }>('watchlists.exportCsv', { list });
    expect(csv.name).toBe('Stable.csv');
    expect(csv.text.split('\r\n')).toEqual([
      expect.stringMatching(/^Kind,Id,Name,Tags,Note,Review by,Targets/),
      expect.stringContaining(`pool,${poolId(0)},"USDC, aave-v3 on Ethereum",core,Ask who audits it.,${dayBack(-30)},`),
      expect.stringContaining(`pool,${poolId(1)},"USDT, aave-v3 on Ethereum",,,,`),
      '',
    ]);
    await call('watchlists.take', { list, entries });
    expect(await call('watchlists.list', { list })).toMatchObject({ ok: { total: 0 } });
    await answer(['--workspace', path, 'undo']);
    expect(await call('watchlists.list', { list })).toMatchObject({ ok: { total: 2, rows } });
    await call('watchlists.importCsv', { text: csv.text, list: null, title: 'Again' });
    const lists = await call<{ list: string; terms: { title: string } }[]>('watchlists.lists');
    expect(lists).toMatchObject([{ terms: { title: 'Stable' } }, { terms: { title: 'Again' } }]);
    expect(await call('watchlists.list', { list: lists[1]!.list })).toMatchObject({ ok: { total: 2, rows } });
    expect(await refused('watchlists.remove', { list: 'nobody' })).toMatchObject({ status: 1, code: 'no-such-list' });
  });

  it('four pools are compared on a dashboard: facts, history, correlation, distribution', async () => {
    const { call, refused } = await deskWithPools();
    const subjects = [pool(0), pool(1), pool(2), pool(3)];
    const detail = { name: 'Four', subjects, panels: [newPanel('rate', 'history', 'rate'), newPanel('facts', 'facts', null)] };
    const { dashboard, revision } = await call<{ dashboard: string; revision: number }>('comparison.save', { detail });
    expect(await call('comparison.dashboards')).toMatchObject([{ dashboard, revision, name: 'Four', panels: 2, subjects }]);
    expect(await refused('comparison.save', { dashboard, revision: revision - 1, detail: { ...detail, name: 'Other' } })).toEqual({
      status: 1,
      code: 'changed-meanwhile',
      message: '“Four” was changed meanwhile, in another window or terminal. It is shown as it stands now; make your change again.',
    });
    expect(await refused('comparison.save', { detail: { ...detail, subjects: [...subjects, ...subjects] } })).toEqual({
      status: 1,
      code: 'invalid-input',
      message: 'The input is not right: detail.subjects: must have at most 6 entries.',
    });
    expect(await call('comparison.compare', { subjects, metrics: ['rate.base'] })).toMatchObject({
      subjects,
      rows: [{ word: 'rate.base', unit: 'fraction', cells: ['0.09', '0.08', '0.07', '0.06'].map((rate) => ({ figure: { ok: rate } })) }],
    });
    const asked = { subjects, metric: 'rate', windowDays: 365, tolerance: 0 };
    const axis = { title: 'APR · quoted · gross, per cent' };
    const series = await call('comparison.series', { ...asked, form: 'values', pixels: 50, unlike: 'separate' });
    expect(series).toMatchObject({ missing: [], unlike: null, axes: [{ ...axis, members: [0, 1, 2, 3] }] });
    const { pairs } = await call<{ pairs: { one: number; other: number; n: number; figure: { ok: string } }[] }>('comparison.correlation', {
      ...asked,
      of: 'changes',
      method: 'pearson',
      rolling: null,
    });
    expect(pairs.map(({ one, other, n }) => [one, other, n])).toEqual([
      [0, 1, 40],
      [0, 2, 40],
      [0, 3, 40],
      [1, 2, 40],
      [1, 3, 40],
      [2, 3, 40],
    ]);
    expect(Math.abs(Number(pairs[0]!.figure.ok))).toBeLessThanOrEqual(1);
    expect(await call('comparison.distribution', { ...asked, of: 'values' })).toMatchObject({
      axes: [{ ...axis, members: [0, 1, 2, 3].map((place) => ({ place, summary: { n: 41 } })) }],
    });
    await call('comparison.remove', { dashboard });
    expect(await call('comparison.dashboards')).toEqual([]);
    await call('comparison.restore', { dashboard });
    expect(await call('comparison.dashboards')).toMatchObject([{ dashboard, name: 'Four' }]);
  });

  it('a channel is set up with its secret in the environment, tested against a real server, and removed', async () => {
    const { call, refused } = await deskWithPools();
    const { url, received } = await webServer([answers.ok]);
    const secret = { place: 'environment', variable: VARIABLE };
    const { channel } = await call<{ channel: string }>('delivery.saveChannel', { channel: null, terms: webhook(url), secret });
    expect(await call('delivery.channels')).toMatchObject([{ channel, destination: url, secret, obstacle: null, waiting: 0, dead: 0 }]);
    expect(await call('delivery.test', { channel })).toMatchObject({ sent: true, says: expect.stringContaining('answered 200') });
    expect(received).toHaveLength(1);
    expect(await refused('delivery.saveChannel', { channel: null, terms: webhook('http://example.com/'), secret })).toEqual({
      status: 1,
      code: 'invalid-input',
      message: 'The input is not right: terms.url: must begin with https://: only a server on this machine is spoken to in the open.',
    });
    expect(await refused('delivery.saveChannel', { channel: null, terms: webhook(url), secret })).toEqual({
      status: 1,
      code: 'name-taken',
      message: 'There is a channel “Hook” already. Tell them apart by the name.',
    });
    // A test is no delivery.
    expect(await call('delivery.deliveries')).toEqual({ total: 0, rows: [] });
    expect(await call('delivery.deadLetters')).toEqual({ total: 0, rows: [] });
    await call('delivery.removeChannel', { channel });
    expect(await call('delivery.channels')).toEqual([]);
    expect(await refused('delivery.removeChannel', { channel })).toMatchObject({ status: 1, code: 'no-such-channel' });
  });
});
