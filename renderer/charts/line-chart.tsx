import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { DASH, moneyText, numberText } from '../figures/number-text.ts';
import { dayText } from '../figures/time-text.ts';
import { usePreferences } from '../window/preferences.ts';
import { ChartFrame } from './chart-frame.tsx';
import { linePath } from './line-path.ts';
import { linearScale, tickDigits } from './scale.ts';
import { dayTicks } from './time-ticks.ts';
import { useWidth } from './use-size.ts';

export interface LineSeries {
  readonly key: string;
  readonly label: string;
  /** `main` is the one line with the accent; `beside` is what it is held against. */
  readonly tone: 'main' | 'beside';
  /** One for each day, as decimal text; `null` where it is unknown, which is drawn as a gap. */
  readonly values: readonly (string | null)[];
}

interface LineChartProps {
  readonly title: string;
  readonly unit: string;
  readonly says: string;
  /** `YYYY-MM-DD`, ascending. */
  readonly days: readonly string[];
  readonly series: readonly LineSeries[];
}

const HEIGHT = 190;
const ROOM = { left: 58, right: 84, top: 12, bottom: HEIGHT - 24 };

/** Values over days, named at their ends; pointer and arrows read out each day. Unknown days are gaps. */
export function LineChart({ title, unit, says, days, series }: LineChartProps) {
  const [holder, width] = useWidth<HTMLDivElement>(640);
  const discreet = usePreferences((state) => state.discreet);
  const [at, setAt] = useState<number | null>(null);
  const lines = series.map((each) => ({
    ...each,
    points: days.map((day, index) => ({ at: Date.parse(day), value: numberOf(each.values[index]) })),
  }));
  const values = lines.flatMap(({ points }) => points.flatMap(({ value }) => (value === null ? [] : [value])));
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined || values.length === 0) {
    return (
      <ChartFrame title={title} says={says} table={() => []}>
        <p className="chart-empty muted">No day of this time has a price for everything the position holds.</p>
      </ChartFrame>
    );
  }
  const vertical = linearScale(...padded(lowest(values), highest(values)), ROOM.bottom, ROOM.top, 4);
  const horizontal = linearScale(Date.parse(first), Date.parse(last), ROOM.left, width - ROOM.right);
  const digits = tickDigits(vertical.ticks);
  const shown = at === null ? days.length - 1 : Math.min(at, days.length - 1);
  const day = days[shown] ?? last;
  const readOut = series.map(({ label, values }) => `${label} ${discreet ? '•••' : amount(values[shown])}`).join(', ');
  const ends = spread(lines.map(({ points }) => vertical.at(points.findLast((point) => point.value !== null)?.value ?? vertical.low)));

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1, PageDown: 30, PageUp: -30, Home: -days.length, End: days.length }[event.key];
    if (step === undefined) return;
    setAt(Math.max(0, Math.min(days.length - 1, shown + step)));
    event.preventDefault();
    event.stopPropagation();
  }
  function onPointerMove(event: PointerEvent<SVGSVGElement>): void {
    const share = (event.clientX - event.currentTarget.getBoundingClientRect().left - ROOM.left) / (width - ROOM.right - ROOM.left);
    setAt(Math.max(0, Math.min(days.length - 1, Math.round(share * (days.length - 1)))));
  }

  return (
    <ChartFrame title={title} says={says} table={() => tableOf(days, series, unit)}>
      <div
        ref={holder}
        className="chart-holder"
        style={{ height: HEIGHT }}
        role="slider"
        tabIndex={0}
        aria-label={`${title}, ${unit}: the day that is read out`}
        aria-valuemin={0}
        aria-valuemax={days.length - 1}
        aria-valuenow={shown}
        aria-valuetext={`${dayText(day)}: ${readOut}`}
        onKeyDown={onKeyDown}
        onBlur={() => setAt(null)}
      >
        <svg
          className="chart"
          viewBox={`0 0 ${width} ${HEIGHT}`}
          width={width}
          height={HEIGHT}
          aria-hidden="true"
          onPointerMove={onPointerMove}
          onPointerLeave={() => setAt(null)}
        >
          {vertical.ticks.map((tick) => (
            <g key={tick} className="tick">
              <line x1={ROOM.left} x2={width - ROOM.right} y1={vertical.at(tick)} y2={vertical.at(tick)} />
              {!discreet && (
                <text x={ROOM.left - 8} y={vertical.at(tick) + 3.5} className="axis">
                  {numberText(tick.toFixed(8), { most: digits })}
                </text>
              )}
            </g>
          ))}
          {dayTicks(first, last, Math.max(2, Math.floor(width / 90))).map(({ day: tickDay, label }) => (
            <text key={tickDay} x={horizontal.at(Date.parse(tickDay))} y={HEIGHT - 6} className="axis day">
              {label}
            </text>
          ))}
          {[...lines].reverse().map(({ key, tone, points }) => (
            <path key={key} className={`line ${tone}`} d={linePath(points, horizontal.at, vertical.at)} />
          ))}
          {lines.map(({ key, tone, label }, index) => (
            <text key={key} x={width - ROOM.right + 8} y={(ends[index] ?? 0) + 4} className={`end ${tone}`}>
              {label}
            </text>
          ))}
          {at !== null && (
            <g className="cursor">
              <line x1={horizontal.at(Date.parse(day))} x2={horizontal.at(Date.parse(day))} y1={ROOM.top} y2={ROOM.bottom} />
              {lines.map(({ key, tone, points }) => {
                const value = points[shown]?.value ?? null;
                return value === null ? null : (
                  <circle key={key} className={tone} r={3} cx={horizontal.at(Date.parse(day))} cy={vertical.at(value)} />
                );
              })}
            </g>
          )}
        </svg>
        {at !== null && (
          <div className="read-out">
            {dayText(day)}
            {series.map(({ key, label, tone, values: each }) => (
              <span key={key} className={tone}>
                {label} <b>{discreet ? '•••' : amount(each[shown])}</b>
              </span>
            ))}
          </div>
        )}
      </div>
    </ChartFrame>
  );
}

function amount(text: string | null | undefined): string {
  return text === null || text === undefined ? DASH : moneyText(text);
}

function numberOf(text: string | null | undefined): number | null {
  return text === null || text === undefined ? null : Number(text);
}

// Spreading ten thousand values into Math.min overflows the stack.
function lowest(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
}

function highest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
}

function padded(low: number, high: number): [number, number] {
  const margin = (high - low) * 0.06;
  return [low >= 0 ? Math.max(0, low - margin) : low - margin, high + margin];
}

/** Names at the ends of lines that end close together are moved apart. */
function spread(ends: readonly number[]): readonly number[] {
  const apart = 14;
  const order = ends.map((y, index) => ({ y, index })).sort((one, other) => one.y - other.y);
  for (const [place, each] of order.entries()) {
    const above = order[place - 1];
    if (above && each.y - above.y < apart) each.y = above.y + apart;
  }
  const moved: number[] = [];
  for (const { y, index } of order) moved[index] = y;
  return moved;
}

function tableOf(days: readonly string[], series: readonly LineSeries[], unit: string): readonly (readonly string[])[] {
  return [
    ['day', ...series.map(({ label }) => `${label}, ${unit}`)],
    ...days.map((day, index) => [day, ...series.map(({ values }) => values[index] ?? '')]),
  ];
}
