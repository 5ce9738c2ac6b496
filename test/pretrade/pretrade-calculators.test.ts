import { describe, expect, it } from 'vitest';
import { type Calculator, isKnown } from '../../shared/figures/index.ts';
import { pretradeCalculators } from '../../shared/pretrade/index.ts';

const byName = (name: string): Calculator => pretradeCalculators.find((calculator) => calculator.name === name)!;
const run = (name: string, input: unknown) => byName(name).run(byName(name).input.parse(input));

const TIERS = [
  { floor: '0', cap: '50000', rate: '0.004', amount: '0' },
  { floor: '50000', cap: '250000', rate: '0.005', amount: '50' },
  { floor: '250000', cap: '1000000', rate: '0.01', amount: '1300' },
  { floor: '1000000', cap: '10000000', rate: '0.025', amount: '16300' },
];
const LONG = { kind: 'linear', side: 'long', entry: '50000', quantity: '21', marginBalance: '210000', tiers: TIERS };
const BOOK = {
  side: 'buy',
  bids: [['49995', '1']],
  asks: [
    ['50000', '0.8'],
    ['50005', '1.2'],
    ['50020', '3'],
    ['50100', '10'],
  ],
};

describe('the calculators of the terminal’s contract', () => {
  it('are the five, by name', () => {
    expect(pretradeCalculators.map(({ name }) => name)).toEqual([
      'liquidation-price',
      'funding-cost',
      'slippage',
      'break-even',
      'position-size',
    ]);
  });

  it.each([
    ['liquidation-price', LONG, { price: '40341.51034151034151034151034151034', tier: '3' }],
    [
      'liquidation-price',
      {
        ...LONG,
        kind: 'inverse',
        quantity: '10000000',
        entry: '45000',
        marginBalance: '101',
        tiers: [{ floor: '0', cap: '100000', rate: '0.125', amount: '11.81' }],
      },
      { price: expect.stringMatching(/^33578\.859744833830/), tier: '1' },
    ],
    [
      'funding-cost',
      { side: 'short', notional: '1000000', rate: '0.0001', intervalHours: 8, open: '2025-09-01T00:00:00Z', close: '2025-09-15T00:00:00Z' },
      { settlements: '42', cost: '-4200' },
    ],
    [
      'slippage',
      { ...BOOK, base: '4' },
      { filled: '4', vwap: '50011.5', worst: '50020', bpsVsBest: '2.3', bpsVsMid: expect.stringMatching(/^2\.80014/) },
    ],
    ['slippage', { ...BOOK, quote: '200000' }, expect.objectContaining({ filled: expect.stringMatching(/^3\.99908036785285/) })],
    [
      'break-even',
      { side: 'long', entry: '50000', quantity: '2', feeIn: '0.0005', feeOut: '0.0005', funding: '420' },
      { exit: expect.stringMatching(/^50260\.13006503251/) },
    ],
    ['break-even', { side: 'short', entry: '50000', quantity: '2', feeIn: '0', feeOut: '0' }, { exit: '50000' }],
    [
      'position-size',
      { maxLoss: '5000', entry: '50000', stop: '48500', feeIn: '0.0005', feeOut: '0.0005' },
      { quantity: expect.stringMatching(/^3\.2273680813296756/) },
    ],
    ['position-size', { maxLoss: '100', entry: '100', stop: '90', feeIn: '0', feeOut: '0', slippage: '10' }, { quantity: '5' }],
  ])('%s', (name, input, expected) => {
    const answer = run(name, input);
    expect(answer).toHaveProperty('ok', expected);
    const { ok, trail } = isKnown(answer) ? answer : { ok: null, trail: [] };
    expect(byName(name).ok.parse(ok)).toEqual(ok);
    expect(trail.length).toBeGreaterThan(0);
  });

  it.each([
    ['liquidation-price', { ...LONG, marginBalance: '1050000' }, { reason: 'cannot-be-liquidated' }],
    ['liquidation-price', { ...LONG, tiers: TIERS.toReversed() }, { reason: 'tiers-unsorted' }],
    ['slippage', { ...BOOK, base: '20' }, { reason: 'not-enough-depth', details: { filled: '15', short: '5' } }],
    ['slippage', { ...BOOK, quote: '1000000' }, { reason: 'not-enough-depth', details: { filled: '751066', short: '248934' } }],
    ['slippage', { ...BOOK, bids: [['50001', '1']], base: '1' }, { reason: 'book-crossed' }],
    ['position-size', { maxLoss: '1', entry: '100', stop: '100', feeIn: '0', feeOut: '0' }, { reason: 'stop-at-entry' }],
  ])('%s is unavailable with its reason', (name, input, expected) => {
    expect(run(name, input)).toMatchObject({ unavailable: expected });
  });

  it.each([
    ['liquidation-price', { ...LONG, tiers: [] }],
    ['liquidation-price', { ...LONG, entry: 50000 }],
    ['liquidation-price', { ...LONG, leverage: '5' }],
    ['funding-cost', { side: 'long', notional: '1', rate: '0', intervalHours: '8', open: '2025-09-01', close: '2025-09-02T00:00:00Z' }],
    ['slippage', BOOK],
    ['slippage', { ...BOOK, base: '1', quote: '1' }],
    ['slippage', { ...BOOK, asks: [[50000, 1]], base: '1' }],
    ['break-even', { side: 'buy', entry: '1', quantity: '1', feeIn: '0', feeOut: '0' }],
  ])('%s refuses what breaks its schema', (name, input) => {
    expect(byName(name).input.safeParse(input).success).toBe(false);
  });
});
