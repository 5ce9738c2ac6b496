import { intervalText } from './score-text.ts';

interface IntervalProps {
  readonly low: string;
  readonly high: string;
  /** The score itself; null where there is none. */
  readonly at: string | null;
  /** Only the bar; what it shows is said on hover and to a screen reader. */
  readonly brief?: boolean;
}

/** From where to where a score may lie, on the way from 0 to 10, with the score itself as a mark. */
export function Interval({ low, high, at, brief = false }: IntervalProps) {
  const [from, to] = [Number(low) * 10, Number(high) * 10];
  const says = `may lie between ${intervalText(low, high)}`;
  return (
    <span className="interval-cell" data-tip={brief ? says : undefined}>
      <span className="interval-bar" aria-hidden="true">
        <span style={{ left: `${from}%`, width: `${Math.max(1, to - from)}%` }} />
        {at !== null && <i style={{ left: `${Number(at) * 10}%` }} />}
      </span>
      {brief ? <span className="unseen">{says}</span> : <span className="muted">{intervalText(low, high)}</span>}
    </span>
  );
}
