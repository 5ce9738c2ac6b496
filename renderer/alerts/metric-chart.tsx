import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { linearScale, type Scale } from '../charts/scale.ts';
import { useWidth } from '../charts/use-size.ts';
import { ValueTicks } from '../charts/value-ticks.tsx';
import { firstFrom, nearestTo, type Observations, rangeOf, seriesPath } from './series-path.ts';
import { ThresholdHandle } from './threshold-handle.tsx';
import { instantTicks, type Stretch, type TimeView } from './time-view.ts';
import { instantText } from './words.ts';
import './metric-chart.css';

/** A level that a rule asks for, as a line over the chart. */
export interface Threshold {
  readonly key: string;
  /** `fires below 0.98`. */
  readonly label: string;
  readonly value: number;
  readonly tone: 'fires' | 'clears' | 'other';
  /** How much one press of an arrow moves it; absent where it cannot be moved. */
  readonly step?: number;
}

/** A stretch of time drawn behind the line. */
export interface Band {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  readonly tone: 'firing' | 'other' | 'marked';
  /** What it is, for who reads it out. */
  readonly label: string;
}

/** One instant that is pointed out. */
export interface Mark {
  readonly at: number;
  readonly label: string;
}

interface MetricChartProps {
  readonly title: string;
  readonly says: string;
  readonly observations: Observations;
  readonly view: TimeView;
  /** Readings, each of which holds until the next: drawn as steps, with a point for each where there is room. */
  readonly stepped?: boolean;
  readonly thresholds?: readonly Threshold[];
  readonly bands?: readonly Band[];
  readonly marks?: readonly Mark[];
  readonly height?: number;
  /** A value as it is printed, with its unit. */
  readonly text: (value: number) => string;
  /** The same on the axis, without. */
  readonly axisText: (value: number) => string;
  readonly onThreshold?: (key: string, value: number) => void;
  /** A press of `m`, or a double click: the person marks an instant. */
  readonly onMark?: (at: number) => void;
  readonly children?: ReactNode;
}

const NO_THRESHOLDS: readonly Threshold[] = [];
const NO_BANDS: readonly Band[] = [];
const NO_MARKS: readonly Mark[] = [];

export const CHART_ROOM = { left: 58, right: 16, top: 14, bottom: 22 } as const;

/**
 * A metric over its observations with what a rule asks of it: levels as lines, the band between firing and clearing, firings as stretches behind
 * the line. Arrows read out observations, Shift with them moves, plus and minus zoom, 0 shows all; levels can be dragged or moved by arrows.
 */
export function MetricChart(props: MetricChartProps) {
  const { title, says, observations, text } = props;
  return (
    <ChartFrame title={title} says={says} table={() => tableOf(observations, says)}>
      {observations.length === 0 ? (
        <p className="chart-empty muted">Nothing has been observed of it yet.</p>
      ) : (
        <Plot {...props} text={text} />
      )}
      {props.children}
    </ChartFrame>
  );
}

function Plot({
  title,
  observations,
  view,
  stepped = false,
  thresholds = NO_THRESHOLDS,
  bands = NO_BANDS,
  marks = NO_MARKS,
  height = 210,
  ...rest
}: MetricChartProps) {
  const { text, axisText, onThreshold, onMark } = rest;
  const [holder, width] = useWidth<HTMLDivElement>(560);
  const [at, setAt] = useState<number | null>(null);
  const dragged = useRef<{ readonly x: number; readonly stretch: Stretch } | null>(null);
  const { stretch } = view;
  const [left, right] = [CHART_ROOM.left, width - CHART_ROOM.right];
  const x = useMemo(() => timeScale(stretch, left, right), [stretch, left, right]);
  const levels = thresholds.map(({ value }) => value).join(' ');
  const y = useMemo(() => valueScale(observations, stretch, levels, height), [observations, stretch, levels, height]);
  const path = useMemo(() => seriesPath(observations, stretch, x.at, y.at, stepped), [observations, stretch, x, y, stepped]);
  const shown = at === null ? observations.length - 1 : Math.min(at, observations.length - 1);
  const instant = observations.at[shown] ?? 0;
  const value = observations.value[shown] ?? Number.NaN;
  const here = bands.filter(({ from, to }) => instant >= from && instant <= to).map(({ label }) => label);
  const readOut = `${instantText(instant)}: ${Number.isNaN(value) ? 'unknown' : text(value)}${here.length > 0 ? `, ${here.join(', ')}` : ''}`;

  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    function onWheel(event: WheelEvent): void {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      view.zoom(event.deltaY < 0 ? 1 : -1, x.instant(event.clientX - element!.getBoundingClientRect().left));
    }
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [holder, view, x]);

  function readOff(index: number): void {
    const next = Math.max(0, Math.min(observations.length - 1, index));
    setAt(next);
    view.reveal(observations.at[next] ?? instant);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const near = { '+': 1, '=': 1, '-': -1, '0': 0 }[event.key] as 1 | -1 | 0 | undefined;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const page = Math.max(1, Math.round((firstFrom(observations, stretch[1]) - firstFrom(observations, stretch[0])) / 10));
    if (near !== undefined) view.zoom(near, instant);
    else if (step !== undefined && event.shiftKey) view.pan(step * 0.2);
    else if (step !== undefined) readOff(shown + step);
    else if (event.key === 'PageDown') readOff(shown + page);
    else if (event.key === 'PageUp') readOff(shown - page);
    else if (event.key === 'Home') readOff(0);
    else if (event.key === 'End') readOff(observations.length - 1);
    else if (event.key === 'm' && onMark) onMark(instant);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    const place = event.clientX - event.currentTarget.getBoundingClientRect().left;
    if (dragged.current) {
      const { stretch: begun } = dragged.current;
      const moved = x.instant(dragged.current.x) - x.instant(place);
      view.pan((moved - (stretch[0] - begun[0])) / (stretch[1] - stretch[0]));
    } else {
      setAt(nearestTo(observations, x.instant(place)));
    }
  }
  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    if (event.button !== 0 || view.isWhole) return;
    dragged.current = { x: event.clientX - event.currentTarget.getBoundingClientRect().left, stretch };
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  return (
    <div className="metric-chart" style={{ height }}>
      <div
        ref={holder}
        className="chart-holder"
        style={{ height }}
        role="slider"
        tabIndex={0}
        aria-label={`${title}: the observation that is read out`}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, observations.length - 1)}
        aria-valuenow={shown}
        aria-valuetext={readOut}
        onKeyDown={onKeyDown}
        onBlur={() => setAt(null)}
        onPointerMove={onPointerMove}
        onPointerDown={onPointerDown}
        onPointerUp={() => {
          dragged.current = null;
        }}
        onPointerLeave={() => setAt(null)}
        onDoubleClick={(event) => onMark?.(x.instant(event.clientX - event.currentTarget.getBoundingClientRect().left))}
      >
        <svg className="chart" viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
          <Bands bands={bands} x={x} height={height} stretch={stretch} />
          <Hysteresis thresholds={thresholds} y={y} from={left} to={right} />
          <ValueTicks scale={y} from={left} to={right} text={axisText} />
          {instantTicks(stretch, Math.max(2, Math.floor(width / 90))).map((tick) => (
            <text key={tick.at} x={x.at(tick.at)} y={height - 6}>
              {tick.label}
            </text>
          ))}
          <path className="line main" d={path} />
          {stepped && <Readings observations={observations} x={x} y={y} stretch={stretch} />}
          {thresholds.map(({ key, tone, value: level }) => (
            <line key={key} className={`threshold ${tone}`} x1={left} x2={right} y1={y.at(level)} y2={y.at(level)} />
          ))}
          {marks
            .filter((mark) => mark.at >= stretch[0] && mark.at <= stretch[1])
            .map((mark) => (
              <g key={mark.at} className="pointed">
                <line x1={x.at(mark.at)} x2={x.at(mark.at)} y1={CHART_ROOM.top} y2={height - CHART_ROOM.bottom} />
                <text x={x.at(mark.at)} y={CHART_ROOM.top - 3}>
                  {mark.label}
                </text>
              </g>
            ))}
          {at !== null && (
            <g className="cursor">
              <line x1={x.at(instant)} x2={x.at(instant)} y1={CHART_ROOM.top} y2={height - CHART_ROOM.bottom} />
              {!Number.isNaN(value) && <circle r={3} cx={x.at(instant)} cy={y.at(value)} />}
            </g>
          )}
        </svg>
      </div>
      {thresholds.map((threshold) => (
        <ThresholdHandle
          key={threshold.key}
          threshold={threshold}
          scale={y}
          text={text}
          under={thresholds.some(({ value: other }) => other > threshold.value)}
          {...(onThreshold && threshold.step !== undefined
            ? { onMove: (next: number) => onThreshold(threshold.key, next), step: threshold.step }
            : {})}
        />
      ))}
      {at !== null && <div className="read-out">{readOut}</div>}
    </div>
  );
}

/** A straight scale of time to pixels, both ways. */
interface TimeScale {
  readonly at: (instant: number) => number;
  readonly instant: (pixel: number) => number;
}

function timeScale([from, to]: Stretch, left: number, right: number): TimeScale {
  const span = Math.max(1, to - from);
  return {
    at: (instant) => left + ((instant - from) / span) * (right - left),
    instant: (pixel) => from + ((pixel - left) / Math.max(1, right - left)) * span,
  };
}

/** Over what is in view and the levels, with a little air. */
function valueScale(observations: Observations, [from, to]: Stretch, levels: string, height: number): Scale {
  const range = rangeOf(observations, from, to);
  const known = [...(range ?? []), ...levels.split(' ').filter(Boolean).map(Number)].filter(Number.isFinite);
  const [low, high] = known.length === 0 ? [0, 1] : [Math.min(...known), Math.max(...known)];
  const air = (high - low) * 0.06;
  return linearScale(low - air, high + air, height - CHART_ROOM.bottom, CHART_ROOM.top, 4);
}

interface BandsProps {
  readonly bands: readonly Band[];
  readonly x: TimeScale;
  readonly height: number;
  readonly stretch: Stretch;
}

/** Thinner than this, in pixels, a firing could be overlooked. */
const LEAST_WIDTH = 2;

function Bands({ bands, x, height, stretch: [from, to] }: BandsProps) {
  return bands
    .filter((band) => band.to >= from && band.from <= to)
    .map((band) => {
      const start = x.at(Math.max(from, band.from));
      const width = Math.max(LEAST_WIDTH, x.at(Math.min(to, band.to)) - start);
      const [top, bottom] = [CHART_ROOM.top, height - CHART_ROOM.bottom];
      // Two rules compared lie on their own halves, so that neither hides the other.
      const lower = band.tone === 'other';
      return (
        <g key={band.key} className={`band ${band.tone}`}>
          <rect x={start} y={top} width={width} height={bottom - top} />
          <rect className="edge" x={start} y={lower ? bottom - 4 : top} width={width} height={4} />
        </g>
      );
    });
}

interface ReadingsProps {
  readonly observations: Observations;
  readonly x: TimeScale;
  readonly y: Scale;
  readonly stretch: Stretch;
}

/** More points than this in view would be a thick line. */
const MOST_POINTS = 120;

function Readings({ observations, x, y, stretch: [from, to] }: ReadingsProps) {
  const [first, end] = [firstFrom(observations, from), firstFrom(observations, to + 1)];
  if (end - first > MOST_POINTS) return null;
  const places = Array.from({ length: end - first }, (_, index) => first + index);
  return places
    .filter((place) => !Number.isNaN(observations.value[place]!))
    .map((place) => (
      <circle key={place} className="reading" r={2.5} cx={x.at(observations.at[place]!)} cy={y.at(observations.value[place]!)} />
    ));
}

interface HysteresisProps {
  readonly thresholds: readonly Threshold[];
  readonly y: Scale;
  readonly from: number;
  readonly to: number;
}

/** The stretch of values between firing and clearing, in which nothing changes. */
function Hysteresis({ thresholds, y, from, to }: HysteresisProps) {
  const fires = thresholds.find(({ tone }) => tone === 'fires');
  const clears = thresholds.find(({ tone }) => tone === 'clears');
  if (!fires || !clears) return null;
  const [top, bottom] = [Math.min(y.at(fires.value), y.at(clears.value)), Math.max(y.at(fires.value), y.at(clears.value))];
  return <rect className="hysteresis" x={from} width={Math.max(0, to - from)} y={top} height={bottom - top} />;
}

function tableOf({ at, value, length }: Observations, says: string): readonly (readonly string[])[] {
  const rows: string[][] = [['instant', says]];
  for (let index = 0; index < length; index += 1) {
    const here = value[index]!;
    rows.push([new Date(at[index]!).toISOString(), Number.isNaN(here) ? '' : String(here)]);
  }
  return rows;
}
