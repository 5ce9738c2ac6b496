import { z } from 'zod';
import { assetCode, decimalString, identifier, instantString } from '../figures/index.ts';

/**
 * What a size counts. `base`: units of the asset traded (of an inverse contract: its coin); `quote`: value in the quote currency (of an inverse
 * contract: its face value); `contracts`: pieces, each of the instrument's contract size.
 */
export const SIZE_UNITS = ['base', 'quote', 'contracts'] as const;
export type SizeUnit = (typeof SIZE_UNITS)[number];

export const INSTRUMENT_KINDS = ['perpetual', 'future', 'option', 'spot', 'on-chain'] as const;
export type InstrumentKind = (typeof INSTRUMENT_KINDS)[number];

/** `linear`: profit and margin in the quote currency; `inverse`: in the coin; `quanto`: in a third asset at a fixed rate. */
export const SETTLEMENTS = ['linear', 'inverse', 'quanto'] as const;
export type Settlement = (typeof SETTLEMENTS)[number];

export const CLIENT_CLASSES = ['professional', 'retail'] as const;
export type ClientClass = (typeof CLIENT_CLASSES)[number];

export type Side = 'long' | 'short';
export type Liquidity = 'maker' | 'taker';

/** Where reference data came from and which instant it speaks of; every row that a ticket uses carries both. */
const dated = {
  /** As the venue is named in the file or by the person who imported it. */
  venue: identifier,
  asOf: instantString,
  /** The file's name, or where a sample was printed. */
  source: z.string().min(1).max(500),
};

/** One instrument as a venue specifies it. A member that the file does not tell is absent, never zero. */
export const instrumentSchema = z.strictObject({
  ...dated,
  symbol: identifier,
  kind: z.enum(INSTRUMENT_KINDS),
  settlement: z.enum(SETTLEMENTS),
  base: assetCode,
  quote: assetCode,
  settle: assetCode,
  /** The size of one contract, in `contractUnit`; 1 base where orders are in base units. */
  contractSize: decimalString,
  contractUnit: z.enum(['base', 'quote']),
  /** What an order's size, `lot`, `minSize` and `maxSize` count. */
  orderUnit: z.enum(SIZE_UNITS),
  /** Steps of price and of size. */
  tick: decimalString.optional(),
  lot: decimalString.optional(),
  minSize: decimalString.optional(),
  maxSize: decimalString.optional(),
  /** In the quote currency. */
  minNotional: decimalString.optional(),
  maxLeverage: decimalString.optional(),
  expiry: instantString.optional(),
  strike: decimalString.optional(),
  optionType: z.enum(['call', 'put']).optional(),
  fundingIntervalHours: decimalString.optional(),
  /** Rates that the venue prints for everybody, as fractions; nobody's own tier. */
  maker: decimalString.optional(),
  taker: decimalString.optional(),
  markPrice: decimalString.optional(),
});
export type Instrument = z.infer<typeof instrumentSchema>;

/**
 * One row of a margin table: positions from `floor` (its bound belongs to the row below) to `cap` (`null`: without end), in the table's unit.
 * `rate` is the maintenance rate, a fraction; `amount` the deduction: maintenance = rate · size − amount, in quote of a linear table, in coin
 * of an inverse one.
 */
export const marginTierSchema = z.strictObject({
  floor: decimalString,
  cap: decimalString.nullable(),
  rate: decimalString,
  amount: decimalString,
  initialRate: decimalString.optional(),
  maxLeverage: decimalString.optional(),
});
export type MarginTier = z.infer<typeof marginTierSchema>;

const marginOf = {
  ...dated,
  /** The instrument's symbol, or the family that the table is for. */
  instrument: identifier,
  settlement: z.enum(['linear', 'inverse']),
  clientClass: z.enum(CLIENT_CLASSES).optional(),
};

/** Steps: most centralised venues. */
const tieredMargin = z.strictObject({
  ...marginOf,
  shape: z.literal('tiers'),
  unit: z.enum(SIZE_UNITS),
  /** Size of a contract in `contractUnit`, where the unit is contracts. */
  contractSize: decimalString.optional(),
  contractUnit: z.enum(['base', 'quote']).optional(),
  /**
   * Where the amounts come from: `given` by the venue or `derived` from rates and bounds, either way making maintenance continuous from row to
   * row; `whole`: none, since the row's rate applies to the whole position.
   */
  amounts: z.enum(['given', 'derived', 'whole']),
  tiers: z.array(marginTierSchema).min(1).max(1000),
});

/** Deribit: the rate grows with the size, `base + perUnit · size`, size in coin. */
const continuousMargin = z.strictObject({
  ...marginOf,
  shape: z.literal('continuous'),
  initialBase: decimalString,
  initialPerUnit: decimalString,
  maintenanceBase: decimalString,
  maintenancePerUnit: decimalString,
  maxLeverage: decimalString.optional(),
});

/** dYdX: a fixed maintenance rate, and an initial one that rises with the market's open interest (base units) between two caps (quote). */
const openInterestMargin = z.strictObject({
  ...marginOf,
  shape: z.literal('open-interest'),
  initialRate: decimalString,
  maintenanceRate: decimalString,
  openInterest: decimalString.optional(),
  lowerCap: decimalString.optional(),
  upperCap: decimalString.optional(),
});

/** How much margin a position of an instrument needs, in one of three shapes. */
export const marginTableSchema = z.discriminatedUnion('shape', [tieredMargin, continuousMargin, openInterestMargin]);
export type MarginTable = z.infer<typeof marginTableSchema>;
export type TieredMargin = z.infer<typeof tieredMargin>;
export type ContinuousMargin = z.infer<typeof continuousMargin>;
export type OpenInterestMargin = z.infer<typeof openInterestMargin>;

/**
 * What a tier may ask of an account: volume and assets in the schedule's currency, the venue's token in pieces, shares as fractions of the
 * venue's volume.
 */
export const FEE_MEASURES = ['volume', 'spot-volume', 'options-volume', 'assets', 'token', 'share', 'maker-share'] as const;
export type FeeMeasure = (typeof FEE_MEASURES)[number];
const minimumsSchema = z.partialRecord(z.enum(FEE_MEASURES), decimalString);

/** One tier of a fee schedule; rates are fractions, negative where the venue pays. */
export const feeTierSchema = z.strictObject({
  name: z.string().min(1).max(100),
  minimums: minimumsSchema,
  maker: decimalString,
  taker: decimalString,
});
export type FeeTier = z.infer<typeof feeTierSchema>;

export const feeScheduleSchema = z.strictObject({
  ...dated,
  /** What it is for, such as `linear perpetual` or `option`. */
  product: z.string().min(1).max(100),
  /** The currency of `volume` and `assets`, such as USD or BTC. */
  currency: assetCode,
  /**
   * Which tier is one's own: the highest of which `all` minimums are met, or `any` one; `best-of`: each measure alone gives a place, and the
   * place with the lowest rate wins.
   */
  conditions: z.enum(['all', 'any', 'best-of']),
  tiers: z.array(feeTierSchema).min(1).max(200),
  /** Taken off the fee where paid in the venue's token; a fraction of the fee. */
  discount: z
    .strictObject({ label: z.string().min(1).max(100), share: decimalString, appliesTo: z.enum(['maker', 'taker', 'both']) })
    .optional(),
  /** Options: the fee is at most this fraction of the premium. */
  cap: z.strictObject({ shareOfPremium: decimalString }).optional(),
});
export type FeeSchedule = z.infer<typeof feeScheduleSchema>;

/** Levels of one side that a snapshot may have. */
export const MOST_LEVELS = 20_000;

/** One level of an order book: price in quote, amount in the snapshot's unit. */
export const levelSchema = z.tuple([decimalString, decimalString]);
export type Level = z.infer<typeof levelSchema>;

/**
 * An order book at an instant, best levels first. Amounts are `base` units, or face value in `quote` (inverse contracts); contracts were
 * multiplied by their size when it was read.
 */
export const depthSnapshotSchema = z.strictObject({
  ...dated,
  symbol: identifier,
  unit: z.enum(['base', 'quote']),
  bids: z.array(levelSchema).max(MOST_LEVELS),
  asks: z.array(levelSchema).max(MOST_LEVELS),
});
export type DepthSnapshot = z.infer<typeof depthSnapshotSchema>;

/** A funding rate, a fraction for one interval: `settled` at `at`, or `predicted` for it. */
export const fundingObservationSchema = z.strictObject({
  ...dated,
  symbol: identifier,
  at: instantString,
  rate: decimalString,
  standing: z.enum(['settled', 'predicted']),
  intervalHours: decimalString.optional(),
  markPrice: decimalString.optional(),
  indexPrice: decimalString.optional(),
});
export type FundingObservation = z.infer<typeof fundingObservationSchema>;

/** All that one file told. */
export const referenceDataSchema = z.strictObject({
  instruments: z.array(instrumentSchema),
  margins: z.array(marginTableSchema),
  fees: z.array(feeScheduleSchema),
  depths: z.array(depthSnapshotSchema),
  fundings: z.array(fundingObservationSchema),
});
export type ReferenceData = z.infer<typeof referenceDataSchema>;

/** A rule of the lint that was broken: where, what it says and what helps. `acceptable` ones may be accepted by a person, with a reason. */
export const findingSchema = z.strictObject({
  rule: identifier,
  severity: z.enum(['error', 'warning', 'notice']),
  /** What in the file: the list and its key, the row in it counted from 1, and the field. */
  where: z.strictObject({ what: z.string().min(1).max(300), row: z.int().min(1).optional(), field: z.string().max(100).optional() }),
  says: z.string().min(1).max(1000),
  remedy: z.string().min(1).max(1000),
  acceptable: z.boolean(),
});
export type Finding = z.infer<typeof findingSchema>;

/** Something that the file does not tell and nobody may guess. The answer goes into the next reading under `id`. */
export const questionSchema = z.strictObject({
  id: identifier,
  says: z.string().min(1).max(1000),
  answer: z.enum(['choice', 'instant', 'decimal', 'text']),
  choices: z.array(z.strictObject({ value: z.string().min(1).max(100), says: z.string().min(1).max(300) })).optional(),
});
export type Question = z.infer<typeof questionSchema>;
