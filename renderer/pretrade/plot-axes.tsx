import { type Scale, tickDigits } from '../charts/scale.ts';
import { numberText } from '../figures/number-text.ts';

interface PlotAxesProps {
  /** Prices, along the foot. */
  readonly x: Scale;
  readonly y: Scale;
  readonly left: number;
  readonly right: number;
  readonly height: number;
  /** What stands beside a line across; empty where nothing may. */
  readonly amountText: (tick: number) => string;
}

/** The lines across a plot over the price, with their amounts, and the prices along its foot. */
export function PlotAxes({ x, y, left, right, height, amountText }: PlotAxesProps) {
  const digits = tickDigits(x.ticks);
  return (
    <>
      {y.ticks.map((tick) => (
        <g key={tick} className="tick">
          <line x1={left} x2={right} y1={y.at(tick)} y2={y.at(tick)} />
          <text className="axis" x={left - 6} y={y.at(tick) + 3.5}>
            {amountText(tick)}
          </text>
        </g>
      ))}
      {x.ticks.map((tick) => (
        <text key={tick} x={x.at(tick)} y={height - 8}>
          {numberText(tick.toFixed(10), { most: digits })}
        </text>
      ))}
    </>
  );
}
