import { useEffect, useMemo, useState } from 'react';
import { useReading } from '../engine/reading.ts';
import { counted, percentText } from '../figures/number-text.ts';
import { type TableColumn, WindowedTable } from '../lists/index.ts';
import { OutcomeBar } from './outcome-bar.tsx';
import { type Statistics, statisticsReading, type TemplateLine, useTemplates } from './readings.ts';
import { openTemplate } from './template-address.ts';
import { setChecklistsView, useChecklistsView, type ViewProps } from './view.ts';

type Item = Statistics['items'][number];

/** How the items of a checklist fared over its signed runs: which never fail, which are often not applicable, which are ticked too fast. */
export function StatisticsView(_props: ViewProps) {
  const measured = useChecklistsView((state) => state.measured);
  const { data: templates = [] } = useTemplates();
  const published = useMemo(() => templates.filter(({ newest }) => newest !== null), [templates]);
  const busiest = useMemo(() => published.toSorted((one, other) => other.runs.signed - one.runs.signed)[0], [published]);
  const key = measured === '' ? (busiest?.key ?? '') : measured;
  useEffect(() => {
    if (measured === '' && busiest) setChecklistsView({ measured: busiest.key });
  }, [measured, busiest]);
  const { data } = useReading(statisticsReading(key), { enabled: key !== '' });
  const [active, setActive] = useState(0);
  const items = data?.items ?? [];
  return (
    <>
      <div className="list-bar">
        <select
          className="field narrow"
          aria-label="Checklist"
          value={key}
          onChange={(event) => setChecklistsView({ measured: event.currentTarget.value })}
        >
          {published.map((each) => (
            <option key={each.key} value={each.key}>
              {each.title} ({each.runs.signed})
            </option>
          ))}
        </select>
        {data && data.runs > 0 && <Summary statistics={data} />}
      </div>
      <WindowedTable
        label="How the items fared"
        columns={STATISTIC_COLUMNS}
        count={data && data.runs > 0 ? items.length : 0}
        rowAt={(index) => items[index]}
        active={Math.min(active, Math.max(0, items.length - 1))}
        onActive={setActive}
        onOpen={() => openTemplate(key, titleOf(published, key))}
        tall
      >
        {data && data.runs === 0 && <NoStatistics />}
      </WindowedTable>
    </>
  );
}

function Summary({ statistics }: { readonly statistics: Statistics }) {
  const { runs, medianMilliseconds, tooFast, items } = statistics;
  const never = items.filter(({ neverFails }) => neverFails).length;
  const often = items.filter(({ oftenNotApplicable }) => oftenNotApplicable).length;
  return (
    <span className="muted" role="status">
      {counted(runs, 'signed run')}
      {medianMilliseconds !== null && `, ${seconds(medianMilliseconds)} an item in the middle`}
      {tooFast > 0 && <em className="flag">{counted(tooFast, 'run')} too fast to be read</em>}
      {never > 0 && <em className="flag">{counted(never, 'item')} never failed</em>}
      {often > 0 && <em className="flag">{counted(often, 'item')} often not applicable</em>}
    </span>
  );
}

const STATISTIC_COLUMNS: ReadonlyArray<TableColumn<Item>> = [
  {
    id: 'item',
    title: 'Item',
    width: 'minmax(20ch, 2fr)',
    cell: (row) => (
      <>
        <span className="question-id">{row.item}</span> {row.text}
        <small>
          {row.critical && 'critical'}
          {row.neverFails && ' never failed: let the application read it, or drop it'}
          {row.oftenNotApplicable && ' often not applicable: give it a condition'}
        </small>
      </>
    ),
  },
  { id: 'bar', title: 'Outcomes', width: 'minmax(10ch, 0.8fr)', cell: (row) => <OutcomeBar item={row} /> },
  {
    id: 'fails',
    title: 'Fails',
    width: '10ch',
    align: 'end',
    cell: (row) => (
      <>
        {row.failRate === null ? <span className="muted">—</span> : percentText(row.failRate)}
        <small>
          {row.failed} of {row.answered}
          {row.overridden > 0 && <b>, {row.overridden} overridden</b>}
        </small>
      </>
    ),
  },
  {
    id: 'time',
    title: 'Time',
    width: '6ch',
    align: 'end',
    cell: (row) => (row.medianMilliseconds === null ? <span className="muted">—</span> : seconds(row.medianMilliseconds)),
  },
];

function NoStatistics() {
  return (
    <div className="teaching">
      <h2>Nothing of this checklist was signed yet</h2>
      <p>
        Over its signed runs a checklist shows its own quality: an item that never failed in fifty runs asks nothing, one that is often not
        applicable wants a condition, and a run answered faster than it can be read was ticked, not worked.
      </p>
    </div>
  );
}

function titleOf(templates: readonly TemplateLine[], key: string): string {
  return templates.find((each) => each.key === key)?.title ?? key;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}
