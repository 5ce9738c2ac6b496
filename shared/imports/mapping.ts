import { z } from 'zod';
import { ACTIVITY_KINDS } from '../positions/index.ts';

const column = z.string().min(1).max(200);

/** How a file of no known source is to be read: which column is what, in which notation, and what its kinds of rows mean. */
export const mappingSchema = z.object({
  /** First part of the streams' names. */
  platform: z.string().min(1).max(60),
  columns: z.object({
    at: column,
    /** Where the time of day stands apart from the day. */
    time: column.optional(),
    kind: column.optional(),
    /** One signed amount and its asset … */
    amount: column.optional(),
    asset: column.optional(),
    /** … or what came in and what went out, apart. */
    intoAmount: column.optional(),
    intoAsset: column.optional(),
    outOfAmount: column.optional(),
    outOfAsset: column.optional(),
    feeAmount: column.optional(),
    feeAsset: column.optional(),
    worthAmount: column.optional(),
    worthCurrency: column.optional(),
    sourceId: column.optional(),
    transaction: column.optional(),
    product: column.optional(),
    note: column.optional(),
  }),
  /** Value of the kind column (without case) → what it is; `skip` leaves such rows out. `*` is for every other value. */
  kinds: z.record(z.string().max(200), z.union([z.enum(ACTIVITY_KINDS), z.literal('skip')])).optional(),
  /** Where no column names the asset, the product or the currency of the worth. */
  constants: z
    .object({ asset: column.optional(), product: column.optional(), worthCurrency: column.optional(), feeAsset: column.optional() })
    .optional(),
  zone: z.string().max(60).optional(),
  dateOrder: z.enum(['dmy', 'mdy', 'ymd']).optional(),
  decimalMark: z.enum(['.', ',']).optional(),
});
export type Mapping = z.infer<typeof mappingSchema>;
