import type {
  CustodyModel,
  LIMIT_METRICS,
  RankState,
  RecordKind,
  SourceClass,
  VenueField,
  VenueStatus,
  VenueType,
} from '../../shared/venues/index.ts';
import type { Choice } from '../forms/field.ts';

export const STATUS_WORDS: Readonly<Record<VenueStatus, string>> = {
  candidate: 'candidate',
  approved: 'approved',
  watch: 'on watch',
  suspended: 'suspended',
  rejected: 'rejected',
};

export const TYPE_WORDS: Readonly<Record<VenueType, string>> = {
  cex: 'exchange',
  dex: 'on-chain exchange',
  regulated: 'regulated exchange',
  desk: 'desk',
  prime: 'prime broker',
  marketplace: 'marketplace',
};

export const CUSTODY_WORDS: Readonly<Record<CustodyModel, string>> = {
  venue: 'the venue holds it',
  self: 'you hold it yourself',
  clearing: 'a clearing house behind a broker',
  segregated: 'segregated under your name',
  'off-exchange': 'a custodian apart from the venue',
  bilateral: 'each side until settlement',
};

/** What is said of a venue's place, as lists print it. */
export const STATE_WORDS: Readonly<Record<RankState, string>> = {
  ranked: 'eligible',
  'not-eligible': 'not eligible',
  'cannot-decide': 'cannot decide',
  'below-floor': 'eligible, below a floor',
  'too-little-evidence': 'eligible, too little evidence',
  unscored: 'eligible, not scored',
};

export const SOURCE_WORDS: Readonly<Record<SourceClass, string>> = {
  'own-measurement': 'own measurement',
  official: 'official document',
  'third-party': 'third party',
  hearsay: 'hearsay',
};

export const METRIC_WORDS: Readonly<Record<(typeof LIMIT_METRICS)[number], string>> = {
  exposure: 'exposure',
  notional: 'notional of a position',
  loss: 'loss of a trade',
  leverage: 'leverage',
  settlement: 'unsettled amount',
};

/** The heading of each register and what an entry of it is called. */
export const REGISTER_WORDS: Readonly<Record<RecordKind, { readonly heading: string; readonly one: string }>> = {
  account: { heading: 'Accounts', one: 'account' },
  eligibility: { heading: 'Eligibility', one: 'eligibility check' },
  attestation: { heading: 'Attestations', one: 'attestation' },
  'api-key': { heading: 'API keys', one: 'API key' },
  contact: { heading: 'Contacts', one: 'contact' },
  channel: { heading: 'Verified channels', one: 'channel' },
  'red-flag': { heading: 'Red flags', one: 'red flag' },
  balance: { heading: 'Balances', one: 'balance' },
  rating: { heading: 'Published ratings', one: 'rating' },
};

export const FIELD_WORDS: Readonly<Record<VenueField, string>> = {
  name: 'Name',
  aliases: 'Also called',
  kind: 'Kind',
  type: 'Type',
  group: 'Group',
  legalEntities: 'Legal entities',
  bestFor: 'Best for',
  why: 'Why',
  bestForUsers: 'Suits',
  features: 'Features',
  considerIf: 'Mind that',
  eligibilityNote: 'Eligibility',
  regionsAllow: 'Open to',
  regionsDeny: 'Closed to',
  products: 'Products',
  custody: 'Custody',
  marginModes: 'Margin modes',
  marginNote: 'Margin',
  feesNote: 'Fees',
  executionStyles: 'Execution',
  settlementNote: 'Settlement',
  channels: 'Channels',
  hours: 'Hours',
  alternatives: 'In its place',
  links: 'Links',
  tags: 'Tags',
};

/** The choices of an enumeration, each with its words. */
export function choicesOf<Value extends string>(words: Readonly<Record<Value, string>>): readonly Choice[] {
  return Object.entries<string>(words).map(([value, label]) => ({ value, label }));
}

/** A word of the data as people write it: `risk-limit` is “risk limit”. */
export function plainWords(id: string): string {
  return id.replaceAll('-', ' ');
}
