import { ChartFrame } from '../charts/chart-frame.tsx';
import { linearScale } from '../charts/scale.ts';
import { useWidth } from '../charts/use-size.ts';
import { ValueTicks } from '../charts/value-ticks.tsx';
import { placeNames } from './plot-room.ts';
import { useRoving } from './roving.ts';
import './plots.css';

export interface ScatterPoint {
  readonly key: string;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  /** From where to where the value may lie. */
  readonly low: number;
  readonly high: number;
  /** Held apart: drawn hollow. */
  readonly apart: boolean;
  readonly says: string;
}

interface ScatterPlotProps {
  readonly title: string;
  readonly says: string;
  readonly x: Axis;
  readonly y: Axis;
  /** From this value of x on a point counts fully; the line says so. */
  readonly threshold?: { readonly at: number; readonly label: string };
  readonly points: readonly ScatterPoint[];
  readonly open: (key: string) => void;
}

interface Axis {
  readonly low: number;
  readonly high: number;
  readonly name: string;
  readonly text: (value: number) => string;
}

const HEIGHT = 320;
const ROOM = { left: 40, right: 16, top: 20, bottom: 40 };

/** Points by two measures, each with the interval in which it may lie. The arrows go from point to point, Enter opens one. */
export function ScatterPlot({ title, says, x, y, threshold, points, open }: ScatterPlotProps) {
  const [holder, width] = useWidth<HTMLDivElement>(640);
  const across = linearScale(x.low, x.high, ROOM.left, width - ROOM.right);
  const up = linearScale(y.low, y.high, HEIGHT - ROOM.bottom, ROOM.top);
  const ordered = points.toSorted((one, other) => one.x - other.x || one.y - other.y);
  const places = ordered.map((point) => ({ x: across.at(point.x), y: up.at(point.y), name: point.label }));
  const names = placeNames(places, width);
  const roving = useRoving(ordered.length, (index) => open(ordered[index]?.key ?? ''));
  return (
    <ChartFrame title={title} says={says} table={() => tableOf(ordered, x, y)}>
      <div ref={holder} className="chart-holder" style={{ height: HEIGHT }}>
        <svg
          className="chart scatter-plot"
          viewBox={`0 0 ${width} ${HEIGHT}`}
          width={width}
          height={HEIGHT}
          role="group"
          aria-label={`${title}, ${says}`}
        >
          <g aria-hidden="true">
            <ValueTicks scale={up} from={ROOM.left} to={width - ROOM.right} text={y.text} />
            {across.ticks.map((tick) => (
              <text key={tick} x={across.at(tick)} y={HEIGHT - ROOM.bottom + 16}>
                {x.text(tick)}
              </text>
            ))}
            <text className="axis" x={width - ROOM.right} y={HEIGHT - 6}>
              {x.name}
            </text>
            <text className="day" x={0} y={11}>
              {y.name}
            </text>
            {threshold && (
              <g className="threshold">
                <line x1={across.at(threshold.at)} x2={across.at(threshold.at)} y1={ROOM.top} y2={HEIGHT - ROOM.bottom} />
                <text className="axis" x={across.at(threshold.at) - 5} y={ROOM.top - 8}>
                  {threshold.label}
                </text>
              </g>
            )}
          </g>
          {ordered.map((point, index) => {
            const place = places[index];
            const name = names[index];
            if (!place) return null;
            return (
              <g
                key={point.key}
                className={point.apart ? 'point apart' : 'point'}
                role="button"
                aria-label={`${point.label}: ${point.says}`}
                data-tip={`${point.label}: ${point.says}`}
                onClick={() => open(point.key)}
                {...roving.of(index)}
              >
                <line className="interval" x1={place.x} x2={place.x} y1={up.at(point.low)} y2={up.at(point.high)} />
                <circle className="reach" cx={place.x} cy={place.y} r={11} />
                <circle className="dot" cx={place.x} cy={place.y} r={4.5} />
                {name && (
                  <text className="point-name" x={name.x} y={name.y} textAnchor={name.anchor} style={{ textAnchor: name.anchor }}>
                    {point.label}
                  </text>
                )}
              </g>
            );
          })}
        </svg>
      </div>
    </ChartFrame>
  );
}

function tableOf(points: readonly ScatterPoint[], x: Axis, y: Axis): readonly (readonly string[])[] {
  return [
    ['name', x.name, y.name, 'at least', 'at most'],
    ...points.map((point) => [point.label, ...[point.x, point.y, point.low, point.high].map((value) => String(value))]),
  ];
}
