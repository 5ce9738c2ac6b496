import { z } from 'zod';
import { dayString, decimalString, identifier } from '../../../shared/figures/index.ts';
import {
  CRITERIA,
  FAMILIES,
  limitSchema,
  policySchema,
  profileSchema,
  recordSchema,
  scaleSchema,
  scoredMeasure,
  scoreSchema,
  scoreString,
  standingSchema,
  venueDetailsSchema,
  weightsSchema,
} from '../../../shared/venues/index.ts';
import { command, query, router } from '../api/procedure.ts';
import {
  compareAnswer,
  decisionAnswer,
  expiringAnswer,
  exposureAnswer,
  limitUseAnswer,
  listAnswer,
  oneAnswer,
  policyAnswer,
  profileAnswer,
  rankingAnswer,
  recordAnswer,
  registerKinds,
  schemeAnswer,
  sensitivityAnswer,
  venueAnswer,
} from './answers.ts';
import { addVenue, editVenue, removeVenue, revertVenue, setStanding, writeVenueNote } from './commands.ts';
import { compareVenues } from './compare.ts';
import { decisions, oneDecision, recordDecision } from './decisions.ts';
import { exportVenue, importVenue } from './exchange.ts';
import { expiring } from './expiring.ts';
import { exposureAcross } from './exposure-report.ts';
import { listVenues, oneVenue } from './list.ts';
import { limitsOf, removeLimit, setLimit } from './limits.ts';
import { addRecord, editRecord, recordsOf, removeRecord } from './register.ts';
import {
  pointsOf,
  profiles,
  removeProfile,
  removeScore,
  saveProfile,
  schemeOf,
  setMeasure,
  setPolicy,
  setScore,
  weightsFromOrder,
  weightsFromPairs,
} from './scoring.ts';
import { ranking, sensitivity } from './sensitivity.ts';
import { readPolicy } from './venue-rows.ts';

const ofVenue = { venue: identifier };
/** By which weights, and whether among venues or among desks; without it, the bundled weights and venues. */
const scoring = { family: z.enum(FAMILIES).default('derivatives'), profile: identifier.optional(), asOf: dayString.optional() };
const MOST_SHOWN = 6;

export const venueProcedures = router({
  list: query(
    {
      says: 'Venues or desks with their gates, score, coverage, exposure and ages of evidence; ranked ones first, the others apart with the reason',
      input: z.object(scoring),
      output: listAnswer,
    },
    listVenues,
  ),
  one: query(
    {
      says: 'One venue: facts with source and date, records, gates, scores, exposure, limits, decisions; null where there is none of that id',
      input: z.object({ ...ofVenue, family: z.enum(FAMILIES).optional(), profile: scoring.profile, asOf: scoring.asOf }),
      output: oneAnswer.nullable(),
    },
    oneVenue,
  ),
  compare: query(
    {
      says: 'Up to six venues side by side: facts, gates, scores with the ages of their evidence, what expires soon; unknown ids are left out',
      input: z.object({ ...scoring, venues: z.array(identifier).min(1).max(MOST_SHOWN) }),
      output: compareAnswer,
    },
    compareVenues,
  ),
  ranking: query(
    {
      says: 'The ranking by given weights, which need not be kept as a profile',
      input: z.object({ ...scoring, weights: weightsSchema.optional(), among: z.array(identifier).max(1_000).optional() }),
      output: rankingAnswer,
    },
    ranking,
  ),
  sensitivity: query(
    {
      says: 'How firm the first place is: exact ranges of each weight, tornado, what would turn it, and how often each venue comes first when weights and scores are drawn at random',
      input: z.object({
        ...scoring,
        weights: weightsSchema.optional(),
        among: z.array(identifier).max(1_000).optional(),
        seed: z.int().min(0).max(4_294_967_295).default(42),
        draws: z.int().min(100).max(100_000).default(10_000),
        /** How closely drawn weights stay with the given ones: the sum of the Dirichlet distribution's parameters. */
        concentration: decimalString
          .refine((text) => Number(text) >= 1 && Number(text) <= 100_000, 'must be from "1" to "100000"')
          .default('50'),
      }),
      output: sensitivityAnswer,
    },
    sensitivity,
  ),
  expiring: query(
    {
      says: 'Scores, checks, channels, keys, limits, reviews and answers that are past their day or will be within so many days, soonest first',
      input: z.object({ withinDays: z.int().min(0).max(3_650).default(30), venue: identifier.optional() }),
      output: z.array(expiringAnswer),
    },
    expiring,
  ),
  exposure: query(
    {
      says: 'What would be lost if a venue failed now, by venue, counterparty group and asset, against limits; platforms without a venue are listed',
      input: z.object({}),
      output: exposureAnswer,
    },
    exposureAcross,
  ),
  limits: query({ says: 'Every limit with its use', input: z.object({}), output: z.array(limitUseAnswer) }, (engine) => [
    ...limitsOf(engine),
  ]),
  records: query(
    {
      says: 'The register: accounts, eligibility, attestations, API keys, contacts, channels, red flags, balances and ratings, of one venue or of all',
      input: z.object({ venue: identifier.optional(), kind: registerKinds.optional() }),
      output: z.array(recordAnswer),
    },
    recordsOf,
  ),
  scheme: query(
    {
      says: 'Criteria, their measures and how each is scored',
      input: z.object({ family: scoring.family }),
      output: schemeAnswer,
    },
    (engine, { family }) => schemeOf(engine.store, family),
  ),
  points: query(
    {
      says: 'The points that a raw value or a category earns on a measure, before it is kept',
      input: z.object({ family: scoring.family, measure: scoredMeasure, given: scoreSchema.shape.given }),
      output: z.object({ points: decimalString.nullable(), says: z.string() }),
    },
    (engine, question) => pointsOf(engine.store, question),
  ),
  profiles: query({ says: 'Weights by name, bundled ones first', input: z.object({}), output: z.array(profileAnswer) }, (engine) => [
    ...profiles(engine.store),
  ]),
  policy: query({ says: 'What all venues are held against', input: z.object({}), output: policyAnswer }, (engine) =>
    readPolicy(engine.store),
  ),
  weightsFromOrder: query(
    {
      says: 'Weights from an order of importance alone: the rank-order centroid',
      input: z.object({ order: z.array(z.enum(CRITERIA)).length(CRITERIA.length) }),
      output: z.object({ weights: weightsSchema.nullable(), says: z.string() }),
    },
    (_engine, { order }) => weightsFromOrder(order),
  ),
  weightsFromPairs: query(
    {
      says: 'Weights from comparisons in pairs (AHP), with the consistency ratio, which should stay under 0.1',
      input: z.object({
        /** How many times as important the first is as the second, from 1/9 to 9; pairs that are left out count as equal. */
        pairs: z.array(z.object({ more: z.enum(CRITERIA), less: z.enum(CRITERIA), times: decimalString })).max(30),
      }),
      output: z.object({ weights: weightsSchema.nullable(), consistencyRatio: decimalString.nullable(), says: z.string() }),
    },
    (_engine, { pairs }) => weightsFromPairs(pairs),
  ),
  decisions: query(
    {
      says: 'Every decision, newest first',
      input: z.object({ venue: identifier.optional() }),
      output: z.array(
        decisionAnswer.omit({ detail: true, recomputed: true }).extend({
          chosen: identifier,
          chosenName: z.string(),
          reason: z.string(),
          by: z.string(),
          nextReview: dayString,
          reviewOverdue: z.boolean(),
        }),
      ),
    },
    decisions,
  ),
  decision: query(
    {
      says: 'One decision with everything it froze, recomputed from that; null where there is none of that id',
      input: z.object({ decision: identifier }),
      output: decisionAnswer.nullable(),
    },
    (engine, { decision }) => oneDecision(engine.store, decision),
  ),
  exportVenue: query(
    {
      says: 'A venue as JSON that importVenue reads back, without records of its owner; null where there is none of that id',
      input: z.object(ofVenue),
      output: z.object({ name: z.string(), content: z.string() }).nullable(),
    },
    (engine, { venue }) => exportVenue(engine.store, venue),
  ),
  add: command(
    { says: 'Adds a venue or desk of your own', input: z.object({ details: venueDetailsSchema }), output: venueAnswer },
    (engine, { details }) => addVenue(engine, details),
  ),
  importVenue: command(
    {
      says: 'Adds a venue from JSON, or replaces what is said of one that has the same id',
      input: z.object({ content: z.string().max(1_000_000) }),
      output: venueAnswer.extend({ name: z.string(), replaced: z.boolean() }),
    },
    (engine, { content }) => importVenue(engine, content),
  ),
  edit: command(
    {
      says: 'Changes what is said of a venue; of a bundled one your words lie over its facts, which stay to be seen with their date',
      input: z.object({ ...ofVenue, details: venueDetailsSchema }),
      output: venueAnswer,
    },
    (engine, { venue, details }) => editVenue(engine, venue, details),
  ),
  revert: command(
    { says: 'Goes back to the bundled facts of a venue', input: z.object(ofVenue), output: venueAnswer },
    (engine, { venue }) => revertVenue(engine, venue),
  ),
  remove: command(
    { says: 'Takes a venue of your own out of the catalogue; it can be undone', input: z.object(ofVenue), output: venueAnswer },
    (engine, { venue }) => removeVenue(engine, venue),
  ),
  setStatus: command(
    {
      says: 'Says where a venue stands and when it is to be reviewed',
      input: z.object({ ...ofVenue, standing: standingSchema }),
      output: venueAnswer,
    },
    (engine, { venue, standing }) => setStanding(engine, venue, standing),
  ),
  writeNote: command(
    { says: 'Writes the note on a venue', input: z.object({ ...ofVenue, note: z.string().max(100_000) }), output: venueAnswer },
    (engine, { venue, note }) => writeVenueNote(engine, venue, note),
  ),
  addRecord: command(
    {
      says: 'Enters an account, a check, an attestation, an API key (never the key itself), a contact, a channel, a red flag, a balance or a rating',
      input: z.object({ ...ofVenue, detail: recordSchema }),
      output: z.object({ record: identifier }),
    },
    (engine, { venue, detail }) => addRecord(engine, venue, detail),
  ),
  editRecord: command(
    {
      says: 'Changes an entry of the register; its kind stays',
      input: z.object({ record: identifier, detail: recordSchema }),
      output: z.object({ record: identifier }),
    },
    (engine, { record, detail }) => editRecord(engine, record, detail),
  ),
  removeRecord: command(
    {
      says: 'Removes an entry of the register; it can be undone',
      input: z.object({ record: identifier }),
      output: z.object({ record: identifier }),
    },
    (engine, { record }) => removeRecord(engine, record),
  ),
  setLimit: command(
    {
      says: 'Sets a limit; with the id of one, changes that one',
      input: z.object({ limit: identifier.optional(), detail: limitSchema }),
      output: z.object({ limit: identifier }),
    },
    (engine, { limit, detail }) => setLimit(engine, limit, detail),
  ),
  removeLimit: command(
    { says: 'Removes a limit; it can be undone', input: z.object({ limit: identifier }), output: z.object({ limit: identifier }) },
    (engine, { limit }) => removeLimit(engine, limit),
  ),
  setScore: command(
    {
      says: 'Scores a measure of a venue, or a whole criterion, with source and date',
      input: z.object({ ...ofVenue, measure: scoredMeasure, score: scoreSchema }),
      output: z.object({ venue: identifier, measure: z.string(), points: decimalString }),
    },
    (engine, { venue, measure, score }) => setScore(engine, venue, measure, score),
  ),
  removeScore: command(
    { says: 'Takes a score back; it can be undone', input: z.object({ ...ofVenue, measure: scoredMeasure }), output: venueAnswer },
    (engine, { venue, measure }) => removeScore(engine, venue, measure),
  ),
  saveProfile: command(
    {
      says: 'Keeps weights under a name; they must sum to 100',
      input: z.object({ profile: identifier.optional(), detail: profileSchema }),
      output: z.object({ profile: identifier }),
    },
    (engine, { profile, detail }) => saveProfile(engine, profile, detail),
  ),
  removeProfile: command(
    {
      says: 'Removes weights of your own; it can be undone',
      input: z.object({ profile: identifier }),
      output: z.object({ profile: identifier }),
    },
    (engine, { profile }) => removeProfile(engine, profile),
  ),
  setMeasure: command(
    {
      says: 'Changes how a measure is scored: its share, half-life, and anchors, table or rubric; null goes back to the bundled one',
      input: z.object({
        family: z.enum(FAMILIES),
        measure: scoredMeasure,
        change: z
          .object({ share: decimalString, halfLifeDays: z.int().min(1).max(3_650), scale: scaleSchema })
          .strict()
          .nullable(),
      }),
      output: z.object({ measure: z.string() }),
    },
    (engine, { family, measure, change }) => setMeasure(engine, family, measure, change),
  ),
  setPolicy: command(
    {
      says: 'Changes what all venues are held against: accepted custody, coverage that is needed, floors, how long checks stand',
      input: policySchema.partial().extend({ floors: z.partialRecord(z.enum(CRITERIA), scoreString).optional() }),
      output: policyAnswer,
    },
    setPolicy,
  ),
  recordDecision: command(
    {
      says: 'Records a choice among venues and freezes what it rests on: gates, scores, weights, rules, hashes of the evidence. It cannot be undone',
      input: z.object({
        ...scoring,
        chosen: identifier,
        reason: z.string().min(1).max(10_000),
        by: z.string().min(1).max(120),
        nextReview: dayString,
        among: z.array(identifier).max(200).optional(),
        supersedes: identifier.optional(),
        /** Also freezes how often each came first at random. */
        draws: z.int().min(100).max(100_000).optional(),
        seed: z.int().min(0).max(4_294_967_295).default(42),
        concentration: decimalString.default('50'),
      }),
      output: z.object({ decision: identifier }),
    },
    recordDecision,
  ),
});
