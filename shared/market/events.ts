import { z } from 'zod';
import { assetCode, dayString, decimalString, identifier } from '../figures/index.ts';
import { eventType, type EventType, type NewEvent } from '../journal/index.ts';
import { mappingSchema, marketAnswersSchema } from './market-format.ts';
import { qualityReportSchema } from './quality.ts';

const count = z.int().min(0);

/** A market file was taken in: what it is, what became of its values, and the root of their tree. The values lie beside the journal. */
export const datasetImported = z.object({
  file: z.string().max(1000),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  format: identifier,
  source: z.string().min(1).max(200),
  /** Values of the file, each of them accounted for in `quality.counts`. */
  rows: count,
  from: dayString.optional(),
  to: dayString.optional(),
  items: z.object({ alg: z.literal('rfc6962-sha256'), n: count, root: z.string() }),
  quality: qualityReportSchema,
  answers: marketAnswersSchema,
});
export type DatasetImported = z.infer<typeof datasetImported>;

const datasetTurned = z.object({ file: z.string().max(1000), used: count });
export type DatasetTurned = z.infer<typeof datasetTurned>;

/** A price that a person knows; on its day it outweighs every dataset. `before` is what was entered for the day until then. */
const priceEntered = z.object({
  asset: assetCode,
  currency: assetCode,
  day: dayString,
  price: decimalString,
  note: z.string().max(2000).optional(),
  before: z.object({ price: decimalString, note: z.string().max(2000).optional() }).nullable(),
});
export type PriceEntered = z.infer<typeof priceEntered>;

const priceWithdrawn = priceEntered.omit({ before: true });
export type PriceWithdrawn = z.infer<typeof priceWithdrawn>;

/** `released`: figures may use it after all. `kept`: looked at and kept out. `null`: not yet judged. */
const verdict = z.enum(['released', 'kept']).nullable();
export type Verdict = z.infer<typeof verdict>;

/** What a person says of values in quarantine, each by its number in the dataset. */
const quarantineJudged = z.object({
  file: z.string().max(1000),
  values: z
    .array(z.object({ n: z.int().min(1), verdict, before: verdict }))
    .min(1)
    .max(10_000),
  why: z.string().max(2000).optional(),
});
export type QuarantineJudged = z.infer<typeof quarantineJudged>;

const aliasSet = z.object({
  platform: z.string().min(1).max(100),
  ticker: z.string().min(1).max(120),
  asset: assetCode.nullable(),
  before: assetCode.nullable(),
});
export type AliasSet = z.infer<typeof aliasSet>;

const rememberedMapping = z.object({ header: z.array(z.string()).max(1000), mapping: mappingSchema });
const mappingSaved = z.object({
  name: z.string().min(1).max(100),
  saved: rememberedMapping.nullable(),
  before: rememberedMapping.nullable(),
});
export type MappingSaved = z.infer<typeof mappingSaved>;

const toleranceSet = z.object({ asset: assetCode, days: count.max(3660).nullable(), before: count.nullable() });
export type ToleranceSet = z.infer<typeof toleranceSet>;

/** Every event of the market column. Nothing is deleted: a withdrawn dataset stops counting and can be restored. */
export const marketEvents: readonly EventType[] = [
  eventType<DatasetImported>({
    type: 'market.dataset-imported',
    version: 1,
    payload: datasetImported,
    words: ({ file, source, quality, rows }) => {
      const { accepted, flagged, quarantined } = quality.counts;
      const apart = quarantined === 0 ? '' : `, ${quarantined} in quarantine`;
      return `Imported ${file} (${source}): ${accepted + flagged} of ${rows} values in use${apart}`;
    },
    inverse: ({ subject, payload }) =>
      datasetWithdrawn(subject, payload.file, payload.quality.counts.accepted + payload.quality.counts.flagged),
  }),
  eventType<DatasetTurned>({
    type: 'market.dataset-withdrawn',
    version: 1,
    payload: datasetTurned,
    words: ({ file, used }) => `Withdrew the market data of ${file} with its ${used} values`,
    inverse: ({ subject, payload }) => ({ type: 'market.dataset-restored', subject, payload }),
  }),
  eventType<DatasetTurned>({
    type: 'market.dataset-restored',
    version: 1,
    payload: datasetTurned,
    words: ({ file, used }) => `Restored the market data of ${file} with its ${used} values`,
    inverse: ({ subject, payload }) => datasetWithdrawn(subject, payload.file, payload.used),
  }),
  eventType<PriceEntered>({
    type: 'market.price-entered',
    version: 1,
    payload: priceEntered,
    words: ({ asset, currency, day, price, before }) =>
      `Entered ${price} ${currency} as price of ${asset} on ${day}${before === null ? '' : `, instead of ${before.price}`}`,
    inverse: ({ subject, payload: { before, ...payload } }) =>
      before === null
        ? { type: 'market.price-withdrawn', subject, payload }
        : enteredPrice({ ...withoutNote(payload), ...before }, noted(payload.price, payload.note)),
  }),
  eventType<PriceWithdrawn>({
    type: 'market.price-withdrawn',
    version: 1,
    payload: priceWithdrawn,
    words: ({ asset, currency, day, price }) => `Withdrew the entered price ${price} ${currency} of ${asset} on ${day}`,
    inverse: ({ payload }) => enteredPrice(payload, null),
  }),
  eventType<QuarantineJudged>({
    type: 'market.quarantine-judged',
    version: 1,
    payload: quarantineJudged,
    words: ({ file, values }) => {
      const [released, kept] = [
        values.filter((value) => value.verdict === 'released').length,
        values.filter((value) => value.verdict === 'kept').length,
      ];
      const parts = [
        ...(released === 0 ? [] : [`let ${released} in`]),
        ...(kept === 0 ? [] : [`kept ${kept} out`]),
        ...(released + kept === values.length ? [] : [`put ${values.length - released - kept} back for judgement`]),
      ];
      return `Of the quarantined values of ${file}: ${parts.join(', ')}`;
    },
    inverse: ({ subject, payload }) => ({
      type: 'market.quarantine-judged',
      subject,
      payload: { ...payload, values: payload.values.map(({ n, verdict, before }) => ({ n, verdict: before, before: verdict })) },
    }),
  }),
  eventType<AliasSet>({
    type: 'market.alias-set',
    version: 1,
    payload: aliasSet,
    words: ({ platform, ticker, asset }) =>
      asset === null ? `Forgot what ${ticker} means on ${onPlatform(platform)}` : `${ticker} on ${onPlatform(platform)} means ${asset}`,
    inverse: ({ subject, payload }) => ({
      type: 'market.alias-set',
      subject,
      payload: { ...payload, asset: payload.before, before: payload.asset },
    }),
  }),
  eventType<MappingSaved>({
    type: 'market.mapping-saved',
    version: 1,
    payload: mappingSaved,
    words: ({ name, saved, before }) =>
      `${saved === null ? 'Removed' : before === null ? 'Saved' : 'Changed'} the market mapping “${name}”`,
    inverse: ({ subject, payload }) => ({
      type: 'market.mapping-saved',
      subject,
      payload: { ...payload, saved: payload.before, before: payload.saved },
    }),
  }),
  eventType<ToleranceSet>({
    type: 'market.tolerance-set',
    version: 1,
    payload: toleranceSet,
    words: ({ asset, days }) =>
      days === null ? `Prices of ${asset} may be as old as the catalogue says` : `Prices of ${asset} may be ${days} days old`,
    inverse: ({ subject, payload }) => ({
      type: 'market.tolerance-set',
      subject,
      payload: { ...payload, days: payload.before, before: payload.days },
    }),
  }),
];

export function datasetWithdrawn(dataset: string, file: string, used: number): NewEvent<DatasetTurned> {
  return { type: 'market.dataset-withdrawn', subject: dataset, payload: { file, used } };
}

/** `before` is what had been entered for that asset, currency and day. */
export function enteredPrice(price: PriceWithdrawn, before: PriceEntered['before']): NewEvent<PriceEntered> {
  return { type: 'market.price-entered', subject: `${price.asset}/${price.currency} ${price.day}`, payload: { ...price, before } };
}

function withoutNote({ asset, currency, day, price }: PriceWithdrawn): PriceWithdrawn {
  return { asset, currency, day, price };
}

function noted(price: string, note: string | undefined): NonNullable<PriceEntered['before']> {
  return note === undefined ? { price } : { price, note };
}

function onPlatform(platform: string): string {
  return platform === '*' ? 'every platform' : platform;
}
