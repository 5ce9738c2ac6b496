import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from '../../shared/figures/index.ts';
import {
  baseRewardPerIncrement,
  breakEvenHold,
  effectiveBalance,
  initialSlashingPenalty,
  MAX_EFFECTIVE_BALANCE_ELECTRA,
  netStaking,
  rateGrowth,
  rebaseApr,
  shareRate,
  unbondingApy,
  yearlyConsensusReward,
  yieldAfterExpectedSlashing,
} from '../../shared/positions/index.ts';
import { decimal, like, reasonIn, valueIn } from '../figures/reading.ts';

const ETH = 1_000_000_000n;

describe('staking net of commission', () => {
  it('takes commission first and compounds after', () => {
    const { apr, apy } = valueIn(netStaking(decimal('0.075'), decimal('0.08'), 365));
    expect(apr.toFixed()).toBe('0.069');
    expect(like('0.0714292222327663742', apy)).toBe('0.0714292222327663742');
    expect(like('0.0716457787248237154', apy)).not.toBe('0.0716457787248237154');
  });

  it('that is not restaked has one rate', () => {
    const { apr, apy } = valueIn(netStaking(decimal('0.075'), decimal('0.08'), 'simple'));
    expect(apr.equals(apy)).toBe(true);
  });

  it('refuses a commission outside 0 to 1', () => {
    expect(reasonIn(netStaking(decimal('0.075'), decimal('8'), 365))).toBe('commission-outside-range');
    expect(reasonIn(netStaking(decimal('0.075'), decimal('-0.1'), 365))).toBe('commission-outside-range');
    expect(valueIn(netStaking(decimal('0.075'), decimal('1'), 365)).apy.isZero()).toBe(true);
  });
});

describe('unbonding', () => {
  it('stretches the reward over the wait', () => {
    expect(like('0.11999082556955241', valueIn(unbondingApy(decimal('0.15'), decimal(90), decimal(21))))).toBe('0.11999082556955241');
    expect(like('11.2627615703083363', valueIn(breakEvenHold(decimal('0.15'), decimal('0.05'), decimal(21))))).toBe('11.2627615703083363');
  });

  it('breaks even with an alternative exactly at the break-even hold', () => {
    const alternative = fc.double({ min: 0.0001, max: 1, noNaN: true });
    fc.assert(
      fc.property(alternative, fc.double({ min: 0.0001, max: 1, noNaN: true }), fc.integer({ min: 1, max: 60 }), (free, more, wait) => {
        const [a, y, U] = [new Decimal(free), new Decimal(free).plus(more), decimal(wait)];
        const hold = valueIn(breakEvenHold(y, a, U));
        expect(
          valueIn(unbondingApy(y, hold, U))
            .minus(a)
            .abs()
            .toNumber(),
        ).toBeLessThan(1e-45);
      }),
    );
  });

  it.each([
    ['0.15', '-1', '21', 'negative-days'],
    ['0.15', '90', '-1', 'negative-days'],
    ['0.15', '0', '0', 'no-period'],
    ['-1', '90', '21', 'rate-loses-everything'],
  ])('at %s held %s and waiting %s days is unavailable: %s', (apy, hold, wait, reason) => {
    expect(reasonIn(unbondingApy(decimal(apy), decimal(hold), decimal(wait)))).toBe(reason);
  });

  it('never breaks even with an alternative that earns as much', () => {
    expect(reasonIn(breakEvenHold(decimal('0.05'), decimal('0.05'), decimal(21)))).toBe('never-breaks-even');
    expect(reasonIn(breakEvenHold(decimal('0.05'), decimal('-0.01'), decimal(21)))).toBe('never-behind');
  });
});

describe('an Ethereum validator', () => {
  it.each([
    ['34000000', 347n, 11_104n, '0.028497375'],
    ['36500000', 334n, 10_688n, '0.02742975'],
    ['20000000', 452n, 14_464n, '0.0371205'],
  ])('among %s staked ETH earns the integers of the specification', (staked, perIncrement, perEpoch, apr) => {
    const total = BigInt(staked) * ETH;
    expect(baseRewardPerIncrement(total)).toBe(perIncrement);
    expect(perIncrement * 32n).toBe(perEpoch);
    const reward = yearlyConsensusReward(32n * ETH, total);
    expect(new Decimal(String(reward)).dividedBy(String(32n * ETH)).toFixed()).toBe(apr);
  });

  it('shares a yearly issuance of 968,910.75 ETH when 34 million are staked', () => {
    const all = yearlyConsensusReward(34_000_000n * ETH, 34_000_000n * ETH);
    expect(new Decimal(String(all)).dividedBy('1e9').toFixed()).toBe('968910.75');
  });

  it('takes the integer square root that the specification demands', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 18n }), (total) => {
        const root = (64n * ETH) / baseRewardPerIncrement(total < 4096n * ETH ? 4096n * ETH : total);
        expect(root).toBeGreaterThan(0n);
      }),
    );
    // isqrt(n² − 1) = n − 1 and isqrt(n²) = n, seen through the quotient.
    expect(baseRewardPerIncrement(64n * 64n - 1n)).toBe((64n * ETH) / 63n);
    expect(baseRewardPerIncrement(64n * 64n)).toBe(ETH);
    expect(baseRewardPerIncrement(1n)).toBe(64n * ETH);
  });

  it.each([
    [31_750_000_000n, 32n, 32n],
    [31_749_999_999n, 32n, 31n],
    [32_250_000_000n, 31n, 31n],
    [32_250_000_001n, 31n, 32n],
    [40_000_000_000n, 32n, 32n],
  ])('with a balance of %i gwei and an effective balance of %i ETH has %i ETH', (balance, previous, next) => {
    expect(effectiveBalance(balance, previous * ETH)).toBe(next * ETH);
  });

  it.each([
    [33_250_000_000n, 32n],
    [33_250_000_001n, 33n],
  ])('of the compounding kind with %i gwei counts %i ETH', (balance, next) => {
    expect(effectiveBalance(balance, 32n * ETH, MAX_EFFECTIVE_BALANCE_ELECTRA)).toBe(next * ETH);
  });

  it('loses by slashing what each fork says', () => {
    const penalty = (fork: 'genesis' | 'altair' | 'bellatrix' | 'electra') => Number(initialSlashingPenalty(32n * ETH, fork)) / 1e9;
    expect([penalty('genesis'), penalty('altair'), penalty('bellatrix'), penalty('electra')]).toEqual([0.25, 0.5, 1, 0.0078125]);
  });

  it('is expected to earn less by what slashing may take', () => {
    expect(valueIn(yieldAfterExpectedSlashing(decimal('0.06'), decimal('0.005'), decimal('0.05'))).toFixed()).toBe('0.059735');
    expect(reasonIn(yieldAfterExpectedSlashing(decimal('0.06'), decimal('5'), decimal('0.05')))).toBe('share-outside-range');
  });
});

describe('liquid-staking rates', () => {
  it('gives Lido’s APR of a rebase from its integers', () => {
    const e18 = 10n ** 18n;
    const before = shareRate(9_500_000n * e18, 7_980_000n * e18);
    const after = shareRate(95_007_001n * 10n ** 17n, 7_980_058n * e18);
    expect(before).toBe(1190476190476190476190476190n);
    expect(after).toBe(1190555269147166599541005842n);
    const apr = valueIn(rebaseApr(decimal(String(before)), decimal(String(after)), decimal(86_400)));
    expect(like('0.0242455205212794193', apr)).toBe('0.0242455205212794193');
  });

  it('gives the growth of wstETH both ways', () => {
    const { apr, apy } = valueIn(rateGrowth(decimal('1.15'), decimal('1.158765'), decimal(91)));
    expect(like('0.0305707118967988533', apr)).toBe('0.0305707118967988533');
    expect(like('0.0309232907454226758', apy)).toBe('0.0309232907454226758');
  });

  it('may fall, and needs a rate and a time', () => {
    expect(valueIn(rateGrowth(decimal('1.2'), decimal('1.1'), decimal(365))).apy.lessThan(0)).toBe(true);
    expect(reasonIn(rateGrowth(decimal('0'), decimal('1.1'), decimal(365)))).toBe('no-rate');
    expect(reasonIn(rateGrowth(decimal('1'), decimal('1.1'), decimal(0)))).toBe('no-period');
    expect(reasonIn(rebaseApr(decimal('0'), decimal('1'), decimal(1)))).toBe('no-rate');
    expect(reasonIn(rebaseApr(decimal('1'), decimal('1'), decimal(0)))).toBe('no-period');
  });
});
