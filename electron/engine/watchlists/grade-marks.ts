import { dayOf, isKnown, type SubjectKind, wordOf } from '../../../shared/figures/index.ts';
import {
  type Factor,
  type FactorFinding,
  factorsOf,
  type GradeMark,
  type GradeName,
  judgeFactor,
  markOf,
} from '../../../shared/watchlists/index.ts';
import type { Engine } from '../engine.ts';
import { marketBook } from '../market/index.ts';
import type { Listed, MetricSource } from '../sources.ts';
import type { Reader } from '../store/store.ts';
import { findingOf, type Graded, measuredOn } from './grading.ts';
import { gradeVersion } from './kept-grades.ts';
import { columnAtHand, listOf, type MetricColumn, metricsOf } from './metric-columns.ts';

/**
 * The grades of today of every subject of a kind, in the order of its list; what each is made of is not told. Findings come from columns where a
 * metric has one, and the mark of a subject is computed anew only where something that it is made of is another.
 */
export function gradeMarks(engine: Engine, kind: SubjectKind, grade: GradeName): readonly GradeMark[] {
  const { store } = engine;
  let kinds = MARKS.get(store);
  if (!kinds) MARKS.set(store, (kinds = new Map()));
  const version = gradeVersion(engine, kind);
  const listed = listOf(engine, kind);
  const before = kinds.get(`${kind} ${grade}`);
  if (before?.version === version && before.listed === listed) return before.marks;
  const day = dayOf(engine.now());
  const inflation = marketBook(store).consumerPrices('USD');
  const isAlike = before?.day === day && before.inflation === inflation;
  const subjects = { engine, day, listed, metrics: new Map(metricsOf(engine, kind).map((metric) => [wordOf(metric), metric])) };
  const ways = factorsOf(kind, grade).map((factor) => wayOf(subjects, factor));
  const byId = new Map<string, Marked>();
  const marks = listed.map(({ id }, place) => {
    const seen = ways.flatMap((way) => way.sees(id, place));
    const last = isAlike ? before.byId.get(id) : undefined;
    const mark = last && isSame(last.seen, seen) ? last.mark : markOf(ways.map((way) => judgeFactor(way.factor, way.finds(id, place))));
    byId.set(id, { seen, mark });
    return mark;
  });
  kinds.set(`${kind} ${grade}`, { version, listed, day, inflation, marks, byId });
  return marks;
}

interface Marks {
  readonly version: string;
  readonly listed: readonly Listed[];
  readonly day: string;
  readonly inflation: object;
  readonly marks: readonly GradeMark[];
  readonly byId: ReadonlyMap<string, Marked>;
}

interface Marked {
  /** What the mark was computed of: histories, numbers, words. */
  readonly seen: readonly unknown[];
  readonly mark: GradeMark;
}

const MARKS = new WeakMap<Reader, Map<string, Marks>>();

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((each, n) => Object.is(each, other[n]));
}

type Subjects = Omit<Graded, 'id'> & { readonly listed: readonly Listed[] };

/** How a factor is found of many subjects. */
interface Way {
  readonly factor: Factor;
  /** What the finding hangs on: as long as it is the same, so is the finding. */
  sees(id: string, place: number): readonly unknown[];
  finds(id: string, place: number): FactorFinding;
}

function wayOf(subjects: Subjects, factor: Factor): Way {
  const { engine, metrics, listed } = subjects;
  const { from } = factor;
  const metric = metrics.get(from.word);
  const inFull = (id: string) => findingOf({ ...subjects, id }, factor);
  if (from.of === 'history' && metric?.history !== undefined) return { factor, ...ofHistory(subjects, metric, from.measure, inFull) };
  const column = columnOf(engine, metric, listed);
  // Nothing says when it is the same: it is looked at each time.
  if (column === null || from.of === 'history') return { factor, sees: () => [Symbol('seen')], finds: inFull };
  const beside = (from.of === 'share' ? from.others : from.of === 'real-rate' ? ['stablecoin'] : []).map((word) =>
    columnOf(engine, metrics.get(word), listed),
  );
  const columns = [column, ...beside];
  const isRate = from.of === 'share' || from.of === 'real-rate';
  const past = pastOf(subjects);
  return {
    factor,
    sees(id, place) {
      const values = columns.flatMap((each) => [each?.numbers[place], each?.texts[place]]);
      return isRate ? [...values, past(id)] : values;
    },
    finds(id, place) {
      const [number = Number.NaN, text = null] = [column.numbers[place], column.texts[place]];
      const value = from.of === 'words' ? text : number;
      if (value === null || Number.isNaN(value)) return factor.unlessReason === undefined ? UNKNOWN : inFull(id);
      if (from.of === 'words' || from.of === 'metric') return bare(value);
      if (from.of === 'real-rate') return beside[0]?.texts[place] === 'yes' ? inFull(id) : UNKNOWN;
      const isAlone = beside.every((each) => each !== null && Number.isNaN(each.numbers[place]));
      return isAlone && number > 0 ? bare(1) : inFull(id);
    },
  };
}

function ofHistory(
  { engine, day }: Subjects,
  metric: MetricSource,
  measure: Parameters<typeof measuredOn>[1],
  inFull: (id: string) => FactorFinding,
): Omit<Way, 'factor'> {
  const historyOf = (id: string) => {
    const figure = metric.history!(engine, id);
    return isKnown(figure) ? figure.ok.history : null;
  };
  return {
    sees: (id) => [historyOf(id) ?? Symbol('seen')],
    finds(id) {
      const history = historyOf(id);
      if (history === null) return inFull(id);
      const measured = measuredOn(day, measure, history);
      return 'value' in measured ? bare(measured.value) : UNKNOWN;
    },
  };
}

/** The bases of rates are no column; they are another only where the subject's past is. */
function pastOf({ engine, metrics }: Subjects): (id: string) => unknown {
  const rate = metrics.get('rate');
  return (id) => {
    const figure = rate?.history?.(engine, id);
    return figure && isKnown(figure) ? figure.ok.history : Symbol('seen');
  };
}

function columnOf(engine: Engine, metric: MetricSource | undefined, listed: readonly Listed[]): MetricColumn | null {
  return metric?.readAll === undefined ? null : columnAtHand(engine, metric, listed);
}

const UNKNOWN: FactorFinding = { unknown: '' };

function bare(value: number | string): FactorFinding {
  return { value, text: '', formula: '', inputs: [] };
}
