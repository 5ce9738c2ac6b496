import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCaller } from '../../electron/engine/api/router.ts';
import { metricNamed, subjectsOf, tableOf } from '../../electron/engine/metrics/index.ts';
import type { OpenEngine } from '../../electron/engine/open-engine.ts';
import { isKnown } from '../../shared/figures/index.ts';
import { ok, open, temporaryFolder } from '../workspace/open-workspace.ts';

const NOW = '2026-03-01T12:00:00.000Z';
const at = (day: string) => `${day}T08:00:00.000Z`;

/** Staked DOT, half a constant-product pool, and a loan, with prices entered by hand. */
async function desk() {
  const clock = { now: NOW };
  const engine = open(join(temporaryFolder(), 'desk.countinghouse'), { mode: 'create', now: () => clock.now });
  const api = createCaller({ engine });
  ok(await api.workspace.changeSettings({ deflator: 'none' }));
  const prices = [
    ['DOT', '2026-01-01', '10'],
    ['DOT', '2026-02-01', '8'],
    ['DOT', '2026-03-01', '9'],
    ['ETH', '2026-01-01', '100'],
    ['ETH', '2026-03-01', '400'],
    ['USDC', '2026-01-01', '1'],
    ['USDC', '2026-03-01', '1'],
  ] as const;
  for (const [asset, day, price] of prices) ok(await api.market.enterPrice({ asset, currency: 'USD', day, price }));
  const { position: staked } = ok(
    await api.positions.open({
      terms: { kind: 'native-staking', title: 'DOT', platform: 'Kraken', opened: '2026-01-01', asset: 'DOT', unbondingDays: 28 },
      activities: [
        { kind: 'open', at: at('2026-01-01'), into: [{ asset: 'DOT', quantity: '100' }] },
        { kind: 'reward', at: at('2026-02-01'), into: [{ asset: 'DOT', quantity: '2' }] },
      ],
    }),
  );
  const { position: pooled } = ok(
    await api.positions.open({
      terms: {
        kind: 'liquidity',
        title: 'ETH–USDC',
        platform: 'Uniswap v2',
        opened: '2026-01-01',
        pool: { model: 'constant-product', assets: ['ETH', 'USDC'] },
      },
      activities: [
        {
          kind: 'open',
          at: at('2026-01-01'),
          into: [
            { asset: 'ETH', quantity: '10' },
            { asset: 'USDC', quantity: '1000' },
          ],
        },
      ],
    }),
  );
  const { position: owing } = ok(
    await api.positions.open({
      terms: {
        kind: 'lending-borrow',
        title: 'Loan',
        platform: 'Aave',
        opened: '2026-01-01',
        collateral: [{ asset: 'ETH', liquidationThreshold: '0.8' }],
        debt: ['USDC'],
        lockedUntil: '2026-03-11',
      },
      activities: [
        { kind: 'open', at: at('2026-01-01'), into: [{ asset: 'ETH', quantity: '10' }] },
        { kind: 'borrow', at: at('2026-01-01'), outOf: [{ asset: 'USDC', quantity: '400' }] },
      ],
    }),
  );
  return { engine, api, clock, staked, pooled, owing };
}

function read(engine: OpenEngine, word: string, position: string): string {
  const figure = metricNamed(engine, 'position', word)!.read(engine, position);
  return isKnown(figure) ? figure.ok.text : figure.unavailable.reason;
}

describe('metrics of positions', () => {
  it('are what one computes by hand', async () => {
    const { engine, staked, pooled, owing } = await desk();
    // 102 DOT at 9; put in 100 at 10; 2 DOT earned at 8, in 59 days.
    expect(read(engine, 'value', staked)).toBe('918');
    expect(Number(read(engine, 'return.nominal', staked))).toBeCloseTo(-82 / 1000, 12);
    expect(Number(read(engine, 'earned-per-day', staked))).toBeCloseTo(16 / 59, 12);
    expect([read(engine, 'unbonding', staked), read(engine, 'unlock', staked), read(engine, 'activity-age', staked)]).toEqual([
      '28',
      '28',
      '28',
    ]);
    expect([read(engine, 'health', staked), read(engine, 'il', staked), read(engine, 'status', staked)]).toEqual([
      'not-applicable',
      'not-applicable',
      'open',
    ]);
    // Of 10 ETH and 1,000 USDC the pool keeps 5 and 2,000 when ETH costs four times as much: 4,000 where holding has 5,000, on 2,000 put in.
    expect(Number(read(engine, 'value', pooled))).toBeCloseTo(4_000, 9);
    expect(Number(read(engine, 'il', pooled))).toBeCloseTo(-0.5, 12);
    // 10 ETH at 400 and a threshold of 0.8 against 400: 8; it may fall by seven eighths.
    expect([read(engine, 'health', owing), read(engine, 'liquidation-distance', owing)]).toEqual(['8', '0.875']);
    expect([read(engine, 'unlock', owing), read(engine, 'unbonding', owing)]).toEqual(['10', 'not-told']);
    expect(Number(read(engine, 'weight', staked))).toBeCloseTo(918 / (918 + 4_000 + 3_600), 9);
    expect(read(engine, 'value', 'nobody')).toBe('no-such-position');
  });

  it('follow the clock, and have a basis where they are rates', async () => {
    const { engine, clock, owing, staked } = await desk();
    clock.now = '2026-03-02T12:00:00.000Z';
    expect(read(engine, 'unlock', owing)).toBe('9');
    expect(metricNamed(engine, 'position', 'xirr')!.read(engine, staked)).toMatchObject({
      ok: { basis: { kind: 'APY', standing: 'realised', net: 'net' } },
    });
    clock.now = '2026-04-01T12:00:00.000Z';
    expect(read(engine, 'value', owing)).toBe('stale-price');
    expect(read(engine, 'weight', staked)).toBe('stale-price');
  });

  it('are unknown, not nought, of a removed position, and no longer listed', async () => {
    const { engine, api, pooled } = await desk();
    expect(subjectsOf(engine, 'position').map(({ title }) => title)).toEqual(['DOT, Kraken', 'ETH–USDC, Uniswap v2', 'Loan, Aave']);
    ok(await api.positions.remove({ position: pooled }));
    expect(read(engine, 'value', pooled)).toBe('no-such-position');
    expect(subjectsOf(engine, 'position')).toHaveLength(2);
    const table = tableOf(engine, metricNamed(engine, 'position', 'il')!);
    expect('numbers' in table && [...table.numbers]).toEqual([Number.NaN, Number.NaN]);
  });
});
