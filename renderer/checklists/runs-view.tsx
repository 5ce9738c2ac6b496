import { useMemo, useState } from 'react';
import { CHECKED_KINDS, type CheckedKind } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { dayText, momentText } from '../figures/time-text.ts';
import { FilterField, type TableColumn, usePagedReading, useSettled, WindowedTable } from '../lists/index.ts';
import { useNow } from '../window/clock.ts';
import { CHECKLISTS, type RunLine, useTemplates } from './readings.ts';
import { openRun } from './start-run.ts';
import { type RunState, setChecklistsView, useChecklistsView, type ViewProps } from './view.ts';
import { subjectKindTitle } from './words.ts';

const STATES: ReadonlyArray<{ readonly value: RunState | ''; readonly title: string }> = [
  { value: '', title: 'every state' },
  { value: 'open', title: 'open' },
  { value: 'signed', title: 'signed' },
  { value: 'expired', title: 'signed, expired' },
  { value: 'void', title: 'void' },
];

/** Every run, newest first, found by words in names, answers, notes and reasons. */
export function RunsView({ panel, open }: ViewProps) {
  const { words, template, kind, state } = useChecklistsView();
  const { data: templates = [] } = useTemplates();
  const [active, setActive] = useState(0);
  const text = useSettled(words.trim());
  const question = {
    ...(text === '' ? {} : { text }),
    ...(template === '' ? {} : { template }),
    ...(kind === '' ? {} : { about: { kind } }),
    ...(state === '' ? {} : { state }),
  };
  const rows = usePagedReading<RunLine>({
    columns: CHECKLISTS,
    key: ['checklists', 'runs', question],
    ask: async (offset, limit, signal) => {
      const { total, runs } = await api.checklists.runs.query({ ...question, offset, limit }, { signal });
      return { total, rows: runs };
    },
  });
  const now = useNow();
  const columns = useMemo(() => runColumns(now), [now]);
  const filtered = Object.keys(question).length > 0;
  return (
    <>
      <div className="list-bar">
        <FilterField
          panel={panel}
          group="Checklists"
          label="Search runs"
          value={words}
          onChange={(value) => setChecklistsView({ words: value })}
        />
        <select
          className="field narrow short"
          aria-label="Checklist"
          value={template}
          onChange={(event) => setChecklistsView({ template: event.currentTarget.value })}
        >
          <option value="">every checklist</option>
          {templates.map((each) => (
            <option key={each.key} value={each.key}>
              {each.title}
            </option>
          ))}
        </select>
        <select
          className="field narrow short"
          aria-label="About"
          value={kind}
          onChange={(event) => setChecklistsView({ kind: event.currentTarget.value as CheckedKind | '' })}
        >
          <option value="">about anything</option>
          {CHECKED_KINDS.map((each) => (
            <option key={each} value={each}>
              {subjectKindTitle(each)}
            </option>
          ))}
        </select>
        <select
          className="field narrow short"
          aria-label="State"
          value={state}
          onChange={(event) => setChecklistsView({ state: event.currentTarget.value as RunState | '' })}
        >
          {STATES.map(({ value, title }) => (
            <option key={value} value={value}>
              {title}
            </option>
          ))}
        </select>
        {filtered && (
          <span className="muted" role="status">
            {rows.count.toLocaleString()} found
          </span>
        )}
      </div>
      <WindowedTable
        label="Runs of checklists, newest first"
        columns={columns}
        count={rows.count}
        rowAt={rows.rowAt}
        onWindow={rows.onWindow}
        active={Math.min(active, Math.max(0, rows.count - 1))}
        onActive={setActive}
        onOpen={(run) => openRun(run.run, `${run.title}, ${run.aboutTitle}`, run.state === 'open')}
        isOpen={(run) => run.run === open.run}
        tall
      >
        {rows.error && <p className="panel-opening">The runs could not be read: {rows.error.message}</p>}
        {!rows.isOpening && !rows.error && (filtered ? <p className="panel-opening">No run fits all of this.</p> : <NoRuns />)}
      </WindowedTable>
    </>
  );
}

function runColumns(now: number): ReadonlyArray<TableColumn<RunLine>> {
  return [
    {
      id: 'about',
      title: 'About',
      width: 'minmax(16ch, 2fr)',
      cell: (run) => (
        <>
          {run.aboutTitle}
          <small>
            {run.title} · version {run.number}
          </small>
        </>
      ),
    },
    { id: 'state', title: 'State', width: 'minmax(12ch, 1fr)', cell: (run) => <RunStateCell run={run} now={now} /> },
    {
      id: 'answered',
      title: 'Answered',
      width: '10ch',
      align: 'end',
      cell: (run) => (
        <>
          {run.answered.toLocaleString()}
          <small className={run.failed > 0 ? 'late' : undefined}>
            {[run.failed > 0 ? `${run.failed} failed` : '', run.overridden > 0 ? `${run.overridden} overridden` : '']
              .filter((part) => part !== '')
              .join(', ')}
          </small>
        </>
      ),
    },
    {
      id: 'changed',
      title: 'Last change',
      width: '17ch',
      align: 'end',
      cell: (run) => (
        <>
          {momentText(run.changedAt, now)}
          <small>{run.startedBy}</small>
        </>
      ),
    },
  ];
}

function RunStateCell({ run, now }: { readonly run: RunLine; readonly now: number }) {
  if (run.state !== 'signed') return <span className={`standing ${run.state}`}>{run.state}</span>;
  const expired = run.expires !== null && Date.parse(run.expires) <= now;
  return (
    <>
      <span className={`standing ${expired ? 'expired' : 'signed'}`}>{expired ? 'expired' : 'signed'}</span>
      <small>
        {run.expires === null ? 'stands' : `${expired ? 'since' : 'until'} ${dayText(run.expires.slice(0, 10))}`}
        {run.revision > 1 && ` · revision ${run.revision}`}
      </small>
    </>
  );
}

function NoRuns() {
  return (
    <div className="teaching">
      <h2>Runs of checklists belong here</h2>
      <p>
        Before money moves, somebody asks the right questions and can show later that they did. A run is one such asking: about a venue, a
        ticket, a leg of a settlement, a day. Its answers keep their evidence, what is critical stops the signature, and what was signed
        never changes.
      </p>
      <p>For example: the review of a venue before an account is opened, with its proof of reserves attached.</p>
      <div className="actions">
        <button type="button" className="main" onClick={() => setChecklistsView({ tab: 'templates' })}>
          Look at the checklists
        </button>
        <span className="muted">
          or press <kbd>n</kbd> to start a run
        </span>
      </div>
    </div>
  );
}
