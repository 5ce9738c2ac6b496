import { useMemo, useState } from 'react';
import { addDays, daysBetween } from '../../shared/figures/index.ts';
import { LineChart } from '../charts/line-chart.tsx';
import { api } from '../engine/api.ts';
import { useReading } from '../engine/reading.ts';
import { exactText } from '../figures/number-text.ts';
import { dayText } from '../figures/time-text.ts';
import { type TableColumn, WindowedTable } from '../lists/index.ts';
import { goTo, openBeside } from '../window/places.ts';
import { enterPrice } from './entered-view.tsx';
import { MARKET, useCoverage } from './readings.ts';
import { type SeriesName, seriesWords, subjectText } from './subjects.ts';

type Sample = Awaited<ReturnType<typeof api.market.series.query>>[number];

/** The engine thins what is longer; half a century of days comes whole. */
const MOST_POINTS = 20_000;

/** One series over time, gaps as gaps, and every value with the row or entry it came from. */
export function SeriesDetail({ series }: { readonly series: SeriesName }) {
  const { kind, subject, unit } = series;
  const {
    data: samples = [],
    error,
    isPending,
  } = useReading({
    columns: MARKET,
    key: ['market.series', kind, subject, unit],
    ask: (signal) => api.market.series.query({ kind, subject, unit, points: MOST_POINTS }, { signal }),
  });
  const { data: coverage = [] } = useCoverage();
  const covered = coverage.find((each) => each.kind === kind && each.subject === subject && each.unit === unit);
  const { days, values } = useMemo(() => dailyValues(samples, kind), [samples, kind]);
  const [active, setActive] = useState(0);
  const newestFirst = useMemo(() => samples.toReversed(), [samples]);
  return (
    <>
      <header className="panel-head">
        <h1>{seriesWords(series)}</h1>
        <span className="says">{covered && `${dayText(covered.from)} – ${dayText(covered.to)} · ${covered.sources.join(', ')}`}</span>
        <span className="right actions">
          {kind === 'price' && (
            <button type="button" className="quiet" onClick={() => enterPrice(subject, unit)}>
              Enter a price
            </button>
          )}
        </span>
      </header>
      {error && <p className="panel-opening">The series could not be read: {error.message}</p>}
      {covered && covered.gaps.length > 0 && (
        <p className="series-gaps">
          <b>{covered.missing.toLocaleString()}</b> missing:{' '}
          {covered.gaps
            .slice(0, 6)
            .map((gap) =>
              gap.from === gap.to ? dayText(gap.from) : `${dayText(gap.from)} – ${dayText(gap.to)} (${gap.days.toLocaleString()} d)`,
            )
            .join(', ')}
          {covered.gaps.length > 6 && ` and ${covered.gaps.length - 6} stretches more`}
        </p>
      )}
      {samples.length > 1 && (
        <div className="series-chart">
          <LineChart
            title={seriesWords(series)}
            unit={unitWords(series)}
            says={unitWords(series)}
            days={days}
            series={[{ key: 'value', label: subject, tone: 'main', values }]}
          />
        </div>
      )}
      <WindowedTable
        label={`Values of ${seriesWords(series)}, newest first`}
        columns={SAMPLE_COLUMNS}
        count={newestFirst.length}
        rowAt={(index) => newestFirst[index]}
        active={Math.min(active, Math.max(0, newestFirst.length - 1))}
        onActive={setActive}
        onOpen={openOrigin}
      >
        {!isPending && !error && <p className="panel-opening">There is no value of this series that figures may use.</p>}
      </WindowedTable>
    </>
  );
}

const SAMPLE_COLUMNS: ReadonlyArray<TableColumn<Sample>> = [
  { id: 'day', title: 'Day', width: '13ch', cell: (row) => dayText(row.day) },
  { id: 'value', title: 'Value', width: 'minmax(16ch, 1fr)', align: 'end', cell: (row) => exactText(row.value) },
  {
    id: 'at',
    title: 'Stamped',
    width: '20ch',
    cell: (row) => <span className="muted">{row.at.replace('T', ' ').replace(/(:00)?(\.\d+)?Z$/, '')}</span>,
  },
  {
    id: 'origin',
    title: 'From',
    width: '16ch',
    cell: (row) => (
      <span className="muted">
        {row.event === undefined ? (row.row === undefined ? '' : `row ${row.row.toLocaleString()}`) : 'by hand'}
      </span>
    ),
  },
];

function openOrigin({ dataset, row, event }: Sample): void {
  if (event !== undefined) goTo('journal', event);
  else if (dataset !== undefined) openBeside('market-detail', subjectText({ shows: 'dataset', dataset, row: row ?? null }), { anew: true });
}

/** One value a day from the first to the last, null where there is none; months stay months. */
function dailyValues(
  samples: readonly Sample[],
  kind: SeriesName['kind'],
): { readonly days: readonly string[]; readonly values: readonly (string | null)[] } {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last) return { days: [], values: [] };
  if (kind === 'cpi') return { days: samples.map(({ day }) => day), values: samples.map(({ value }) => value) };
  const byDay = new Map(samples.map(({ day, value }) => [day, value]));
  const days = Array.from({ length: daysBetween(first.day, last.day) + 1 }, (_, index) => addDays(first.day, index));
  return { days, values: days.map((day) => byDay.get(day) ?? null) };
}

function unitWords({ kind, subject, unit }: SeriesName): string {
  switch (kind) {
    case 'price':
    case 'rate':
      return `${unit} for one ${subject}`;
    case 'supply':
      return unit === 'inflation' ? 'growth of the supply in a year, as a fraction' : subject;
    case 'cpi':
      return 'index';
    default:
      return kind satisfies never;
  }
}
