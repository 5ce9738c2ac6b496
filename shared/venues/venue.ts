import { z } from 'zod';
import { dayString, identifier } from '../figures/index.ts';

/** The form in which venues are exchanged as files. */
export const VENUE_FORMAT = 'countinghouse-venue/1';

/** What one trades there. Desks are venues too. */
export const VENUE_KINDS = ['derivatives', 'otc', 'both', 'custody'] as const;
export type VenueKind = (typeof VENUE_KINDS)[number];

export const VENUE_TYPES = ['cex', 'dex', 'regulated', 'desk', 'prime', 'marketplace'] as const;
export type VenueType = (typeof VENUE_TYPES)[number];

/**
 * Who holds the money while one trades: the venue itself, its owner (`self`), a clearing house behind a broker, an account segregated
 * under the client's name, a custodian apart from the venue (`off-exchange`), or each side until settlement (`bilateral`).
 */
export const CUSTODY_MODELS = ['venue', 'self', 'clearing', 'segregated', 'off-exchange', 'bilateral'] as const;
export type CustodyModel = (typeof CUSTODY_MODELS)[number];

export const VENUE_STATUSES = ['candidate', 'approved', 'watch', 'suspended', 'rejected'] as const;
export type VenueStatus = (typeof VENUE_STATUSES)[number];

const word = z.string().min(1).max(120);
const words = z.array(word).max(60);
const line = z.string().min(1).max(500);
const region = z.string().regex(/^[A-Z]{2,3}(-[A-Z0-9]{1,3})?$/, 'must be the code of a region in capitals, such as "US", "EU" or "US-NY"');
const link = z.strictObject({
  title: word,
  url: z.url({ protocol: /^https?$/, error: 'must be an address beginning with https:// or http://' }),
});

/** What can be said of a venue. Null, or an empty list, means that nobody has said it. */
export const venueDetailsSchema = z.strictObject({
  name: word,
  /** Other names under which platforms appear in imports and positions. */
  aliases: words.default([]),
  kind: z.enum(VENUE_KINDS),
  type: z.enum(VENUE_TYPES),
  /** The counterparty group: venues of one group fail together. */
  group: word.nullable().default(null),
  legalEntities: words.default([]),
  bestFor: line.nullable().default(null),
  why: line.nullable().default(null),
  bestForUsers: words.default([]),
  features: words.default([]),
  considerIf: line.nullable().default(null),
  eligibilityNote: line.nullable().default(null),
  regionsAllow: z.array(region).max(260).default([]),
  regionsDeny: z.array(region).max(260).default([]),
  products: words.default([]),
  custody: z.enum(CUSTODY_MODELS).nullable().default(null),
  marginModes: words.default([]),
  marginNote: line.nullable().default(null),
  feesNote: line.nullable().default(null),
  executionStyles: words.default([]),
  settlementNote: line.nullable().default(null),
  channels: words.default([]),
  hours: word.nullable().default(null),
  /** Ids or names of venues that could take its place. */
  alternatives: words.default([]),
  links: z.array(link).max(40).default([]),
  tags: words.default([]),
});
export type VenueDetails = z.infer<typeof venueDetailsSchema>;
export type VenueField = keyof VenueDetails;
export const VENUE_FIELDS = Object.keys(venueDetailsSchema.shape) as readonly VenueField[];

/** Some fields of a venue: what the owner puts over a bundled one's facts. */
export const venueOverlaySchema = z.strictObject(
  Object.fromEntries(
    Object.entries(venueDetailsSchema.shape).map(([name, schema]) => [
      name,
      (schema instanceof z.ZodDefault ? schema.unwrap() : schema).optional(),
    ]),
  ),
) as unknown as z.ZodType<VenueOverlay>;
export type VenueOverlay = { readonly [Field in VenueField]?: VenueDetails[Field] | undefined };

/** Where a venue stands with its owner, and when that is to be looked at again. */
export const standingSchema = z.strictObject({
  status: z.enum(VENUE_STATUSES),
  reviewDue: dayString.nullable(),
  reason: z.string().max(2_000),
});
export type VenueStanding = z.infer<typeof standingSchema>;
export const FIRST_STANDING: VenueStanding = { status: 'candidate', reviewDue: null, reason: '' };

/** A venue as a file tells of it. */
export const venueFileSchema = z.strictObject({
  format: z.literal(VENUE_FORMAT),
  /** Left out, the workspace makes one. */
  id: identifier.regex(/^[a-z0-9][a-z0-9-]*$/, 'must be small letters, digits and hyphens, such as "my-desk"').optional(),
  venue: venueDetailsSchema,
});
export type VenueFile = z.infer<typeof venueFileSchema>;

const KIND_WORDS: Readonly<Record<VenueKind, string>> = {
  derivatives: 'derivatives venue',
  otc: 'OTC desk',
  both: 'derivatives venue and OTC desk',
  custody: 'custodian',
};

export function venueKindWords(kind: VenueKind): string {
  return KIND_WORDS[kind];
}
