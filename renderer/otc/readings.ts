import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../electron/engine/api/router.ts';
import type { Subject } from '../../shared/figures/index.ts';
import type { TradeDraft } from '../../shared/otc/index.ts';
import { api } from '../engine/api.ts';
import { type Reading, useReading } from '../engine/reading.ts';

type Answers = inferRouterOutputs<AppRouter>['otc'];
export type Board = Answers['board'];
export type Leg = Board['legs'][number];
export type Settlement = Board['settlements'][number];
export type Step = NonNullable<Settlement['next']>;
export type Blocker = Step['blockers'][number];
export type Case = Board['cases'][number];
export type TradeLine = Answers['trades'][number];
export type TradeDetail = NonNullable<Answers['trade']>;
export type BatchDetail = NonNullable<Answers['batch']>;
export type Preview = Answers['preview'];
export type NetSheet = Answers['netSheet'];
export type NettableGroup = Answers['nettable'][number];
export type TradeState = TradeLine['state'];
export type BoardQuestion = NonNullable<inferRouterInputs<AppRouter>['otc']['board']>;
export type TradesQuestion = NonNullable<inferRouterInputs<AppRouter>['otc']['trades']>;

/** Checklists lift what stands in the way, prices value what is owed, settings say in which currency, venues name the desks. */
const COLUMNS = ['otc', 'checklists', 'evidence', 'venues', 'market', 'workspace'];

export function boardReading(question: BoardQuestion): Reading<Board> {
  return { columns: COLUMNS, key: ['otc', 'board', question], ask: (signal) => api.otc.board.query(question, { signal }) };
}

export function tradesReading(question: TradesQuestion): Reading<readonly TradeLine[]> {
  return { columns: COLUMNS, key: ['otc', 'trades', question], ask: (signal) => api.otc.trades.query(question, { signal }) };
}

export function tradeReading(trade: string): Reading<TradeDetail | null> {
  return { columns: COLUMNS, key: ['otc', 'trade', trade], ask: (signal) => api.otc.trade.query({ trade }, { signal }) };
}

export function batchReading(batch: string): Reading<BatchDetail | null> {
  return { columns: COLUMNS, key: ['otc', 'batch', batch], ask: (signal) => api.otc.batch.query({ batch }, { signal }) };
}

export function previewReading(terms: TradeDraft | null): Reading<Preview> {
  return {
    columns: ['venues'],
    key: ['otc', 'preview', terms],
    ask: (signal) => api.otc.preview.query({ terms: terms! }, { signal }),
  };
}

export const nettableReading: Reading<readonly NettableGroup[]> = {
  columns: COLUMNS,
  key: ['otc', 'nettable'],
  ask: (signal) => api.otc.nettable.query({}, { signal }),
};

export function netSheetReading(trades: readonly string[]): Reading<NetSheet> {
  return {
    columns: COLUMNS,
    key: ['otc', 'netSheet', trades],
    ask: (signal) => api.otc.netSheet.query({ trades: [...trades] }, { signal }),
  };
}

export interface Desk {
  readonly desk: string;
  readonly name: string;
  /** Whether its gates let one deal with it. */
  readonly gate: 'pass' | 'fail' | 'unknown';
}

const desksReading: Reading<readonly Desk[]> = {
  columns: ['venues', 'checklists', 'evidence', 'workspace'],
  key: ['otc', 'desks'],
  ask: async (signal) =>
    (await api.venues.list.query({ family: 'otc' }, { signal })).venues
      .map(({ venue, name, gate }) => ({ desk: venue, name, gate }))
      .toSorted((one, other) => one.name.localeCompare(other.name)),
};
const NO_DESKS: readonly Desk[] = [];

/** The desks of the catalogue of venues, by name. */
export function useDesks(): readonly Desk[] {
  const { data = NO_DESKS } = useReading(desksReading);
  return data;
}

/** What desks owe us, settlement by settlement, as the venues' limits count it. */
export const owedReading = {
  columns: COLUMNS,
  key: ['venues', 'exposure'],
  ask: (signal: AbortSignal) => api.venues.exposure.query({}, { signal }),
};

export function standingReading(template: string, about: Subject) {
  return {
    columns: COLUMNS,
    key: ['checklists', 'standing', template, about.kind, about.id],
    ask: (signal: AbortSignal) => api.checklists.standing.query({ template, about }, { signal }),
  };
}

export function runReading(run: string) {
  return {
    columns: COLUMNS,
    key: ['checklists', 'run', run, null],
    ask: (signal: AbortSignal) => api.checklists.run.query({ run }, { signal }),
  };
}

/** The zone in which this person reads times: a setting of the workspace, else the machine’s. */
export function useOwnZone(): string {
  const { data } = useReading({
    columns: ['workspace'],
    key: ['workspace.settings'],
    ask: (signal) => api.workspace.settings.query({}, { signal }),
  });
  return data?.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
