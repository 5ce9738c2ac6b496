import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from '../../shared/figures/index.ts';
import { aaveDebtGrowth, aaveSupplyGrowth, accrue, epochsPerYear } from '../../shared/positions/index.ts';
import { decimal, like, reasonIn, valueIn } from '../figures/reading.ts';

const [principal, rate] = [decimal(10_000), decimal('0.0725')];
const DAY = 86_400;

describe('accrual', () => {
  it.each([
    ['apr-simple', 91, '180.753424657534247'],
    [{ perYear: 365 }, 91, '182.378625355698361'],
    ['apy', 91, '176.0329638885093'],
    ['apr-simple', 366, '726.986301369863014'],
  ] as const)('10,000 at 7.25 %% as %j over %i days', (basis, days, interest) => {
    const accrual = valueIn(accrue(principal, rate, basis, decimal(days)));
    expect(like(interest, accrual.interest)).toBe(interest);
    expect(accrual.balance.equals(accrual.interest.plus(principal))).toBe(true);
  });

  it('of an effective rate does not depend on where the time is cut', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.9, max: 10, noNaN: true }),
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 0, max: 900 }),
        (apy, one, two) => {
          const at = (amount: Decimal, days: number) => valueIn(accrue(amount, new Decimal(apy), 'apy', decimal(days))).balance;
          const whole = at(principal, one + two);
          expect(at(at(principal, one), two).minus(whole).abs().dividedBy(whole).toNumber()).toBeLessThan(1e-50);
        },
      ),
    );
  });

  it('explains itself with rate, days and the return between', () => {
    const figure = accrue(principal, rate, 'apr-simple', decimal(91));
    expect('trail' in figure && figure.trail.map(({ figure }) => figure)).toEqual(['return over the days', 'interest', 'balance']);
  });

  it.each([
    ['0', '0.05', 'apy', '10', 'zero-principal'],
    ['-0', '0.05', 'apy', '10', 'zero-principal'],
    ['-100', '0.05', 'apr-simple', '10', 'negative-principal'],
    ['100', '0.05', 'apr-simple', '-1', 'negative-days'],
    ['100', '-1', 'apy', '10', 'rate-loses-everything'],
    ['100', '1e9999', 'apy', '1e9', 'out-of-range'],
  ] as const)('of %s at %s %s over %s days is unavailable: %s', (amount, rate, basis, days, reason) => {
    expect(reasonIn(accrue(decimal(amount), decimal(rate), basis, decimal(days)))).toBe(reason);
  });

  it('loses everything at a simple rate of −100 % over a year', () => {
    expect(valueIn(accrue(decimal(100), decimal(-1), 'apr-simple', decimal(365))).balance.isZero()).toBe(true);
  });
});

describe('Aave', () => {
  const [year5, month] = [decimal('0.05'), decimal(30 * DAY)];

  it('accrues supply linearly and debt by three binomial terms', () => {
    expect(like('1.00410958904109589', valueIn(aaveSupplyGrowth(year5, month)))).toBe('1.00410958904109589');
    expect(like('1.00411804496648586', valueIn(aaveDebtGrowth(year5, month)))).toBe('1.00411804496648586');
  });

  it('is within 1e-10 of the contract’s ray arithmetic and of compounding every second', () => {
    const debt = valueIn(aaveDebtGrowth(year5, month));
    expect(debt.minus('1.004118045008373287').abs().toNumber()).toBeLessThan(1e-10);
    expect(debt.minus('1.00411804497838015').abs().toNumber()).toBeLessThan(1e-10);
  });

  it('has no growth backwards in time', () => {
    expect(reasonIn(aaveSupplyGrowth(year5, decimal(-1)))).toBe('negative-time');
    expect(reasonIn(aaveDebtGrowth(year5, decimal(-1)))).toBe('negative-time');
  });
});

describe('epochs a year', () => {
  it.each([
    ['384', '82125'],
    ['172800', '182.5'],
    ['432000', '73'],
  ])('of %s s are %s', (seconds, epochs) => {
    expect(valueIn(epochsPerYear(decimal(seconds))).toFixed()).toBe(epochs);
  });
});
