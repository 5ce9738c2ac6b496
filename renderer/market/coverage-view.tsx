import { useMemo, useState } from 'react';
import { dayOf } from '../../shared/figures/index.ts';
import { dayText } from '../figures/time-text.ts';
import { FilterField, type TableColumn, WindowedTable } from '../lists/index.ts';
import { useNow } from '../window/clock.ts';
import { openBeside } from '../window/places.ts';
import { axisOf, CoverageAxis, CoverageLine, type TimeAxis } from './coverage-line.tsx';
import { type Coverage, useCoverage } from './readings.ts';
import { seriesWords, subjectText } from './subjects.ts';
import type { ViewProps } from './view.ts';

/** Every series: when it has values, how old the newest is against what its asset allows, what is missing and what waits in quarantine. */
export function CoverageView({ panel, open }: ViewProps) {
  const { data = [], isPending, error } = useCoverage();
  const [words, setWords] = useState('');
  const [active, setActive] = useState(0);
  const rows = data.filter((each) =>
    `${seriesWords(each)} ${each.kind} ${each.sources.join(' ')}`.toLowerCase().includes(words.trim().toLowerCase()),
  );
  const late = data.filter(({ stale }) => stale).length;
  const today = dayOf(useNow());
  const columns = useMemo(() => coverageColumns(axisOf(data, today)), [data, today]);
  return (
    <>
      <div className="list-bar">
        <FilterField panel={panel} group="Market data" label="Filter series" value={words} onChange={setWords} />
        {late > 0 && (
          <span className="flag">
            {late} of {data.length} too old for figures of today
          </span>
        )}
      </div>
      <WindowedTable
        label="Series of market data"
        columns={columns}
        count={rows.length}
        rowAt={(index) => rows[index]}
        active={Math.min(active, Math.max(0, rows.length - 1))}
        onActive={setActive}
        onOpen={(row) => openBeside('market-detail', subjectText({ shows: 'series', series: row }), { name: seriesWords(row) })}
        isOpen={(row) => subjectText({ shows: 'series', series: row }) === open}
        tall
      >
        {error && <p className="panel-opening">The series could not be read: {error.message}</p>}
        {!isPending &&
          !error &&
          (data.length > 0 ? <p className="panel-opening">No series is called so. Esc clears the filter.</p> : <NoData />)}
      </WindowedTable>
    </>
  );
}

function coverageColumns(axis: TimeAxis): ReadonlyArray<TableColumn<Coverage>> {
  return [
    {
      id: 'series',
      title: 'Series',
      width: 'minmax(24ch, 1.3fr)',
      cell: (row) => (
        <>
          {seriesWords(row)}
          <small>{row.sources.join(', ')}</small>
        </>
      ),
    },
    {
      id: 'line',
      title: (
        <>
          <span className="unseen">Days with a value</span>
          <CoverageAxis axis={axis} />
        </>
      ),
      width: 'minmax(120px, 2fr)',
      cell: (row) => <CoverageLine from={row.from} to={row.to} gaps={row.gaps} axis={axis} late={row.stale} />,
    },
    { id: 'newest', title: 'Newest', width: '19ch', align: 'end', cell: (row) => <Newest row={row} /> },
    {
      id: 'missing',
      title: 'Missing',
      width: '8ch',
      align: 'end',
      cell: (row) => (row.missing === 0 ? <span className="muted">0</span> : row.missing.toLocaleString()),
    },
    {
      id: 'quarantined',
      title: 'Put aside',
      width: '8ch',
      align: 'end',
      cell: (row) =>
        row.quarantined === 0 ? <span className="muted">0</span> : <span className="flag">{row.quarantined.toLocaleString()}</span>,
    },
  ];
}

/** Its age is said where it is too old, with what its asset allows. */
function Newest({ row }: { readonly row: Coverage }) {
  return (
    <span data-tip={`A value may be ${row.tolerance} ${row.tolerance === 1 ? 'day' : 'days'} old.`}>
      {dayText(row.to)}
      <small className={row.stale ? 'late' : undefined}>
        {row.age === 0 ? 'today' : `${row.age.toLocaleString()} d old`}
        {row.stale && `, ${row.tolerance} allowed`}
      </small>
    </span>
  );
}

function NoData() {
  return (
    <div className="teaching">
      <h2>Prices, rates, supplies and pools belong here</h2>
      <p>
        Figures need them: what a coin was worth on a day, how fast its supply grew, how consumer prices moved. Drop a file of CoinGecko,
        DefiLlama, Yahoo or any table; each value keeps the row it came from. What looks wrong is put aside with its reason, and you decide.
      </p>
      <p>One price is quickly entered by hand, too: press n.</p>
    </div>
  );
}
