import type { z } from 'zod';
import type { SubjectKind } from '../../../shared/figures/index.ts';
import { IN, isKnownReading, type ScreenSort, UNJUDGED, unlikeReadings } from '../../../shared/watchlists/index.ts';
import type { Engine } from '../engine.ts';
import type { Listed } from '../sources.ts';
import type { selectAnswer } from './answers.ts';
import { headOf } from './heads.ts';
import { countOf, type Judged, judge, rowsWith, whyUnjudged } from './judging.ts';
import { columnAtHand, columnWith, isWorded, listOf, type MetricColumn } from './metric-columns.ts';
import { readingsNow } from './readings.ts';

export interface Selection {
  readonly kind: SubjectKind;
  /** Text of the grammar; empty lets all through. */
  readonly condition: string;
  readonly columns: readonly string[];
  readonly sort: ScreenSort;
  readonly from: number;
  readonly limit: number;
}

/** The screener's question: whom a condition lets through, in which order, and of a window of them what the columns say. */
export async function select(engine: Engine, selection: Selection): Promise<z.infer<typeof selectAnswer>> {
  const { kind, condition, columns, sort, from, limit } = selection;
  const heads = columns.map((metric) => headOf(engine, metric));
  const judged = await judge(engine, kind, condition);
  if ('fault' in judged) {
    const fault = { ...judged.fault, expected: [...judged.fault.expected] };
    const subjects = listOf(engine, kind).length;
    return { subjects, total: 0, unknown: 0, unknownSays: null, fault, notes: [], canonical: null, heads, rows: [], sortSays: null };
  }
  const { listed, verdicts } = judged;
  const ordered = await orderBy(engine, kind, sort, listed, rowsWith(verdicts, IN));
  const total = countOf(verdicts, IN);
  const chosen = windowOf(ordered.order, verdicts, from, limit);
  const readings = columns.map((metric) => readingsNow(engine, metric));
  const rows = Array.from(chosen, (row) => {
    const { id, title } = listed[row]!;
    return { id, title, cells: readings.map((read) => read(id)) };
  });
  return {
    subjects: listed.length,
    total,
    unknown: countOf(verdicts, UNJUDGED),
    unknownSays: unknownSays(engine, judged),
    fault: null,
    notes: [...judged.notes],
    canonical: judged.canonical,
    heads,
    rows,
    sortSays: ordered.says ?? mixedSays(engine, sort, chosen, listed),
  };
}

/** The ids that a condition lets through and those that cannot be judged, in the list's order. */
export function idsWith({ listed, verdicts }: Judged, verdict: number): readonly string[] {
  return Array.from(rowsWith(verdicts, verdict), (row) => listed[row]!.id);
}

interface Ordered {
  readonly order: Uint32Array;
  readonly says: string | null;
}

async function orderBy(
  engine: Engine,
  kind: SubjectKind,
  { metric, descending }: ScreenSort,
  listed: readonly Listed[],
  needed: Uint32Array,
): Promise<Ordered> {
  if (metric === null) return { order: titleOrder(listed, descending), says: null };
  const source = engine.sources.metrics.get(metric);
  if (!source || source.subject !== kind) {
    const says = source ? `${source.name} is a metric of another kind` : `There is no metric ${metric} any more`;
    return { order: titleOrder(listed, false), says: `${says}; rows stand by their title.` };
  }
  const column = columnAtHand(engine, source, listed) ?? (await columnWith(engine, source, listed, needed));
  return { order: columnOrder(column, isWorded(source), descending), says: null };
}

/** Orders are kept with what they are the order of. */
const TITLE_ORDERS = new WeakMap<readonly Listed[], readonly [Uint32Array, Uint32Array]>();
const COLUMN_ORDERS = new WeakMap<object, Map<boolean, Uint32Array>>();

function titleOrder(listed: readonly Listed[], descending: boolean): Uint32Array {
  let orders = TITLE_ORDERS.get(listed);
  if (!orders) {
    const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
    const ascending = Uint32Array.from(listed.keys()).sort((one, other) => collator.compare(listed[one]!.title, listed[other]!.title));
    orders = [ascending, ascending.toReversed()];
    TITLE_ORDERS.set(listed, orders);
  }
  return orders[descending ? 1 : 0];
}

/** Equal ones stay in the list's order; what is unknown stands last either way. */
function columnOrder(column: MetricColumn, isWorded: boolean, descending: boolean): Uint32Array {
  if (!column.isWhole) return isWorded ? wordOrder(column.texts, descending) : numberOrder(column.numbers, descending);
  const values = isWorded ? column.texts : column.numbers;
  let orders = COLUMN_ORDERS.get(values);
  if (!orders) COLUMN_ORDERS.set(values, (orders = new Map()));
  let order = orders.get(descending);
  if (!order) orders.set(descending, (order = isWorded ? wordOrder(column.texts, descending) : numberOrder(column.numbers, descending)));
  return order;
}

function numberOrder(numbers: Float64Array, descending: boolean): Uint32Array {
  const rows = Uint32Array.from(numbers.keys());
  const known = rows.filter((row) => !Number.isNaN(numbers[row]!));
  known.sort(descending ? (one, other) => numbers[other]! - numbers[one]! : (one, other) => numbers[one]! - numbers[other]!);
  return joined(
    known,
    rows.filter((row) => Number.isNaN(numbers[row]!)),
  );
}

function wordOrder(texts: readonly (string | null)[], descending: boolean): Uint32Array {
  const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  const distinct = [...new Set(texts)].flatMap((text) => text ?? []).sort((one, other) => collator.compare(one, other));
  const places = new Map(distinct.map((text, place) => [text, place]));
  const numbers = Float64Array.from(texts, (text) => (text === null ? Number.NaN : (places.get(text) ?? Number.NaN)));
  return numberOrder(numbers, descending);
}

function joined(known: Uint32Array, unknown: Uint32Array): Uint32Array {
  const all = new Uint32Array(known.length + unknown.length);
  all.set(known);
  all.set(unknown, known.length);
  return all;
}

function windowOf(order: Uint32Array, verdicts: Uint8Array, from: number, limit: number): readonly number[] {
  const rows: number[] = [];
  let passed = 0;
  for (const row of order) {
    if (verdicts[row] !== IN) continue;
    passed += 1;
    if (passed <= from) continue;
    if (rows.length === limit) break;
    rows.push(row);
  }
  return rows;
}

/** So many of those that could not be judged are asked why. */
const ASKED = 25;

/** Why some could not be judged: the reasons of the first few, the most common first. */
function unknownSays(engine: Engine, { listed, verdicts, metrics }: Judged): string | null {
  const rows = rowsWith(verdicts, UNJUDGED);
  if (rows.length === 0) return null;
  const reasons = new Map<string, number>();
  for (const row of rows.subarray(0, ASKED)) {
    const why = whyUnjudged(engine, metrics, listed[row]!.id) ?? 'its past does not reach far enough back.';
    reasons.set(why, (reasons.get(why) ?? 0) + 1);
  }
  const [most = ''] = [...reasons].sort(([, one], [, other]) => other - one).map(([why]) => why);
  return `${rows.length} could not be judged: ${most}`;
}

/** Unlike rates stand beside each other in the order, which is then none. */
function mixedSays(engine: Engine, { metric }: ScreenSort, rows: readonly number[], listed: readonly Listed[]): string | null {
  if (metric === null || engine.sources.metrics.get(metric)?.basis === undefined) return null;
  const read = readingsNow(engine, metric);
  const readings = rows.map((row) => read(listed[row]!.id)).filter(isKnownReading);
  const [first] = readings;
  const mixed = first && readings.map((reading) => unlikeReadings(first, reading)).find((says) => says !== null);
  return mixed ? `Rates of unlike kinds stand in one order. ${mixed}` : null;
}
