import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from '../../shared/figures/index.ts';
import { dilutionOfHolding, issuanceRewardRate, realYield } from '../../shared/positions/index.ts';
import { decimal, like, reasonIn, valueIn } from '../figures/reading.ts';

const diluted = (nominal: string, inflation: string, tax?: string) =>
  realYield(decimal(nominal), { kind: 'dilution', inflation: decimal(inflation) }, tax === undefined ? undefined : decimal(tax));

describe('real yield', () => {
  it.each([
    ['0.193', '0.136', '0.050176056338028169'],
    ['0.0714', '0.0505', '0.0198952879581151832'],
    ['0.02', '0.08', '-0.0555555555555555556'],
    ['0.03', '-0.004', '0.0341365461847389558'],
  ])('of %s against a supply growing by %s is %s', (nominal, inflation, real) => {
    expect(like(real, valueIn(diluted(nominal, inflation)).real)).toBe(real);
  });

  it('of a holder who does not stake is the dilution alone', () => {
    expect(like('-0.11971830985915493', valueIn(dilutionOfHolding(decimal('0.136'))).real)).toBe('-0.11971830985915493');
  });

  it('in purchasing power counts the price of the token', () => {
    const deflator = { kind: 'fiat', inflation: decimal('0.03'), priceChange: decimal('-0.2') } as const;
    expect(like('-0.168932038834951456', valueIn(realYield(decimal('0.07'), deflator)).real)).toBe('-0.168932038834951456');
  });

  it('takes tax from the nominal reward first, and from a gain only', () => {
    expect(like('-0.000952380952380952381', valueIn(diluted('0.07', '0.05', '0.3')).real)).toBe('-0.000952380952380952381');
    expect(valueIn(diluted('-0.07', '0.05', '0.3')).real.equals(valueIn(diluted('-0.07', '0.05')).real)).toBe(true);
  });

  it('is the rate which, with inflation, makes the nominal one', () => {
    const rate = fc.double({ min: -0.9, max: 20, noNaN: true });
    fc.assert(
      fc.property(rate, rate, (n, i) => {
        const [nominal, inflation] = [new Decimal(n), new Decimal(i)];
        const { real } = valueIn(realYield(nominal, { kind: 'dilution', inflation }));
        expect(real.plus(1).times(inflation.plus(1)).minus(1).minus(nominal).abs().toNumber()).toBeLessThan(1e-50);
      }),
    );
  });

  it('says in its trail what was assumed because nobody gave it', () => {
    const figure = realYield(decimal('0.07'), { kind: 'fiat', inflation: decimal('0.03') });
    const assumed =
      'trail' in figure ? figure.trail[0]!.inputs.filter(({ origin }) => origin.kind === 'assumed').map(({ name }) => name) : [];
    expect(assumed).toEqual(['tax', 'priceChange']);
  });

  it.each([
    ['0.05', '-1', undefined, 'inflation-leaves-nothing'],
    ['-1.1', '0.05', undefined, 'loss-above-everything'],
    ['0.05', '0.05', '1.01', 'tax-outside-range'],
    ['0.05', '0.05', '-0.01', 'tax-outside-range'],
  ])('of %s against %s taxed %s is unavailable: %s', (nominal, inflation, tax, reason) => {
    expect(reasonIn(diluted(nominal, inflation, tax))).toBe(reason);
  });
});

describe('the reward rate of a network that pays by issuance alone', () => {
  it('is issuance over the staked share, less commission', () => {
    expect(like('0.0689655172413793103', valueIn(issuanceRewardRate(decimal('0.05'), decimal('0.667'), decimal('0.08'))))).toBe(
      '0.0689655172413793103',
    );
  });

  it('is unavailable without stakers or with an impossible commission', () => {
    expect(reasonIn(issuanceRewardRate(decimal('0.05'), decimal('0'), decimal('0.08')))).toBe('staked-share-outside-range');
    expect(reasonIn(issuanceRewardRate(decimal('0.05'), decimal('66.7'), decimal('0.08')))).toBe('staked-share-outside-range');
    expect(reasonIn(issuanceRewardRate(decimal('0.05'), decimal('0.5'), decimal('8')))).toBe('commission-outside-range');
  });
});
