import { type Figure, isKnown, known, type MetricValue } from '../../shared/figures/index.ts';
import { Age } from '../figures/age.tsx';
import { FigureView } from '../figures/figure-view.tsx';
import { DASH } from '../figures/number-text.ts';
import { useNow } from '../window/clock.ts';
import { kindOfMetric, metricText } from './metric-kind.ts';
import type { MetricEntry } from './readings.ts';
import './metrics.css';

interface MetricFigureProps {
  readonly metric: MetricEntry;
  readonly figure: Figure<MetricValue>;
  /** Whose it is, for who hears the page: `Rate of STETH, lido on Ethereum`. */
  readonly of?: string;
  /** Without its age, where something beside it tells that already. */
  readonly ageless?: boolean;
}

/**
 * A metric's value with its currency, its basis and its age, explained on demand. A value that is older than its metric allows says so; an unknown
 * one is a dash that says why.
 */
export function MetricFigure({ metric, figure, of, ageless = false }: MetricFigureProps) {
  const name = of === undefined ? metric.name : `${metric.name} of ${of}`;
  const value = isKnown(figure) ? figure.ok : null;
  const kind = kindOfMetric(metric, value?.currency);
  return (
    <span className="metric-figure">
      {kind === null ? (
        <MetricWords metric={metric} figure={figure} name={name} />
      ) : (
        <>
          <FigureView
            name={name}
            figure={isKnown(figure) ? known(figure.ok.text, figure.trail) : figure}
            kind={kind}
            says={metric.says}
            {...(value?.basis === undefined ? {} : { basis: value.basis })}
          />
          {value?.currency !== undefined && <small className="metric-currency">{value.currency}</small>}
        </>
      )}
      {!ageless && value !== null && <MetricAge metric={metric} value={value} />}
    </span>
  );
}

/** How old a value is, where it speaks of another time than now; marked where it is too old to act on. */
function MetricAge({ metric, value }: { readonly metric: MetricEntry; readonly value: MetricValue }) {
  const now = useNow();
  if (value.asOf === undefined || metric.clocked) return null;
  const at = endOf(value.asOf);
  const late = metric.freshDays !== null && now - Date.parse(at) > metric.freshDays * DAY;
  return <Age at={at} late={late} />;
}

const DAY = 86_400_000;

function MetricWords({
  metric,
  figure,
  name,
}: {
  readonly metric: MetricEntry;
  readonly figure: Figure<MetricValue>;
  readonly name: string;
}) {
  if (!isKnown(figure)) {
    return (
      <span data-tip={figure.unavailable.message}>
        <span aria-hidden="true">{DASH}</span>
        <span className="unseen">
          {name}: unavailable. {figure.unavailable.message}
        </span>
      </span>
    );
  }
  const shown = metricText(metric, figure);
  return metric.unit === 'verdict' ? <span className={`metric-verdict ${figure.ok.text}`}>{shown}</span> : <span>{shown}</span>;
}

/** A day means its end. */
function endOf(asOf: string): string {
  return asOf.length === 10 ? `${asOf}T23:59:59.999Z` : asOf;
}
