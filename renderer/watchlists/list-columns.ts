import { daysBetween, type SubjectKind } from '../../shared/figures/index.ts';
import { isKnownReading, type ListTerms, type OwnColumn } from '../../shared/watchlists/index.ts';
import { linePath } from '../charts/line-path.ts';
import { linearScale } from '../charts/scale.ts';
import { DASH, percentText, signOf } from '../figures/number-text.ts';
import { dayText } from '../figures/time-text.ts';
import { type Drawn, SPARK_HEIGHT, SPARK_WIDTH } from '../grid/drawn-cell.ts';
import type { GridColumn } from '../grid/grid.tsx';
import { METRIC, OWN, type EntryRow } from './arrange.ts';
import { ownValueText } from './own-value.ts';
import {
  changeText,
  currenciesOf,
  currencyWord,
  figureWidth,
  HIDDEN,
  type Printable,
  readingDrawn,
  type ReadingStyle,
  readingText,
  titleLines,
} from './reading-drawn.ts';
import type { EntryGrade, EntryLine, MetricHead, SinceAdded, Spark } from './readings.ts';
import { headingOf, kindWord } from './words.ts';

interface ColumnOptions extends ReadingStyle {
  readonly terms: ListTerms;
  readonly heads: readonly MetricHead[];
  readonly rows: readonly EntryRow[];
  readonly freshOf: (metric: string) => number | null;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly marked: readonly string[];
  /** What the trend column draws, in words, and whether anything has a past. */
  readonly trend: string | null;
}

const EMPTY: Drawn = { text: '' };

/** The columns of a watchlist: what it is, its metrics, how it went, its grades, what is to be done about it, and what its owner adds. */
export function listColumns(options: ColumnOptions): readonly GridColumn<EntryRow>[] {
  const { terms, heads, rows, today, trend } = options;
  const has = (test: (entry: EntryLine) => boolean) => rows.some(({ entry }) => test(entry));
  return [
    { id: 'title', title: 'Subject', pinned: true, width: 184, draw: (row) => titleOf(row.entry, options.marked) },
    ...heads.map((head, place) => metricColumn(head, place, options)),
    ...(trend === null
      ? []
      : [{ id: 'trend', title: trend, width: SPARK_WIDTH + 14, sortable: false, draw: ({ spark }: EntryRow) => sparkOf(spark) }]),
    ...(has(({ since }) => since.length > 0)
      ? [{ id: 'since', title: 'Since added', numeric: true, width: 92, draw: ({ entry }: EntryRow) => sinceOf(entry, options.discreet) }]
      : []),
    { id: 'review', title: 'Review by', width: 92, draw: ({ entry }) => reviewOf(entry, today) },
    { id: 'target', title: 'Target', width: 138, draw: ({ entry }) => targetOf(entry, options.discreet) },
    ...terms.columns.map((column) => ownColumn(column, options.discreet)),
    { id: 'trader', title: 'Trader', width: 58, draw: ({ grades }) => gradeOf(grades?.trader) },
    { id: 'investor', title: 'Investor', width: 62, draw: ({ grades }) => gradeOf(grades?.investor) },
    ...(has(({ tags }) => tags.length > 0) ? [{ id: 'tags', title: 'Tags', width: 110, sortable: false, draw: tagsOf }] : []),
    { id: 'note', title: 'Note', flex: 2, width: 140, draw: ({ entry }) => noteOf(entry) },
  ];
}

function metricColumn(head: MetricHead, place: number, options: ColumnOptions): GridColumn<EntryRow> {
  const words = head.unit === 'text' || head.unit === 'verdict';
  const freshDays = options.freshOf(head.metric);
  const currencies = currenciesOf(options.rows.map(({ entry }) => entry.cells[place] ?? null));
  const title = head.gone ? `${head.name} (gone)` : headingOf(head.name, currencyWord(currencies));
  return {
    id: `${METRIC}${head.metric}`,
    title,
    numeric: !words,
    width: words ? 96 : figureWidth(title, head.unit),
    draw: ({ entry }) => readingDrawn(entry.cells[place] ?? null, head, { ...options, freshDays }),
  };
}

function titleOf({ title, about, gone }: EntryLine, marked: readonly string[]): Drawn {
  const isMarked = marked.includes(`${about.kind}:${about.id}`);
  if (gone !== null) return { text: title, under: 'gone', tone: 'muted', tip: gone };
  const { text, under } = titleLines(title);
  return {
    text,
    under: under ?? kindWord(about.kind),
    tone: 'strong',
    ...(isMarked ? { count: '✓', tip: 'marked' } : {}),
  };
}

/** How it went, as a line; in words for those who do not see it. */
function sparkOf(spark: Spark | undefined): Drawn {
  if (!spark || spark.metric === null) return EMPTY;
  const points = spark.points.map(([at, value]) => ({ at, value }));
  const known = points.flatMap(({ value }) => (value === null ? [] : [value]));
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || known.length < 2) return { text: DASH, tone: 'muted', tip: spark.says ?? 'fewer than two observations' };
  const x = linearScale(first.at, last.at === first.at ? first.at + 1 : last.at, 1, SPARK_WIDTH - 1);
  const y = linearScale(Math.min(...known), Math.max(...known), SPARK_HEIGHT - 3, 3);
  const [from, to] = [known[0]!, known.at(-1)!];
  return {
    text: '',
    spark: linePath(points, x.at, y.at),
    tip: `${dayText(dayOf(first.at))} – ${dayText(dayOf(last.at))}: ${to > from ? 'rose' : to < from ? 'fell' : 'as it was'}`,
  };
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** The change of the first metric of which it can be told; the others in the tip. */
function sinceOf({ since, addedAt, about }: EntryLine, discreet: boolean): Drawn {
  const told = since.find(({ change }) => change !== null);
  const all = since.map((each) => sinceSays(each, about.kind, discreet)).join(' ');
  if (!told) return { text: DASH, tone: 'muted', tip: all === '' ? 'Nothing was known of it when it was added.' : all };
  const sign = signOf(told.change ?? '0');
  return {
    text: changeText(told.change ?? '0', told.of, told.unit),
    under: told.name.toLowerCase(),
    tip: `Since ${dayText(addedAt.slice(0, 10))}. ${all}`,
    ...(sign === 0 ? {} : { tone: sign > 0 ? ('gain' as const) : ('loss' as const) }),
  };
}

function sinceSays({ name, unit, was: then, now, change, says }: SinceAdded, subject: SubjectKind, discreet: boolean): string {
  const metric: Printable = { unit, subject };
  if (change === null) return `${name}: ${says ?? 'cannot be told.'}`;
  const text = (reading: typeof then) => (isKnownReading(reading) ? readingText(reading, metric, discreet) : DASH);
  return `${name}: ${text(then)} then, ${text(now)} now.`;
}

function gradeOf(grade: EntryGrade | undefined): Drawn {
  if (!grade) return EMPTY;
  const share = grade.own ? 'yours' : `${Math.round(Number(grade.coverage) * 100)}\u202f%`;
  if (grade.letter === null) return { text: DASH, tone: 'muted', under: share, tip: grade.says };
  return { text: grade.letter, tone: 'strong', under: share, tip: grade.says };
}

function reviewOf({ reviewBy, reviewDue }: EntryLine, today: string): Drawn {
  if (reviewBy === null) return { text: '' };
  if (!reviewDue) return { text: dayText(reviewBy), tone: 'muted' };
  const late = daysBetween(reviewBy, today);
  return { text: late === 0 ? 'today' : `${late.toLocaleString()} d over`, tone: 'flag', tip: `to be reviewed by ${dayText(reviewBy)}` };
}

const NEAREST = (one: EntryLine['targets'][number], other: EntryLine['targets'][number]) => farness(one) - farness(other);

function farness({ standing, distance }: EntryLine['targets'][number]): number {
  if (standing === 'reached') return -1;
  return distance === null ? Number.POSITIVE_INFINITY : Number(distance);
}

function targetOf({ targets, about }: EntryLine, discreet: boolean): Drawn {
  const [nearest] = targets.toSorted(NEAREST);
  if (!nearest) return EMPTY;
  // What is said of a target tells its amounts.
  const tip = discreet ? 'hidden in discreet mode' : targets.map(({ says }) => says).join(' ');
  const { direction, value } = nearest.target;
  const wanted = readingText({ text: value }, { unit: nearest.unit, subject: about.kind }, discreet);
  const under = `${nearest.name.toLowerCase()} ${direction === 'at-least' ? '≥' : '≤'} ${wanted}`;
  if (nearest.standing === 'reached') return { text: 'reached', under, tone: 'flag', tip };
  if (nearest.standing === 'unknown') return { text: DASH, under, tone: 'muted', tip };
  return { text: nearest.distance === null ? 'open' : `${percentText(nearest.distance)} to go`, under, tip };
}

function ownColumn(column: OwnColumn, discreet: boolean): GridColumn<EntryRow> {
  const { currency, name, type } = column;
  const title = type === 'money' && currency !== null ? `${name}, ${currency}` : name;
  return {
    id: `${OWN}${column.column}`,
    title,
    numeric: type !== 'text' && type !== 'day',
    width: type === 'text' ? 120 : type === 'money' ? Math.max(108, figureWidth(title, 'money')) : figureWidth(title, null),
    draw: ({ entry }) => {
      const value = entry.values[column.column];
      if (value === undefined) return EMPTY;
      if (discreet && type === 'money') return { text: HIDDEN, tip: 'hidden in discreet mode' };
      return { text: ownValueText({ ...column, currency: null }, value) };
    },
  };
}

function tagsOf({ entry }: EntryRow): Drawn {
  return { text: entry.tags.join(', '), tone: 'muted' };
}

function noteOf({ note }: EntryLine): Drawn {
  const [first = ''] = note.split('\n');
  return note === '' ? EMPTY : { text: first, tone: 'muted', tip: note.length > 400 ? `${note.slice(0, 400)} …` : note };
}
