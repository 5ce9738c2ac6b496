import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from '../../shared/figures/index.ts';
import {
  amountsBetweenTicks,
  amountsOfLiquidity,
  capitalEfficiency,
  constantProductLoss,
  liquidityOfValue,
  MAX_TICK,
  MIN_TICK,
  priceOfSquareRoot,
  priceOfTick,
  rangeOutcome,
  squareRootOfTick,
} from '../../shared/positions/index.ts';
import { decimal, like, reasonIn, valueIn } from '../figures/reading.ts';

const range = { lower: decimal(1500), upper: decimal(2500) };
const capital = decimal(10_000);

describe('a position in a range of prices', () => {
  const liquidity = liquidityOfValue(capital, range, decimal(2000));

  it('starts with the amounts that its capital buys', () => {
    const { amount0, amount1 } = amountsOfLiquidity(liquidity, range, decimal(2000));
    expect(like('933.4553114807633', liquidity)).toBe('933.4553114807633');
    expect(like('2.20358907467700013', amount0)).toBe('2.20358907467700013');
    expect(like('5592.82185064599973', amount1)).toBe('5592.82185064599973');
  });

  it.each([
    ['2200', '1.23222787974955445', '7630.36628266407245', '10440.7178149354', '10341.2676181130922', '-0.00952522600314364605'],
    ['1800', '3.33264645980635593', '3450.58608302038694', '9559.28218506459997', '9449.34971067182762', '-0.0115000762886287205'],
    ['3000', '0', '10520.1968160996325', '12203.5890746770001', '10520.1968160996325', '-0.137942391232304177'],
    ['1000', '5.43260627567708902', '0', '7796.41092532299987', '5432.60627567708902', '-0.303191387971636457'],
  ])('at %s holds, is worth and has lost what the table says', (price, x, y, hold, lp, loss) => {
    const { amount0, amount1 } = amountsOfLiquidity(liquidity, range, decimal(price));
    const outcome = valueIn(rangeOutcome(range, decimal(2000), decimal(price)));
    expect([like(x, amount0), like(y, amount1)]).toEqual([x, y]);
    expect(like(hold, outcome.holdValue.times(capital))).toBe(hold);
    expect(like(lp, outcome.lpValue.times(capital))).toBe(lp);
    expect(like(loss, outcome.loss)).toBe(loss);
  });

  it('entered on one side holds one token', () => {
    const start = liquidityOfValue(capital, range, decimal(1400));
    expect(like('7.142857', amountsOfLiquidity(start, range, decimal(1400)).amount0)).toBe('7.142857');
    expect(like('1558.89883251324444', amountsOfLiquidity(start, range, decimal(1600)).amount1)).toBe('1558.89883251324444');
    expect(like('-0.00447343387916400104', valueIn(rangeOutcome(range, decimal(1400), decimal(1600))).loss)).toBe(
      '-0.00447343387916400104',
    );
    expect(like('-0.0494474414493412168', valueIn(rangeOutcome(range, decimal(3000), decimal(2000))).loss)).toBe('-0.0494474414493412168');
  });

  it('inside its range agrees with the closed form', () => {
    const inside = fc.double({ min: 1500, max: 2500, noNaN: true });
    fc.assert(
      fc.property(inside, inside, (entry, exit) => {
        const [P0, k] = [new Decimal(entry), new Decimal(exit).dividedBy(entry)];
        const divisor = k
          .plus(1)
          .minus(range.lower.dividedBy(P0).sqrt())
          .minus(k.times(P0.dividedBy(range.upper).sqrt()));
        const closed = k.sqrt().times(2).minus(1).minus(k).dividedBy(divisor);
        expect(
          valueIn(rangeOutcome(range, P0, new Decimal(exit)))
            .loss.minus(closed)
            .abs()
            .toNumber(),
        ).toBeLessThan(1e-40);
      }),
    );
  });

  it('over nearly all prices is a constant-product pool', () => {
    const wide = { lower: decimal('1e-40'), upper: decimal('1e40') };
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1000, noNaN: true }), (k) => {
        const [one, other] = [valueIn(rangeOutcome(wide, decimal(1), new Decimal(k))).loss, valueIn(constantProductLoss(new Decimal(k)))];
        expect(one.minus(other).abs().toNumber()).toBeLessThan(1e-15);
      }),
    );
  });

  it('never gains on holding, whatever the range, entry and exit', () => {
    const price = fc.double({ min: 0.01, max: 10_000, noNaN: true });
    fc.assert(
      fc.property(price, fc.double({ min: 1.001, max: 100, noNaN: true }), price, price, (lower, width, entry, exit) => {
        const one = { lower: new Decimal(lower), upper: new Decimal(lower).times(width) };
        const { loss, lpValue, holdValue } = valueIn(rangeOutcome(one, new Decimal(entry), new Decimal(exit)));
        expect(loss.greaterThan('1e-50')).toBe(false);
        expect(lpValue.dividedBy(holdValue).minus(1).minus(loss).abs().toNumber()).toBeLessThan(1e-50);
      }),
    );
  });

  it('gives as many times the liquidity of the full range as the table says', () => {
    expect(like('8.34907812171690645', valueIn(capitalEfficiency(range, decimal(2000))))).toBe('8.34907812171690645');
    expect(reasonIn(capitalEfficiency(range, decimal(2500)))).toBe('out-of-range');
    expect(reasonIn(capitalEfficiency(range, decimal(1499)))).toBe('out-of-range');
    expect(reasonIn(capitalEfficiency({ lower: decimal(2), upper: decimal(1) }, decimal(1)))).toBe('empty-range');
  });

  it.each([
    ['0', '2500', '2000', '2200', 'price-not-positive'],
    ['1500', '2500', '0', '2200', 'price-not-positive'],
    ['1500', '2500', '2000', '-1', 'price-not-positive'],
    ['2500', '1500', '2000', '2200', 'empty-range'],
    ['2000', '2000', '2000', '2200', 'empty-range'],
  ])('of %s to %s from %s to %s is unavailable: %s', (lower, upper, entry, exit, reason) => {
    expect(reasonIn(rangeOutcome({ lower: decimal(lower), upper: decimal(upper) }, decimal(entry), decimal(exit)))).toBe(reason);
  });
});

describe('ticks', () => {
  it('are powers of 1.0001 to 2⁻⁹⁶, at every power of two, at the ends and anywhere', () => {
    const powers = Array.from({ length: 20 }, (_, bit) => 1 << bit).filter((tick) => tick <= MAX_TICK);
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: MIN_TICK, max: MAX_TICK }), fc.constantFrom(MIN_TICK, MAX_TICK, 0, ...powers, ...powers.map((p) => -p))),
        (tick) => {
          const exact = new Decimal('1.0001').pow(new Decimal(tick).dividedBy(2)).times(new Decimal(2).pow(96));
          const off = new Decimal(String(squareRootOfTick(tick))).minus(exact).abs();
          // Twenty roundings in 128 bits, and one up to a whole unit.
          expect(off.minus(1).dividedBy(exact).toNumber()).toBeLessThan(1e-18);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('end where the contract’s constants say', () => {
    expect(squareRootOfTick(MIN_TICK)).toBe(4295128739n);
    expect(squareRootOfTick(MAX_TICK)).toBe(1461446703485210103287273052203988822378723970342n);
    expect(squareRootOfTick(0)).toBe(1n << 96n);
  });

  it('read as prices in whole tokens, both from the tick and from its root', () => {
    const [fromTick, fromRoot] = [priceOfTick(-200_311, 18, 6), priceOfSquareRoot(squareRootOfTick(-200_311), 18, 6)];
    expect(fromTick.minus(fromRoot).abs().dividedBy(fromTick).toNumber()).toBeLessThan(1e-15);
    // One WETH in USDC: 10¹² / 1.0001^200311.
    expect(fromTick.toNumber()).toBeCloseTo(1e12 / 1.0001 ** 200_311, 6);
  });
});

describe('raw amounts', () => {
  const at = (rounding: 'floor' | 'ceil') =>
    valueIn(amountsBetweenTicks(10n ** 15n, 198_000, 202_980, squareRootOfTick(200_311), rounding));

  it('round down to withdraw and up to mint', () => {
    expect(at('floor')).toEqual({ amount0: 5_586_779_987n, amount1: 2_439_946_548_913_411_995n });
    expect(at('ceil')).toEqual({ amount0: 5_586_779_988n, amount1: 2_439_946_548_913_411_996n });
  });

  it('lie within a unit of the same position in decimals', () => {
    const tick = fc.integer({ min: -400_000, max: 400_000 });
    fc.assert(
      fc.property(
        tick,
        fc.integer({ min: 1, max: 100_000 }),
        tick,
        fc.bigInt({ min: 1n, max: 10n ** 24n }),
        (lower, width, now, liquidity) => {
          const root = squareRootOfTick(now);
          const floor = valueIn(amountsBetweenTicks(liquidity, lower, lower + width, root, 'floor'));
          const ceil = valueIn(amountsBetweenTicks(liquidity, lower, lower + width, root, 'ceil'));
          const price = (sqrt: bigint) => new Decimal(String(sqrt)).dividedBy(new Decimal(2).pow(96)).pow(2);
          const edges = { lower: price(squareRootOfTick(lower)), upper: price(squareRootOfTick(lower + width)) };
          const exact = amountsOfLiquidity(new Decimal(String(liquidity)), edges, price(root));
          for (const side of ['amount0', 'amount1'] as const) {
            const noise = exact[side].times('1e-40').plus(1);
            expect(exact[side].minus(String(floor[side])).greaterThan(noise.plus(1))).toBe(false);
            expect(floor[side] <= ceil[side] && ceil[side] - floor[side] <= 2n).toBe(true);
            expect(exact[side].minus(String(ceil[side])).greaterThan('1e-20')).toBe(false);
          }
        },
      ),
    );
  });

  it.each([
    [1n, 198_000.5, 202_980, 1n << 96n, 'tick-out-of-range'],
    [1n, 198_000, 887_273, 1n << 96n, 'tick-out-of-range'],
    [1n, -887_273, 0, 1n << 96n, 'tick-out-of-range'],
    [1n, 10, 10, 1n << 96n, 'empty-range'],
    [1n, 10, -10, 1n << 96n, 'empty-range'],
    [-1n, -10, 10, 1n << 96n, 'negative-liquidity'],
    [1n, -10, 10, 0n, 'price-out-of-range'],
    [1n, -10, 10, 1n << 200n, 'price-out-of-range'],
  ])('of %i between %s and %s at %i are unavailable: %s', (liquidity, lower, upper, root, reason) => {
    expect(reasonIn(amountsBetweenTicks(liquidity, lower, upper, root, 'floor'))).toBe(reason);
  });
});

const POSITIONS = '../shared/data/yield/lp/uniswap_v3_positions.json';
interface SavedPosition {
  readonly tickLower: number;
  readonly tickUpper: number;
  readonly liquidity: string;
  readonly states: readonly { tick: number; sqrtPriceX96: string; amount0: string; amount1: string; mint0: string; mint1: string }[];
}

describe.skipIf(!existsSync(POSITIONS))('the positions that the Uniswap SDK computed', () => {
  const saved: readonly SavedPosition[] = existsSync(POSITIONS) ? JSON.parse(readFileSync(POSITIONS, 'utf8')).positions : [];

  it('come out the same to the last unit, withdrawn and minted', () => {
    const states = saved.flatMap(({ states, ...position }) => states.map((state) => ({ ...position, ...state })));
    expect(states).toHaveLength(720);
    for (const { liquidity, tickLower, tickUpper, sqrtPriceX96, amount0, amount1, mint0, mint1 } of states) {
      const at = (rounding: 'floor' | 'ceil') =>
        valueIn(amountsBetweenTicks(BigInt(liquidity), tickLower, tickUpper, BigInt(sqrtPriceX96), rounding));
      expect(at('floor')).toEqual({ amount0: BigInt(amount0), amount1: BigInt(amount1) });
      expect(at('ceil')).toEqual({ amount0: BigInt(mint0), amount1: BigInt(mint1) });
    }
  });

  it('have the roots of their ticks at the edges', () => {
    const atEdges = saved.flatMap(({ tickLower, tickUpper, states }) =>
      states.filter(({ tick }) => tick === tickLower || tick === tickUpper),
    );
    expect(atEdges.length).toBeGreaterThan(100);
    for (const { tick, sqrtPriceX96 } of atEdges) expect(squareRootOfTick(tick)).toBe(BigInt(sqrtPriceX96));
  });
});
