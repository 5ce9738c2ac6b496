import { dayOf, daysBetween, done, isRefused, isSame, type Outcome, refuse } from '../../../shared/figures/index.ts';
import {
  type RecordKind,
  type RecordOf,
  recordTitle,
  recordWords,
  standsUntil,
  type VenuePolicy,
  type VenueRecord,
} from '../../../shared/venues/index.ts';
import type { Engine } from '../engine.ts';
import type { RecordAnswer } from './answers.ts';
import { committed, findVenue } from './commands.ts';
import { requireKept, standingOfFiles } from './kept-evidence.ts';
import { type KeptRecord, readPolicy, readRecord, readRecords, readVenues } from './venue-rows.ts';

type Answer = Outcome<{ record: string }>;

export function addRecord(engine: Engine, venue: string, detail: VenueRecord): Answer {
  const found = findVenue(engine, venue);
  if (isRefused(found)) return found;
  const sound = soundRecord(engine, venue, detail);
  if (isRefused(sound)) return sound;
  const record = engine.newId();
  return committed(engine, [{ type: 'venues.record-added', subject: record, payload: { venue, detail } }], { record });
}

export function editRecord(engine: Engine, record: string, detail: VenueRecord): Answer {
  const kept = findRecord(engine, record);
  if (isRefused(kept)) return kept;
  const { venue, detail: before } = kept.ok;
  if (before.kind !== detail.kind) {
    return refuse('kind-is-fixed', `The ${recordWords(before)} cannot become another kind of entry. Remove it and enter a new one.`, {
      field: 'kind',
    });
  }
  const sound = soundRecord(engine, venue, detail);
  if (isRefused(sound)) return sound;
  if (isSame(before, detail)) return done({ record });
  return committed(engine, [{ type: 'venues.record-edited', subject: record, payload: { venue, before, after: detail } }], { record });
}

export function removeRecord(engine: Engine, record: string): Answer {
  const kept = findRecord(engine, record);
  if (isRefused(kept)) return kept;
  const { venue, detail } = kept.ok;
  return committed(engine, [{ type: 'venues.record-removed', subject: record, payload: { venue, detail } }], { record });
}

/** The register, of one venue or of all, with what is wrong with each entry. */
export function recordsOf(engine: Engine, { venue, kind }: { venue?: string | undefined; kind?: RecordKind | undefined }): RecordAnswer[] {
  const names = new Map(readVenues(engine.store).map((each) => [each.venue, each.details.name]));
  const policy = readPolicy(engine.store);
  const today = dayOf(engine.now());
  return readRecords(engine.store, venue, kind)
    .filter((kept) => names.has(kept.venue))
    .map((kept) => {
      const validUntil = validityOf(kept.detail, policy);
      return {
        record: kept.record,
        venue: kept.venue,
        venueName: names.get(kept.venue)!,
        title: recordTitle(kept.detail),
        detail: kept.detail,
        addedAt: kept.addedAt,
        validUntil,
        expired: validUntil !== null && validUntil < today,
        warnings: [...warningsOf(kept.detail, policy, today)],
        files: 'evidence' in kept.detail ? standingOfFiles(engine, kept.detail.evidence) : [],
      };
    });
}

/** The last day on which an entry stands; null of those that do not run out. */
export function validityOf(detail: VenueRecord, policy: VenuePolicy): string | null {
  switch (detail.kind) {
    case 'eligibility':
      return standsUntil(detail.checkedOn, detail.validUntil, policy.eligibilityDays);
    case 'attestation':
      return standsUntil(detail.checkedOn, detail.validUntil, detail.of === 'kyc' ? policy.kycDays : policy.legalDays);
    case 'api-key':
      return detail.revokedOn === null ? standsUntil(detail.createdOn, detail.rotateBy, policy.apiKeyDays) : null;
    case 'channel':
      return detail.validUntil;
    default:
      return null;
  }
}

export function keyAgeDays(key: RecordOf<'api-key'>, today: string): number | null {
  return key.revokedOn === null ? Math.max(0, daysBetween(key.createdOn, today)) : null;
}

function warningsOf(detail: VenueRecord, policy: VenuePolicy, today: string): readonly string[] {
  if (detail.kind === 'api-key') return keyWarnings(detail, policy, today);
  if (detail.kind === 'account') return accountWarnings(detail);
  if (detail.kind === 'channel' && detail.verifiedOn === null)
    return ['Nobody has verified this channel. Do not take instructions over it.'];
  return [];
}

function keyWarnings(key: RecordOf<'api-key'>, policy: VenuePolicy, today: string): readonly string[] {
  const age = keyAgeDays(key, today);
  if (age === null) return [];
  return [
    ...(key.scopes.includes('withdraw')
      ? ['This key may withdraw. Take that right away: a leaked key then costs trades, not the money.']
      : []),
    ...(key.scopes.includes('admin') ? ['This key may change the account. Take that right away.'] : []),
    ...(key.ipBound ? [] : ['This key works from any address. Bind it to yours.']),
    ...(age > policy.apiKeyDays ? [`This key is ${age} days old; yours may be ${policy.apiKeyDays}. Make a new one and revoke this.`] : []),
  ];
}

function accountWarnings({ twoFactor, allowList }: RecordOf<'account'>): readonly string[] {
  return [
    ...(twoFactor === 'sms' ? ['The second factor is SMS, which can be taken over with the number. Use a hardware key or TOTP.'] : []),
    ...(twoFactor === 'none' ? ['There is no second factor.'] : []),
    ...(allowList !== null && !allowList.on ? ['The allow-list for withdrawals is off.'] : []),
  ];
}

/** What a schema cannot see: days that have not come, an account that is none of this venue. */
function soundRecord(engine: Engine, venue: string, detail: VenueRecord): Outcome<null> {
  const today = dayOf(engine.now());
  for (const [field, day] of happened(detail)) {
    if (day !== null && day > today) {
      return refuse('in-the-future', `The ${recordWords(detail)} is dated ${day}, which has not come yet. Enter what has happened.`, {
        field,
      });
    }
  }
  if ((detail.kind === 'api-key' || detail.kind === 'balance') && detail.account !== null) {
    const account = readRecord(engine.store, detail.account);
    if (account?.venue !== venue || account.detail.kind !== 'account') {
      return refuse('no-such-account', `There is no account ${detail.account} at this venue. Enter the account first, or leave it out.`, {
        field: 'account',
      });
    }
  }
  if (detail.kind === 'red-flag' && detail.closed !== null && detail.closed.on < detail.seenOn) {
    return refuse(
      'closed-before-seen',
      `The red flag cannot have been closed on ${detail.closed.on}, before it was seen on ${detail.seenOn}.`,
      { field: 'closed' },
    );
  }
  return 'evidence' in detail ? requireKept(engine, detail.evidence) : done(null);
}

function happened(detail: VenueRecord): readonly (readonly [field: string, day: string | null])[] {
  switch (detail.kind) {
    case 'account':
      return [['openedOn', detail.openedOn]];
    case 'eligibility':
    case 'attestation':
      return [['checkedOn', detail.checkedOn]];
    case 'api-key':
      return [
        ['createdOn', detail.createdOn],
        ['revokedOn', detail.revokedOn],
      ];
    case 'channel':
      return [['verifiedOn', detail.verifiedOn]];
    case 'red-flag':
      return [
        ['seenOn', detail.seenOn],
        ['closed', detail.closed?.on ?? null],
      ];
    case 'balance':
    case 'rating':
      return [['asOf', detail.asOf]];
    case 'contact':
      return [];
  }
}

function findRecord(engine: Engine, record: string): Outcome<KeptRecord> {
  const kept = readRecord(engine.store, record);
  return kept ? done(kept) : refuse('no-such-record', `There is no entry ${record} in the register; it may have been removed.`, { record });
}
