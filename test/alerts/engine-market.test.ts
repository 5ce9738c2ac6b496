import { hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { evaluateOnce } from '../../electron/engine/alerts/evaluator.ts';
import { createCaller } from '../../electron/engine/api/router.ts';
import { undo } from '../../electron/engine/journal/index.ts';
import { importMarketFile } from '../../electron/engine/market/index.ts';
import type { RuleTerms } from '../../shared/alerts/index.ts';
import type { MarketAnswers } from '../../shared/market/index.ts';
import { ok, open, temporaryFolder } from '../workspace/open-workspace.ts';
import { terms } from './engine-made.ts';

beforeAll(() => {
  process.env['COUNTINGHOUSE_CHECK_ANSWERS'] = '1';
});

function begin(start = '2026-03-10T12:00:00.000Z') {
  let clock = start;
  const engine = open(join(temporaryFolder(), 'books.countinghouse'), { mode: 'create', now: () => clock });
  const { alerts } = createCaller({ engine });
  const take = (name: string, bytes: Uint8Array, answers: MarketAnswers): string => {
    const file = { name, bytes, sha256: hash('sha256', bytes, 'hex') };
    return ok(importMarketFile(engine, file, { answers, keep: true, show: { from: 1, rows: 1 } })).batch!;
  };
  return {
    engine,
    alerts,
    take,
    at: (instant: string) => {
      clock = instant;
      if (!evaluateOnce(engine)) throw new Error('what was evaluated could not be recorded');
    },
    prices: (name: string, rows: ReadonlyArray<readonly [string, string]>, answers: MarketAnswers) =>
      take(name, new TextEncoder().encode(`date,price\n${rows.map((row) => row.join(',')).join('\n')}\n`), answers),
    armed: async (rule: string, about: RuleTerms['about']) => {
      return ok(await alerts.write({ terms: terms(rule, { about }), arm: true })).rule;
    },
  };
}

const USDC: RuleTerms['about'] = { kind: 'asset', which: { of: 'named', ids: ['USDC'] } };
const OF_USDC: MarketAnswers = { asset: 'USDC', currency: 'USD' };

describe('rules over imported prices', () => {
  it('say from which rows of which dataset they fire, and replay them', async () => {
    const { alerts, prices, at, armed } = begin();
    prices(
      'before.csv',
      [
        ['2026-03-08', '1'],
        ['2026-03-09', '0.999'],
      ],
      OF_USDC,
    );
    await armed('peg < 0.98 for 1d clear > 0.99', USDC);
    at('2026-03-12T07:00:00.000Z');
    const dataset = prices(
      'after.csv',
      [
        ['2026-03-10', '0.97'],
        ['2026-03-11', '0.96'],
      ],
      OF_USDC,
    );
    at('2026-03-12T08:00:00.000Z');
    const { firings } = await alerts.firings({});
    expect(firings).toMatchObject([
      {
        observed: '2026-03-12T00:00:00.000Z',
        late: true,
        why: { readings: [{ last: { value: '0.96', origin: { kind: 'row', dataset, row: 2 } } }] },
      },
    ]);
    expect(ok(await alerts.replay({}))).toEqual({
      replayed: 1,
      identical: 1,
      different: [],
      unrecorded: { fired: 0, cleared: 0, corrections: 0 },
    });
  });

  it('take back what a withdrawn dataset had made fire, and fire again for what replaces it', async () => {
    const { engine, alerts, prices, at, armed } = begin();
    prices(
      'before.csv',
      [
        ['2026-03-08', '1'],
        ['2026-03-09', '0.999'],
      ],
      OF_USDC,
    );
    await armed('peg < 0.98', USDC);
    const dataset = prices(
      'wrong.csv',
      [
        ['2026-03-10', '0.097'],
        ['2026-03-11', '0.097'],
      ],
      OF_USDC,
    );
    at('2026-03-12T08:00:00.000Z');
    expect((await alerts.firings({})).firings).toMatchObject([{ ended: null }]);
    ok(undo(engine.store, engine.journal, dataset));
    at('2026-03-12T09:00:00.000Z');
    expect((await alerts.firings({})).firings).toMatchObject([{ void: true, ended: 'corrected' }]);
    const [fired] = (await alerts.firings({})).firings;
    expect(ok(await alerts.replay({ firing: fired!.firing })).different[0]?.differences).toContainEqual({
      what: 'observed',
      recorded: '2026-03-11T00:00:00.000Z',
      computed: null,
    });
    prices(
      'right.csv',
      [
        ['2026-03-10', '0.97'],
        ['2026-03-11', '0.97'],
      ],
      OF_USDC,
    );
    at('2026-03-12T10:00:00.000Z');
    expect((await alerts.firings({})).firings).toMatchObject([{ void: false, ended: null }, { void: true }]);
  });

  it('are previewed, rehearsed and swept before they are armed, and tell how near they are', async () => {
    const { alerts, prices, armed } = begin();
    const days = Array.from({ length: 40 }, (_, n): [string, string] => {
      const day = new Date(Date.parse('2026-01-20') + n * 864e5).toISOString().slice(0, 10);
      return [day, n === 10 || n === 11 || n === 30 ? '0.97' : '1'];
    });
    prices('made.csv', days, OF_USDC);
    const fault = await alerts.preview({ about: USDC, rule: 'pge < 0.98' });
    expect(fault.fault).toMatchObject({ from: 0, to: 3 });
    const preview = await alerts.preview({ about: USDC, rule: 'peg<0.98 for 1d clear >.99' });
    expect(preview).toMatchObject({
      fault: null,
      text: 'peg < 0.98 for 1d clear > 0.99',
      subjects: 1,
      firing: 0,
      unknown: 0,
      watches: [{ subject: 'USDC', holds: false, values: [{ value: '1' }], distance: { holds: false } }],
    });
    expect(preview.watches[0]?.distance?.share).toBeCloseTo(0.02 / 0.98, 9);
    const about = { kind: 'asset', subject: 'USDC', metric: 'market.asset-peg' } as const;
    ok(await alerts.markDrawdowns({ ...about, marks: [{ from: '2026-01-30T00:00:00.000Z', to: '2026-02-02T00:00:00.000Z', note: '' }] }));
    const rehearsed = ok(
      await alerts.rehearse({
        about: USDC,
        rule: 'peg < 0.98',
        against: 'peg < 0.98 for 1d',
        sweep: { clause: 0, numbers: ['0.9', '0.98', '1.01'] },
      }),
    );
    expect(rehearsed).toMatchObject({
      thresholds: [{ clause: 0, number: '0.98' }],
      subjects: [
        {
          observations: 40,
          firings: [{ value: '0.97' }, { value: '0.97' }],
          firesStill: false,
          longest: 2 * 864e5,
          marks: { missed: 0, falseAlarms: [expect.any(Number)], precision: 0.5, recall: 1 },
          against: { firings: [{}], onlyFirst: 1, onlySecond: 0 },
        },
      ],
    });
    expect(rehearsed.sweep?.points.map(({ firings }) => firings.length)).toEqual([0, 2, 1]);
    await armed('peg < 0.98', USDC);
    await armed('peg < 0.5', USDC);
    const near = await alerts.near({});
    expect(near.watches.map(({ distance }) => distance?.clauses[0]?.text)).toEqual(['peg < 0.98', 'peg < 0.5']);
    expect((await alerts.rules({}))[0]).toMatchObject({ watches: { total: 1, armed: 1 }, nearest: { subject: 'USDC' } });
    const presets = await alerts.presets({ kind: 'asset' });
    expect(presets.find(({ id }) => id === 'depeg')).toMatchObject({ fault: null, rehearsal: { rehearsed: 1, firings: 1 } });
  });
});

const POOLS = '../shared/data/yield/defillama';

describe.skipIf(!existsSync(POOLS))('rules over the pools of the shared data', () => {
  it('watch every pool of a snapshot for its deposits, and say of which nothing is known', async () => {
    const { engine, alerts, take, at, armed } = begin('2025-10-01T00:00:00.000Z');
    const first = join(POOLS, 'pools_2025-09-26.csv');
    take(basename(first), readFileSync(first), {});
    const rule = await armed('change(tvl, 2d) < -30%', { kind: 'pool', which: { of: 'every' } });
    const before = await alerts.rule({ rule });
    expect(before?.watches?.total).toBeGreaterThan(100);
    const second = join(POOLS, 'pools_2025-09-29.csv');
    take(basename(second), readFileSync(second), {});
    at('2025-10-01T01:00:00.000Z');
    const { firings, total } = await alerts.firings({ limit: 1_000 });
    const pools = engine.store.all<{ pool: string; then: number; now: number }>(
      `SELECT one.pool, one.tvl_usd AS "then", other.tvl_usd AS "now" FROM pool_point AS one JOIN pool_point AS other USING (pool)
       WHERE julianday(other.at) - julianday(one.at) >= 2 AND one.used = 1 AND other.used = 1 AND other.tvl_usd < one.tvl_usd * 0.7 AND one.tvl_usd > 0`,
    );
    expect(total).toBe(new Set(pools.map(({ pool }) => pool)).size);
    expect(new Set(firings.map(({ subject }) => subject))).toEqual(new Set(pools.map(({ pool }) => pool).slice(0, 10_000)));
    const replayed = ok(await alerts.replay({}));
    expect(replayed).toMatchObject({ identical: total, different: [] });
  }, 60_000);
});
