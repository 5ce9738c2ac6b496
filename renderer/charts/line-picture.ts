import { LineChart as LineSeriesModule } from 'echarts/charts';
import { DataZoomInsideComponent, GridComponent } from 'echarts/components';
import { dayTicks } from './time-ticks.ts';
import { type EChartsType, init, use as register } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

register([LineSeriesModule, GridComponent, DataZoomInsideComponent, SVGRenderer]);

/** One line of the picture: a value for each day, `null` where it is unknown. */
export interface PictureLine {
  readonly label: string;
  readonly tone: 'main' | 'beside';
  readonly values: readonly (number | null)[];
}

export interface PictureContent {
  readonly days: readonly string[];
  readonly lines: readonly PictureLine[];
  /** How the vertical axis names a value; empty where amounts are hidden. */
  readonly amount: (value: number) => string;
}

/** The picture of a line chart, drawn by ECharts. */
export interface LinePicture {
  show(content: PictureContent): void;
  resize(): void;
  /** Which day lies under a place of the picture, in pixels from its left edge; `null` outside. */
  dayAt(x: number): number | null;
  /** Where a day stands, in pixels from the left edge, and the heights of its values from the top. */
  placeOf(index: number, values: readonly (number | null)[]): { readonly x: number; readonly ys: readonly (number | null)[] };
  /** Days in view: first and last index. */
  zoom(step: 1 | -1 | 0, around: number): void;
  dispose(): void;
}

/** Room beside the lines: for the amounts on the left, for the names of the lines on the right. */
export const ROOM = { left: 58, right: 84, top: 12, bottom: 24 } as const;
/** Names of lines that end closer than this, in pixels, are moved apart. */
const APART = 14;
/** Fewer days than this are never shown alone: a line of three points tells nothing. */
const FEWEST_DAYS = 7;

/** Colours are left to the style sheet's variables, so that a change of theme needs no new drawing. */
export function drawLines(holder: HTMLElement): LinePicture {
  const chart: EChartsType = init(holder, null, { renderer: 'svg' });
  let content: PictureContent = { days: [], lines: [], amount: String };
  let view: readonly [number, number] = [0, 0];

  function show(next: PictureContent): void {
    if (next.days.length !== content.days.length) view = [0, next.days.length - 1];
    content = next;
    draw();
  }

  function draw(): void {
    chart.setOption(optionOf(content, view, Math.max(2, Math.floor(chart.getWidth() / 90))), { notMerge: true });
    chart.setOption({ series: nameOffsets().map((down) => ({ endLabel: { offset: [0, down] } })) });
  }

  /** How far down each line's name must move so that none covers another, in pixels. */
  function nameOffsets(): readonly number[] {
    const offsets: number[] = [];
    let above = Number.NEGATIVE_INFINITY;
    const ends = content.lines.map(({ values }, place) => ({ place, y: heightOfEnd(values) }));
    for (const { place, y } of ends.sort((one, other) => one.y - other.y)) {
      const moved = Math.max(y, above + APART);
      offsets[place] = moved - y;
      above = moved;
    }
    return offsets;
  }

  function heightOfEnd(values: readonly (number | null)[]): number {
    const last = values.slice(0, view[1] + 1).findLast((value) => value !== null) ?? null;
    return last === null ? 0 : pixel(view[1], last)[1];
  }

  function pixel(index: number, value: number): readonly [number, number] {
    return chart.convertToPixel({ gridIndex: 0 }, [index, value]) as unknown as readonly [number, number];
  }

  return {
    show,
    resize() {
      chart.resize();
      draw();
    },
    dayAt(x) {
      const [index] = chart.convertFromPixel({ gridIndex: 0 }, [x, ROOM.top]) as unknown as readonly [number, number];
      return Number.isFinite(index) ? Math.max(view[0], Math.min(view[1], Math.round(index))) : null;
    },
    placeOf: (index, values) => ({
      x: pixel(index, 0)[0],
      ys: values.map((value) => (value === null ? null : pixel(index, value)[1])),
    }),
    zoom(step, around) {
      const all = content.days.length;
      const now = view[1] - view[0] + 1;
      const wanted = step === 0 ? all : Math.max(Math.min(FEWEST_DAYS, all), Math.min(all, Math.round(step > 0 ? now / 2 : now * 2)));
      const first = Math.max(0, Math.min(all - wanted, around - Math.floor(wanted / 2)));
      view = [first, first + wanted - 1];
      draw();
    },
    dispose: () => chart.dispose(),
  };
}

function optionOf({ days, lines, amount }: PictureContent, [first, last]: readonly [number, number], mostTicks: number) {
  const [from, to] = [days[first], days[last]];
  const named = new Map(from === undefined || to === undefined ? [] : dayTicks(from, to, mostTicks).map(({ day, label }) => [day, label]));
  const text = { color: 'var(--muted)', fontSize: 10.5, fontFamily: 'inherit' };
  return {
    animation: false,
    grid: { left: ROOM.left, right: ROOM.right, top: ROOM.top, bottom: ROOM.bottom, containLabel: false },
    dataZoom: [
      { type: 'inside', startValue: first, endValue: last, zoomOnMouseWheel: false, moveOnMouseMove: false, moveOnMouseWheel: false },
    ],
    xAxis: {
      type: 'category',
      data: days,
      boundaryGap: false,
      axisLine: { show: false },
      axisTick: { show: false },
      // ECharts would name every so-many-th day; people expect whole weeks, months and years.
      axisLabel: {
        ...text,
        hideOverlap: true,
        interval: (_: number, day: string) => named.has(day),
        formatter: (day: string) => named.get(day) ?? '',
      },
    },
    yAxis: {
      type: 'value',
      scale: true,
      splitNumber: 3,
      axisLabel: { ...text, formatter: amount },
      splitLine: { lineStyle: { color: 'var(--line)' } },
    },
    series: lines.map(({ label, tone, values }) => ({
      name: label,
      type: 'line',
      data: [...values],
      connectNulls: false,
      showSymbol: lone(values),
      symbolSize: 3,
      silent: true,
      // Largest-triangle sampling keeps what the eye sees of ten thousand points.
      sampling: 'lttb',
      z: tone === 'main' ? 3 : 2,
      itemStyle: { color: tone === 'main' ? 'var(--accent)' : 'var(--faint)' },
      lineStyle: {
        color: tone === 'main' ? 'var(--accent)' : 'var(--faint)',
        width: tone === 'main' ? 1.8 : 1.4,
        type: tone === 'main' ? 'solid' : [4, 3],
      },
      endLabel: {
        show: true,
        formatter: label,
        color: tone === 'main' ? 'var(--accent)' : 'var(--muted)',
        fontSize: 11,
        fontFamily: 'inherit',
        distance: 8,
      },
    })),
  };
}

/** A single known day between gaps has no line to either side, and is drawn as a point. */
function lone(values: readonly (number | null)[]): boolean {
  return values.filter((value) => value !== null).length === 1;
}
