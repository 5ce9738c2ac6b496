import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../electron/engine/api/router.ts';
import type { Family, Weights } from '../../shared/venues/index.ts';
import { api } from '../engine/api.ts';
import type { Reading } from '../engine/reading.ts';

type Answers = inferRouterOutputs<AppRouter>['venues'];
type Inputs = inferRouterInputs<AppRouter>['venues'];
export type VenueList = Answers['list'];
export type VenueSummary = VenueList['venues'][number];
export type VenueDetail = NonNullable<Answers['one']>;
export type VenueEntry = VenueDetail['records'][number];
export type GivenScore = VenueDetail['scores'][number];
export type CriterionScore = VenueSummary['place']['criteria'][number];
export type Fact = VenueDetail['facts'][number];
export type LimitUse = VenueDetail['limits'][number];
export type Comparison = Answers['compare'];
export type Ranking = Answers['ranking'];
export type Sensitivity = Answers['sensitivity'];
export type Expiring = Answers['expiring'][number];
export type ExposureAnswer = Answers['exposure'];
export type SumAnswer = ExposureAnswer['total'];
export type Profile = Answers['profiles'][number];
export type Policy = Answers['policy'];
export type SchemeAnswer = Answers['scheme'];
export type DecisionSummary = Answers['decisions'][number];
export type DecisionDetail = NonNullable<Answers['decision']>;
export type SensitivityQuestion = Inputs['sensitivity'];

/** Prices, positions, checklists, evidence and settings change what is said of a venue just as its own records do. */
const COLUMNS = ['venues', 'evidence', 'checklists', 'positions', 'market', 'workspace', 'otc', 'pretrade', 'imports'];
const OWN = ['venues'];

export function listReading(family: Family, profile: string | null): Reading<VenueList> {
  const question = { family, ...profiled(profile) };
  return { columns: COLUMNS, key: ['venues', 'list', question], ask: (signal) => api.venues.list.query(question, { signal }) };
}

export function venueReading(venue: string, profile: string | null): Reading<VenueDetail | null> {
  const question = { venue, ...profiled(profile) };
  return { columns: COLUMNS, key: ['venues', 'one', question], ask: (signal) => api.venues.one.query(question, { signal }) };
}

export function comparisonReading(family: Family, venues: readonly string[], profile: string | null): Reading<Comparison> {
  const question = { family, venues: [...venues], ...profiled(profile) };
  return { columns: COLUMNS, key: ['venues', 'compare', question], ask: (signal) => api.venues.compare.query(question, { signal }) };
}

export function rankingReading(family: Family, among: readonly string[], weights: Weights): Reading<Ranking> {
  const question = { family, among: [...among], weights };
  return { columns: COLUMNS, key: ['venues', 'ranking', question], ask: (signal) => api.venues.ranking.query(question, { signal }) };
}

export function sensitivityReading(question: SensitivityQuestion): Reading<Sensitivity> {
  return {
    columns: COLUMNS,
    key: ['venues', 'sensitivity', question],
    ask: (signal) => api.venues.sensitivity.query(question, { signal }),
  };
}

export function expiringReading(withinDays: number): Reading<readonly Expiring[]> {
  return {
    columns: COLUMNS,
    key: ['venues', 'expiring', withinDays],
    ask: (signal) => api.venues.expiring.query({ withinDays }, { signal }),
  };
}

export const exposureReading: Reading<ExposureAnswer> = {
  columns: COLUMNS,
  key: ['venues', 'exposure'],
  ask: (signal) => api.venues.exposure.query({}, { signal }),
};

export const limitsReading: Reading<readonly LimitUse[]> = {
  columns: COLUMNS,
  key: ['venues', 'limits'],
  ask: (signal) => api.venues.limits.query({}, { signal }),
};

export const profilesReading: Reading<readonly Profile[]> = {
  columns: OWN,
  key: ['venues', 'profiles'],
  ask: (signal) => api.venues.profiles.query({}, { signal }),
};

export const policyReading: Reading<Policy> = {
  columns: OWN,
  key: ['venues', 'policy'],
  ask: (signal) => api.venues.policy.query({}, { signal }),
};

export function schemeReading(family: Family): Reading<SchemeAnswer> {
  return { columns: OWN, key: ['venues', 'scheme', family], ask: (signal) => api.venues.scheme.query({ family }, { signal }) };
}

export const decisionsReading: Reading<readonly DecisionSummary[]> = {
  columns: OWN,
  key: ['venues', 'decisions'],
  ask: (signal) => api.venues.decisions.query({}, { signal }),
};

export function decisionReading(decision: string): Reading<DecisionDetail | null> {
  return { columns: OWN, key: ['venues', 'decision', decision], ask: (signal) => api.venues.decision.query({ decision }, { signal }) };
}

function profiled(profile: string | null): { readonly profile?: string } {
  return profile === null ? {} : { profile };
}
