import './charts.css';
import { useRef, type ReactNode } from 'react';
import { say } from '../window/notices.ts';
import { saveFile } from '../files/index.ts';
import { csvOf, pngOf, svgOf } from './chart-export.ts';

const TAKEN = ['png', 'svg', 'csv'] as const;
type Taken = (typeof TAKEN)[number];

interface ChartFrameProps {
  readonly title: string;
  readonly says: string;
  /** How it can be taken along; a table has no picture. All three where absent. */
  readonly take?: readonly Taken[];
  /** What must be known to read it, and goes along with the picture. */
  readonly notes?: readonly string[] | undefined;
  /** The figures behind the picture, head first. */
  readonly table: () => readonly (readonly string[])[];
  /** Ways that belong to the chart's place, after those to take it along. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** A chart with its title and the ways to take it along: as picture, as drawing, as table. */
export function ChartFrame({ title, says, take: kinds = TAKEN, notes, table, tools, children }: ChartFrameProps) {
  const figure = useRef<HTMLElement>(null);
  function drawing(): SVGSVGElement | null {
    return figure.current?.querySelector<SVGSVGElement>('svg.chart, .chart-picture svg') ?? null;
  }
  async function take(kind: Taken): Promise<void> {
    const svg = drawing();
    const name = `${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.${kind}`;
    if (kind === 'csv') saveFile(csvOf(table()), name);
    else if (svg) {
      const chart = { svg, title, says, notes: notes ?? [] };
      saveFile(kind === 'svg' ? svgOf(chart) : await pngOf(chart), name);
    }
    say({ tone: 'done', text: `Saved ${name}.` });
  }
  return (
    <figure className="chart-frame" ref={figure}>
      <figcaption>
        <h2>{title}</h2>
        <span className="muted">{says}</span>
        <span className="chart-take not-printed">
          {kinds.map((kind) => (
            <button
              key={kind}
              type="button"
              className="quiet"
              aria-label={`Save “${title}” as ${kind.toUpperCase()}`}
              onClick={() => void take(kind)}
            >
              {kind.toUpperCase()}
            </button>
          ))}
        </span>
        {tools}
      </figcaption>
      {children}
    </figure>
  );
}
