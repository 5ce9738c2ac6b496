import { hash } from 'node:crypto';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createCaller } from '../../electron/engine/api/router.ts';
import { importMarketFile } from '../../electron/engine/market/index.ts';
import { metricNamed, subjectsOf, tableOf, vocabularyOf } from '../../electron/engine/metrics/index.ts';
import type { OpenEngine } from '../../electron/engine/open-engine.ts';
import { isKnown, type SubjectKind } from '../../shared/figures/index.ts';
import type { MarketAnswers } from '../../shared/market/index.ts';
import { ok, open, temporaryFolder } from '../workspace/open-workspace.ts';

beforeAll(() => {
  process.env['COUNTINGHOUSE_CHECK_ANSWERS'] = '1';
});

/** An engine whose clock stands where the test puts it. */
function made(now = '2026-03-01T10:00:00.000Z'): { readonly engine: OpenEngine; readonly clock: { now: string } } {
  const clock = { now };
  const engine = open(join(temporaryFolder(), 'books.countinghouse'), { mode: 'create', now: () => clock.now });
  return { engine, clock };
}

function take(engine: OpenEngine, name: string, text: string, answers: MarketAnswers = {}): string {
  const bytes = new TextEncoder().encode(text);
  const file = { name, bytes, sha256: hash('sha256', bytes, 'hex') };
  return ok(importMarketFile(engine, file, { answers, keep: true, show: { from: 1, rows: 1 } })).batch!;
}

function read(engine: OpenEngine, kind: SubjectKind, word: string, subject: string): unknown {
  const figure = metricNamed(engine, kind, word)!.read(engine, subject);
  return isKnown(figure) ? figure.ok : figure.unavailable.reason;
}

function past(engine: OpenEngine, kind: SubjectKind, word: string, subject: string): readonly (readonly [string, string])[] | string {
  const figure = metricNamed(engine, kind, word)!.history!(engine, subject);
  if (!isKnown(figure)) return figure.unavailable.reason;
  const { history } = figure.ok;
  return Array.from({ length: history.length }, (_, index) => [
    new Date(history.at[index]!).toISOString().slice(0, 16),
    Number.isNaN(history.value[index]!) ? 'unknown' : history.decimalAt(index).toFixed(),
  ]);
}

const pool = (fields: Record<string, unknown>) => ({
  pool: 'p1',
  chain: 'Ethereum',
  project: 'lido',
  symbol: 'STETH',
  tvlUsd: 1_000_000,
  apy: 2.235,
  apyBase: 2.235,
  apyReward: null,
  ...fields,
});
const snapshot = (at: string, ...pools: readonly Record<string, unknown>[]) =>
  JSON.stringify({ status: 'success', exportedAt: at, data: pools.map(pool) });
const pricesOf = (rows: readonly (readonly [string, string])[]) => `date,price\n${rows.map((row) => row.join(',')).join('\n')}\n`;

describe('metrics of pools', () => {
  it('are fractions of what is quoted, with basis, instant and the row they came from', () => {
    const { engine } = made();
    const first = take(
      engine,
      'pools.json',
      snapshot('2026-02-27T12:00:00.000Z', {}, { pool: 'p2', tvlUsd: 5, project: 'uniswap-v3', apyBase: null }),
    );
    const rate = metricNamed(engine, 'pool', 'rate')!.read(engine, 'p1');
    expect(rate).toMatchObject({
      ok: {
        text: '0.02235',
        asOf: '2026-02-27T12:00:00.000Z',
        basis: { kind: 'APR', standing: 'quoted', net: 'net', source: 'DefiLlama' },
      },
      trail: [{ value: '0.02235', inputs: [{ value: '2.235', origin: { kind: 'row', dataset: first, row: 1 } }] }],
    });
    expect(read(engine, 'pool', 'tvl', 'p1')).toEqual({ text: '1000000', currency: 'USD', asOf: '2026-02-27T12:00:00.000Z' });
    expect(read(engine, 'pool', 'rate.base', 'p2')).toBe('not-quoted');
    expect(read(engine, 'pool', 'rate.reward', 'p1')).toBe('not-quoted');
    expect(read(engine, 'pool', 'rate', 'p9')).toBe('no-such-pool');
    expect(read(engine, 'pool', 'chain', 'p1')).toMatchObject({ text: 'Ethereum' });
    expect(read(engine, 'pool', 'observations', 'p1')).toMatchObject({ text: '1' });
  });

  it('age with the clock', () => {
    const { engine, clock } = made();
    take(engine, 'pools.json', snapshot('2026-02-27T12:00:00.000Z', {}));
    expect(read(engine, 'pool', 'age', 'p1')).toMatchObject({ text: '1.917' });
    clock.now = '2026-03-02T12:00:00.000Z';
    expect(read(engine, 'pool', 'age', 'p1')).toMatchObject({ text: '3' });
    expect(metricNamed(engine, 'pool', 'age')!.clocked).toBe(true);
  });

  it.each([
    ['7 days unstaking', '7'],
    ['Lock-up: 3-5 days', '5'],
    ['48h cooldown', '2'],
    ['1 year lock', '365'],
    ['Unbonding period of 2 weeks', '14'],
    ['No lockup', '0'],
    ['CL200 - 0.3%', 'not-told'],
    ['30 days average', 'not-told'],
    ['locked until maturity', 'not-told'],
    [null, 'not-told'],
  ])('tell the lock-up of a pool that is remarked upon as %j: %s', (poolMeta, days) => {
    const { engine } = made();
    take(engine, 'pools.json', snapshot('2026-02-27T12:00:00.000Z', { poolMeta, stablecoin: true }));
    const told = read(engine, 'pool', 'lockup', 'p1');
    expect(typeof told === 'string' ? told : (told as { text: string }).text).toBe(days);
  });

  it('keep the past: all instants once, unknown where it was, the newest dataset first, without what is withdrawn', async () => {
    const { engine } = made();
    const caller = createCaller({ engine });
    take(engine, 'a.json', snapshot('2026-02-25T12:00:00.000Z', { apy: 1.005, apyBase: 1.005 }));
    take(engine, 'b.json', snapshot('2026-02-26T12:00:00.000Z', { apyBase: null }));
    take(engine, 'c.json', snapshot('2026-02-27T12:00:00.000Z', { apy: 3, apyBase: 3 }));
    const revised = take(engine, 'd.json', snapshot('2026-02-25T12:00:00.000Z', { apy: 2, apyBase: 2 }));
    const all = [
      ['2026-02-25T12:00', '0.02'],
      ['2026-02-26T12:00', 'unknown'],
      ['2026-02-27T12:00', '0.03'],
    ];
    expect(past(engine, 'pool', 'rate.base', 'p1')).toEqual(all);
    ok(await caller.market.withdraw({ dataset: revised }));
    expect(past(engine, 'pool', 'rate.base', 'p1')).toEqual([['2026-02-25T12:00', '0.01005'], ...all.slice(1)]);
  });

  it('follow a pool that vanishes, comes back and has another name: nothing of it is nought meanwhile', () => {
    const { engine, clock } = made('2026-02-25T13:00:00.000Z');
    take(engine, 'a.json', snapshot('2026-02-25T12:00:00.000Z', { apy: 1, apyBase: 1 }, { pool: 'p2' }));
    clock.now = '2026-02-26T13:00:00.000Z';
    take(engine, 'b.json', snapshot('2026-02-26T12:00:00.000Z', { pool: 'p2' }));
    expect(read(engine, 'pool', 'rate', 'p1')).toMatchObject({ text: '0.01', asOf: '2026-02-25T12:00:00.000Z' });
    expect([read(engine, 'pool', 'age', 'p1'), read(engine, 'pool', 'age', 'p2')]).toMatchObject([{ text: '1.042' }, { text: '0.042' }]);
    clock.now = '2026-02-27T13:00:00.000Z';
    take(
      engine,
      'c.json',
      snapshot('2026-02-27T12:00:00.000Z', { apy: 3, apyBase: 3, symbol: 'WSTETH', project: 'lido-v2', chain: 'Base' }, { pool: 'p2' }),
    );
    expect(past(engine, 'pool', 'rate', 'p1')).toEqual([
      ['2026-02-25T12:00', '0.01'],
      ['2026-02-27T12:00', '0.03'],
    ]);
    expect(read(engine, 'pool', 'symbol', 'p1')).toMatchObject({ text: 'WSTETH' });
    expect(subjectsOf(engine, 'pool').find(({ id }) => id === 'p1')).toEqual({ id: 'p1', title: 'WSTETH, lido-v2 on Base' });
  });

  it('are read all at once as they are one by one', () => {
    const { engine } = made();
    take(
      engine,
      'pools.json',
      snapshot(
        '2026-02-27T12:00:00.000Z',
        { il7d: -0.5, volumeUsd1d: 12.5, poolMeta: '7 days unstaking', exposure: 'single' },
        { pool: 'p2', tvlUsd: 5, apy: 1e-9, apyBase: 0.1, apyReward: 0.2, chain: null },
        { pool: 'p3', tvlUsd: null },
      ),
    );
    const ids = subjectsOf(engine, 'pool').map(({ id }) => id);
    expect(ids).toEqual(['p1', 'p2', 'p3']);
    for (const metric of engine.sources.metrics.values()) {
      if (metric.subject !== 'pool') continue;
      const table = tableOf(engine, metric);
      const column = 'texts' in table ? table.texts : [...table.numbers];
      const one = ids.map((id) => {
        const figure = metric.read(engine, id);
        if (!isKnown(figure)) return 'texts' in table ? null : Number.NaN;
        return 'texts' in table ? figure.ok.text : Number(figure.ok.text);
      });
      expect([metric.id, column]).toEqual([metric.id, one]);
    }
  });

  it('list the words that occur, and the same list until the market changes', () => {
    const { engine } = made();
    take(engine, 'pools.json', snapshot('2026-02-27T12:00:00.000Z', {}, { pool: 'p2', chain: 'Base' }));
    expect(vocabularyOf(engine, 'pool').get('chain')).toMatchObject({ unit: 'text', values: ['Base', 'Ethereum'] });
    const list = subjectsOf(engine, 'pool');
    expect(subjectsOf(engine, 'pool')).toBe(list);
    take(engine, 'more.json', snapshot('2026-02-28T12:00:00.000Z', { pool: 'p3' }));
    expect(subjectsOf(engine, 'pool')).not.toBe(list);
  });
});

describe('metrics of assets and pairs', () => {
  it('cross two prices only where both are of one day, so that no gap looks like a lost peg', () => {
    const { engine } = made();
    take(
      engine,
      'eth.csv',
      pricesOf([
        ['2026-02-25', '2000'],
        ['2026-02-26', '1000'],
        ['2026-02-28', '1010'],
      ]),
      { asset: 'ETH', currency: 'USD' },
    );
    take(
      engine,
      'steth.csv',
      pricesOf([
        ['2026-02-25', '1990'],
        ['2026-02-27', '1995'],
        ['2026-02-28', '1000'],
      ]),
      { asset: 'stETH', currency: 'USD' },
    );
    const rows = past(engine, 'pair', 'price', 'STETH/ETH') as readonly (readonly [string, string])[];
    expect(rows.map(([at]) => at)).toEqual(['2026-02-26T00:00', '2026-03-01T00:00']);
    expect(rows[0]![1]).toBe('0.995');
    expect(read(engine, 'pair', 'price', 'stETH/ETH')).toMatchObject({ currency: 'ETH', asOf: '2026-03-01T00:00:00.000Z' });
    expect(read(engine, 'asset', 'peg', 'stETH')).toEqual(read(engine, 'pair', 'peg', 'stETH/ETH'));
    expect(subjectsOf(engine, 'pair').map(({ id }) => id)).toEqual(['ETH/USD', 'stETH/ETH', 'stETH/USD']);
    expect(read(engine, 'asset', 'peg', 'ETH')).toBe('not-applicable');
    expect(read(engine, 'pair', 'peg', 'ETH/USD')).toBe('not-applicable');
  });

  it('price an asset in the reporting currency, and say when the last price is too old', () => {
    const { engine, clock } = made();
    take(
      engine,
      'usdc.csv',
      pricesOf([
        ['2026-02-25', '1'],
        ['2026-02-28', '0.97'],
      ]),
      { asset: 'USDC', currency: 'USD' },
    );
    expect(read(engine, 'asset', 'price', 'USDC')).toEqual({ text: '0.97', currency: 'USD', asOf: '2026-03-01T00:00:00.000Z' });
    expect(read(engine, 'asset', 'peg', 'USDC')).toMatchObject({ text: '0.97' });
    expect(read(engine, 'asset', 'price-age', 'USDC')).toMatchObject({ text: '1' });
    expect(read(engine, 'asset', 'price', 'USD')).toMatchObject({ text: '1' });
    clock.now = '2026-03-20T00:00:00.000Z';
    expect(read(engine, 'asset', 'price', 'USDC')).toBe('stale-price');
    expect(read(engine, 'asset', 'price-age', 'USDC')).toMatchObject({ text: '20' });
    expect(read(engine, 'asset', 'price', 'SOL')).toBe('no-price');
  });

  it('keep every instant of a finer series, and the word of a person instead of a day of it', async () => {
    const { engine } = made();
    const caller = createCaller({ engine });
    const hours = ['2026-02-27T10:00:00Z', '2026-02-27T11:00:00Z', '2026-02-28T10:00:00Z'];
    take(engine, 'usdt.csv', `date,price\n${hours.map((at, index) => `${at},0.9${index}`).join('\n')}\n`, {
      asset: 'USDT',
      currency: 'USD',
    });
    expect(past(engine, 'pair', 'price', 'USDT/USD')).toEqual([
      ['2026-02-27T10:00', '0.9'],
      ['2026-02-27T11:00', '0.91'],
      ['2026-02-28T10:00', '0.92'],
    ]);
    ok(await caller.market.enterPrice({ asset: 'USDT', currency: 'USD', day: '2026-02-27', price: '1.5' }));
    expect(past(engine, 'pair', 'price', 'USDT/USD')).toEqual([
      ['2026-02-27T23:59', '1.5'],
      ['2026-02-28T10:00', '0.92'],
    ]);
  });
});

describe('the registry’s procedures', () => {
  it('find, read and chart', async () => {
    const { engine } = made();
    const caller = createCaller({ engine });
    take(engine, 'a.json', snapshot('2026-02-25T12:00:00.000Z', { apy: 1 }));
    take(engine, 'b.json', snapshot('2026-02-27T12:00:00.000Z', {}));
    expect(await caller.metrics.subjects({ words: 'steth ethereum' })).toEqual({
      total: 1,
      subjects: [{ kind: 'pool', id: 'p1', title: 'STETH, lido on Ethereum' }],
    });
    const [reading] = await caller.metrics.read({ metrics: ['market.pool-rate'], subjects: [{ kind: 'pool', id: 'p1' }] });
    expect(reading).toMatchObject({ metric: 'market.pool-rate', value: { ok: { text: '0.02235' } } });
    const chart = await caller.metrics.history({ metric: 'market.pool-rate', subject: 'p1' });
    expect(chart).toMatchObject({
      total: 2,
      basis: { kind: 'APR' },
      points: [{ value: '0.01' }, { value: '0.02235', origin: { kind: 'row', row: 1 } }],
    });
    expect(await caller.metrics.history({ metric: 'market.pool-age', subject: 'p1' })).toMatchObject({
      unavailable: { reason: 'no-history' },
    });
    const table = await caller.metrics.table({ subject: 'pool', metrics: ['market.pool-rate', 'market.pool-chain', 'nothing'] });
    expect(table).toEqual({ total: 1, rows: [{ id: 'p1', title: 'STETH, lido on Ethereum', values: ['0.02235', 'Ethereum', null] }] });
    expect((await caller.metrics.vocabulary({ subject: 'pool' })).map(({ name }) => name)).toContain('rate.base');
  });
});
