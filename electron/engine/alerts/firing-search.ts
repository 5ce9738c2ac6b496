import type { Severity } from '../../../shared/alerts/index.ts';
import type { SubjectKind } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import type { Reader, SqlValue } from '../store/store.ts';
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

/** Where one way of searching is left for another. */
interface Reach {
  /** As far as matches are counted one by one: a person reads “more than 100,000”, and the counting would keep them waiting. */
  readonly counted: number;
  /** Up to so many firings are found topic by topic; of more, so many are among all that looking through these in their order finds a page soon. */
  readonly few: number;
  /** So many of the newest are looked at for what is of a time, before all of that time are sorted. */
  readonly looked: number;
}
const REACH: Reach = { counted: 100_000, few: 100_000, looked: 400_000 };

/**
 * A page of what fired, newest first, and how many there are. By words, rule, subject and severity all are counted; by state and time 100,000 are, and `more`
 * says that there are more. Each word of the text must begin a word of the rule's title or text, the subject, or what was noted. Those that would have
 * fired come only where they are asked for.
 */
export function searchFirings(
  engine: Pick<Engine, 'store' | 'now'>,
  question: FiringsQuestion,
  reach: Reach = REACH,
): { readonly total: number; readonly more: boolean; readonly firings: readonly Firing[] } {
  const { store } = engine;
  const now = engine.now();
  const { limit, offset } = question;
  const asked = STATES[question.state ?? 'any'];
  const rows = rowClause(now, asked, question);
  const topics = findTopics(store, asked.told, question);
  const noted = findNoted(store, rows, topics, question, reach);
  const plan = planOf(asked, topics, question, reach);
  const from = sourceOf(plan, rows);
  const isCounted = question.state === undefined && question.from === undefined && question.to === undefined;
  const counted = isCounted
    ? topics.firings
    : store.get<{ total: number }>(`SELECT count(*) AS total FROM (SELECT 1 ${from.sql} LIMIT ?)`, ...from.params, reach.counted + 1)!
        .total;
  // Among those that were noted may be newer ones, whichever page is wanted.
  const skipped = noted.length === 0 ? offset : 0;
  const page =
    counted <= Math.min(skipped, isCounted ? skipped : reach.counted)
      ? []
      : findPage(store, from, OF_TIME.has(plan.index) && counted > reach.counted ? reach.looked : null, limit + offset - skipped, skipped);
  const places = noted.length === 0 ? page : [...page, ...noted].toSorted((one, other) => other - one).slice(offset, offset + limit);
  const more = (!isCounted && counted > reach.counted) || noted.length > reach.counted;
  const total = (isCounted ? counted : Math.min(counted, reach.counted)) + Math.min(noted.length, reach.counted);
  return { total, more, firings: readFirings(store, now, places) };
}

/** The newest of what a plan finds. Where much is of a time, most likely some of it is among the newest there are: that is looked at first, and then sorted. */
function findPage(store: Reader, from: Source, looked: number | null, limit: number, skipped: number): readonly number[] {
  const ask = ({ sql, params }: Source): readonly number[] =>
    store
      .all<{ place: number }>(`SELECT place ${sql} ORDER BY place DESC LIMIT ? OFFSET ?`, ...params, limit, skipped)
      .map(({ place }) => place);
  const soon = looked !== null ? ask(from.among(looked)) : [];
  return soon.length === limit ? soon : ask(from);
}

const OF_TIME: ReadonlySet<string> = new Set(['alert_firing_due', 'alert_firing_topic_due']);

interface Source {
  /** From `FROM` on. */
  readonly sql: string;
  readonly params: readonly SqlValue[];
  /** The same among the newest of all. */
  readonly among: (newest: number) => Source;
}

function sourceOf(plan: Plan, rows: Clause): Source {
  const where = [...plan.where, ...rows.where].join(' AND ');
  const params = [...plan.params, ...rows.params];
  const source = { sql: `FROM alert_firing INDEXED BY ${plan.index} WHERE ${where}`, params, among };
  function among(newest: number): Source {
    const sql = `FROM (SELECT place, topic, due, 1 AS told FROM alert_firing INDEXED BY alert_firing_newest WHERE told = 1 ORDER BY place DESC LIMIT ?)
      WHERE ${where}`;
    return { ...source, sql, params: [newest, ...params] };
  }
  return source;
}

/** A state as the store knows it: the index that holds these firings, and what else makes it. */
interface AskedState {
  readonly index: string;
  readonly told: 0 | 1;
  readonly where: string;
}
const goesOn = (where: string): AskedState => ({
  index: 'alert_firing_goes_on',
  told: 1,
  where: `ended IS NULL AND told = 1${where}`,
});

const STATES: Readonly<Record<(typeof FIRING_STATES)[number] | 'any', AskedState>> = {
  any: { index: 'alert_firing_newest', told: 1, where: 'told = 1' },
  firing: goesOn(''),
  unacknowledged: goesOn(' AND acknowledged_at IS NULL'),
  acknowledged: { index: 'alert_firing_acknowledged', told: 1, where: 'acknowledged_at IS NOT NULL AND told = 1' },
  snoozed: goesOn(` AND EXISTS (SELECT 1 FROM alert_snooze WHERE alert_snooze.rule = alert_firing.rule
    AND alert_snooze.subject IN ('', alert_firing.subject) AND until > ?)`),
  cleared: { index: 'alert_firing_cleared', told: 1, where: 'ended IS NOT NULL AND passed = 0 AND told = 1' },
  late: { index: 'alert_firing_late', told: 1, where: 'late = 1 AND told = 1' },
  passed: { index: 'alert_firing_passed', told: 1, where: 'passed = 1 AND told = 1' },
  unknown: goesOn(" AND what = 'unknown'"),
  'would-have-fired': { index: 'alert_firing_untold', told: 0, where: 'told = 0 AND void = 0' },
  'would-not-have-fired': { index: 'alert_firing_void', told: 1, where: 'void = 1 AND told = 1' },
};

interface Clause {
  readonly where: readonly string[];
  readonly params: readonly SqlValue[];
}

/** What is asked of each firing: its state and its time. */
function rowClause(now: string, asked: AskedState, { state, from, to }: FiringsQuestion): Clause {
  const { where, params, wants } = clause();
  wants(asked.where, ...(state === 'snoozed' ? [now] : []));
  if (from !== undefined) wants('due >= ?', from);
  if (to !== undefined) wants('due < ?', to);
  return { where, params };
}

/** The topics that are asked for: all there are, or those that a statement answers. */
interface FoundTopics {
  readonly only: { readonly sql: string; readonly params: readonly SqlValue[] } | null;
  readonly topics: number;
  readonly firings: number;
  /** The place of the newest firing among them. */
  readonly last: number;
}

function findTopics(store: Reader, told: 0 | 1, question: FiringsQuestion): FoundTopics {
  const { where, params, wants } = clause();
  wants('told = ?', told);
  const all = counts(store, where, params);
  const match = matchOf(question.text ?? '');
  if (match !== null) wants('topic IN (SELECT rowid FROM alert_topic_words WHERE alert_topic_words MATCH ?)', match);
  wantsWhat(wants, question);
  if (where.length === 1) return { ...all, only: null };
  const found = counts(store, where, params);
  const only = { sql: `SELECT topic FROM alert_topic WHERE ${where.join(' AND ')}`, params };
  return found.topics === all.topics ? { ...all, only: null } : { ...found, only };
}

function counts(store: Reader, where: readonly string[], params: readonly SqlValue[]): Omit<FoundTopics, 'only'> {
  return store.get<Omit<FoundTopics, 'only'>>(
    `SELECT count(*) AS topics, coalesce(sum(firings), 0) AS firings, coalesce(max(last_place), 0) AS last FROM alert_topic WHERE ${where.join(' AND ')}`,
    ...params,
  )!;
}

/** The places of firings that are found only with what was noted to them, newest first. */
function findNoted(store: Reader, rows: Clause, topics: FoundTopics, question: FiringsQuestion, reach: Reach): readonly number[] {
  const match = matchOf(question.text ?? '');
  if (match === null || topics.only === null) return [];
  const { where, params, wants } = clause();
  wants('alert_words MATCH ?', match);
  for (const condition of rows.where) wants(condition);
  params.push(...rows.params);
  wantsWhat(wants, question);
  wants(`topic NOT IN (${topics.only.sql})`, ...topics.only.params);
  return store
    .all<{ place: number }>(
      `SELECT place FROM alert_words CROSS JOIN alert_firing ON place = alert_words.rowid WHERE ${where.join(' AND ')}
       ORDER BY alert_words.rowid DESC LIMIT ?`,
      ...params,
      reach.counted + 1,
    )
    .map(({ place }) => place);
}

type Plan = Clause & { readonly index: string };

/** By which index firings are found: of few topics by these, of a time by it, else in the order in which they fired. */
function planOf(asked: AskedState, { only, firings, last }: FoundTopics, { from, to }: FiringsQuestion, { few }: Reach): Plan {
  const ofTopics = only === null ? [] : [`topic IN (${only.sql})`];
  const params = only?.params ?? [];
  const isOfTime = (from !== undefined || to !== undefined) && asked.index === 'alert_firing_newest';
  if (isOfTime) return { index: only === null ? 'alert_firing_due' : 'alert_firing_topic_due', where: ofTopics, params };
  // What goes on is little itself.
  if (only !== null && firings <= few && asked.index !== 'alert_firing_goes_on')
    return { index: 'alert_firing_topic', where: ofTopics, params };
  return only === null
    ? { index: asked.index, where: [], params: [] }
    : { index: asked.index, where: ['place <= ?', ...ofTopics], params: [last, ...params] };
}

function wantsWhat(wants: (condition: string, ...values: SqlValue[]) => void, { severity, rule, about }: FiringsQuestion): void {
  if (severity !== undefined) wants('severity = ?', severity);
  if (rule !== undefined) wants('rule = ?', rule);
  if (about !== undefined) wants('kind = ?', about.kind);
  if (about?.id !== undefined) wants('subject = ?', about.id);
}

function clause(): { where: string[]; params: SqlValue[]; wants: (condition: string, ...values: SqlValue[]) => void } {
  const where: string[] = [];
  const params: SqlValue[] = [];
  return {
    where,
    params,
    wants(condition, ...values) {
      where.push(condition);
      params.push(...values);
    },
  };
}

/** The words as FTS5 asks for them (sqlite.org/fts5.html §3): strings, each as a prefix, all wanted. */
function matchOf(text: string): string | null {
  const words = text
    .normalize('NFKC')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .slice(0, 10);
  return words.length === 0 ? null : words.map((word) => `"${word}"*`).join(' ');
}
