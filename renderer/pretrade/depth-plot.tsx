import { Decimal } from '../../shared/figures/index.ts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { linearScale } from '../charts/scale.ts';
import { useWidth } from '../charts/use-size.ts';
import { priceText, quantityText } from '../figures/number-text.ts';
import type { DepthLevels } from './readings.ts';
import { PlotAxes } from './plot-axes.tsx';
import { useReadOut } from './read-out.ts';

const HEIGHT = 240;
const ROOM = { left: 58, right: 14, top: 14, bottom: 26 };

interface DepthPlotProps {
  readonly symbol: string;
  /** What amounts count: the asset, or its face value. */
  readonly unit: string;
  readonly mid: string | null;
  readonly levels: DepthLevels;
}

interface Step {
  readonly price: string;
  /** All that stands from the best price to this one. */
  readonly sum: string;
  readonly side: 'bid' | 'asked';
}

/** How much stands in the book up to each price, on both sides of the middle: the steps down which an order walks. */
export function DepthPlot({ symbol, unit, mid, levels }: DepthPlotProps) {
  const bids = sums(levels.bids, 'bid');
  const asks = sums(levels.asks, 'asked');
  const steps = [...bids.toReversed(), ...asks];
  const [holder, width] = useWidth<HTMLDivElement>(560);
  const [right, floor] = [width - ROOM.right, HEIGHT - ROOM.bottom];
  const prices = steps.map(({ price }) => Number(price));
  // Beyond the outermost level its sum goes on for a little, so that the level can be seen.
  const beyond = ((prices.at(-1) ?? 1) - (prices[0] ?? 0)) * 0.04;
  const [low, high] = [(prices[0] ?? 0) - beyond, (prices.at(-1) ?? 1) + beyond];
  const x = linearScale(low, high, ROOM.left, right, Math.max(2, Math.floor(width / 130)));
  const y = linearScale(0, Math.max(0, ...steps.map(({ sum }) => Number(sum))), floor, ROOM.top, 4);
  const middle = bids.length;
  const { at, props } = useReadOut({
    label: `Cumulative depth of ${symbol}: the level that is read out`,
    places: prices.map(x.at),
    rest: Math.min(middle, steps.length - 1),
    stops: [Math.max(0, middle - 1), middle],
    text: (place) => wordsOf(steps[place], unit),
  });
  const here = at === null ? undefined : steps[at];
  if (steps.length === 0) return <p className="muted">The book is empty.</p>;
  return (
    <ChartFrame title="Cumulative depth" says={`${unit}, from the middle outwards`} table={() => tableOf(steps, unit)}>
      <div ref={holder} className="chart-holder" style={{ height: HEIGHT }} {...props}>
        <svg className="chart depth-plot" viewBox={`0 0 ${width} ${HEIGHT}`} width={width} height={HEIGHT} aria-hidden="true">
          <PlotAxes x={x} y={y} left={ROOM.left} right={right} height={HEIGHT} amountText={(tick) => quantityText(tick.toFixed(8))} />
          <path className="bids" d={stairs(bids, x.at, y.at, { floor, end: x.at(low) })} />
          <path className="asks" d={stairs(asks, x.at, y.at, { floor, end: x.at(high) })} />
          {mid !== null && <line className="mid-line" x1={x.at(Number(mid))} x2={x.at(Number(mid))} y1={ROOM.top} y2={floor} />}
          {here && (
            <g className="cursor">
              <line x1={x.at(Number(here.price))} x2={x.at(Number(here.price))} y1={ROOM.top} y2={floor} />
              <circle cx={x.at(Number(here.price))} cy={y.at(Number(here.sum))} r={4} />
            </g>
          )}
        </svg>
        {here && <div className="read-out plot-read-out">{wordsOf(here, unit)}</div>}
      </div>
    </ChartFrame>
  );
}

function sums(levels: DepthLevels['bids'], side: Step['side']): readonly Step[] {
  let sum = new Decimal(0);
  return levels.map(([price, amount]) => {
    sum = sum.plus(amount);
    return { price, sum: sum.toFixed(), side };
  });
}

function wordsOf(step: Step | undefined, unit: string): string {
  return step ? `${quantityText(step.sum)} ${unit} ${step.side} to ${priceText(step.price)}` : '';
}

interface Edge {
  readonly floor: number;
  /** Where the last stair ends. */
  readonly end: number;
}

/** Stairs from the best price outwards, in pixels, down to the floor. */
function stairs(steps: readonly Step[], x: (value: number) => number, y: (value: number) => number, { floor, end }: Edge): string {
  const [first] = steps;
  if (!first) return '';
  let height = floor;
  const path = steps.map(({ price, sum }) => {
    const [at, to] = [x(Number(price)), y(Number(sum))];
    const part = `L${at.toFixed(1)} ${height.toFixed(1)}L${at.toFixed(1)} ${to.toFixed(1)}`;
    height = to;
    return part;
  });
  return `M${x(Number(first.price)).toFixed(1)} ${floor}${path.join('')}L${end.toFixed(1)} ${height.toFixed(1)}L${end.toFixed(1)} ${floor}Z`;
}

function tableOf(steps: readonly Step[], unit: string): readonly (readonly string[])[] {
  return [['price', `sum, ${unit}`, 'side'], ...steps.map(({ price, sum, side }) => [price, sum, side])];
}
