import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { DASH, moneyText, numberText } from '../figures/number-text.ts';
import { dayText } from '../figures/time-text.ts';
import { usePreferences } from '../window/preferences.ts';
import { ChartFrame } from './chart-frame.tsx';
import { drawLines, type LinePicture, ROOM } from './line-picture.ts';

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

/**
 * Values over days, named at their ends; pointer and arrows read out each day, plus and minus go nearer and farther. Unknown days are
 * gaps.
 */
export function LineChart({ title, unit, says, days, series }: LineChartProps) {
  const known = series.some(({ values }) => values.some((value) => value !== null));
  return (
    <ChartFrame title={title} says={says} table={() => tableOf(days, series, unit)}>
      {days.length > 0 && known ? (
        <Lines title={title} unit={unit} days={days} series={series} />
      ) : (
        <p className="chart-empty muted">No day of this time has a price for everything the position holds.</p>
      )}
    </ChartFrame>
  );
}

function Lines({ title, unit, days, series }: Omit<LineChartProps, 'says'>) {
  const holder = useRef<HTMLDivElement>(null);
  const picture = useRef<LinePicture>(null);
  const discreet = usePreferences((state) => state.discreet);
  const [at, setAt] = useState<Reading | null>(null);

  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    const drawn = drawLines(element);
    picture.current = drawn;
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      drawn.dispose();
      picture.current = null;
    };
  }, []);

  useEffect(() => {
    picture.current?.show({
      days,
      lines: series.map(({ label, tone, values }) => ({ label, tone, values: values.map(numberOf) })),
      amount: (value) => (discreet ? '' : axisText(value)),
    });
  }, [days, series, discreet]);

  const shown = Math.min(at?.index ?? days.length - 1, days.length - 1);
  const day = days[shown] ?? '';
  const readOut = series.map(({ label, values }) => `${label} ${discreet ? '•••' : amount(values[shown])}`).join(', ');

  function readOff(index: number): void {
    const place = picture.current?.placeOf(
      index,
      series.map(({ values }) => numberOf(values[index])),
    );
    setAt(place ? { index, ...place } : null);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const near = { '+': 1, '=': 1, '-': -1, '0': 0 }[event.key] as 1 | -1 | 0 | undefined;
    const step = { ArrowRight: 1, ArrowLeft: -1, PageDown: 30, PageUp: -30, Home: -days.length, End: days.length }[event.key];
    if (near === undefined && step === undefined) return;
    if (near !== undefined) picture.current?.zoom(near, shown);
    readOff(Math.max(0, Math.min(days.length - 1, shown + (step ?? 0))));
    event.preventDefault();
    event.stopPropagation();
  }
  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    const index = picture.current?.dayAt(event.clientX - event.currentTarget.getBoundingClientRect().left) ?? null;
    if (index === null) setAt(null);
    else readOff(index);
  }

  return (
    <div
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
      onPointerMove={onPointerMove}
      onPointerLeave={() => setAt(null)}
    >
      <div ref={holder} className="chart-picture" aria-hidden="true" />
      {at !== null && <Cursor at={at} series={series} />}
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
  );
}

/** The day that is read out: its place among the days, and where it and its values stand in the picture. */
interface Reading {
  readonly index: number;
  readonly x: number;
  readonly ys: readonly (number | null)[];
}

function Cursor({ at: { x, ys }, series }: { readonly at: Reading; readonly series: readonly LineSeries[] }) {
  return (
    <svg className="chart-cursor" aria-hidden="true">
      <line x1={x} x2={x} y1={ROOM.top} y2={HEIGHT - ROOM.bottom} />
      {series.map(({ key, tone }, place) => {
        const y = ys[place] ?? null;
        return y === null ? null : <circle key={key} className={tone} r={3} cx={x} cy={y} />;
      })}
    </svg>
  );
}

function amount(text: string | null | undefined): string {
  return text === null || text === undefined ? DASH : moneyText(text);
}

/** Only for drawing: the read-out and the table keep every digit. */
function numberOf(text: string | null | undefined): number | null {
  return text === null || text === undefined ? null : Number(text);
}

function axisText(value: number): string {
  const text = Number(value.toPrecision(10)).toString();
  return numberText(text, { most: text.split('.')[1]?.length ?? 0 });
}

function tableOf(days: readonly string[], series: readonly LineSeries[], unit: string): readonly (readonly string[])[] {
  return [
    ['day', ...series.map(({ label }) => `${label}, ${unit}`)],
    ...days.map((day, index) => [day, ...series.map(({ values }) => values[index] ?? '')]),
  ];
}
