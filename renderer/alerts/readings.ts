import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../electron/engine/api/router.ts';
import type { SubjectKind } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { type Reading, useReading } from '../engine/reading.ts';
import type { PagedReading } from '../lists/index.ts';

type Answers = inferRouterOutputs<AppRouter>['alerts'];
type Questions = inferRouterInputs<AppRouter>['alerts'];
export type FiringLine = Answers['firings']['firings'][number];
export type FiringDetail = NonNullable<Answers['firing']>;
export type RuleLine = Answers['rules'][number];
export type RuleDetail = NonNullable<Answers['rule']>;
export type Watch = RuleDetail['standing'][number];
export type Preset = Answers['presets'][number];
export type Preview = Answers['preview'];
export type Rehearsed = Answers['rehearse'];
export type Status = Answers['status'];
export type FiringsQuestion = Omit<NonNullable<Questions['firings']>, 'limit' | 'offset'>;

const ALERTS = ['alerts'];
/** Where rules stand hangs on the data they watch; lists and screens say of what. */
const WATCHED = ['alerts', 'market', 'positions', 'watchlists', 'venues', 'otc', 'checklists', 'pretrade'];

/** So many are drawn as a timeline at once, the newest of what is in view; all of them are in the table. */
const MOST_DRAWN = 1_000;

export const statusReading: Reading<Status> = {
  columns: ALERTS,
  key: ['alerts', 'status'],
  ask: (signal) => api.alerts.status.query({}, { signal }),
};

export function firingsReading(question: FiringsQuestion): PagedReading<FiringLine> {
  return {
    columns: ALERTS,
    key: ['alerts', 'firings', question],
    async ask(offset, limit, signal) {
      const { total, firings } = await api.alerts.firings.query({ ...question, offset, limit }, { signal });
      return { total, rows: firings };
    },
  };
}

export function latestFiringsReading(question: FiringsQuestion): Reading<Answers['firings']> {
  return {
    columns: ALERTS,
    key: ['alerts', 'latest', question],
    ask: (signal) => api.alerts.firings.query({ ...question, offset: 0, limit: MOST_DRAWN }, { signal }),
  };
}

/** The first that was ever recorded of so many, since when there is something to draw. */
export function firstFiringReading(question: FiringsQuestion, total: number): Reading<Answers['firings']> {
  return {
    columns: ALERTS,
    key: ['alerts', 'first', question, total],
    ask: (signal) => api.alerts.firings.query({ ...question, offset: Math.max(0, total - 1), limit: 1 }, { signal }),
  };
}

/** What fires now, as a short list shows it. */
export function firingNowReading(limit: number): Reading<Answers['firings']> {
  return {
    columns: ALERTS,
    key: ['alerts', 'firing', 'now', limit],
    ask: (signal) => api.alerts.firings.query({ state: 'firing', offset: 0, limit }, { signal }),
  };
}

export function firingReading(firing: string): Reading<Answers['firing']> {
  return { columns: ALERTS, key: ['alerts', 'firing', firing], ask: (signal) => api.alerts.firing.query({ firing }, { signal }) };
}

export const rulesReading: Reading<Answers['rules']> = {
  columns: WATCHED,
  key: ['alerts', 'rules'],
  ask: (signal) => api.alerts.rules.query({}, { signal }),
};

export interface NamedRule {
  readonly rule: string;
  readonly title: string;
}
const NO_RULES: readonly NamedRule[] = [];

/** The rules by title, for choosing among them. */
export function useRules(): readonly NamedRule[] {
  const { data } = useReading(rulesReading);
  return data?.map(({ rule, terms: { title } }) => ({ rule, title })) ?? NO_RULES;
}

export function ruleReading(rule: string): Reading<Answers['rule']> {
  return { columns: WATCHED, key: ['alerts', 'rule', rule], ask: (signal) => api.alerts.rule.query({ rule }, { signal }) };
}

export function correctionsReading(rule: string | null): Reading<Answers['corrections']> {
  return {
    columns: ALERTS,
    key: ['alerts', 'corrections', rule],
    ask: (signal) => api.alerts.corrections.query(rule === null ? {} : { rule }, { signal }),
  };
}

/** Who is nearest to firing first. */
export function nearReading(limit: number): Reading<Answers['near']> {
  return { columns: WATCHED, key: ['alerts', 'near', limit], ask: (signal) => api.alerts.near.query({ limit }, { signal }) };
}

/** A rule as it is being written, with the few subjects that are nearest to firing. */
export function previewReading(question: Questions['preview']): Reading<Preview> {
  return { columns: WATCHED, key: ['alerts', 'preview', question], ask: (signal) => api.alerts.preview.query(question, { signal }) };
}

/** What a rule would have done on what is stored of its first subjects. */
export function rehearsalReading(question: Questions['rehearse']): Reading<Rehearsed> {
  return { columns: WATCHED, key: ['alerts', 'rehearse', question], ask: (signal) => api.alerts.rehearse.query(question, { signal }) };
}

/** A firing computed anew; only the data and the journal can change what comes out. */
export function replayReading(firing: string): Reading<Answers['replay']> {
  return { columns: WATCHED, key: ['alerts', 'replay', firing], ask: (signal) => api.alerts.replay.query({ firing }, { signal }) };
}

/** Rules to begin with, each rehearsed on what is at hand. */
export function presetsReading(kind: SubjectKind | null): Reading<Answers['presets']> {
  return {
    columns: WATCHED,
    key: ['alerts', 'presets', kind],
    ask: (signal) => api.alerts.presets.query(kind === null ? {} : { kind }, { signal }),
  };
}
