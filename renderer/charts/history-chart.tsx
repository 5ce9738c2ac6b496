import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { momentText } from '../figures/time-text.ts';
import { ChartFrame } from './chart-frame.tsx';
import { type Crosshair, newCrosshair } from './crosshair.ts';
import { HistoryDrawing } from './history-drawing.tsx';
import { type HistoryPicture, historyPicture } from './history-picture.ts';
import { observedBeside, type PlotAxis, type PlotLine, type Stretch, valueNear } from './plot.ts';
import { DASH } from '../figures/number-text.ts';
import { usePaper } from './use-size.ts';

interface HistoryChartProps {
  readonly title: string;
  readonly says: string;
  readonly axes: readonly PlotAxis[];
  /** All the time there is to look at. */
  readonly time: Stretch;
  /** Pixels. */
  readonly height: number;
  /** Shared by charts that read out one instant together. */
  readonly crosshair?: Crosshair;
  /** What must be known to read it: goes along with the picture. */
  readonly notes?: readonly string[] | undefined;
  readonly table: () => readonly (readonly string[])[];
  /** Told, a moment after it came to rest, what is looked at. */
  readonly onView?: (view: Stretch) => void;
  /** Ways beside those to take the chart along. */
  readonly tools?: ReactNode;
  readonly children?: ReactNode;
}

/** A view that has not moved for so long, in milliseconds, is at rest. */
const REST = 160;
const DAY = 86_400_000;

/**
 * Histories over time, named at their ends, an axis for each kind. Dragging and shift with arrows move it, plus, minus and the wheel with Ctrl zoom, `0`
 * shows all; the pointer and arrows read out values, along one line by its own observations once up or down has chosen it. It moves without React: a million points cost no more than what is seen of them.
 */
export function HistoryChart({ title, says, axes, time, height, crosshair, notes, table, onView, tools, children }: HistoryChartProps) {
  const [own] = useState(newCrosshair);
  const hair = crosshair ?? own;
  const canvas = useRef<HTMLCanvasElement>(null);
  const paper = usePaper(canvas);
  const picture = useRef<HistoryPicture>(null);
  const drag = useRef<number | null>(null);
  const [view, setView] = useState<Stretch>(time);
  const [width, setWidth] = useState(0);
  /** What the keyboard reads out; a pointer is not read aloud. */
  const [spoken, setSpoken] = useState<{ readonly at: number; readonly words: string } | null>(null);
  /** The one line that the keyboard reads along, by its place among all; null is all of them. */
  const [along, setAlong] = useState<number | null>(null);
  const lines = useMemo(() => axes.flatMap((axis) => axis.lines.map((line) => ({ axis, line }))), [axes]);
  const followed = along === null ? undefined : lines[along];
  const told = useRef(onView);
  useEffect(() => {
    told.current = onView;
  }, [onView]);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const drawn = historyPicture(element, hair, (next) => {
      clearTimeout(rest);
      rest = setTimeout(() => {
        setView(next);
        told.current?.(next);
      }, REST);
    });
    picture.current = drawn;
    const observer = new ResizeObserver(() => {
      // On paper the canvas is not there, and the drawing keeps the size it had.
      if (element.clientWidth > 0) setWidth(element.clientWidth);
      drawn.redraw();
    });
    observer.observe(element);
    const onWheel = (event: WheelEvent): void => {
      const at = drawn.instantAt(event.offsetX);
      if (event.ctrlKey && at !== null) drawn.zoom(event.deltaY > 0 ? 1.25 : 0.8, at);
      else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) drawn.pan(event.deltaX / element.clientWidth);
      else return;
      event.preventDefault();
    };
    // React listens to the wheel passively, and a page would scroll under the zoom.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      clearTimeout(rest);
      observer.disconnect();
      element.removeEventListener('wheel', onWheel);
      drawn.dispose();
      picture.current = null;
    };
  }, [hair]);
  useEffect(() => picture.current?.show(axes, time), [axes, time]);

  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    if (drag.current !== null) {
      picture.current?.pan((drag.current - x) / Math.max(1, event.currentTarget.clientWidth - 120));
      drag.current = x;
    } else hair.move(picture.current?.instantAt(x) ?? null);
  }
  function speak(at: number, seen: Stretch, of: readonly LineOfAxis[]): void {
    const readings = of.map(({ axis, line }) => `${line.label} ${readingOf(axis, line, seen, at)}`);
    setSpoken({ at, words: `${momentText(new Date(at).toISOString(), 0, 'UTC')}: ${readings.join(', ')}. ` });
  }
  /** Goes to an instant, with the view where it lies outside. */
  function readAt(drawn: HistoryPicture, at: number, of: readonly LineOfAxis[]): void {
    const { from, to } = drawn.view();
    if (at < from || at > to) drawn.pan((at < from ? at - from : at - to) / (to - from));
    hair.move(at);
    speak(at, drawn.view(), of);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const drawn = picture.current;
    if (!drawn) return;
    const { from, to } = drawn.view();
    const at = hair.at() ?? to;
    const step = { ArrowRight: 1, ArrowLeft: -1, PageDown: 30, PageUp: -30 }[event.key];
    if (event.key === '+' || event.key === '=') drawn.zoom(0.5, at);
    else if (event.key === '-') drawn.zoom(2, at);
    else if (event.key === '0') drawn.reset();
    else if (step !== undefined && event.shiftKey) drawn.pan(step > 0 ? 0.2 : -0.2);
    else if (step !== undefined) {
      const stepped = at + step * strideOf(to - from);
      const next = (followed && observedBeside(followed.line, drawn.view(), at, step)) ?? stepped;
      readAt(drawn, Math.max(time.from, Math.min(time.to, next)), followed ? [followed] : lines);
    } else if (event.key === 'Home' || event.key === 'End') readAt(drawn, event.key === 'Home' ? from : to, followed ? [followed] : lines);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const next = nextAlong(along, event.key === 'ArrowDown' ? 1 : -1, lines.length);
      setAlong(next);
      readAt(drawn, at, next === null ? lines : lines.slice(next, next + 1));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <ChartFrame title={title} says={says} notes={notes} table={table} tools={tools}>
      <div
        className="chart-holder history-holder"
        style={{ height }}
        role="slider"
        tabIndex={0}
        aria-label={`${title}: the instant that is read out`}
        aria-valuemin={time.from}
        aria-valuemax={time.to}
        aria-valuenow={spoken?.at ?? view.to}
        aria-valuetext={`${spoken?.words ?? ''}In view: ${momentText(new Date(view.from).toISOString(), 0, 'UTC')} to ${momentText(new Date(view.to).toISOString(), 0, 'UTC')}`}
        onKeyDown={onKeyDown}
        onBlur={() => {
          hair.move(null);
          setSpoken(null);
        }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drag.current = event.clientX - event.currentTarget.getBoundingClientRect().left;
        }}
        onPointerUp={() => {
          drag.current = null;
        }}
        onPointerMove={onPointerMove}
        onPointerLeave={() => hair.move(null)}
        onDoubleClick={() => picture.current?.reset()}
      >
        <canvas ref={canvas} className="history-canvas" aria-hidden="true" />
        {width > 0 && <HistoryDrawing axes={axes} view={view} size={{ width: paper ?? width, height }} />}
        <ReadOut crosshair={hair} lines={followed ? [followed] : lines} view={view} />
      </div>
      {children}
    </ChartFrame>
  );
}

interface LineOfAxis {
  readonly axis: PlotAxis;
  readonly line: PlotLine;
}

/** All lines, then one after the other, and all again. */
function nextAlong(along: number | null, step: 1 | -1, count: number): number | null {
  const next = (along ?? (step > 0 ? -1 : count)) + step;
  return next < 0 || next >= count ? null : next;
}

/** A day where days are seen, an hour or a minute where less is. */
function strideOf(span: number): number {
  if (span > 20 * DAY) return DAY;
  return span > DAY ? DAY / 24 : DAY / 1440;
}

function readingOf(axis: PlotAxis, line: PlotLine, view: Stretch, at: number): string {
  const { value } = valueNear(line, view, at);
  return Number.isNaN(value) ? DASH : axis.text(value);
}

interface ReadOutProps {
  readonly crosshair: Crosshair;
  readonly lines: readonly LineOfAxis[];
  readonly view: Stretch;
}

/** What the lines show at the crosshair, whoever moves it: their names stand at their ends, and with two there is room to say them again. */
function ReadOut({ crosshair, lines, view }: ReadOutProps) {
  const at = useSyncExternalStore(crosshair.follow, crosshair.at);
  if (at === null) return null;
  return (
    <div className="read-out history-read-out" aria-hidden="true">
      <span>{momentText(new Date(at).toISOString(), 0, 'UTC')}</span>
      {lines.map(({ axis, line }) => (
        <span key={line.key} className="read-out-line">
          <i className={`swatch series-${line.colour + 1}`} /> {lines.length > 2 ? null : line.label}{' '}
          <b>{readingOf(axis, line, view, at)}</b>
        </span>
      ))}
    </div>
  );
}
