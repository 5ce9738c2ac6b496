import { z } from 'zod';
import { calculator, type Calculator, Decimal, decimalString, inFigureText, integerText, isKnown, known } from '../figures/index.ts';
import { rangeOutcome } from './concentrated-liquidity.ts';
import { weightedImpermanentLoss } from './impermanent-loss.ts';
import { stableSwapOutcome } from './stable-swap.ts';
import { amountsBetweenTicks } from './tick-math.ts';

export const liquidityCalculators: readonly Calculator[] = [
  calculator({
    name: 'impermanent-loss',
    says: 'What a liquidity position is worth against holding what was put in, − 1, fees left out.',
    input: z.discriminatedUnion('model', [
      z.strictObject({ model: z.literal('weighted'), legs: z.array(z.strictObject({ weight: decimalString, priceRatio: decimalString })) }),
      z.strictObject({
        model: z.literal('concentrated'),
        lower: decimalString,
        upper: decimalString,
        entry: decimalString,
        exit: decimalString,
      }),
      z.strictObject({ model: z.literal('stable-swap'), amplification: decimalString, price: decimalString }),
    ]),
    ok: z.strictObject({
      loss: decimalString,
      lpValue: decimalString.optional(),
      holdValue: decimalString.optional(),
      cheaperShare: decimalString.optional(),
    }),
    run: (input) => {
      switch (input.model) {
        case 'weighted': {
          const legs = input.legs.map(({ weight, priceRatio }) => ({ weight: new Decimal(weight), priceRatio: new Decimal(priceRatio) }));
          return inFigureText(weightedImpermanentLoss(legs));
        }
        case 'concentrated': {
          const range = { lower: new Decimal(input.lower), upper: new Decimal(input.upper) };
          return inFigureText(rangeOutcome(range, new Decimal(input.entry), new Decimal(input.exit)));
        }
        case 'stable-swap':
          return inFigureText(stableSwapOutcome(new Decimal(input.amplification), new Decimal(input.price)));
      }
    },
  }),
  calculator({
    name: 'v3-amounts',
    says: 'The raw token amounts of a Uniswap v3 position at a price, rounded as its contract rounds them.',
    input: z.strictObject({
      liquidity: integerText,
      tickLower: integerText,
      tickUpper: integerText,
      sqrtPriceX96: integerText,
      rounding: z.enum(['floor', 'ceil']),
    }),
    ok: z.strictObject({ amount0: z.string(), amount1: z.string() }),
    run: ({ liquidity, tickLower, tickUpper, sqrtPriceX96, rounding }) => {
      const amounts = amountsBetweenTicks(BigInt(liquidity), Number(tickLower), Number(tickUpper), BigInt(sqrtPriceX96), rounding);
      if (!isKnown(amounts)) return amounts;
      return known({ amount0: String(amounts.ok.amount0), amount1: String(amounts.ok.amount1) }, amounts.trail);
    },
  }),
];
