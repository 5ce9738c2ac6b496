import { useRef, useState, type KeyboardEvent } from 'react';
import { isKnown, type Figure } from '../../shared/figures/index.ts';
import { DASH, moneyText, numberText } from '../figures/number-text.ts';
import { usePreferences } from '../window/preferences.ts';
import { ChartFrame } from './chart-frame.tsx';
import { tickDigits } from './scale.ts';
import { useWidth } from './use-size.ts';
import { waterfall, type Bar, type Part } from './waterfall-geometry.ts';

export interface WaterfallStep {
  readonly key: string;
  readonly label: string;
  /** What it is, in words, for its tip and its explanation. */
  readonly says: string;
  readonly figure: Figure<string>;
}

interface WaterfallChartProps {
  readonly title: string;
  readonly unit: string;
  readonly steps: readonly WaterfallStep[];
  readonly total: WaterfallStep;
  /** Opens what a bar consists of. */
  readonly open: (step: WaterfallStep) => void;
}

const HEIGHT = 236;
const LABEL_ROOM = 40;

/**
 * From one sum to another, part by part: the way from the price to the real return. Each bar is a button that opens its rows; the
 * arrows go from bar to bar.
 */
export function WaterfallChart({ title, unit, steps, total, open }: WaterfallChartProps) {
  const [holder, width] = useWidth<HTMLDivElement>(640);
  const discreet = usePreferences((state) => state.discreet);
  const [at, setAt] = useState(0);
  const buttons = useRef<Array<SVGGElement | null>>([]);
  const all = [...steps, total];
  const { bars, scale, zero } = waterfall(steps.map(partOf), partOf(total), {
    left: 46,
    right: width,
    top: 20,
    bottom: HEIGHT - LABEL_ROOM,
  });
  const digits = tickDigits(scale.ticks);

  function onKeyDown(event: KeyboardEvent): void {
    const last = all.length - 1;
    const next = { ArrowRight: Math.min(last, at + 1), ArrowLeft: Math.max(0, at - 1), Home: 0, End: last }[event.key];
    const step = all[at];
    if (next !== undefined) {
      setAt(next);
      buttons.current[next]?.focus();
    } else if ((event.key === 'Enter' || event.key === ' ') && step) open(step);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <ChartFrame title={title} says={`${unit}; each bar opens its rows`} table={() => tableOf(all, unit)}>
      <div ref={holder} className="chart-holder" style={{ height: HEIGHT }}>
        <svg
          className="chart waterfall"
          viewBox={`0 0 ${width} ${HEIGHT}`}
          width={width}
          height={HEIGHT}
          role="group"
          aria-label={`${title}, ${unit}`}
        >
          {scale.ticks.map((tick) => (
            <g key={tick} className={Math.abs(tick) < 1e-9 ? 'tick zero' : 'tick'}>
              <line x1={46} x2={width} y1={scale.at(tick)} y2={scale.at(tick)} />
              {!discreet && (
                <text x={40} y={scale.at(tick) + 3.5} className="axis">
                  {numberText(tick.toFixed(8), { most: digits })}
                </text>
              )}
            </g>
          ))}
          <line className="tick zero" x1={46} x2={width} y1={zero} y2={zero} />
          {bars.map((bar, index) => {
            const step = all[index];
            const next = bars[index + 1];
            if (!step) return null;
            return (
              <g key={bar.key}>
                {next && index < bars.length - 1 && (
                  <line className="thread" x1={bar.x + bar.width} x2={next.x} y1={bar.end} y2={bar.end} />
                )}
                <BarView
                  bar={bar}
                  step={step}
                  unit={unit}
                  sum={index === all.length - 1}
                  discreet={discreet}
                  pitch={(width - 46) / all.length}
                  focusable={index === at}
                  hold={(element) => {
                    buttons.current[index] = element;
                  }}
                  open={() => {
                    setAt(index);
                    open(step);
                  }}
                  onKeyDown={onKeyDown}
                />
              </g>
            );
          })}
        </svg>
      </div>
    </ChartFrame>
  );
}

interface BarViewProps {
  readonly bar: Bar;
  readonly step: WaterfallStep;
  readonly unit: string;
  readonly sum: boolean;
  readonly discreet: boolean;
  readonly pitch: number;
  readonly focusable: boolean;
  readonly hold: (element: SVGGElement | null) => void;
  readonly open: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function BarView({ bar, step, unit, sum, discreet, pitch, focusable, hold, open, onKeyDown }: BarViewProps) {
  const amount = isKnown(step.figure) ? (discreet ? '•••' : moneyText(step.figure.ok, { sign: true })) : DASH;
  const middle = bar.x + bar.width / 2;
  const tone = bar.unknown ? 'unknown' : sum ? 'sum' : bar.rising ? 'rise' : 'fall';
  const says = isKnown(step.figure) ? step.says : step.figure.unavailable.message;
  const lines = pitch < step.label.length * 6.4 ? step.label.split(' ') : [step.label];
  return (
    <>
      <g
        ref={hold}
        className={`bar ${tone}`}
        role="button"
        tabIndex={focusable ? 0 : -1}
        aria-label={`${step.label}: ${isKnown(step.figure) ? `${amount} ${unit}` : 'unavailable'}. ${says}`}
        data-tip={`${step.label}: ${says}`}
        onClick={open}
        onKeyDown={onKeyDown}
      >
        <rect className="reach" x={middle - pitch / 2} y={0} width={pitch} height={HEIGHT} />
        <rect className="body" x={bar.x} y={bar.y} width={bar.width} height={bar.height} />
      </g>
      <g className="words" aria-hidden="true">
        <text x={middle} y={bar.textY} className="amount">
          {amount}
        </text>
        {lines.map((line, index) => (
          <text key={line} x={middle} y={HEIGHT - LABEL_ROOM + 20 + index * 13} className={sum ? 'label sum-label' : 'label'}>
            {line}
          </text>
        ))}
      </g>
    </>
  );
}

/** Pixels are floats anyway; the text beside the bar is exact. */
function partOf({ key, figure }: WaterfallStep): Part {
  return { key, amount: isKnown(figure) ? Number(figure.ok) : null };
}

function tableOf(steps: readonly WaterfallStep[], unit: string): readonly (readonly string[])[] {
  return [['part', unit], ...steps.map(({ label, figure }) => [label, isKnown(figure) ? figure.ok : ''])];
}
