import { tellableNames } from './end-names.ts';
import { endNames, LEGEND, linePoints, type PlotArea, type PlotAxis, plotAreas, type PlotSize, ROOM, type Stretch } from './plot.ts';
import { instantTicks } from './time-ticks.ts';
import { ValueTicks } from './value-ticks.tsx';

interface HistoryDrawingProps {
  readonly axes: readonly PlotAxis[];
  readonly view: Stretch;
  readonly size: PlotSize;
}

/** Width of a letter at the size of a chart's text, in pixels, on the safe side. */
const LETTER = 6.5;

/** The same picture as a drawing: what is printed and exported is the stretch that is seen, sampled to the pixel. */
export function HistoryDrawing({ axes, view, size }: HistoryDrawingProps) {
  const areas = plotAreas(axes, view, size);
  const last = areas.at(-1);
  const { width, height } = size;
  return (
    <svg className="chart history-drawing" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {areas.map((area) => (
        <g key={area.axis.title}>
          <text className="axis-title" x={4} y={area.top - 8}>
            {area.axis.title}
          </text>
          <ValueTicks scale={area.scale} from={area.left} to={area.right} text={area.axis.text} />
          {area.axis.lines.map((line) => (
            <path key={line.key} className={`series series-${line.colour + 1}`} d={pathOf(linePoints(line, view, area))} />
          ))}
          <EndNames area={area} view={view} width={width} />
        </g>
      ))}
      {last &&
        instantTicks(view.from, view.to, Math.max(2, Math.floor((last.right - last.left) / 70))).map(({ at, label }) => {
          const x = last.left + ((at - view.from) / (view.to - view.from)) * (last.right - last.left);
          return x < last.left + 12 || x > last.right - 12 ? null : (
            <text key={at} x={x} y={height - ROOM.foot / 2 + 6}>
              {label}
            </text>
          );
        })}
    </svg>
  );
}

function EndNames({ area, view, width }: { readonly area: PlotArea; readonly view: Stretch; readonly width: number }) {
  const ends = endNames(area, view);
  const letters = Math.floor((width - area.right - LEGEND.name) / LETTER);
  const names = tellableNames(
    ends.map(({ line }) => line.label),
    (text) => text.length <= letters,
  );
  return ends.map(({ line, y }, place) => (
    <g key={line.key}>
      <path className={`series series-${line.colour + 1}`} d={`M${area.right + LEGEND.from} ${y.toFixed(1)}h${LEGEND.long}`} />
      <text className="day name" x={area.right + LEGEND.name} y={y + 4}>
        {names[place]}
      </text>
    </g>
  ));
}

/** A single known point between gaps has no line to either side, and is drawn as a dash. */
function pathOf(points: readonly number[]): string {
  const path: string[] = [];
  let run = 0;
  for (let index = 0; index <= points.length; index += 2) {
    const [x, y] = [points[index] ?? Number.NaN, points[index + 1] ?? Number.NaN];
    if (!Number.isNaN(x)) {
      path.push(`${run === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`);
      run += 1;
      continue;
    }
    if (run === 1) path.push('h2');
    run = 0;
  }
  return path.join('');
}
