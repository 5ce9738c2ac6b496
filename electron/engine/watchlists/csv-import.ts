import type { z } from 'zod';
import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import {
  type Candidate,
  CsvMatcher,
  type CsvRow,
  type ListTerms,
  type OwnColumn,
  placesBetween,
  readListCsv,
  type Watched,
  WATCHED_KINDS,
  type WatchedKind,
  watchedKey,
} from '../../../shared/watchlists/index.ts';
import type { Engine } from '../engine.ts';
import type { csvAnswer } from './answers.ts';
import { added, commitAdded, newEntry, roomFor, withList } from './list-commands.ts';
import { type ListRow, readEntries } from './list-rows.ts';

export type CsvAnswer = z.infer<typeof csvAnswer>;
type Line = CsvAnswer['lines'][number];

export interface CsvOrder {
  readonly text: string;
  /** The list that the rows go to; null makes a new one, called `title`. */
  readonly list: string | null;
  readonly title: string;
  /** Of which kind rows are that do not say it; null: of any. */
  readonly kind: WatchedKind | null;
  /** By row: what an ambiguous one means, as `kind:id`. */
  readonly choices: Readonly<Record<string, string>>;
}

/** What an import would do: each row with what it was found to mean, and counts that add up to the rows of the file. */
export function previewCsv(engine: Engine, order: CsvOrder, from: number, limit: number): Outcome<CsvAnswer> {
  const plan = planOf(engine, order);
  return isRefused(plan) ? plan : done(answerOf(plan.ok, order.list, from, limit));
}

/** Puts the rows that are understood on the list, in one commit, and tells what became of the others. */
export function importCsv(engine: Engine, order: CsvOrder): Outcome<CsvAnswer> {
  const plan = planOf(engine, order);
  if (isRefused(plan)) return plan;
  const { lines, fresh, columns, row } = plan.ok;
  if (fresh.length === 0) {
    const [why] = lines.flatMap(({ message }) => message ?? []);
    return refuse('nothing-to-import', `No row of the file brings anything new. ${why ?? 'All of it is on the list already.'}`);
  }
  const standing = row === null ? [] : readEntries(engine.store, row.list);
  const tooMany = roomFor(standing.length, fresh.length);
  if (tooMany) return tooMany;
  const list = row?.list ?? engine.newId();
  const before: ListTerms = row?.terms ?? { title: order.title, says: '', metrics: [], trends: [], columns: [] };
  const brought = columns.filter(({ column }) => !before.columns.some((each) => each.column === column));
  const terms = { ...before, columns: [...before.columns, ...brought] };
  if (terms.columns.length > MOST_COLUMNS) {
    return refuse(
      'too-many-columns',
      `The list would have ${terms.columns.length} own columns; ${MOST_COLUMNS} at most are kept. Leave some out.`,
    );
  }
  const places = placesBetween(standing.at(-1)?.place ?? null, null, fresh.length);
  const entries = fresh.map(({ about, said }, at) => newEntry(engine, terms, about, places[at]!, said));
  const events = [
    ...(row === null ? [{ type: 'watchlists.list-made', subject: list, payload: { terms } }] : []),
    ...(row !== null && brought.length > 0 ? [{ type: 'watchlists.list-edited', subject: list, payload: { before, after: terms } }] : []),
    ...added(list, terms.title, entries),
  ];
  return commitAdded(engine, list, entries, events, answerOf(plan.ok, list, 0, MOST_LINES));
}

const MOST_COLUMNS = 40;
/** So many lines are told after an import; the preview has them all, by windows. */
const MOST_LINES = 500;

interface Fresh {
  readonly about: Watched;
  readonly said: CsvRow['said'];
}

interface Plan {
  readonly row: ListRow | null;
  readonly lines: readonly Line[];
  readonly fresh: readonly Fresh[];
  readonly columns: readonly OwnColumn[];
  readonly ignored: CsvAnswer['ignored'];
  readonly total: number;
}

function planOf(engine: Engine, order: CsvOrder): Outcome<Plan> {
  return order.list === null ? planFor(engine, order, null) : withList(engine, order.list, (row) => planFor(engine, order, row));
}

function planFor(engine: Engine, { text, kind, choices }: CsvOrder, row: ListRow | null): Outcome<Plan> {
  const read = readListCsv(text, row?.terms.columns ?? [], () => engine.newId());
  if (isRefused(read)) return read;
  const { rows, faults, columns, ignored, total } = read.ok;
  const matcher = new CsvMatcher(candidates(engine));
  const present = new Set(row === null ? [] : readEntries(engine.store, row.list).map(({ about }) => watchedKey(about)));
  const seen = new Map<string, number>();
  const fresh: Fresh[] = [];
  const lines = rows.map((each): Line => {
    const line = lineOf(engine, each, matcher, kind, choices[String(each.row)]);
    if (line.about === null) return line;
    const key = watchedKey(line.about);
    const earlier = seen.get(key);
    if (earlier !== undefined) return become(line, 'twice', `Row ${each.row} names the same as row ${earlier}.`);
    seen.set(key, each.row);
    if (present.has(key)) return become(line, 'present', `${line.title} is on the list already and stays as it is.`);
    fresh.push({ about: line.about, said: each.said });
    return line;
  });
  const faulty = [...new Map(faults.map((fault) => [fault.row, fault])).values()].map(
    ({ row, line, message }): Line => ({ row, line, is: 'fault', name: '', about: null, title: null, candidates: [], many: 0, message }),
  );
  const all = [...lines, ...faulty].sort((one, other) => one.row - other.row);
  return done({ row, lines: all, fresh, columns, ignored: [...ignored], total });
}

function lineOf(engine: Engine, row: CsvRow, matcher: CsvMatcher, kind: WatchedKind | null, choice: string | undefined): Line {
  const nothing = {
    row: row.row,
    line: row.line,
    name: row.names[0] ?? '',
    about: null,
    title: null,
    candidates: [],
    many: 0,
    message: null,
  };
  const match = matcher.match(row, kind);
  if (match.is === 'unknown') return { ...nothing, is: 'unknown', message: match.message };
  if (match.is === 'ambiguous') {
    const chosen = match.candidates.find(({ about }) => watchedKey(about) === choice);
    const candidates = match.candidates.map(({ about, title }) => ({ about, title }));
    if (!chosen) {
      const message = `Row ${row.row} (line ${row.line}): “${nothing.name}” may mean ${match.many} things. Say which.`;
      return { ...nothing, is: 'ambiguous', candidates, many: match.many, message };
    }
    return sensible(engine, row, { ...nothing, is: 'new', about: chosen.about, title: chosen.title, candidates, many: match.many });
  }
  return sensible(engine, row, { ...nothing, is: 'new', about: match.about, title: match.title });
}

function become(line: Line, is: Line['is'], message: string): Line {
  return { ...line, is, message };
}

/** A target over a metric of another kind is a fault of the row, since it could never be told; so is a day of adding that has not come yet. */
function sensible(engine: Engine, { row, line, said }: CsvRow, found: Line): Line {
  const fault = (field: string, message: string): Line => {
    return { ...found, is: 'fault', about: null, title: null, message: `Row ${row} (line ${line}), ${field}: ${message}` };
  };
  const kind = found.about?.kind;
  const strange = said.targets.find(({ metric }) => engine.sources.metrics.get(metric)?.subject !== kind);
  if (strange) return fault('Targets', `${strange.metric} is no metric of a ${kind}.`);
  if (said.addedAt === null || Date.parse(said.addedAt) <= Date.parse(engine.now())) return found;
  return fault('Added', `${said.addedAt} has not come yet. Correct it, or leave the cell empty for now.`);
}

/** Everything that may be watched, with the names that files give it. */
function* candidates(engine: Engine): Iterable<Candidate> {
  for (const kind of WATCHED_KINDS) {
    const source = engine.sources.subjects.get(kind);
    for (const { id, title } of source?.list?.(engine) ?? []) {
      const facts = Object.entries(source!.facts(engine, id));
      const hints = facts.flatMap(([, text]) => text ?? []);
      const names = facts.flatMap(([name, text]) => (name.endsWith('.symbol') && text !== null ? [text] : []));
      yield { about: { kind, id }, title, names, hints };
    }
  }
}

function answerOf({ lines, columns, ignored, total }: Plan, list: string | null, from: number, limit: number): CsvAnswer {
  const counted = (is: Line['is']) => lines.filter((line) => line.is === is).length;
  return {
    list,
    total,
    counts: {
      new: counted('new'),
      present: counted('present'),
      twice: counted('twice'),
      ambiguous: counted('ambiguous'),
      unknown: counted('unknown'),
      fault: counted('fault'),
    },
    columns: [...columns],
    ignored,
    lines: lines.slice(from, from + limit),
  };
}
