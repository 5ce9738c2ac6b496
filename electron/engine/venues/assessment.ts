import { type Day, dayOf } from '../../../shared/figures/index.ts';
import {
  type Appraisal,
  appraiser,
  type Contender,
  type Family,
  type Gate,
  type GateEvidence,
  judgeGates,
  type NamedProfile,
  type Place,
  rank,
  type RecordKind,
  type RecordOf,
  type Scheme,
  type VenuePolicy,
  type VenueScore,
  type Weights,
} from '../../../shared/venues/index.ts';
import type { Engine } from '../engine.ts';
import { type ExposureBook, exposureBook } from './exposure.ts';
import { limitStatesFor } from './limits.ts';
import { profileOf } from './scoring.ts';
import { signedAnswers } from './signed-answers.ts';
import { type KeptRecord, readPolicy, readRecords, readScheme, readScores, readVenues, type Venue } from './venue-rows.ts';

/** How venues are looked at: which ones, by which weights, on which day. */
export interface AssessmentQuestion {
  readonly family: Family;
  readonly profile?: string | undefined;
  readonly asOf?: string | undefined;
  /** Instead of those of a profile. */
  readonly weights?: Weights | undefined;
  readonly among?: readonly string[] | undefined;
}

/** A venue with everything that its place follows from. */
export interface AssessedVenue {
  readonly venue: Venue;
  readonly records: readonly KeptRecord[];
  readonly scores: ReadonlyMap<string, VenueScore>;
  readonly gates: readonly Gate[];
  readonly appraisal: Appraisal;
  readonly place: Place;
}

export interface Assessment {
  readonly today: Day;
  readonly family: Family;
  readonly profile: NamedProfile;
  readonly policy: VenuePolicy;
  readonly scheme: Scheme;
  readonly book: ExposureBook;
  /** Ranked ones first in their order, then the others by name. */
  readonly venues: readonly AssessedVenue[];
}

/** Gates and scores of all venues of a family, ranked among each other. */
export function assess(engine: Engine, question: AssessmentQuestion): Assessment {
  const { family, among } = question;
  const all = readVenues(engine.store);
  const asked = among && new Set(among);
  const venues = all.filter(({ venue, details }) => isOfFamily(details.kind, family) && (!asked || asked.has(venue)));
  const today = question.asOf ?? dayOf(engine.now());
  const profile = profileOf(engine.store, question.profile);
  const policy = readPolicy(engine.store);
  const scheme = readScheme(engine.store, family);
  const book = exposureBook(engine, all);
  const scores = readScores(engine.store);
  const records = recordsByVenue(engine);
  const appraisal = appraiser(scheme, { today, conservative: policy.conservative });
  const seen = venues.map((venue) => {
    const own = records.get(venue.venue) ?? [];
    const given = scores.get(venue.venue) ?? new Map<string, VenueScore>();
    return {
      venue,
      records: own,
      scores: given,
      gates: judgeGates(evidenceFor(engine, { venue, records: own, today, policy, book, all })),
      appraisal: appraisal(given),
    };
  });
  const byId = new Map(seen.map((each) => [each.venue.venue, each]));
  const contenders = seen
    .toSorted((a, b) => a.venue.details.name.localeCompare(b.venue.details.name, 'en'))
    .map(({ venue, gates, appraisal }): Contender => ({ id: venue.venue, gates, parts: appraisal.criteria.map(({ part }) => part) }));
  const weights = question.weights ?? profile.weights;
  const named = question.weights ? { ...profile, profile: 'given', name: 'Given weights', says: '', weights, bundled: false } : profile;
  const placed = rank(contenders, weights, policy).map((place): AssessedVenue => Object.assign({ place }, byId.get(place.id)!));
  return { today, family, profile: named, policy, scheme, book, venues: placed };
}

/** The gates of one venue, without ranking any. */
export function gatesOf(engine: Engine, id: string): readonly Gate[] | null {
  const all = readVenues(engine.store);
  const venue = all.find((each) => each.venue === id);
  if (!venue) return null;
  const context = { venue, records: readRecords(engine.store, id), today: dayOf(engine.now()), policy: readPolicy(engine.store), all };
  return judgeGates(evidenceFor(engine, { ...context, book: exposureBook(engine, all) }));
}

/** What trades both ways is looked at both ways; custodians stand with the desks. */
export function isOfFamily(kind: Venue['details']['kind'], family: Family): boolean {
  if (kind === 'both') return true;
  return family === 'derivatives' ? kind === 'derivatives' : kind !== 'derivatives';
}

interface GateContext {
  readonly venue: Venue;
  readonly records: readonly KeptRecord[];
  readonly today: Day;
  readonly policy: VenuePolicy;
  readonly book: ExposureBook;
  readonly all: readonly Venue[];
}

function evidenceFor(engine: Engine, { venue, records, today, policy, book, all }: GateContext): GateEvidence {
  return {
    today,
    details: venue.details,
    policy,
    eligibility: ofKind(records, 'eligibility'),
    attestations: ofKind(records, 'attestation'),
    redFlags: ofKind(records, 'red-flag'),
    answers: signedAnswers(engine, venue.venue),
    limits: limitStatesFor(engine, venue, book, all),
  };
}

/** Entries of one kind. */
export function ofKind<Kind extends RecordKind>(records: readonly KeptRecord[], kind: Kind): readonly KeptRecord<RecordOf<Kind>>[] {
  return records.filter((kept): kept is KeptRecord<RecordOf<Kind>> => kept.detail.kind === kind);
}

function recordsByVenue(engine: Engine): ReadonlyMap<string, readonly KeptRecord[]> {
  const records = new Map<string, KeptRecord[]>();
  for (const kept of readRecords(engine.store)) {
    const of = records.get(kept.venue);
    if (of) of.push(kept);
    else records.set(kept.venue, [kept]);
  }
  return records;
}
