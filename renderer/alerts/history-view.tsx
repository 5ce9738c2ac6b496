import { useMemo, useState } from 'react';
import { counted } from '../figures/number-text.ts';
import { FilterField, usePagedReading, useSettled, WindowedTable } from '../lists/index.ts';
import { useBeside } from '../window/beside.ts';
import { useNow } from '../window/clock.ts';
import { centreColumns } from './centre-columns.tsx';
import { ChipChoice } from './chip-choice.tsx';
import { CorrectionsSection } from './corrections-section.tsx';
import { useDrawnFirings } from './drawn-firings.ts';
import { LaneChart } from './lane-chart.tsx';
import { type FiringLine, firingsReading, useRules } from './readings.ts';
import { Timeline } from './timeline.tsx';
import { setAlertsView, useAlertsView } from './view.ts';
import { openFiring } from './ways.ts';
import { instantText } from './words.ts';

/** What has fired over time: bars over the chart of the metric, each firing in a table below, and what data that came later have changed. */
export function HistoryView({ panel }: { readonly panel: string }) {
  const { rule, words } = useAlertsView();
  const settled = useSettled(words);
  const now = useNow();
  const rules = useRules();
  const question = useMemo(
    () => ({ ...(rule === '' ? {} : { rule }), ...(settled.trim() === '' ? {} : { text: settled.trim() }) }),
    [rule, settled],
  );
  const rows = usePagedReading<FiringLine>(firingsReading(question));
  const { lanes, view, rest } = useDrawnFirings(question, now);
  const [chosen, setChosen] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const open = useBeside('alerts', 'alert');
  const columns = useMemo(() => centreColumns(now), [now]);
  const lane = lanes.find(({ key }) => key === chosen) ?? lanes[0];
  const show = (line: FiringLine) => openFiring(line.firing, line.title);
  const filtered = Object.keys(question).length > 0;
  return (
    <>
      <div className="list-bar not-printed">
        <FilterField
          panel={panel}
          group="Alerts"
          label="Search the history"
          value={words}
          onChange={(next) => setAlertsView({ words: next })}
        />
        <ChipChoice
          label="Rule"
          any="any rule"
          value={rule}
          options={rules.map(({ rule: id, title }) => [id, title] as const)}
          onChange={(next) => setAlertsView({ rule: next })}
        />
        {rows.count > 0 && (
          <span className="muted" role="status">
            {counted(rows.count, 'firing')}
          </span>
        )}
      </div>
      {lane && (
        <div className="history-plot">
          <LaneChart key={lane.key} lane={lane} view={view} now={now} />
          <Timeline lanes={lanes} chosen={lane.key} onChoose={({ key }) => setChosen(key)} onOpen={show} view={view} now={now} />
          {rest && (
            <p className="timeline-rest" role="status">
              The newest {rest.drawn.toLocaleString()} firings {view.isWhole ? '' : 'of this time '}are drawn;{' '}
              {rest.more ? 'more than ' : ''}
              {rest.count.toLocaleString()} before {instantText(rest.before)} are not.{' '}
              <button type="button" className="way" onClick={() => view.show([view.stretch[0], rest.before])}>
                Draw those before
              </button>
              {!view.isWhole && (
                <button type="button" className="way" onClick={() => view.zoom(0, rest.before)}>
                  All of the time
                </button>
              )}
            </p>
          )}
        </div>
      )}
      <CorrectionsSection rule={rule === '' ? null : rule} />
      <WindowedTable
        label="What has fired, newest first"
        columns={columns}
        count={rows.count}
        rowAt={rows.rowAt}
        onWindow={rows.onWindow}
        active={Math.min(active, Math.max(0, rows.count - 1))}
        onActive={setActive}
        onOpen={show}
        isOpen={(line) => line.firing === open}
        tall
      >
        {rows.error && <p className="panel-opening">The history could not be read: {rows.error.message}</p>}
        {!rows.isOpening && !rows.error && (
          <p className="panel-opening">
            {filtered
              ? 'Nothing that fired fits this.'
              : 'Nothing has fired yet. Firings stay here for good, with the rows that made them.'}
          </p>
        )}
      </WindowedTable>
    </>
  );
}
