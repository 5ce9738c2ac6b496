import { z } from 'zod';
import { decimalString } from './schemas.ts';

/**
 * A count: a whole JSON number or the same in digits as text. Counts lose nothing as JSON numbers, hence both are welcome. `or` names in the
 * message what else may stand in its place.
 */
export const countFrom = (least: number, or = '') => {
  const error = `must be a whole number, ${least} at least, such as ${Math.max(least, 12)} or "${Math.max(least, 12)}"${or}`;
  const digits = z.string().regex(/^\d{1,15}$/, { error, abort: true });
  return z.union([z.int(error).min(least, error), digits.refine((text) => Number(text) >= least, error)], { error });
};

/** A duration in days, whole or not: decimal text, or a whole JSON number. */
export const dayCount = z.union([decimalString, z.int()], { error: 'must be a number of days, such as 90, "90" or "2.5"' });

/** An integer of any size as text (token units, Q64.96 prices), or one that a JSON number holds exactly. */
export const integerText = z.union([z.string().regex(/^-?\d{1,100}$/), z.int()], {
  error: 'must be a whole number as text, such as "200311"',
});
