import type { Crosshair } from './crosshair.ts';
import { tellableNames } from './end-names.ts';
import {
  endNames,
  LEGEND,
  lineBars,
  linePoints,
  type PlotArea,
  type PlotAxis,
  plotAreas,
  type PlotLine,
  rightRoom,
  ROOM,
  type Stretch,
  valueNear,
} from './plot.ts';
import { stepOf } from './scale.ts';
import { instantTicks } from './time-ticks.ts';

/** A picture of histories on a canvas, moved and zoomed without React. */
export interface HistoryPicture {
  show(axes: readonly PlotAxis[], all: Stretch): void;
  /** What is looked at now. */
  view(): Stretch;
  /** Moves by a share of what is seen; later where positive. */
  pan(share: number): void;
  /** Nearer by a factor below 1, farther above, around an instant. */
  zoom(factor: number, around: number): void;
  reset(): void;
  /** The instant under a place, in pixels from the left edge; null outside the lines. */
  instantAt(x: number): number | null;
  /** Draws anew with the next frame: after a change of size. */
  redraw(): void;
  dispose(): void;
}

/** Nearer than this nothing more is to be seen: ten minutes in milliseconds. */
const NEAREST = 600_000;

/** `onView` is told, with the next frame, that something else is looked at. */
export function historyPicture(canvas: HTMLCanvasElement, crosshair: Crosshair, onView: (view: Stretch) => void): HistoryPicture {
  let axes: readonly PlotAxis[] = [];
  let all: Stretch = { from: 0, to: 1 };
  let view = all;
  let frame = 0;

  function draw(): void {
    frame = 0;
    const size = { width: canvas.clientWidth, height: canvas.clientHeight };
    const context = fitted(canvas, size);
    if (!context || size.width === 0) return;
    const ink = inkOf(canvas);
    const areas = plotAreas(axes, view, size);
    for (const area of areas) drawArea(context, area, view, ink);
    drawDays(context, areas.at(-1), view, ink, size.height);
    drawCrosshair(context, areas, view, crosshair.at(), ink);
  }
  function redraw(): void {
    if (frame === 0) frame = requestAnimationFrame(draw);
  }
  function look(from: number, to: number): void {
    const wide = Math.min(all.to - all.from, Math.max(Math.min(NEAREST, all.to - all.from), to - from));
    const begin = Math.max(all.from, Math.min(all.to - wide, from));
    if (begin === view.from && begin + wide === view.to) return;
    view = { from: begin, to: begin + wide };
    redraw();
    onView(view);
  }
  const unfollow = crosshair.follow(redraw);
  const themes = new MutationObserver(redraw);
  themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });

  return {
    show(next, time) {
      axes = next;
      if (time.from !== all.from || time.to !== all.to) {
        all = time.to > time.from ? time : { from: time.from - NEAREST, to: time.to + NEAREST };
        view = all;
        onView(view);
      }
      redraw();
    },
    view: () => view,
    pan: (share) => look(view.from + share * (view.to - view.from), view.to + share * (view.to - view.from)),
    zoom: (factor, around) => look(around - (around - view.from) * factor, around + (view.to - around) * factor),
    reset: () => look(all.from, all.to),
    instantAt(x) {
      const right = canvas.clientWidth - rightRoom(canvas.clientWidth);
      if (x < ROOM.left || x > right) return null;
      return view.from + ((x - ROOM.left) / (right - ROOM.left)) * (view.to - view.from);
    },
    redraw,
    dispose() {
      unfollow();
      themes.disconnect();
      cancelAnimationFrame(frame);
    },
  };
}

/** Colours and type as the style sheet has them now. */
interface Ink {
  readonly font: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly strong: string;
  readonly panel: string;
  readonly series: readonly LineStyle[];
}

/** What tells one subject's line from another's, without the colour too. */
interface LineStyle {
  readonly colour: string;
  /** Strokes and gaps in pixels; none of a solid line. */
  readonly dash: number[];
}

function styleOf({ colour }: PlotLine, { series, text }: Ink): LineStyle {
  return series[colour] ?? { colour: text, dash: [] };
}

function inkOf(canvas: HTMLCanvasElement): Ink {
  const style = getComputedStyle(canvas);
  const of = (name: string) => style.getPropertyValue(name).trim();
  return {
    font: style.fontFamily,
    text: of('--text'),
    muted: of('--muted'),
    line: of('--line'),
    strong: of('--line-strong'),
    panel: of('--panel'),
    series: [1, 2, 3, 4, 5, 6].map((n) => ({
      colour: of(`--series-${n}`),
      dash: of(`--dash-${n}`).split(' ').map(Number).filter(Number.isFinite),
    })),
  };
}

/** The canvas's context, with as many points as the screen has. */
function fitted(
  canvas: HTMLCanvasElement,
  { width, height }: { readonly width: number; readonly height: number },
): CanvasRenderingContext2D | null {
  const dense = globalThis.devicePixelRatio;
  const [wide, tall] = [Math.round(width * dense), Math.round(height * dense)];
  if (canvas.width !== wide || canvas.height !== tall) [canvas.width, canvas.height] = [wide, tall];
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.setTransform(dense, 0, 0, dense, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

function drawArea(context: CanvasRenderingContext2D, area: PlotArea, view: Stretch, ink: Ink): void {
  const { axis, top, bottom, left, right, scale } = area;
  context.textBaseline = 'middle';
  context.font = `500 11px ${ink.font}`;
  context.textAlign = 'left';
  context.fillStyle = ink.muted;
  context.fillText(axis.title, 4, top - ROOM.title / 2 - 1);
  context.font = `10.5px ${ink.font}`;
  context.textAlign = 'right';
  const step = stepOf(scale.ticks);
  for (const tick of scale.ticks) {
    const y = Math.round(scale.at(tick)) + 0.5;
    context.fillStyle = ink.line;
    context.fillRect(left, y - 0.5, right - left, 1);
    context.fillStyle = ink.muted;
    context.fillText(axis.text(tick, step), left - 6, y);
  }
  context.save();
  context.beginPath();
  context.rect(left - 1, top - 2, right - left + 2, bottom - top + 4);
  context.clip();
  for (const line of axis.lines) {
    const style = styleOf(line, ink);
    const bars = lineBars(line, view, area);
    if (bars) fillBars(context, bars, style.colour);
    else strokeLine(context, linePoints(line, view, area), style);
  }
  context.restore();
  context.textAlign = 'left';
  context.font = `11px ${ink.font}`;
  const room = context.canvas.clientWidth - right - LEGEND.name - 4;
  const ends = endNames(area, view);
  const names = tellableNames(
    ends.map(({ line }) => line.label),
    (text) => context.measureText(text).width <= room,
  );
  for (const [place, { line, y }] of ends.entries()) {
    strokeLine(context, [right + LEGEND.from, y, right + LEGEND.from + LEGEND.long, y], styleOf(line, ink));
    context.fillStyle = ink.text;
    context.fillText(names[place] ?? '', right + LEGEND.name, y);
  }
}

/** A bar is at least as tall as a line is thick. */
function fillBars(context: CanvasRenderingContext2D, bars: Float64Array, colour: string): void {
  context.fillStyle = colour;
  for (let at = 0; at < bars.length; at += 3) {
    const [x, top, bottom] = [bars[at]!, bars[at + 1]!, bars[at + 2]!];
    if (Number.isNaN(top)) continue;
    const tall = Math.max(1.5, bottom - top);
    context.fillRect(x, top - (tall - (bottom - top)) / 2, 1, tall);
  }
}

/** One known value between two gaps has no line to either side, and is drawn as a point. */
function strokeLine(context: CanvasRenderingContext2D, points: readonly number[], { colour, dash }: LineStyle): void {
  context.setLineDash(dash);
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = 1.5;
  context.lineJoin = 'round';
  context.beginPath();
  let run = 0;
  for (let index = 0; index <= points.length; index += 2) {
    const [x, y] = [points[index]!, points[index + 1]!];
    if (index < points.length && !Number.isNaN(x)) {
      if (run === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
      run += 1;
      continue;
    }
    if (run === 1) context.rect(points[index - 2]! - 1.25, points[index - 1]! - 1.25, 2.5, 2.5);
    run = 0;
  }
  context.stroke();
  context.setLineDash([]);
}

function drawDays(context: CanvasRenderingContext2D, area: PlotArea | undefined, view: Stretch, ink: Ink, height: number): void {
  if (!area) return;
  context.font = `10.5px ${ink.font}`;
  context.fillStyle = ink.muted;
  context.textAlign = 'center';
  const { left, right } = area;
  for (const { at, label } of instantTicks(view.from, view.to, Math.max(2, Math.floor((right - left) / 70)))) {
    const x = left + ((at - view.from) / (view.to - view.from)) * (right - left);
    if (x > left + 12 && x < right - 12) context.fillText(label, x, height - ROOM.foot / 2 + 2);
  }
}

function drawCrosshair(context: CanvasRenderingContext2D, areas: readonly PlotArea[], view: Stretch, at: number | null, ink: Ink): void {
  if (at === null || at < view.from || at > view.to) return;
  for (const area of areas) {
    const { left, right, top, bottom, scale, axis } = area;
    const x = left + ((at - view.from) / (view.to - view.from)) * (right - left);
    context.fillStyle = ink.strong;
    context.fillRect(Math.round(x), top, 1, bottom - top);
    for (const line of axis.lines) {
      const near = valueNear(line, view, at);
      if (Number.isNaN(near.value)) continue;
      context.beginPath();
      context.arc(left + ((near.at - view.from) / (view.to - view.from)) * (right - left), scale.at(near.value), 3, 0, Math.PI * 2);
      context.fillStyle = ink.panel;
      context.fill();
      context.strokeStyle = styleOf(line, ink).colour;
      context.lineWidth = 1.5;
      context.stroke();
    }
  }
}
