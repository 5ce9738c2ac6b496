import { z } from 'zod';
import { calculator, type Calculator, countFrom, Decimal, decimalString, inFigureText, together } from '../figures/index.ts';
import { aprToApy, apyToApr, type Compounding } from './effective-rate.ts';

/** `perYear` as calculators take it: a whole number of times, once at least, or continuously. */
const compoundingSchema = z.union([countFrom(1, ', or "continuous"'), z.literal('continuous')], {
  error: 'must be a whole number, 1 at least, or "continuous"',
});

/** What `perYear` means, from either of its forms. */
export function compoundingOf(perYear: z.infer<typeof compoundingSchema>): Compounding {
  return perYear === 'continuous' ? perYear : Number(perYear);
}

export const marketCalculators: readonly Calculator[] = [
  calculator({
    name: 'apr-to-apy',
    says: 'The effective annual rate of a nominal rate that compounds so many times a year.',
    input: z.strictObject({ apr: decimalString, perYear: compoundingSchema }),
    ok: z.strictObject({ apy: decimalString }),
    run: ({ apr, perYear }) => inFigureText(together({ apy: aprToApy(new Decimal(apr), compoundingOf(perYear)) })),
  }),
  calculator({
    name: 'apy-to-apr',
    says: 'The nominal annual rate that comes to an effective rate when compounded so many times a year.',
    input: z.strictObject({ apy: decimalString, perYear: compoundingSchema }),
    ok: z.strictObject({ apr: decimalString }),
    run: ({ apy, perYear }) => inFigureText(together({ apr: apyToApr(new Decimal(apy), compoundingOf(perYear)) })),
  }),
];
