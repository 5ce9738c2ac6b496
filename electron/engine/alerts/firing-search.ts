import type { Severity } from '../../../shared/alerts/index.ts';
import type { SubjectKind } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import type { SqlValue } from '../store/store.ts';
import { type Firing, readFirings } from './firing-rows.ts';

export const FIRING_STATES = [
  'firing',
  'unacknowledged',
  'acknowledged',
  'snoozed',
  'cleared',
  'late',
  'passed',
  'unknown',
  'would-have-fired',
  'would-not-have-fired',
] as const;

export interface FiringsQuestion {
  readonly text?: string | undefined;
  readonly state?: (typeof FIRING_STATES)[number] | undefined;
  readonly severity?: Severity | undefined;
  readonly rule?: string | undefined;
  readonly about?: { readonly kind: SubjectKind; readonly id?: string | undefined } | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** As far as matches are counted: a person reads “more than 100,000”, and the counting would keep them waiting. */
const COUNTED = 100_000;

/**
 * A page of what fired, newest first, and how many there are: `total` counts up to 100,000 and `more` says that there are more. Each word of
 * the text must begin a word of the rule's title or text, the subject, or what was noted. Those that would have fired come only where they are asked for.
 */
export function searchFirings(
  engine: Pick<Engine, 'store' | 'now'>,
  question: FiringsQuestion,
): { readonly total: number; readonly more: boolean; readonly firings: readonly Firing[] } {
  const { store } = engine;
  const now = engine.now();
  const { where, params } = conditions(now, question);
  const match = matchOf(question.text ?? '');
  // The index of words gives the firings' places in order: the newest come without sorting, and nobody waits for the oldest.
  const tables =
    match === null ? 'alert_firing' : 'alert_words CROSS JOIN alert_firing ON place = alert_words.rowid AND alert_words MATCH ?';
  if (match !== null) params.unshift(match);
  const from = `FROM ${tables} WHERE ${where.join(' AND ')}`;
  const counted = store.get<{ total: number }>(`SELECT count(*) AS total FROM (SELECT 1 ${from} LIMIT ?)`, ...params, COUNTED + 1)!.total;
  const places = store
    .all<{ place: number }>(
      `SELECT place ${from} ORDER BY ${match === null ? 'place' : 'alert_words.rowid'} DESC LIMIT ? OFFSET ?`,
      ...params,
      question.limit,
      question.offset,
    )
    .map(({ place }) => place);
  return { total: Math.min(counted, COUNTED), more: counted > COUNTED, firings: readFirings(store, now, places) };
}

function conditions(
  now: string,
  { state, severity, rule, about, from, to }: FiringsQuestion,
): { readonly where: readonly string[]; readonly params: SqlValue[] } {
  const where: string[] = [];
  const params: SqlValue[] = [];
  const wants = (condition: string, ...values: SqlValue[]): void => {
    where.push(condition);
    params.push(...values);
  };
  wants(STATES[state ?? 'any'].replaceAll('$now', '?'), ...(state === 'snoozed' ? [now] : []));
  if (severity !== undefined) wants('severity = ?', severity);
  if (rule !== undefined) wants('rule = ?', rule);
  if (about !== undefined) wants('kind = ?', about.kind);
  if (about?.id !== undefined) wants('subject = ?', about.id);
  if (from !== undefined) wants('due >= ?', from);
  if (to !== undefined) wants('due < ?', to);
  return { where, params };
}

const STATES: Readonly<Record<(typeof FIRING_STATES)[number] | 'any', string>> = {
  any: 'told = 1',
  firing: 'ended IS NULL AND told = 1',
  unacknowledged: 'ended IS NULL AND told = 1 AND acknowledged_at IS NULL',
  acknowledged: 'acknowledged_at IS NOT NULL AND told = 1',
  snoozed: `ended IS NULL AND told = 1 AND EXISTS (SELECT 1 FROM alert_snooze WHERE alert_snooze.rule = alert_firing.rule
    AND alert_snooze.subject IN ('', alert_firing.subject) AND until > $now)`,
  cleared: 'ended IS NOT NULL AND passed = 0 AND told = 1',
  late: 'late = 1 AND told = 1',
  passed: 'passed = 1 AND told = 1',
  unknown: "what = 'unknown' AND ended IS NULL AND told = 1",
  'would-have-fired': 'told = 0 AND void = 0',
  'would-not-have-fired': 'told = 1 AND void = 1',
};

/** The words as FTS5 asks for them (sqlite.org/fts5.html §3): strings, each as a prefix, all wanted. */
function matchOf(text: string): string | null {
  const words = text
    .normalize('NFKC')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .slice(0, 10);
  return words.length === 0 ? null : words.map((word) => `"${word}"*`).join(' ');
}
