import './charts.css';
import { linePath, type Point } from './line-path.ts';
import { linearScale } from './scale.ts';

interface SparklineProps {
  /** What it shows and how it went, for those who do not see it. */
  readonly label: string;
  readonly points: readonly Point[];
  readonly width?: number;
  readonly height?: number;
}

/** A line the size of a word. */
export function Sparkline({ label, points, width = 72, height = 18 }: SparklineProps) {
  const known = points.flatMap(({ value }) => (value === null ? [] : [value]));
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || known.length === 0) return <span className="muted">—</span>;
  const x = linearScale(first.at, last.at === first.at ? first.at + 1 : last.at, 1, width - 1);
  const y = linearScale(Math.min(...known), Math.max(...known), height - 2, 2);
  return (
    <svg className="chart sparkline" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <path className="line main" d={linePath(points, x.at, y.at)} />
    </svg>
  );
}
