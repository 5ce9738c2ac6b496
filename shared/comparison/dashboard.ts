import { z } from 'zod';
import { anySubjectSchema, identifier } from '../figures/index.ts';
import { CORRELATION_METHODS } from './correlation.ts';

/** More do not fit side by side, nor can more colours be told apart. */
export const MOST_SUBJECTS = 6;
const MOST_PANELS = 24;

/** Columns of the grid that panels lie on, and how wide and tall a panel may be; a step of height is 40 pixels. */
export const GRID_COLUMNS = 12;
export const NARROWEST = 3;
export const LOWEST = 3;
export const TALLEST = 20;

export const PANEL_KINDS = ['facts', 'rates', 'history', 'indexed', 'drawdown', 'correlation', 'distribution', 'note'] as const;
export type PanelKind = (typeof PANEL_KINDS)[number];

/** What a statistic is taken of: the values themselves, their daily changes, or daily returns. */
export const STATISTIC_FORMS = ['values', 'changes', 'simple', 'log'] as const;
export type StatisticForm = (typeof STATISTIC_FORMS)[number];

/** What is done with series of unlike basis: an axis each, or one axis that says so. */
export const UNLIKE_CHOICES = ['separate', 'together'] as const;
export type UnlikeChoice = (typeof UNLIKE_CHOICES)[number];

export const panelSchema = z.strictObject({
  id: identifier,
  kind: z.enum(PANEL_KINDS),
  /** What stands at its head instead of what it is. */
  title: z.string().max(120).nullable(),
  /** What expressions call the metric, such as `rate`; a panel of tables shows all there are. Null where the kind needs none. */
  metric: z.string().min(1).max(120).nullable(),
  /** Days up to the newest observation; null is all there is. */
  windowDays: z.int().min(1).max(36_600).nullable(),
  /** Which of the dashboard's subjects it shows; null is all. */
  only: z.array(anySubjectSchema).max(MOST_SUBJECTS).nullable(),
  options: z.strictObject({
    of: z.enum(STATISTIC_FORMS),
    method: z.enum(CORRELATION_METHODS),
    unlike: z.enum(UNLIKE_CHOICES),
    /** How many days a value may be carried on where none was observed. */
    tolerance: z.int().min(0).max(366),
    /** Days of the moving window of a correlation over time; null shows the matrix. */
    rolling: z.int().min(2).max(3660).nullable(),
    /** Of a note. */
    text: z.string().max(10_000),
  }),
  width: z.int().min(NARROWEST).max(GRID_COLUMNS),
  height: z.int().min(LOWEST).max(TALLEST),
});
export type DashboardPanel = z.infer<typeof panelSchema>;

/** What a person laid out. The order of panels is their place on the grid: they flow from left to right and down. */
export const dashboardSchema = z.strictObject({
  name: z.string().trim().min(1, 'A dashboard needs a name by which it is found again.').max(120),
  subjects: z.array(anySubjectSchema).max(MOST_SUBJECTS),
  panels: z.array(panelSchema).max(MOST_PANELS),
});
export type DashboardDetail = z.infer<typeof dashboardSchema>;

/** A new panel of a kind, as wide and tall as it usually needs to be. */
export function newPanel(id: string, kind: PanelKind, metric: string | null): DashboardPanel {
  const [width, height] = SIZES[kind];
  return {
    id,
    kind,
    title: null,
    metric: needsMetric(kind) ? metric : null,
    windowDays: needsMetric(kind) ? 365 : null,
    only: null,
    options: {
      of: kind === 'correlation' || kind === 'distribution' ? 'log' : 'values',
      method: 'pearson',
      unlike: 'separate',
      tolerance: 1,
      rolling: null,
      text: '',
    },
    width,
    height,
  };
}

/** Whether a panel of a kind is about one metric. */
export function needsMetric(kind: PanelKind): boolean {
  return kind !== 'facts' && kind !== 'rates' && kind !== 'note';
}

/** Panels with one moved to a place; the others keep their order. */
export function movedPanel(panels: readonly DashboardPanel[], id: string, to: number): readonly DashboardPanel[] {
  const from = panels.findIndex((panel) => panel.id === id);
  const moving = panels[from];
  if (!moving) return panels;
  const rest = panels.toSpliced(from, 1);
  return rest.toSpliced(Math.max(0, Math.min(rest.length, to)), 0, moving);
}

/** Panels with one of another size, within what the grid allows. */
export function resizedPanel(
  panels: readonly DashboardPanel[],
  id: string,
  { width, height }: { readonly width: number; readonly height: number },
): readonly DashboardPanel[] {
  const size = {
    width: Math.max(NARROWEST, Math.min(GRID_COLUMNS, Math.round(width))),
    height: Math.max(LOWEST, Math.min(TALLEST, Math.round(height))),
  };
  return panels.map((panel) => (panel.id === id ? { ...panel, ...size } : panel));
}

/** What is wrong with a dashboard beyond its shape: a sentence, or null. */
export function dashboardFault({ subjects, panels }: DashboardDetail): string | null {
  const ids = new Set(panels.map(({ id }) => id));
  if (ids.size < panels.length) return 'Two panels have the same id.';
  const keys = new Set(subjects.map(({ kind, id }) => `${kind}/${id}`));
  if (keys.size < subjects.length) return 'A subject stands in the dashboard twice: each is compared once.';
  const lacking = panels.find(({ kind, metric }) => needsMetric(kind) && metric === null);
  if (lacking) return `The panel “${lacking.title ?? PANEL_TITLES[lacking.kind]}” needs a metric: say what it is to show.`;
  const strange = panels.find(({ only }) => only?.some(({ kind, id }) => !keys.has(`${kind}/${id}`)));
  return strange ? `The panel “${strange.title ?? PANEL_TITLES[strange.kind]}” shows a subject that the dashboard does not have.` : null;
}

/** What a panel of a kind is called where nobody has named it. */
export const PANEL_TITLES: Readonly<Record<PanelKind, string>> = {
  facts: 'Facts',
  rates: 'Rates with their basis',
  history: 'History',
  indexed: 'History, indexed',
  drawdown: 'Drawdown from the highest close',
  correlation: 'Correlation',
  distribution: 'Distribution',
  note: 'Note',
};

const SIZES: Readonly<Record<PanelKind, readonly [number, number]>> = {
  facts: [12, 10],
  rates: [12, 7],
  history: [12, 8],
  indexed: [6, 8],
  drawdown: [6, 8],
  correlation: [6, 8],
  distribution: [6, 8],
  note: [6, 4],
};
