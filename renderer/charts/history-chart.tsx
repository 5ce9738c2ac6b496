import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { momentText } from '../figures/time-text.ts';
import { ChartFrame } from './chart-frame.tsx';
import { type Crosshair, newCrosshair } from './crosshair.ts';
import { HistoryDrawing } from './history-drawing.tsx';
import { type HistoryPicture, historyPicture } from './history-picture.ts';
import { type PlotAxis, type PlotLine, type Stretch, valueNear } from './plot.ts';
import { DASH } from '../figures/number-text.ts';

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
 * shows all; the pointer and arrows read out values. It moves without React: a million points cost no more than what is seen of them.
 */
export function HistoryChart({ title, says, axes, time, height, crosshair, table, onView, tools, children }: HistoryChartProps) {
  const [own] = useState(newCrosshair);
  const hair = crosshair ?? own;
  const canvas = useRef<HTMLCanvasElement>(null);
  const picture = useRef<HistoryPicture>(null);
  const drag = useRef<number | null>(null);
  const [view, setView] = useState<Stretch>(time);
  const [width, setWidth] = useState(0);
  /** What the keyboard reads out; a pointer is not read aloud. */
  const [spoken, setSpoken] = useState('');
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
  function speak(at: number, seen: Stretch): void {
    const readings = axes.flatMap((axis) => axis.lines.map((line) => `${line.label} ${readingOf(axis, line, seen, at)}`));
    setSpoken(`${momentText(new Date(at).toISOString(), 0, 'UTC')}: ${readings.join(', ')}. `);
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
      const next = Math.max(time.from, Math.min(time.to, at + step * stepOf(to - from)));
      if (next < from || next > to) drawn.pan((next < from ? next - from : next - to) / (to - from));
      hair.move(next);
      speak(next, drawn.view());
    } else if (event.key === 'Home' || event.key === 'End') {
      const end = event.key === 'Home' ? from : to;
      hair.move(end);
      speak(end, { from, to });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <ChartFrame title={title} says={says} table={table} tools={tools}>
      <div
        className="chart-holder history-holder"
        style={{ height }}
        role="slider"
        tabIndex={0}
        aria-label={`${title}: the instant that is read out`}
        aria-valuemin={time.from}
        aria-valuemax={time.to}
        aria-valuenow={view.to}
        aria-valuetext={`${spoken}In view: ${momentText(new Date(view.from).toISOString(), 0, 'UTC')} to ${momentText(new Date(view.to).toISOString(), 0, 'UTC')}`}
        onKeyDown={onKeyDown}
        onBlur={() => hair.move(null)}
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
        {width > 0 && <HistoryDrawing axes={axes} view={view} size={{ width, height }} />}
        <ReadOut crosshair={hair} axes={axes} view={view} />
      </div>
      {children}
    </ChartFrame>
  );
}

/** A day where days are seen, an hour or a minute where less is. */
function stepOf(span: number): number {
  if (span > 20 * DAY) return DAY;
  return span > DAY ? DAY / 24 : DAY / 1440;
}

function readingOf(axis: PlotAxis, line: PlotLine, view: Stretch, at: number): string {
  const { value } = valueNear(line, view, at);
  return Number.isNaN(value) ? DASH : axis.text(value);
}

/** What the lines show at the crosshair, whoever moves it: their names stand at their ends, and with two there is room to say them again. */
function ReadOut({ crosshair, axes, view }: { readonly crosshair: Crosshair; readonly axes: readonly PlotAxis[]; readonly view: Stretch }) {
  const at = useSyncExternalStore(crosshair.follow, crosshair.at);
  const lines = useMemo(() => axes.flatMap((axis) => axis.lines.map((line) => ({ axis, line }))), [axes]);
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
