import type { Subject } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { type Reading, useReading } from '../engine/reading.ts';

export type RunDetail = NonNullable<Awaited<ReturnType<typeof api.checklists.run.query>>>;
export type RunItem = RunDetail['items'][number];
export type RunLine = Awaited<ReturnType<typeof api.checklists.runs.query>>['runs'][number];
export type TemplateLine = Awaited<ReturnType<typeof api.checklists.templates.query>>[number];
export type TemplateDetail = NonNullable<Awaited<ReturnType<typeof api.checklists.template.query>>>;
export type Expiring = Awaited<ReturnType<typeof api.checklists.expiring.query>>[number];
export type Statistics = NonNullable<Awaited<ReturnType<typeof api.checklists.statistics.query>>>;
export type Comparison = NonNullable<Awaited<ReturnType<typeof api.checklists.compare.query>>>;
export type Standing = Awaited<ReturnType<typeof api.checklists.standing.query>>;
export type Person = Awaited<ReturnType<typeof api.workspace.persons.query>>[number];
export type Sent = Parameters<typeof api.checklists.answer.mutate>[0]['given'];

export const CHECKLISTS: readonly string[] = ['checklists'];
/** What a run shows hangs on its files too, and on what the application's other columns say. */
const RUN_COLUMNS: readonly string[] = ['checklists', 'evidence', 'workspace', 'venues', 'pretrade', 'otc', 'positions'];

export function runReading(run: string, revision?: number): Reading<RunDetail | null> {
  return {
    columns: RUN_COLUMNS,
    key: ['checklists', 'run', run, revision ?? null],
    ask: (signal) => api.checklists.run.query(revision === undefined ? { run } : { run, revision }, { signal }),
  };
}

export function useTemplates() {
  return useReading({
    columns: CHECKLISTS,
    key: ['checklists', 'templates'],
    ask: (signal) => api.checklists.templates.query({ retired: true }, { signal }),
  });
}

export function useTemplate(template: string, number?: number) {
  return useReading({
    columns: CHECKLISTS,
    key: ['checklists', 'template', template, number ?? null],
    ask: (signal) => api.checklists.template.query(number === undefined ? { template } : { template, number }, { signal }),
  });
}

/** How many days ahead the list of what expires looks. */
export const AHEAD = 90;

export const expiringReading: Reading<readonly Expiring[]> = {
  columns: CHECKLISTS,
  key: ['checklists', 'expiring', AHEAD],
  ask: (signal) => api.checklists.expiring.query({ withinDays: AHEAD }, { signal }),
};

export function statisticsReading(template: string): Reading<Statistics | null> {
  return {
    columns: CHECKLISTS,
    key: ['checklists', 'statistics', template],
    ask: (signal) => api.checklists.statistics.query({ template }, { signal }),
  };
}

export function comparisonReading(run: string): Reading<Comparison | null> {
  return { columns: CHECKLISTS, key: ['checklists', 'compare', run], ask: (signal) => api.checklists.compare.query({ run }, { signal }) };
}

export function standingReading(template: string, about: Subject): Reading<Standing> {
  return {
    columns: RUN_COLUMNS,
    key: ['checklists', 'standing', template, about.kind, about.id],
    ask: (signal) => api.checklists.standing.query({ template, about }, { signal }),
  };
}

const personsReading: Reading<readonly Person[]> = {
  columns: ['workspace'],
  key: ['workspace', 'persons'],
  ask: (signal) => api.workspace.persons.query({}, { signal }),
};

const NOBODY: readonly Person[] = [];

/** Those who may sign today. */
export function useActivePersons(): readonly Person[] {
  const { data = NOBODY } = useReading(personsReading);
  return data.filter(({ retired }) => !retired);
}
