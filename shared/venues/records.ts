import { z } from 'zod';
import { assetCode, dayString, decimalString, identifier } from '../figures/index.ts';
import { evidenceRefSchema } from '../evidence/index.ts';
import { withoutPrivateKeys, withoutSecrets } from './secrets.ts';

/** What the owner keeps beside a venue, one entry of a register each. */

const word = z.string().min(1).max(120);
const bareWord = withoutSecrets(word);
const note = withoutPrivateKeys(z.string().max(4_000)).default('');
const bareNote = withoutSecrets(z.string().max(4_000)).default('');
const evidence = z.array(evidenceRefSchema).max(40).default([]);
const positive = decimalString.refine((text) => Number(text) > 0, 'must be more than nothing');

const account = z.strictObject({
  kind: z.literal('account'),
  label: bareWord,
  /** Which of the owner's persons or companies holds it. */
  entity: bareWord.nullable().default(null),
  /** Enough of the number to tell accounts apart, the rest covered: at most eight letters or digits in a row. */
  reference: bareWord.nullable().default(null).refine(isMasked, 'must be masked: write the last four characters only, such as "••••4821"'),
  marginMode: z.enum(['isolated', 'cross', 'portfolio']).nullable().default(null),
  permissions: z.array(bareWord).max(40).default([]),
  twoFactor: z.enum(['hardware', 'totp', 'passkey', 'sms', 'none']).nullable().default(null),
  allowList: z
    .strictObject({ on: z.boolean(), lockHours: z.int().min(0).max(8_760).nullable() })
    .nullable()
    .default(null),
  openedOn: dayString.nullable().default(null),
  note: bareNote,
});

const eligibility = z.strictObject({
  kind: z.literal('eligibility'),
  entity: word,
  region: word,
  result: z.enum(['eligible', 'restricted', 'not-eligible', 'unknown']),
  checkedOn: dayString,
  /** Without it, so many days as the owner's policy says. */
  validUntil: dayString.nullable().default(null),
  source: word,
  evidence,
  note,
});

/** Something that the owner vouches for, with where it is seen: that no sanction or legal bar stands, that KYC is complete. */
const attestation = z.strictObject({
  kind: z.literal('attestation'),
  of: z.enum(['legal', 'kyc']),
  result: z.enum(['pass', 'fail', 'unknown']),
  checkedOn: dayString,
  validUntil: dayString.nullable().default(null),
  source: word,
  evidence,
  note,
});

/** A key's entry in the register; the key itself, and its secret, never come here. */
const apiKey = z.strictObject({
  kind: z.literal('api-key'),
  label: bareWord,
  account: identifier.nullable().default(null),
  scopes: z
    .array(z.enum(['read', 'trade', 'transfer', 'withdraw', 'admin']))
    .min(1)
    .max(5),
  ipBound: z.boolean(),
  createdOn: dayString,
  rotateBy: dayString.nullable().default(null),
  revokedOn: dayString.nullable().default(null),
  owner: bareWord,
  note: bareNote,
});

const contact = z.strictObject({
  kind: z.literal('contact'),
  name: word,
  role: word.nullable().default(null),
  handle: word.nullable().default(null),
  note,
});

/** A way to reach the venue that somebody has verified, and how. */
const channel = z.strictObject({
  kind: z.literal('channel'),
  means: z.enum(['phone', 'email', 'chat', 'portal', 'video', 'api']),
  handle: word,
  verifiedOn: dayString.nullable().default(null),
  how: word.nullable().default(null),
  by: word.nullable().default(null),
  validUntil: dayString.nullable().default(null),
  evidence,
  note,
});

/** What should make one stop: the first six from practice guides for venues and desks, the others from what became of some. */
export const RED_FLAG_KINDS = [
  'vague-disclosures',
  'no-status-page',
  'silent-on-risk',
  'vague-kyc',
  'unclear-settlement',
  'price-too-good',
  'withdrawals-delayed',
  'security-incident',
  'regulatory-action',
  'sanctions',
  'insolvency-rumour',
  'other',
] as const;
export const FLAG_SEVERITIES = ['critical', 'major', 'minor'] as const;

const redFlag = z.strictObject({
  kind: z.literal('red-flag'),
  flag: z.enum(RED_FLAG_KINDS),
  severity: z.enum(FLAG_SEVERITIES),
  says: withoutPrivateKeys(z.string().min(1).max(2_000)),
  seenOn: dayString,
  evidence,
  /** Null while it is open. */
  closed: z.strictObject({ on: dayString, because: word }).nullable().default(null),
});

/** What lies at the venue as its owner reads it there. Of an unrealised gain only what is more than nothing counts as exposed. */
const balance = z.strictObject({
  kind: z.literal('balance'),
  account: identifier.nullable().default(null),
  holds: z.enum(['cash', 'collateral', 'unrealised']),
  asset: assetCode,
  amount: decimalString,
  /** As the venue values it; without it, the amount at the market's price. */
  value: z.strictObject({ amount: decimalString, currency: assetCode }).nullable().default(null),
  asOf: dayString,
  note,
});

/** Somebody else's score of the venue, kept as evidence with its date and never taken over as our own. */
const rating = z.strictObject({
  kind: z.literal('rating'),
  /** Such as "CoinGecko Trust Score", "CCData benchmark", "Kaiko", "CER.live". */
  source: word,
  /** As it was published: "8.7" or "AA". */
  rated: word,
  scale: word.nullable().default(null),
  asOf: dayString,
  url: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  evidence,
  note,
});

export const recordSchema = z.discriminatedUnion('kind', [
  account,
  eligibility,
  attestation,
  apiKey,
  contact,
  channel,
  redFlag,
  balance,
  rating,
]);
export type VenueRecord = z.infer<typeof recordSchema>;
export type RecordKind = VenueRecord['kind'];
export const RECORD_KINDS = [
  'account',
  'eligibility',
  'attestation',
  'api-key',
  'contact',
  'channel',
  'red-flag',
  'balance',
  'rating',
] as const;
export type RecordOf<Kind extends RecordKind> = Extract<VenueRecord, { kind: Kind }>;

export const LIMIT_METRICS = ['exposure', 'notional', 'loss', 'leverage', 'settlement'] as const;

/** How much may stand at a venue, with a group of venues, in an asset, with a desk or in all. Of leverage the amount is a multiple. */
export const limitSchema = z
  .strictObject({
    scope: z.discriminatedUnion('to', [
      z.strictObject({ to: z.literal('venue'), venue: identifier }),
      z.strictObject({ to: z.literal('desk'), venue: identifier }),
      z.strictObject({ to: z.literal('group'), group: word }),
      z.strictObject({ to: z.literal('asset'), asset: assetCode }),
      z.strictObject({ to: z.literal('total') }),
    ]),
    metric: z.enum(LIMIT_METRICS),
    amount: positive,
    /** Null of leverage only. */
    currency: assetCode.nullable(),
    /** Share of the limit from which it warns. */
    warnAt: decimalString.refine((text) => Number(text) > 0 && Number(text) <= 1, 'must be a share above 0 and up to "1"').default('0.7'),
    validUntil: dayString.nullable().default(null),
    note,
  })
  .refine((limit) => (limit.metric === 'leverage') === (limit.currency === null), {
    path: ['currency'],
    error: 'must name a currency, except of leverage, which has none',
  });
export type Limit = z.infer<typeof limitSchema>;

/** Eight letters or digits in a row would be a whole account number, or most of one. */
function isMasked(reference: string | null): boolean {
  return reference === null || !/[\p{L}\p{N}]{9,}/u.test(reference);
}

const RECORD_WORDS: Readonly<Record<RecordKind, string>> = {
  account: 'account',
  eligibility: 'eligibility check',
  attestation: 'attestation',
  'api-key': 'API key',
  contact: 'contact',
  channel: 'channel',
  'red-flag': 'red flag',
  balance: 'balance',
  rating: 'rating',
};

/** What an entry is called in sentences: "the API key “trading bot”". */
export function recordWords(record: VenueRecord): string {
  return `${RECORD_WORDS[record.kind]} “${recordTitle(record)}”`;
}

export function recordTitle(record: VenueRecord): string {
  switch (record.kind) {
    case 'account':
    case 'api-key':
      return record.label;
    case 'eligibility':
      return `${record.entity}, ${record.region}`;
    case 'attestation':
      return record.of === 'kyc' ? 'KYC' : 'sanctions and law';
    case 'contact':
      return record.name;
    case 'channel':
      return record.handle;
    case 'red-flag':
      return record.flag.replaceAll('-', ' ');
    case 'balance':
      return `${record.amount} ${record.asset}`;
    case 'rating':
      return `${record.rated} by ${record.source}`;
  }
}
