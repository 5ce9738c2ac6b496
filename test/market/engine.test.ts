import { hash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCaller } from '../../electron/engine/api/router.ts';
import { rebuild, undo } from '../../electron/engine/journal/index.ts';
import { importMarketFile, marketBook, marketColumn } from '../../electron/engine/market/index.ts';
import { openEngine, type OpenEngine } from '../../electron/engine/open-engine.ts';
import { addDays, isKnown, isRefused, type Outcome } from '../../shared/figures/index.ts';
import type { MarketAnswers } from '../../shared/market/index.ts';

let folder: string;
let engine: OpenEngine;
let caller: ReturnType<typeof createCaller>;

beforeAll(() => {
  process.env['COUNTINGHOUSE_CHECK_ANSWERS'] = '1';
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countinghouse-'));
  engine = ok(
    openEngine({ workspace: join(folder, 'books.countinghouse'), actor: 'tester', mode: 'create', now: () => '2026-03-01T10:00:00.000Z' }),
  );
  caller = createCaller({ engine });
});
afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

function ok<T>(outcome: Outcome<T>): T {
  if (isRefused(outcome)) throw new Error(outcome.error.message);
  return outcome.ok;
}

function take(name: string, text: string, answers: MarketAnswers = {}, keep = true) {
  const bytes = new TextEncoder().encode(text);
  const file = { name, bytes, sha256: hash('sha256', bytes, 'hex') };
  return ok(importMarketFile(engine, file, { answers, keep, show: { from: 1, rows: 20 } }));
}

/** The price of BTC in USD on a day, or why there is none. */
function btc(day: string): string {
  const figure = marketBook(engine.store).prices.price('BTC', 'USD', day);
  return isKnown(figure) ? figure.ok.value.toString() : figure.unavailable.reason;
}

const TWENTY = Array.from({ length: 20 }, (_, index) => [addDays('2024-01-01', index), String(100 + (index % 3))] as const);
const PRICES = table(TWENTY);
/** The eleventh day has a price a hundred times too high. */
const SLIPPED = table(TWENTY.map(([day, price], index) => [day, index === 10 ? '10100' : price] as const));
const SLIPPED_DAY = '2024-01-11';

function table(rows: readonly (readonly [string, string])[]): string {
  return `date,price\n${rows.map((row) => row.join(',')).join('\n')}\n`;
}

const POOLS = (at: string, apy: number) =>
  `pool,project,chain,symbol,tvlUsd,apy,apyBase,apyReward,timestamp\np1,lido,Ethereum,STETH,1000,${apy},${apy},,${at}\np2,uniswap-v3,Base,WETH-USDC,500,12,12,,${at}\n`;

/** Every table that follows from the journal. */
function projections(): string {
  const rows = (name: string) => engine.store.all<Record<string, unknown>>(`SELECT * FROM ${name}`).map((row) => JSON.stringify(row));
  return JSON.stringify(marketColumn.projections.map((name) => [name, rows(name).sort()]));
}

describe('a market file that is taken in', () => {
  it('is one event with hash, rows, root and quality, and its values lie beside it', async () => {
    const preview = take('BTC-USD.csv', PRICES, {}, false);
    expect(preview).toMatchObject({ batch: null, rows: 20, accepted: 20 });
    expect(engine.journal.head().size).toBe(0);
    const taken = take('BTC-USD.csv', PRICES);
    expect({ ...taken, batch: null }).toEqual(preview);
    expect(engine.journal.at(0)).toMatchObject({
      type: 'market.dataset-imported',
      subject: taken.batch,
      payload: { file: 'BTC-USD.csv', rows: 20, from: '2024-01-01', to: '2024-01-20', items: { alg: 'rfc6962-sha256', n: 20 } },
    });
    expect(await caller.market.verify({ dataset: taken.batch! })).toMatchObject({ holds: true, values: 20 });
    expect(btc('2024-01-05')).toBe('101');
    const price = marketBook(engine.store).prices.price('BTC', 'USD', '2024-01-05');
    expect(price).toMatchObject({ ok: { origin: { kind: 'row', dataset: taken.batch, row: 5 } } });
  });

  it('adds nothing when it comes again, and what is new when it has grown', () => {
    take('BTC-USD.csv', PRICES);
    expect(take('BTC-USD.csv', PRICES)).toMatchObject({ batch: null, accepted: 0, duplicates: 20 });
    expect(engine.journal.head().size).toBe(1);
    const grown = `${PRICES.replace('2024-01-20,101', '2024-01-20,150')}2024-01-21,101\n`;
    expect(take('BTC-USD.csv', grown)).toMatchObject({ accepted: 2, duplicates: 19, flags: [{ row: 20 }] });
    expect(btc('2024-01-20')).toBe('150');
    expect(btc('2024-01-21')).toBe('101');
  });

  it('is not taken in while a question is open', () => {
    const asked = take('prices.csv', PRICES);
    expect(asked.batch).toBeNull();
    expect(asked.questions).toMatchObject([{ option: 'asset' }, { option: 'currency', suggested: 'USD' }]);
    expect(take('prices.csv', PRICES, { asset: 'BTC', currency: 'USD' }).batch).not.toBeNull();
  });

  it('counts every value once in the shape of an import’s answer', () => {
    const answer = take('BTC-USD.csv', `${SLIPPED}2024-01-21,\n2024-01-22,x\n2024-01-01,100\n`);
    expect(answer.accepted + answer.duplicates + answer.skipped.length + answer.rejected.length).toBe(answer.rows);
    expect(answer).toMatchObject({
      rows: 23,
      accepted: 19,
      duplicates: 1,
      skipped: [{ row: 11 }, { row: 21 }],
      rejected: [{ row: 22, field: 'price' }],
    });
    expect(answer.skipped[0]?.reason).toMatch(/^In quarantine: 10100 is 100 times/);
    expect(answer.shown[0]).toMatchObject({ row: 11, outcome: 'skipped', cells: ['price BTC/USD', '2024-01-12T00:00:00.000Z', '10100'] });
  });

  it('can be withdrawn, restored and undone, and then counts or does not', async () => {
    const { batch } = take('BTC-USD.csv', PRICES);
    ok(await caller.market.withdraw({ dataset: batch! }));
    expect(btc('2024-01-05')).toBe('no-price');
    expect(await caller.market.withdraw({ dataset: batch! })).toMatchObject({ error: { code: 'nothing-to-change' } });
    ok(await caller.market.restore({ dataset: batch! }));
    expect(btc('2024-01-05')).toBe('101');
    ok(undo(engine.store, engine.journal, batch!));
    expect(btc('2024-01-05')).toBe('no-price');
    expect(take('BTC-USD.csv', PRICES)).toMatchObject({ accepted: 20 });
    expect(await caller.market.withdraw({ dataset: 'nonsense' })).toMatchObject({ error: { code: 'no-such-dataset' } });
  });

  it('tells when somebody changed a value, a remark or removed one', async () => {
    const { batch } = take('BTC-USD.csv', SLIPPED);
    const holds = async () => (await caller.market.verify({ dataset: batch! })).holds;
    expect(await holds()).toBe(true);
    for (const [change, back] of [
      ["UPDATE market_point SET value = '100.5' WHERE n = 4", "UPDATE market_point SET value = '100' WHERE n = 4"],
      ["UPDATE market_remark SET outcome = 'flagged'", "UPDATE market_remark SET outcome = 'quarantined'"],
      ['UPDATE market_point SET row = 90 WHERE n = 20', 'UPDATE market_point SET row = 20 WHERE n = 20'],
    ] as const) {
      engine.writableStore.run(change);
      expect(await holds()).toBe(false);
      engine.writableStore.run(back);
      expect(await holds()).toBe(true);
    }
    engine.writableStore.run('DELETE FROM market_point WHERE n = 20');
    expect(await holds()).toBe(false);
  });
});

describe('quarantine', () => {
  it('keeps a value out until it is let in, and takes it back out when that is undone', async () => {
    const { batch } = take('BTC-USD.csv', SLIPPED);
    expect(btc(SLIPPED_DAY)).toBe('100');
    const { total, values } = await caller.market.quarantine({});
    expect(total).toBe(1);
    expect(values).toMatchObject([
      { dataset: batch, n: 11, row: 11, reason: 'decimal-slip', series: 'price BTC/USD', day: SLIPPED_DAY, value: '10100', verdict: null },
    ]);
    expect(ok(await caller.market.judge({ dataset: batch!, values: [11], verdict: 'released', why: 'It was so.' }))).toEqual({ judged: 1 });
    expect(btc(SLIPPED_DAY)).toBe('10100');
    expect((await caller.market.quarantine({})).total).toBe(0);
    expect((await caller.market.quarantine({ judged: true })).values).toMatchObject([{ verdict: 'released' }]);
    ok(undo(engine.store, engine.journal));
    expect(btc(SLIPPED_DAY)).toBe('100');
    expect((await caller.market.quarantine({})).total).toBe(1);
    expect(await caller.market.judge({ dataset: batch!, values: [3], verdict: 'released' })).toMatchObject({
      error: { code: 'not-quarantined' },
    });
  });

  it('lets the second of two contradicting values win once it is let in', async () => {
    const { batch } = take('BTC-USD.csv', `${PRICES}2024-01-20,103\n`);
    expect(btc('2024-01-20')).toBe('101');
    ok(await caller.market.judge({ dataset: batch!, values: [21], verdict: 'released' }));
    expect(btc('2024-01-20')).toBe('103');
  });
});

describe('prices by hand', () => {
  it('outweigh every dataset on their day, can be changed, withdrawn and undone', async () => {
    take('BTC-USD.csv', PRICES);
    const price = { asset: 'BTC', currency: 'USD', day: '2024-01-05' };
    ok(await caller.market.enterPrice({ ...price, price: '99.5' }));
    expect(btc('2024-01-05')).toBe('99.5');
    expect(btc('2024-01-06')).toBe('102');
    ok(await caller.market.enterPrice({ ...price, price: '98', note: 'From the statement' }));
    expect(btc('2024-01-05')).toBe('98');
    ok(undo(engine.store, engine.journal));
    expect(btc('2024-01-05')).toBe('99.5');
    ok(await caller.market.withdrawPrice(price));
    expect(btc('2024-01-05')).toBe('101');
    ok(undo(engine.store, engine.journal));
    expect(await caller.market.enteredPrices({})).toMatchObject([{ ...price, price: '99.5', note: null }]);
  });

  it('are of what the catalogue knows, in whatever letters they are told', async () => {
    ok(await caller.market.enterPrice({ asset: 'RETH', currency: 'eth', day: '2024-01-05', price: '1.1' }));
    expect(await caller.market.enteredPrices({})).toMatchObject([{ asset: 'rETH', currency: 'ETH', price: '1.1' }]);
    expect(await caller.metrics.subjects({ kinds: ['pair'] })).toMatchObject({ subjects: [{ id: 'rETH/ETH' }] });
    ok(await caller.market.enterPrice({ asset: 'My own Coin', currency: 'usd', day: '2024-01-05', price: '2' }));
    expect(await caller.market.enteredPrices({})).toMatchObject([{ asset: 'My own Coin', currency: 'USD' }, { asset: 'rETH' }]);
    ok(await caller.market.withdrawPrice({ asset: 'Reth', currency: 'ETH', day: '2024-01-05' }));
    expect(await caller.market.enteredPrices({})).toHaveLength(1);
  });

  it('are refused where they cannot be', async () => {
    const price = { asset: 'BTC', currency: 'USD', day: '2024-01-05', price: '1' };
    expect(await caller.market.enterPrice({ ...price, price: '0' })).toMatchObject({ error: { code: 'price-not-positive' } });
    expect(await caller.market.enterPrice({ ...price, currency: 'BTC' })).toMatchObject({ error: { code: 'price-of-itself' } });
    expect(await caller.market.enterPrice({ ...price, day: '2026-03-02' })).toMatchObject({ error: { code: 'price-in-the-future' } });
    expect(await caller.market.withdrawPrice({ asset: 'BTC', currency: 'USD', day: '2024-01-05' })).toMatchObject({
      error: { code: 'no-such-price' },
    });
  });
});

describe('what a screen asks', () => {
  it('coverage, series, sources and the price with its age', async () => {
    take('BTC-USD.csv', SLIPPED.replace('2024-01-04,100\n', ''), { source: 'My bank' });
    ok(await caller.market.enterPrice({ asset: 'BTC', currency: 'USD', day: '2024-01-02', price: '99' }));
    expect(await caller.market.coverage({})).toEqual([
      {
        kind: 'price',
        subject: 'BTC',
        unit: 'USD',
        from: '2024-01-01',
        to: '2024-01-20',
        days: 18,
        missing: 2,
        gaps: [
          { from: '2024-01-04', to: '2024-01-04', days: 1 },
          { from: '2024-01-11', to: '2024-01-11', days: 1 },
        ],
        age: 771,
        stale: true,
        tolerance: 3,
        quarantined: 1,
        byHand: 1,
        sources: ['By hand', 'My bank'],
      },
    ]);
    expect(await caller.market.sources({})).toMatchObject([
      { source: 'My bank', datasets: 1, values: 19, used: 18, quarantined: 1, overridden: 1, kept: 0 },
    ]);
    expect(await caller.market.price({ asset: 'BTC', currency: 'USD', day: '2024-01-04' })).toMatchObject({
      price: '102',
      observed: '2024-01-03',
      age: 1,
    });
    expect(await caller.market.price({ asset: 'BTC', currency: 'USD', day: '2024-02-04' })).toMatchObject({
      unavailable: { reason: 'stale-price' },
    });
    const series = await caller.market.series({ kind: 'price', subject: 'BTC', unit: 'USD', from: '2024-01-02', to: '2024-01-03' });
    expect(series).toMatchObject([
      { day: '2024-01-02', value: '99', event: expect.any(String) },
      { day: '2024-01-03', value: '102', row: 3 },
    ]);
  });

  it('thins a long series without losing its peaks', async () => {
    const rows = Array.from(
      { length: 2000 },
      (_, index) => [addDays('2018-01-01', index), String(index === 777 ? 130 : index === 1333 ? 80 : 100 + (index % 7))] as const,
    );
    take('BTC-USD.csv', table(rows));
    const series = await caller.market.series({ kind: 'price', subject: 'BTC', unit: 'USD', points: 100 });
    expect(series.length).toBeLessThanOrEqual(104);
    expect(series.map(({ value }) => value)).toEqual(expect.arrayContaining(['130', '80']));
    expect([series[0]?.day, series.at(-1)?.day]).toEqual(['2018-01-01', rows.at(-1)![0]]);
    expect(series.map(({ day }) => day)).toEqual(series.map(({ day }) => day).toSorted());
  });

  it('pools by name and size, with their newest rates, what those are, and their history', async () => {
    take('pools.csv', POOLS('2024-01-01T10:00:00Z', 3));
    const later = take('pools.csv', POOLS('2024-01-02T10:00:00Z', 4));
    expect(await caller.market.pools({ search: 'steth ether' })).toMatchObject({
      total: 1,
      pools: [{ pool: 'p1', project: 'lido', apy: 4, apyReward: null, observations: 2, dataset: later.batch, baseBasis: { kind: 'APR' } }],
    });
    expect((await caller.market.pools({ leastTvlUsd: 600 })).pools.map(({ pool }) => pool)).toEqual(['p1']);
    expect((await caller.market.pools({ sort: 'apy' })).pools.map(({ pool }) => pool)).toEqual(['p2', 'p1']);
    take('chart.csv', 'timestamp,tvlUsd,apy\n2024-01-03,900,5\n', { pool: 'p1' });
    expect(await caller.market.pool({ pool: 'p1' })).toMatchObject({
      pool: { project: 'lido', apy: 5, tvlUsd: 900, observations: 3 },
      history: [{ apy: 3 }, { apy: 4 }, { apy: 5, row: 1 }],
    });
    ok(undo(engine.store, engine.journal));
    expect(await caller.market.pool({ pool: 'p1' })).toMatchObject({ pool: { apy: 4 } });
  });

  it('assets, aliases, tolerances and mappings', async () => {
    const odd = 'Wann;Kurs;Was\n01.03.2024;5;FOO\n02.03.2024;6;FOO\n';
    const saved = {
      header: ['Wann', 'Kurs', 'Was'],
      mapping: {
        target: 'price' as const,
        at: 'Wann',
        values: [{ column: 'Kurs' }],
        assetColumn: 'Was',
        currency: 'EUR',
        stamp: 'day' as const,
      },
    };
    ok(await caller.market.saveMapping({ name: 'Bank', saved }));
    expect(await caller.market.mappings({})).toEqual([{ name: 'Bank', ...saved }]);
    ok(await caller.market.setAlias({ platform: '*', ticker: 'foo', asset: 'FOOCOIN' }));
    expect(await caller.market.aliases({})).toEqual([{ platform: '*', ticker: 'FOO', asset: 'FOOCOIN' }]);
    take('bank.csv', odd);
    ok(await caller.market.setTolerance({ asset: 'FOOCOIN', days: 90 }));
    expect(await caller.market.price({ asset: 'FOOCOIN', currency: 'EUR', day: '2024-05-01' })).toMatchObject({ price: '6', age: 60 });
    expect(await caller.market.assets({ search: 'foo' })).toMatchObject([
      { code: 'FOOCOIN', kind: 'unknown', tolerance: 90, ownTolerance: true },
    ]);
    ok(undo(engine.store, engine.journal));
    expect(await caller.market.price({ asset: 'FOOCOIN', currency: 'EUR', day: '2024-05-01' })).toMatchObject({
      unavailable: { reason: 'stale-price' },
    });
    expect(await caller.market.networks({})).toContainEqual(expect.objectContaining({ id: 'polkadot', asset: 'DOT', unbondingDays: 28 }));
    expect(await caller.market.formats({})).toContainEqual(expect.objectContaining({ id: 'coingecko-market-chart' }));
    ok(await caller.market.saveMapping({ name: 'Bank', saved: null }));
    ok(undo(engine.store, engine.journal));
    expect(await caller.market.mappings({})).toHaveLength(1);
  });
});

describe('the journal', () => {
  it('rebuilds every table as it was, and folds each event twice without harm', async () => {
    const { batch } = take('BTC-USD.csv', SLIPPED);
    take('pools.csv', POOLS('2024-01-01T10:00:00Z', 3));
    const withdrawn = take('pools.csv', POOLS('2024-01-02T10:00:00Z', 4));
    take('cpi.csv', 'month,currency,index\n2024-01,EUR,120\n2024-02,EUR,121\n');
    ok(await caller.market.judge({ dataset: batch!, values: [11], verdict: 'kept' }));
    ok(await caller.market.enterPrice({ asset: 'ETH', currency: 'EUR', day: '2024-01-05', price: '2000' }));
    ok(await caller.market.setAlias({ platform: 'kraken', ticker: 'ABC', asset: 'DEF' }));
    ok(await caller.market.setTolerance({ asset: 'ETH', days: 9 }));
    ok(await caller.market.withdraw({ dataset: withdrawn.batch! }));
    const before = projections();
    ok(rebuild(engine.writableStore, engine.journal.registry, () => undefined));
    expect(projections()).toBe(before);
    const events = Array.from(engine.journal.each());
    for (const event of events)
      engine.writableStore.transact(() => {
        for (const apply of engine.journal.registry.foldsOf(event.type)) apply(engine.writableStore, event);
      });
    expect(projections()).toBe(before);
    expect(marketBook(engine.store).consumerPrices('EUR').index('2024-01-01')).toMatchObject({ ok: { origin: { kind: 'row' } } });
    expect(marketBook(engine.store).supply('DOT').index('2024-01-01')).toMatchObject({ unavailable: { reason: 'no-supply' } });
  });

  it('says each event in words', async () => {
    const { batch } = take('BTC-USD.csv', SLIPPED);
    ok(await caller.market.judge({ dataset: batch!, values: [11], verdict: 'released' }));
    ok(await caller.market.setAlias({ platform: '*', ticker: 'ABC', asset: 'DEF' }));
    ok(await caller.market.setTolerance({ asset: 'ETH', days: 9 }));
    ok(await caller.market.enterPrice({ asset: 'ETH', currency: 'EUR', day: '2024-01-05', price: '2000' }));
    const words = [...engine.journal.each()].map((event) => engine.journal.registry.typeOf(event.type).words(event.payload));
    expect(words).toEqual([
      'Imported BTC-USD.csv (Unnamed table): 19 of 20 values in use, 1 in quarantine',
      'Of the quarantined values of BTC-USD.csv: let 1 in',
      'ABC on every platform means DEF',
      'Prices of ETH may be 9 days old',
      'Entered 2000 EUR as price of ETH on 2024-01-05',
    ]);
  });
});

describe('the one import', () => {
  it('takes market files as it takes exports, through a job', async () => {
    const path = join(folder, 'BTC-USD.csv');
    writeFileSync(path, SLIPPED);
    const preview = ok(await caller.imports.preview({ path }));
    expect(preview.files).toMatchObject([{ format: 'plain-prices', batch: null, accepted: 19, market: { source: 'Unnamed table' } }]);
    const imported = ok(await caller.imports.commit({ path }));
    expect(imported.files).toMatchObject([{ accepted: 19, batch: expect.any(String) }]);
    expect(btc('2024-01-05')).toBe('101');
    writeFileSync(join(folder, 'x.csv'), PRICES);
    const asked = ok(await caller.imports.commit({ path: join(folder, 'x.csv') }));
    expect(asked.files).toMatchObject([{ batch: null, questions: [{ option: 'asset' }, { option: 'currency' }] }]);
    const told = ok(await caller.imports.commit({ path: join(folder, 'x.csv'), options: { market: { asset: 'SOL', currency: 'USD' } } }));
    expect(told.files).toMatchObject([{ accepted: 20, batch: expect.any(String) }]);
  });
});
