import { z } from 'zod';
import {
  calculator,
  type Calculator,
  countFrom,
  dayCount,
  Decimal,
  decimalString,
  inFigureText,
  together,
  unavailable,
} from '../figures/index.ts';
import { compoundingOf } from '../market/index.ts';
import { accrue } from './accrual.ts';
import { accountHealth, lendingRates } from './lending.ts';
import { realYield } from './real-yield.ts';
import { netStaking, unbondingApy } from './staking.ts';

const amountAndPrice = { amount: decimalString, price: decimalString };

const RESTAKING = ', or "continuous", or "simple" where rewards are not restaked';
const restaking = z.union([countFrom(1, RESTAKING), z.enum(['continuous', 'simple'])], {
  error: `must be a whole number, 1 at least${RESTAKING}`,
});

export const yieldCalculators: readonly Calculator[] = [
  calculator({
    name: 'accrual',
    says: 'The interest a principal earns in so many days, actual/365, and the balance with it.',
    input: z.strictObject({ principal: decimalString, rate: decimalString, basis: z.enum(['apr-simple', 'apy']), days: dayCount }),
    ok: z.strictObject({ interest: decimalString, balance: decimalString }),
    run: ({ principal, rate, basis, days }) => inFigureText(accrue(new Decimal(principal), new Decimal(rate), basis, new Decimal(days))),
  }),
  calculator({
    name: 'real-yield',
    says: 'What a nominal yield is worth after dilution of the network, or after consumer prices and the change of the token’s price.',
    input: z.strictObject({
      nominal: decimalString,
      inflation: decimalString,
      kind: z.enum(['dilution', 'fiat']),
      priceChange: decimalString.optional(),
      tax: decimalString.optional(),
    }),
    ok: z.strictObject({ real: decimalString }),
    run: ({ nominal, inflation, kind, priceChange, tax }) => {
      const change = priceChange === undefined ? undefined : new Decimal(priceChange);
      if (kind === 'dilution' && change && !change.isZero()) {
        return unavailable(
          'price-change-not-applicable',
          'Dilution is measured in coin, where no price enters; leave the price change out or choose the kind "fiat".',
        );
      }
      const deflator = { kind, inflation: new Decimal(inflation), ...(change && { priceChange: change }) };
      return inFigureText(realYield(new Decimal(nominal), deflator, tax === undefined ? undefined : new Decimal(tax)));
    },
  }),
  calculator({
    name: 'staking-net',
    says: 'What a delegator keeps of a gross reward rate: commission first, compounding after.',
    input: z.strictObject({ gross: decimalString, commission: decimalString, perYear: restaking }),
    ok: z.strictObject({ apr: decimalString, apy: decimalString }),
    run: ({ gross, commission, perYear }) =>
      inFigureText(netStaking(new Decimal(gross), new Decimal(commission), perYear === 'simple' ? perYear : compoundingOf(perYear))),
  }),
  calculator({
    name: 'unbonding',
    says: 'The effective APY of stake that earns while it is held and then waits without reward.',
    input: z.strictObject({ apy: decimalString, holdDays: dayCount, unbondingDays: dayCount }),
    ok: z.strictObject({ effectiveApy: decimalString }),
    run: ({ apy, holdDays, unbondingDays }) =>
      inFigureText(together({ effectiveApy: unbondingApy(new Decimal(apy), new Decimal(holdDays), new Decimal(unbondingDays)) })),
  }),
  calculator({
    name: 'lending-rate',
    says: 'Borrow and supply rate of a lending pool at a utilisation, on a curve with one bend.',
    input: z.strictObject({
      utilisation: decimalString,
      base: decimalString,
      slope1: decimalString,
      slope2: decimalString,
      optimal: decimalString,
      reserveFactor: decimalString,
    }),
    ok: z.strictObject({ borrowApr: decimalString, supplyApr: decimalString }),
    run: ({ utilisation, base, slope1, slope2, optimal, reserveFactor }) =>
      inFigureText(
        lendingRates(new Decimal(utilisation), {
          base: new Decimal(base),
          slope1: new Decimal(slope1),
          slope2: new Decimal(slope2),
          optimal: new Decimal(optimal),
          reserveFactor: new Decimal(reserveFactor),
        }),
      ),
  }),
  calculator({
    name: 'health-factor',
    says: 'How far a borrowing account is from liquidation, and which common fall of its collateral leads there.',
    input: z.strictObject({
      collateral: z.array(z.strictObject({ ...amountAndPrice, liquidationThreshold: decimalString })),
      debt: z.array(z.strictObject(amountAndPrice)),
    }),
    ok: z.strictObject({ healthFactor: decimalString, commonShock: decimalString }),
    run: ({ collateral, debt }) =>
      inFigureText(
        accountHealth(
          collateral.map(({ amount, price, liquidationThreshold }) => ({
            amount: new Decimal(amount),
            price: new Decimal(price),
            liquidationThreshold: new Decimal(liquidationThreshold),
          })),
          debt.map(({ amount, price }) => ({ amount: new Decimal(amount), price: new Decimal(price) })),
        ),
      ),
  }),
];
