import type { DashboardPanel, PanelKind, StatisticForm, UnlikeChoice } from '../../shared/comparison/index.ts';
import { PANEL_TITLES } from '../../shared/comparison/index.ts';
import { Decimal, decimalText } from '../../shared/figures/index.ts';
import type { MetricEntry } from '../metrics/index.ts';

export const KIND_NAMES: Readonly<Record<PanelKind, string>> = {
  facts: 'facts',
  rates: 'rates with their basis',
  history: 'history, overlaid',
  indexed: 'history, indexed to 100',
  drawdown: 'drawdown',
  correlation: 'correlation',
  distribution: 'distribution',
  note: 'note',
};

export const FORM_NAMES: Readonly<Record<StatisticForm, string>> = {
  values: 'the values themselves',
  changes: 'changes from day to day',
  simple: 'simple daily returns',
  log: 'log daily returns',
};

export const UNLIKE_NAMES: Readonly<Record<UnlikeChoice, string>> = {
  separate: 'an axis for each kind',
  together: 'one axis, and say so',
};

export const WINDOWS: ReadonlyArray<readonly [days: number | null, words: string]> = [
  [30, '30 days'],
  [90, '90 days'],
  [180, '180 days'],
  [365, 'a year'],
  [1095, 'three years'],
  [null, 'all there is'],
];

/** What stands at a panel's head: its own title, else what it shows of which metric. */
export function panelTitle({ title, kind, metric }: DashboardPanel, metrics: readonly MetricEntry[]): string {
  if (title !== null) return title;
  if (metric === null) return PANEL_TITLES[kind];
  const name = metrics.find(({ word }) => word === metric)?.name ?? metric;
  return kind === 'history' ? name : `${name}: ${PANEL_TITLES[kind].charAt(0).toLowerCase()}${PANEL_TITLES[kind].slice(1)}`;
}

/** The title of an axis above a table: its cells hold shares as fractions, where the axis prints them per cent. */
export function tableHead(axisTitle: string): string {
  return axisTitle.replaceAll('per cent', 'as a fraction');
}

/** A number as a table holds it: all its digits, without an exponent; nothing where it is unknown. */
export function cellText(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : decimalText(new Decimal(value));
}

export function windowWords(days: number | null): string {
  return WINDOWS.find(([each]) => each === days)?.[1] ?? `${days} days`;
}
