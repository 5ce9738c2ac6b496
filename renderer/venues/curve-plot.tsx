import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { linearScale } from '../charts/scale.ts';
import { useWidth } from '../charts/use-size.ts';
import { ValueTicks } from '../charts/value-ticks.tsx';
import { DASH } from '../figures/number-text.ts';
import { fitting } from './plot-room.ts';
import './plots.css';

/** One curve: a value at each of the plot's places, `null` where it is unknown. */
export interface Curve {
  readonly key: string;
  readonly label: string;
  readonly values: readonly (number | null)[];
}

interface CurvePlotProps {
  readonly title: string;
  readonly says: string;
  /** What runs along the foot, ascending and above zero: it is drawn by its logarithm. */
  readonly along: readonly number[];
  readonly alongText: (value: number) => string;
  readonly valueText: (value: number) => string;
  readonly curves: readonly Curve[];
}

const HEIGHT = 240;
const ROOM = { left: 48, right: 132, top: 12, bottom: 26 };
/** Names of curves that end closer than this, in pixels, are moved apart. */
const APART = 14;

/** Curves over a size that runs over powers of ten, named at their ends; arrows and the pointer read out all of them at one size. */
export function CurvePlot({ title, says, along, alongText, valueText, curves }: CurvePlotProps) {
  const [holder, width] = useWidth<HTMLDivElement>(640);
  const [at, setAt] = useState<number | null>(null);
  const known = curves.flatMap(({ values }) => values.filter((value) => value !== null));
  const [first, last] = [along[0] ?? 1, along.at(-1) ?? 10];
  const x = logScale(first, last, ROOM.left, width - ROOM.right);
  const up = linearScale(Math.min(0, ...known), Math.max(0, ...known), HEIGHT - ROOM.bottom, ROOM.top, 4);
  const shown = Math.min(at ?? along.length - 1, along.length - 1);
  const read = (index: number) => curves.map(({ label, values }) => `${label} ${textOf(values[index])}`).join(', ');
  function textOf(value: number | null | undefined): string {
    return value === null || value === undefined ? DASH : valueText(value);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const steps = { ArrowRight: 1, ArrowLeft: -1, PageDown: 5, PageUp: -5, Home: -along.length, End: along.length };
    const step = steps[event.key as keyof typeof steps];
    if (step === undefined) return;
    setAt(Math.max(0, Math.min(along.length - 1, shown + step)));
    event.preventDefault();
    event.stopPropagation();
  }
  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    const place = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setAt(nearest(along.map(x), place));
  }
  return (
    <ChartFrame title={title} says={says} table={() => tableOf(along, curves)}>
      <div
        ref={holder}
        className="chart-holder"
        style={{ height: HEIGHT }}
        role="slider"
        tabIndex={0}
        aria-label={`${title}, ${says}: the size that is read out`}
        aria-valuemin={0}
        aria-valuemax={along.length - 1}
        aria-valuenow={shown}
        aria-valuetext={`${alongText(along[shown] ?? 0)}: ${read(shown)}`}
        onKeyDown={onKeyDown}
        onBlur={() => setAt(null)}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setAt(null)}
      >
        <svg className="chart curve-plot" viewBox={`0 0 ${width} ${HEIGHT}`} width={width} height={HEIGHT} aria-hidden="true">
          <ValueTicks scale={up} from={ROOM.left} to={width - ROOM.right} text={valueText} />
          {powersOfTen(first, last).map((size) => (
            <text key={size} x={x(size)} y={HEIGHT - 8}>
              {alongText(size)}
            </text>
          ))}
          {curves.map(({ key, values }, index) => (
            <path key={key} className={`curve tone-${(index % 6) + 1}`} d={pathOf(along, values, x, up.at)} />
          ))}
          {namesOf(curves, up.at).map(({ index, label, y }) => (
            <text key={label} className={`curve-name tone-${(index % 6) + 1}`} x={width - ROOM.right + 8} y={y + 4}>
              {fitting(label, ROOM.right - 8)}
            </text>
          ))}
          {at !== null && (
            <line
              className="shared-line"
              x1={x(along[shown] ?? first)}
              x2={x(along[shown] ?? first)}
              y1={ROOM.top}
              y2={HEIGHT - ROOM.bottom}
            />
          )}
        </svg>
        {at !== null && (
          <div className="read-out">
            {alongText(along[shown] ?? 0)}
            {curves.map(({ key, label, values }) => (
              <span key={key}>
                {label} <b>{textOf(values[shown])}</b>
              </span>
            ))}
          </div>
        )}
      </div>
    </ChartFrame>
  );
}

function logScale(low: number, high: number, from: number, to: number): (value: number) => number {
  const [bottom, top] = [Math.log10(low), Math.log10(high === low ? low * 10 : high)];
  return (value) => from + ((Math.log10(value) - bottom) / (top - bottom)) * (to - from);
}

function powersOfTen(low: number, high: number): readonly number[] {
  const powers: number[] = [];
  for (let power = Math.ceil(Math.log10(low) - 1e-9); 10 ** power <= high * (1 + 1e-9); power += 1) powers.push(10 ** power);
  return powers;
}

function pathOf(
  along: readonly number[],
  values: readonly (number | null)[],
  x: (value: number) => number,
  y: (value: number) => number,
): string {
  let drawing = false;
  const steps: string[] = [];
  for (const [index, size] of along.entries()) {
    const value = values[index] ?? null;
    if (value !== null) steps.push(`${drawing ? 'L' : 'M'}${x(size).toFixed(1)} ${y(value).toFixed(1)}`);
    drawing = value !== null;
  }
  return steps.join('');
}

/** Where the curves' names stand, by the height at which each ends, moved down where two would cover each other. */
function namesOf(
  curves: readonly Curve[],
  y: (value: number) => number,
): ReadonlyArray<{ readonly index: number; readonly label: string; readonly y: number }> {
  let above = Number.NEGATIVE_INFINITY;
  return curves
    .flatMap(({ label, values }, index) => {
      const end = values.findLast((value) => value !== null) ?? null;
      return end === null ? [] : [{ index, label, y: y(end) }];
    })
    .sort((one, other) => one.y - other.y)
    .map(({ index, label, y: end }) => {
      above = Math.max(end, above + APART);
      return { index, label, y: above };
    });
}

function nearest(places: readonly number[], place: number): number {
  let best = 0;
  for (const [index, each] of places.entries()) if (Math.abs(each - place) < Math.abs((places[best] ?? 0) - place)) best = index;
  return best;
}

function tableOf(along: readonly number[], curves: readonly Curve[]): readonly (readonly string[])[] {
  return [
    ['size', ...curves.map(({ label }) => label)],
    ...along.map((size, index) => [String(size), ...curves.map(({ values }) => String(values[index] ?? ''))]),
  ];
}
