import { useState } from 'react';
import { api } from '../engine/api.ts';
import { useReading } from '../engine/reading.ts';
import { dayText, momentText } from '../figures/time-text.ts';
import { CountsBar } from '../imports/index.ts';
import { HashText } from '../journal/index.ts';
import { useNow } from '../window/clock.ts';
import { turnDataset } from './datasets-view.tsx';
import { MARKET } from './readings.ts';

type Answer = NonNullable<Awaited<ReturnType<typeof api.market.dataset.query>>>;
type Verification = Awaited<ReturnType<typeof api.market.verify.query>>;

/** One file of market data: what became of its values, what is remarkable about them, and whether they are still those it brought. */
export function DatasetDetail({ dataset, row }: { readonly dataset: string; readonly row: number | null }) {
  const { data, isPending } = useReading({
    columns: MARKET,
    key: ['market.dataset', dataset],
    ask: (signal) => api.market.dataset.query({ dataset }, { signal }),
  });
  if (isPending) return <p className="panel-opening">opening</p>;
  if (!data) return <p className="panel-opening">There is no such dataset.</p>;
  return <DatasetView answer={data} row={row} />;
}

function DatasetView({ answer, row }: { readonly answer: Answer; readonly row: number | null }) {
  const { dataset, quality } = answer;
  const now = useNow();
  return (
    <>
      <header className="panel-head">
        <h1>{dataset.file}</h1>
        <span className="says">
          {dataset.source} · imported {momentText(dataset.at, now)}
        </span>
        <span className="right actions">
          <button type="button" onClick={() => void turnDataset(dataset)}>
            {dataset.live ? 'Take out' : 'Bring back'}
          </button>
        </span>
      </header>
      <div className="panel-body dataset">
        {!dataset.live && <p className="file-notice">It is taken out: no figure uses it. Its values stay on record.</p>}
        {row !== null && <p className="dataset-row">You came from row {row.toLocaleString()} of this file.</p>}
        <CountsBar counts={dataset.counts} rows={sumOf(dataset.counts)} what="value" />
        <Remarks dataset={dataset.dataset} reasons={quality.reasons} row={row} />
        <h2>
          {quality.seriesCount.toLocaleString()} series
          <small>
            {' '}
            {quality.withGaps.toLocaleString()} with gaps, {quality.missing.toLocaleString()} days missing,{' '}
            {quality.frozen.toLocaleString()} stretches without movement
          </small>
        </h2>
        <table className="dataset-series">
          <thead>
            <tr>
              <th scope="col">Series</th>
              <th scope="col">Days</th>
              <th scope="col" className="number">
                Values
              </th>
              <th scope="col" className="number">
                Missing
              </th>
              <th scope="col">Longest gap, or stretch without movement</th>
            </tr>
          </thead>
          <tbody>
            {quality.series.map((series) => (
              <SeriesRow key={series.series} series={series} />
            ))}
          </tbody>
        </table>
        {quality.seriesCount > quality.series.length && (
          <p className="muted">
            The {quality.series.length} most troubled are shown, of {quality.seriesCount.toLocaleString()}.
          </p>
        )}
        <Record dataset={dataset} />
      </div>
    </>
  );
}

/** Why values were remarked upon, with the first of them. */
function Remarks({
  dataset,
  reasons,
  row,
}: {
  readonly dataset: string;
  readonly reasons: Readonly<Record<string, number>>;
  readonly row: number | null;
}) {
  const { data } = useReading({
    columns: MARKET,
    key: ['market.quarantine', 'of', dataset],
    ask: (signal) => api.market.quarantine.query({ dataset, judged: true, limit: 200 }, { signal }),
  });
  const told = Object.entries(reasons).toSorted(([, one], [, other]) => other - one);
  if (told.length === 0) return <p className="muted">Nothing about its values is remarkable.</p>;
  return (
    <>
      <h2>Remarks</h2>
      <dl className="remarks">
        {told.map(([reason, count]) => (
          <div key={reason}>
            <dt>{reason.replaceAll('-', ' ')}</dt>
            <dd>
              <b>{count.toLocaleString()}</b>{' '}
              {data?.values.find((value) => value.reason === reason && (row === null || value.row === row))?.message ?? ''}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function SeriesRow({ series }: { readonly series: Answer['quality']['series'][number] }) {
  const [gap] = series.gaps;
  const [still] = series.frozen;
  return (
    <tr>
      <th scope="row">{series.series}</th>
      <td className="days">
        {series.from === '' ? '—' : series.from === series.to ? dayText(series.from) : `${dayText(series.from)} – ${dayText(series.to)}`}
      </td>
      <td className="number">{series.values.toLocaleString()}</td>
      <td className="number">{series.missing.toLocaleString()}</td>
      <td className="muted">
        {gap && `${dayText(gap.from)} – ${dayText(gap.to)}`}
        {gap && still && '; '}
        {still && `${still.value} from ${dayText(still.from)} to ${dayText(still.to)}`}
      </td>
    </tr>
  );
}

/** The dataset in the record: its hashes, and the proof on demand that its values are still those. */
function Record({ dataset }: { readonly dataset: Answer['dataset'] }) {
  const [verification, setVerification] = useState<Verification | null>(null);
  return (
    <>
      <h2>In the record</h2>
      <dl className="entry-fields">
        <div>
          <dt>SHA-256 of the file</dt>
          <dd>
            <HashText hex={dataset.sha256} name="hash of the file" />
          </dd>
        </div>
        <div>
          <dt>its values</dt>
          <dd>
            {verification === null ? (
              <button
                type="button"
                className="way"
                onClick={() => void api.market.verify.query({ dataset: dataset.dataset }).then(setVerification)}
              >
                Compare with what the journal committed to
              </button>
            ) : verification.holds ? (
              `hold: ${verification.values.toLocaleString()} values have the root that the journal names`
            ) : (
              <span className="late">do not hold: their root is not the one that the journal names</span>
            )}
          </dd>
        </div>
      </dl>
    </>
  );
}

function sumOf(counts: Answer['dataset']['counts']): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
