import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Calculator, isKnown } from '../../shared/figures/index.ts';
import { positionCalculators } from '../../shared/positions/index.ts';

const byName = (name: string): Calculator => positionCalculators.find((calculator) => calculator.name === name)!;
const run = (name: string, input: unknown) => byName(name).run(byName(name).input.parse(input));
const flows = (...pairs: [string, string][]) => pairs.map(([date, amount]) => ({ date, amount }));

/** One input of each calculator that works, with its answer to the digits of the reference. */
const ANSWERS: readonly [string, unknown, unknown][] = [
  [
    'accrual',
    { principal: '10000', rate: '0.0725', basis: 'apr-simple', days: 91 },
    { interest: '180.7534246575342465753424657534247', balance: '10180.75342465753424657534246575342' },
  ],
  [
    'accrual',
    { principal: '10000', rate: '0.0725', basis: 'apy', days: '91' },
    { interest: /^176\.0329638885093/, balance: /^10176\.0329638885093/ },
  ],
  ['real-yield', { nominal: '0.193', inflation: '0.136', kind: 'dilution' }, { real: /^0\.05017605633802816/ }],
  ['real-yield', { nominal: '0.07', inflation: '0.03', kind: 'fiat', priceChange: '-0.2' }, { real: /^-0\.16893203883495145/ }],
  ['real-yield', { nominal: '0.07', inflation: '0.05', kind: 'dilution', tax: '0.3' }, { real: /^-0\.00095238095238095238/ }],
  ['staking-net', { gross: '0.075', commission: '0.08', perYear: 365 }, { apr: '0.069', apy: /^0\.071429222232766374/ }],
  ['staking-net', { gross: '0.075', commission: '0.08', perYear: 'simple' }, { apr: '0.069', apy: '0.069' }],
  ['staking-net', { gross: '0.075', commission: '0.08', perYear: 'continuous' }, { apr: '0.069', apy: /^0\.071436209148346205/ }],
  ['unbonding', { apy: '0.15', holdDays: 90, unbondingDays: '21' }, { effectiveApy: /^0\.1199908255695524/ }],
  [
    'lending-rate',
    { utilisation: '0.95', base: '0', slope1: '0.055', slope2: '0.6', optimal: '0.9', reserveFactor: '0.1' },
    { borrowApr: '0.355', supplyApr: '0.303525' },
  ],
  [
    'health-factor',
    { collateral: [{ amount: '10', price: '3000', liquidationThreshold: '0.83' }], debt: [{ amount: '15000', price: '1' }] },
    { healthFactor: '1.66', commonShock: /^0\.39759036144578313/ },
  ],
  [
    'impermanent-loss',
    {
      model: 'weighted',
      legs: [
        { weight: '0.5', priceRatio: '4' },
        { weight: '0.5', priceRatio: '1' },
      ],
    },
    { loss: '-0.2' },
  ],
  [
    'impermanent-loss',
    { model: 'concentrated', lower: '1500', upper: '2500', entry: '2000', exit: '2200' },
    { loss: /^-0\.009525226003143646/, lpValue: /^1\.03412676181130922/, holdValue: /^1\.04407178149354/ },
  ],
  ['impermanent-loss', { model: 'stable-swap', amplification: '100', price: '0.95' }, { loss: /^-0\.0133211371115/ }],
  [
    'v3-amounts',
    {
      liquidity: '706105374000000',
      tickLower: 251080,
      tickUpper: '253470',
      sqrtPriceX96: '22425385687525929633331479899539281',
      rounding: 'ceil',
    },
    { amount0: '280973866', amount1: '0' },
  ],
  [
    'xirr',
    { flows: flows(['2021-01-01', '-1000'], ['2022-01-01', '2300'], ['2023-01-01', '-1320']) },
    { rate: '0.1', periodReturn: '0.21', roots: ['0.1', '0.2'], days: '730' },
  ],
  [
    'twr',
    {
      valuations: [
        { date: '2023-01-01', value: '100' },
        { date: '2023-07-01', value: '221' },
        { date: '2024-01-01', value: '221' },
      ],
      flows: flows(['2023-07-01', '111']),
    },
    { return: '0.1', annualised: '0.1' },
  ],
  [
    'twr',
    {
      valuations: [
        { date: '2023-01-01', value: '100' },
        { date: '2023-07-01', value: '110' },
      ],
      flows: [],
    },
    { return: '0.1' },
  ],
  [
    'modified-dietz',
    {
      begin: '100000',
      end: '118000',
      days: 30,
      flows: [
        { day: 10, amount: '20000' },
        { day: '20', amount: '-5000' },
      ],
    },
    { return: '0.02686567164179104477611940298507463' },
  ],
  [
    'cost-basis',
    {
      method: 'average',
      events: [
        { date: '2024-01-01', kind: 'buy', quantity: '1', price: '100', fee: '1' },
        { date: '2024-01-02', kind: 'buy', quantity: '1', price: '200' },
        { date: '2024-01-03', kind: 'income', quantity: '.1', price: '150' },
        { date: '2024-01-04', kind: 'buy', quantity: '1', price: '120', fee: '2.4' },
        { date: '2024-01-05', kind: 'sell', quantity: '1.5', price: '180', fee: '.54' },
      ],
    },
    {
      income: '15',
      disposals: [
        { date: '2024-01-05', quantity: '1.5', proceeds: '269.46', cost: /^212\.1290322580645161/, gain: /^57\.3309677419354838/ },
      ],
      remaining: { quantity: '1.6', cost: /^226\.2709677419354838/ },
    },
  ],
];

const textLike = (pattern: RegExp): unknown => expect.stringMatching(pattern);

/** Regular expressions in an expected answer, as matchers. */
function matching(expected: unknown): unknown {
  if (expected instanceof RegExp) return textLike(expected);
  if (Array.isArray(expected)) return expected.map(matching);
  if (typeof expected !== 'object' || expected === null) return expected;
  return Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, matching(value)]));
}

describe('the calculators of positions', () => {
  it('are those of the terminal’s contract, in its order', () => {
    expect(positionCalculators.map(({ name }) => name)).toEqual([
      'accrual',
      'real-yield',
      'staking-net',
      'unbonding',
      'lending-rate',
      'health-factor',
      'impermanent-loss',
      'v3-amounts',
      'xirr',
      'twr',
      'modified-dietz',
      'cost-basis',
    ]);
  });

  it.each(ANSWERS)('%s answers %j', (name, input, expected) => {
    const answer = run(name, input);
    expect(answer).toMatchObject({ ok: matching(expected) });
    const known = isKnown(answer) ? answer : { ok: null, trail: [] };
    expect(byName(name).ok.safeParse(known.ok).error?.issues ?? []).toEqual([]);
    expect(known.trail.length).toBeGreaterThan(0);
    for (const { figure, formula, source, value, inputs } of known.trail) {
      expect([figure, formula, source, value].every(Boolean)).toBe(true);
      expect(inputs.length).toBeGreaterThan(0);
    }
  });

  it.each<[string, unknown, string]>([
    ['accrual', { principal: '0', rate: '0.05', basis: 'apy', days: 1 }, 'zero-principal'],
    ['accrual', { principal: '1', rate: '0.05', basis: 'apy', days: -1 }, 'negative-days'],
    ['real-yield', { nominal: '0.05', inflation: '-1', kind: 'fiat' }, 'inflation-leaves-nothing'],
    ['real-yield', { nominal: '0.05', inflation: '0.1', kind: 'dilution', priceChange: '0.1' }, 'price-change-not-applicable'],
    ['staking-net', { gross: '0.05', commission: '1.1', perYear: 1 }, 'commission-outside-range'],
    ['unbonding', { apy: '0.05', holdDays: 0, unbondingDays: 0 }, 'no-period'],
    [
      'lending-rate',
      { utilisation: '-0.1', base: '0', slope1: '0', slope2: '0', optimal: '0.5', reserveFactor: '0' },
      'negative-utilisation',
    ],
    ['health-factor', { collateral: [], debt: [] }, 'no-debt'],
    ['impermanent-loss', { model: 'weighted', legs: [] }, 'one-leg'],
    ['impermanent-loss', { model: 'concentrated', lower: '2', upper: '1', entry: '1', exit: '1' }, 'empty-range'],
    ['impermanent-loss', { model: 'stable-swap', amplification: '0', price: '1' }, 'amplification-not-positive'],
    ['v3-amounts', { liquidity: '1', tickLower: 5, tickUpper: 5, sqrtPriceX96: '1', rounding: 'floor' }, 'empty-range'],
    ['xirr', { flows: [] }, 'no-sign-change'],
    ['xirr', { flows: flows(['2024-01-01', '-1'], ['2024-01-01', '2']) }, 'one-day'],
    ['xirr', { flows: flows(['2021-01-01', '-100'], ['2022-01-01', '230'], ['2023-01-01', '-133']) }, 'no-root'],
    ['twr', { valuations: [], flows: [] }, 'too-few-valuations'],
    ['modified-dietz', { begin: '0', end: '1', days: 1, flows: [] }, 'no-capital'],
    ['cost-basis', { method: 'fifo', events: [{ date: '2024-01-01', kind: 'sell', quantity: '1', price: '1' }] }, 'not-enough-held'],
  ])('%s of %j is unavailable: %s', (name, input, reason) => {
    const answer = run(name, input);
    expect(answer).toMatchObject({ unavailable: { reason } });
    expect(isKnown(answer) ? '' : answer.unavailable.message).toMatch(/^[A-Z].{20,}\.$/s);
  });

  it.each<[string, unknown, string]>([
    ['accrual', { principal: 10_000, rate: '0.05', basis: 'apy', days: 1 }, 'principal'],
    ['accrual', { principal: '1', rate: '0.05', basis: 'apr', days: 1 }, 'basis'],
    ['accrual', { principal: '1', rate: '0.05', basis: 'apy', days: 1.5 }, 'days'],
    ['accrual', { principal: 'NaN', rate: '0.05', basis: 'apy', days: 1 }, 'principal'],
    ['real-yield', { nominal: '0.05', inflation: '0.1', kind: 'nominal' }, 'kind'],
    ['staking-net', { gross: '0.05', commission: '0', perYear: 0 }, 'perYear'],
    ['health-factor', { collateral: [{ amount: '1', price: 2, liquidationThreshold: '0.8' }], debt: [] }, 'collateral.0.price'],
    ['health-factor', { collateral: [], debt: [{ amount: '1', price: '1', asset: 'ETH' }] }, 'debt.0'],
    ['impermanent-loss', { model: 'linear' }, 'model'],
    ['impermanent-loss', { model: 'stable-swap', amplification: '100', price: '1', legs: [] }, ''],
    ['v3-amounts', { liquidity: '1.5', tickLower: 1, tickUpper: 5, sqrtPriceX96: '1', rounding: 'floor' }, 'liquidity'],
    ['v3-amounts', { liquidity: '1', tickLower: 1, tickUpper: 5, sqrtPriceX96: '1', rounding: 'round' }, 'rounding'],
    ['xirr', { flows: flows(['2024-02-30', '-1']) }, 'flows.0.date'],
    ['xirr', { flows: flows(['2024-02-03', '1,000']) }, 'flows.0.amount'],
    ['twr', { valuations: [{ date: '2024-01-01', value: 1 }], flows: [] }, 'valuations.0.value'],
    ['modified-dietz', { begin: '0', end: '1', days: 0, flows: [] }, 'days'],
    ['modified-dietz', { begin: '0', end: '1', days: 1, flows: [{ day: -1, amount: '1' }] }, 'flows.0.day'],
    ['cost-basis', { method: 'best', events: [] }, 'method'],
    ['cost-basis', { method: 'fifo', events: [{ date: '2024-01-01', kind: 'gift', quantity: '1', price: '1' }] }, 'events.0.kind'],
  ])('%s refuses %j at the field', (name, input, path) => {
    const parsed = byName(name).input.safeParse(input);
    expect(parsed.error?.issues[0]?.path.join('.')).toBe(path);
  });

  it('describe input and answer in JSON Schema', () => {
    for (const { input, ok, says } of positionCalculators) {
      expect(z.toJSONSchema(input)).toHaveProperty('$schema');
      expect(z.toJSONSchema(ok)).toMatchObject({ type: 'object' });
      expect(says).toMatch(/\.$/);
    }
  });

  it('never throw, whatever decimals come in', () => {
    const decimals = fc.oneof(
      fc.constantFrom('0', '-0', '1', '-1', '1e9999', '-1e9999', '1e-9999', '0.999999999999999999999999', '365', '.5', '5.'),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.integer({ min: -1000, max: 1000 }).map((units) => String(units / 100)),
    );
    const day = fc.integer({ min: 0, max: 20_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
    const dated = fc.array(fc.record({ date: day, amount: decimals }), { maxLength: 6 });
    const inputs: Record<string, fc.Arbitrary<unknown>> = {
      accrual: fc.record({ principal: decimals, rate: decimals, basis: fc.constantFrom('apr-simple', 'apy'), days: decimals }),
      'real-yield': fc.record({
        nominal: decimals,
        inflation: decimals,
        kind: fc.constantFrom('dilution', 'fiat'),
        priceChange: decimals,
        tax: decimals,
      }),
      'staking-net': fc.record({
        gross: decimals,
        commission: decimals,
        perYear: fc.constantFrom(1, 365, 31_536_000, 'continuous', 'simple'),
      }),
      unbonding: fc.record({ apy: decimals, holdDays: decimals, unbondingDays: decimals }),
      'lending-rate': fc.record({
        utilisation: decimals,
        base: decimals,
        slope1: decimals,
        slope2: decimals,
        optimal: decimals,
        reserveFactor: decimals,
      }),
      'health-factor': fc.record({
        collateral: fc.array(fc.record({ amount: decimals, price: decimals, liquidationThreshold: decimals }), { maxLength: 3 }),
        debt: fc.array(fc.record({ amount: decimals, price: decimals }), { maxLength: 3 }),
      }),
      'impermanent-loss': fc.oneof(
        fc.record({
          model: fc.constant('weighted'),
          legs: fc.array(fc.record({ weight: decimals, priceRatio: decimals }), { maxLength: 4 }),
        }),
        fc.record({ model: fc.constant('concentrated'), lower: decimals, upper: decimals, entry: decimals, exit: decimals }),
        fc.record({ model: fc.constant('stable-swap'), amplification: decimals, price: decimals }),
      ),
      xirr: fc.record({ flows: dated }),
      twr: fc.record({ valuations: fc.array(fc.record({ date: day, value: decimals }), { maxLength: 5 }), flows: dated }),
      'modified-dietz': fc.record({
        begin: decimals,
        end: decimals,
        days: fc.integer({ min: 1, max: 400 }),
        flows: fc.array(fc.record({ day: fc.nat(400), amount: decimals })),
      }),
      'cost-basis': fc.record({
        method: fc.constantFrom('fifo', 'lifo', 'hifo', 'lofo', 'average'),
        events: fc.array(
          fc.record({ date: day, kind: fc.constantFrom('buy', 'sell', 'income'), quantity: decimals, price: decimals, fee: decimals }),
          { maxLength: 6 },
        ),
      }),
    };
    for (const [name, input] of Object.entries(inputs)) {
      fc.assert(
        fc.property(input, (one) => {
          const answer = run(name, one);
          const text = JSON.stringify(answer);
          expect(text).not.toMatch(/NaN|Infinity/);
          expect(text.length).toBeLessThan(2_000_000);
        }),
        { numRuns: 150 },
      );
    }
  });
});
