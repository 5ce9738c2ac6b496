import type { ReactNode } from 'react';
import { addDays, dayNumber } from '../../shared/figures/index.ts';
import { dayTicks } from '../charts/time-ticks.ts';
import { dayText } from '../figures/time-text.ts';
import './market.css';

/** A stretch of days, first and last included. */
export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

/** The days that all lines of a list share, so that one can be compared with the next. Numbers of days since 1970. */
export interface TimeAxis {
  readonly from: number;
  readonly to: number;
}

interface CoverageLineProps extends DaySpan {
  readonly axis: TimeAxis;
  readonly gaps: readonly DaySpan[];
  /** The newest value is older than figures may use. */
  readonly late: boolean;
}

/** When a series has values: bars where it has, nothing where it has none, a broken line from the newest value to today where that is too old. */
export function CoverageLine({ from, to, gaps, axis, late }: CoverageLineProps) {
  const spans = coveredSpans(from, to, gaps);
  const end = (dayNumber(to) ?? axis.to) + 1;
  return (
    <>
      <span className="unseen">{coverageWords(from, to, gaps)}</span>
      <svg className="coverage-line" aria-hidden="true">
        <line className="coverage-base" x1="0%" x2="100%" y1="50%" y2="50%" />
        {spans.map((span) => (
          <Bar key={span.from} axis={axis} from={dayNumber(span.from) ?? axis.from} to={(dayNumber(span.to) ?? axis.from) + 1} />
        ))}
        {late && end < axis.to && <line className="coverage-late" x1={place(end, axis)} x2="100%" y1="50%" y2="50%" />}
      </svg>
    </>
  );
}

/** The years of an axis, above a column of lines. */
export function CoverageAxis({ axis }: { readonly axis: TimeAxis }): ReactNode {
  return (
    <span className="coverage-axis" aria-hidden="true">
      {dayTicks(dayOfNumber(axis.from), dayOfNumber(axis.to), MOST_MARKS).map(({ day, label }) => {
        const number = dayNumber(day) ?? axis.from;
        // A mark at the very end would be cut off.
        return share(number, axis) > 92 ? null : (
          <span key={day} style={{ left: place(number, axis) }}>
            {label}
          </span>
        );
      })}
    </span>
  );
}

/** The shortest axis that holds every series and ends `today`; a little room is left before the first day. */
export function axisOf(series: ReadonlyArray<{ readonly from: string }>, today: string): TimeAxis {
  const to = (dayNumber(today) ?? 0) + 1;
  const first = Math.min(to - 30, ...series.map((each) => dayNumber(each.from) ?? to));
  return { from: first - Math.ceil((to - first) * 0.01), to };
}

/** What lies between the gaps. Gaps may come in any order. */
export function coveredSpans(from: string, to: string, gaps: readonly DaySpan[]): readonly DaySpan[] {
  const spans: DaySpan[] = [];
  let start = from;
  for (const gap of gaps.toSorted((one, other) => one.from.localeCompare(other.from))) {
    if (gap.from > start) spans.push({ from: start, to: addDays(gap.from, -1) });
    const after = addDays(gap.to, 1);
    if (after > start) start = after;
  }
  if (start <= to) spans.push({ from: start, to });
  return spans;
}

function Bar({ axis, from, to }: { readonly axis: TimeAxis; readonly from: number; readonly to: number }) {
  const left = share(from, axis);
  // A single day among years would be thinner than a pixel and so look like a gap.
  const width = Math.max(share(to, axis) - left, 0.25);
  return <rect className="coverage-bar" x={`${left}%`} width={`${width}%`} y="3" height="8" />;
}

function share(day: number, { from, to }: TimeAxis): number {
  return (100 * (day - from)) / (to - from);
}

function place(day: number, axis: TimeAxis): string {
  return `${share(day, axis)}%`;
}

function coverageWords(from: string, to: string, gaps: readonly DaySpan[]): string {
  const missing = gaps.map((gap) => (gap.from === gap.to ? dayText(gap.from) : `${dayText(gap.from)} to ${dayText(gap.to)}`));
  const shown = missing.slice(0, 5).join(', ');
  const rest = missing.length > 5 ? ` and ${missing.length - 5} more` : '';
  return `${dayText(from)} to ${dayText(to)}${missing.length === 0 ? ', without a gap' : `; nothing for ${shown}${rest}`}`;
}

/** Names that fit above a column of lines. */
const MOST_MARKS = 7;

function dayOfNumber(day: number): string {
  return addDays('1970-01-01', day);
}
