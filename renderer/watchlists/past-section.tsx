import { useMemo } from 'react';
import { addDays, type AnySubject, daysBetween, Decimal } from '../../shared/figures/index.ts';
import { LineChart } from '../charts/line-chart.tsx';
import { api } from '../engine/api.ts';
import { EVERY_COLUMN, type Reading, useReading } from '../engine/reading.ts';
import { basisWords } from '../figures/rate-badge.tsx';
import { type MetricEntry, useMetrics } from '../metrics/index.ts';
import { setWatchlistsView, useWatchlistsView } from './view.ts';

type Past = Awaited<ReturnType<typeof api.metrics.history.query>>;
type KnownPast = Exclude<Past, { unavailable: unknown }>;

/** As many points as the widest screen has pixels. */
const POINTS = 4_000;

/** The past of one metric, chosen among those of which a past is kept; the choice holds for every subject of the kind. */
export function PastSection({ about, title }: { readonly about: AnySubject; readonly title: string }) {
  const metrics = useMetrics(about.kind).filter(({ hasHistory }) => hasHistory);
  const pasts = useWatchlistsView((state) => state.pasts);
  const metric = metrics.find(({ id }) => id === pasts[about.kind]) ?? metrics[0];
  if (!metric) return null;
  return (
    <section aria-label="Past">
      <h2>
        Past
        <select
          className="field narrow not-printed"
          aria-label="Metric whose past is shown"
          value={metric.id}
          onChange={(event) => setWatchlistsView({ pasts: { ...pasts, [about.kind]: event.currentTarget.value } })}
        >
          {metrics.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </h2>
      <PastChart about={about} metric={metric} title={title} />
    </section>
  );
}

function PastChart({ about, metric, title }: { readonly about: AnySubject; readonly metric: MetricEntry; readonly title: string }) {
  const { data: past, error } = useReading(pastReading(metric.id, about.id));
  const drawn = useMemo(() => (past && 'points' in past ? daily(past, metric) : null), [past, metric]);
  if (error) return <p className="muted">It could not be read: {error.message}</p>;
  if (!past || !drawn) return past && 'unavailable' in past ? <p className="muted">{past.unavailable.message}</p> : null;
  if (drawn.days.length < 2) return <p className="muted">Fewer than two days of it are kept.</p>;
  const { currency, basis, says, total } = past as KnownPast;
  const unit =
    metric.unit === 'fraction' ? 'per cent' : (currency ?? (metric.unit === 'score' || metric.unit === 'count' ? '' : metric.unit));
  const told = [unit, basis === null ? null : basisWords(basis), `${total.toLocaleString()} observations`, says].filter(
    (part) => part !== null && part !== '',
  );
  return (
    <LineChart
      title={`${metric.name} of ${title}`}
      unit={unit}
      says={told.join(' · ')}
      days={drawn.days}
      series={[{ key: metric.id, label: metric.name.toLowerCase(), tone: 'main', values: drawn.values }]}
    />
  );
}

function pastReading(metric: string, subject: string): Reading<Past> {
  return {
    columns: EVERY_COLUMN,
    key: ['metrics.history', metric, subject, POINTS],
    ask: (signal) => api.metrics.history.query({ metric, subject, points: POINTS }, { signal }),
  };
}

/** The last value of each day, null on days without one; fractions as per cent. */
function daily(
  { points }: KnownPast,
  { unit }: MetricEntry,
): { readonly days: readonly string[]; readonly values: readonly (string | null)[] } {
  const byDay = new Map(points.map(({ at, value }) => [new Date(at).toISOString().slice(0, 10), value]));
  const known = [...byDay.keys()];
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return { days: [], values: [] };
  const days = Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => addDays(first, index));
  const shown = (value: string | null | undefined): string | null =>
    value === null || value === undefined ? null : unit === 'fraction' ? new Decimal(value).times(100).toFixed() : value;
  return { days, values: days.map((day) => shown(byDay.get(day))) };
}
