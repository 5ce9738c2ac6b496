import { type AxisText, type Scale, stepOf } from './scale.ts';

interface ValueTicksProps {
  readonly scale: Scale;
  /** From where to where the lines run, in pixels; the values stand before them. */
  readonly from: number;
  readonly to: number;
  readonly text: AxisText;
}

/** The lines of a vertical axis with their values; zero is drawn stronger. */
export function ValueTicks({ scale, from, to, text }: ValueTicksProps) {
  const step = stepOf(scale.ticks);
  return scale.ticks.map((tick) => (
    <g key={tick} className={Math.abs(tick) < 1e-9 ? 'tick zero' : 'tick'}>
      <line x1={from} x2={to} y1={scale.at(tick)} y2={scale.at(tick)} />
      <text className="axis" x={from - 6} y={scale.at(tick) + 3.5}>
        {text(tick, step)}
      </text>
    </g>
  ));
}
