import { counted } from '../figures/number-text.ts';
import './metric-chart.css';

interface MonthBarsProps {
  /** What fired: for who does not see the bars. */
  readonly label: string;
  readonly months: ReadonlyArray<{ readonly month: string; readonly firings: number }>;
  readonly width?: number;
  readonly height?: number;
}

/** More months than this are told by the last of them: bars thinner than a pixel tell nothing. */
const MOST_MONTHS = 36;

/** Firings a month as bars the size of a word; a month without any is a line on the ground. */
export function MonthBars({ label, months, width = 84, height = 18 }: MonthBarsProps) {
  const shown = months.slice(-MOST_MONTHS);
  if (shown.length === 0) return <span className="muted">—</span>;
  const most = Math.max(1, ...shown.map(({ firings }) => firings));
  const total = shown.reduce((sum, { firings }) => sum + firings, 0);
  const step = width / shown.length;
  const says = `${label}: ${counted(total, 'firing')} in ${counted(shown.length, 'month')}, at most ${most} in one`;
  return (
    <svg className="chart month-bars" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={says}>
      <line className="ground" x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} />
      {shown.map(({ month, firings }, index) => {
        if (firings === 0) return null;
        const tall = Math.max(2, (firings / most) * (height - 2));
        return <rect key={month} x={index * step} y={height - tall} width={Math.max(1.5, step - 1)} height={tall} />;
      })}
    </svg>
  );
}
