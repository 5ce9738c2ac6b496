import { ChartFrame } from '../charts/chart-frame.tsx';
import { useWidth } from '../charts/use-size.ts';
import { fitting, type RowRoom, rowRoom } from './plot-room.ts';
import { useRoving } from './roving.ts';
import './plots.css';

/** How a stretch of a row is drawn: a bar, one that is too long, what may be, what is of less weight, or a share by its rank. */
export type SpanTone = 'bar' | 'over' | 'range' | 'weak' | 'rank-1' | 'rank-2' | 'rank-3' | 'rank-4' | 'rank-5' | 'rank-6';

export interface RowSpan {
  readonly from: number;
  readonly to: number;
  readonly tone: SpanTone;
}

/** A place on a row: the value itself, or what it is held against. */
export interface RowMark {
  readonly at: number;
  readonly tone: 'value' | 'against';
}

export interface PlotRow {
  readonly key: string;
  readonly label: string;
  readonly spans: readonly RowSpan[];
  readonly marks?: readonly RowMark[];
  /** What stands at the row's end. */
  readonly text: string;
  /** All that the row shows, in a sentence. */
  readonly says: string;
}

interface RowPlotProps {
  readonly title: string;
  /** What is shown and in which unit, beside the title. */
  readonly says: string;
  readonly rows: readonly PlotRow[];
  readonly axis: { readonly low: number; readonly high: number; readonly text: (value: number) => string };
  /** A value that all rows share: today, or the score as it stands. */
  readonly line?: number;
  readonly table: () => readonly (readonly string[])[];
  readonly open?: (key: string) => void;
}

const ROW = 26;
const BAR = 12;
const FOOT = 22;

/** Rows of bars, ranges and marks on one scale, each with its name before and its value behind it. The arrows go from row to row. */
export function RowPlot({ title, says, rows, axis, line, table, open }: RowPlotProps) {
  const [holder, width] = useWidth<HTMLDivElement>(640);
  const room = rowRoom(width, rows, axis);
  const height = rows.length * ROW + FOOT;
  const roving = useRoving(rows.length, open && ((index) => open(rows[index]?.key ?? '')));
  return (
    <ChartFrame title={title} says={says} table={table}>
      <div ref={holder} className="chart-holder" style={{ height }}>
        <svg
          className="chart row-plot"
          viewBox={`0 0 ${width} ${height}`}
          width={width}
          height={height}
          role="group"
          aria-label={`${title}, ${says}`}
        >
          <g aria-hidden="true">
            {room.scale.ticks.map((tick) => (
              <g key={tick} className={Math.abs(tick) < 1e-9 ? 'tick zero' : 'tick'}>
                <line x1={room.scale.at(tick)} x2={room.scale.at(tick)} y1={0} y2={height - FOOT} />
                <text x={room.scale.at(tick)} y={height - 7}>
                  {axis.text(tick)}
                </text>
              </g>
            ))}
          </g>
          {rows.map((row, index) => (
            <g key={row.key} transform={`translate(0 ${index * ROW})`}>
              <g
                className={open ? 'row opens' : 'row'}
                role={open ? 'button' : 'img'}
                aria-label={`${row.label}: ${row.says}`}
                data-tip={`${row.label}: ${row.says}`}
                {...(open ? { onClick: () => open(row.key) } : {})}
                {...roving.of(index)}
              >
                <RowShapes row={row} room={room} width={width} />
              </g>
              <g className="row-words" aria-hidden="true">
                <text className="row-name" x={room.left - 8} y={ROW / 2 + 4}>
                  {fitting(row.label, room.left - 8)}
                </text>
                <text className="row-value" x={width} y={ROW / 2 + 4}>
                  {row.text}
                </text>
              </g>
            </g>
          ))}
          {line !== undefined && (
            <line className="shared-line" x1={room.scale.at(line)} x2={room.scale.at(line)} y1={0} y2={height - FOOT} aria-hidden="true" />
          )}
        </svg>
      </div>
    </ChartFrame>
  );
}

function RowShapes({ row, room, width }: { readonly row: PlotRow; readonly room: RowRoom; readonly width: number }) {
  const { scale, left, right } = room;
  const middle = ROW / 2;
  const place = (value: number) => Math.max(left, Math.min(right, scale.at(value)));
  return (
    <>
      <rect className="reach" x={0} y={0} width={width} height={ROW} />
      {row.spans.map(({ from, to, tone }) => {
        const [one, other] = [place(Math.min(from, to)), place(Math.max(from, to))];
        const tall = tone === 'range' || tone === 'weak' ? BAR / 2 : BAR;
        return (
          <rect
            key={`${tone} ${from} ${to}`}
            className={`span ${tone}`}
            x={one}
            y={middle - tall / 2}
            width={Math.max(1.5, other - one)}
            height={tall}
          />
        );
      })}
      {row.marks?.map(({ at, tone }) =>
        tone === 'value' ? (
          <circle key={`${tone} ${at}`} className="value-mark" cx={place(at)} cy={middle} r={3.5} />
        ) : (
          <line key={`${tone} ${at}`} className="against-mark" x1={place(at)} x2={place(at)} y1={middle - 9} y2={middle + 9} />
        ),
      )}
    </>
  );
}
