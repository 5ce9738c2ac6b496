import { useMemo, useState } from 'react';
import { EXAMPLE_LAYOUTS } from '../../shared/comparison/index.ts';
import { useReading } from '../engine/reading.ts';
import { counted } from '../figures/number-text.ts';
import { dayText } from '../figures/time-text.ts';
import { FilterField, type TableColumn, WindowedTable } from '../lists/index.ts';
import { useBeside } from '../window/beside.ts';
import { type Command, useCommands } from '../window/commands.ts';
import type { PanelProps } from '../window/screen.ts';
import { NameForm } from './name-form.tsx';
import { type DashboardEntry, dashboardsReading } from './readings.ts';
import { layOut, layOutExample, openDashboard } from './ways.ts';
import './comparison.css';

/** Dashboards that somebody laid out, by name. */
export default function DashboardsScreen({ panel }: PanelProps) {
  const [removed, setRemoved] = useState(false);
  const [words, setWords] = useState('');
  const [active, setActive] = useState(0);
  const [naming, setNaming] = useState(false);
  const { data, error } = useReading(dashboardsReading(removed));
  const open = useBeside('dashboards', 'dashboard');
  const rows = useMemo(
    () =>
      (data ?? []).filter(({ name, subjects }) =>
        `${name} ${subjects.map(({ title }) => title).join(' ')}`.toLowerCase().includes(words.trim().toLowerCase()),
      ),
    [data, words],
  );
  useCommands(
    panel,
    useMemo<readonly Command[]>(
      () => [
        { id: 'add', title: 'New dashboard', group: 'Dashboards', keys: ['n'], run: () => setNaming(true) },
        {
          id: 'comparison.example',
          title: `Start from “${EXAMPLE_LAYOUTS[0]?.name ?? ''}”`,
          group: 'Dashboards',
          keys: ['x'],
          run: () => void layOutExample(),
        },
      ],
      [],
    ),
  );
  const isEmpty = data?.length === 0 && !removed;
  return (
    <>
      <header className="panel-head">
        <h1>Dashboards</h1>
        <span className="right actions">
          <button type="button" className="quiet" onClick={() => setNaming(true)}>
            New dashboard <kbd>n</kbd>
          </button>
        </span>
      </header>
      {naming && (
        <NameForm
          label="Lay out a dashboard"
          does="Lay it out"
          name=""
          onCancel={() => setNaming(false)}
          onName={(name) => {
            setNaming(false);
            void layOut({ name, subjects: [], panels: [] });
          }}
        />
      )}
      {error && <p className="panel-opening">The dashboards could not be read: {error.message}</p>}
      {isEmpty ? (
        !naming && <Teaching onNew={() => setNaming(true)} onRemoved={() => setRemoved(true)} />
      ) : (
        <>
          <div className="list-bar">
            <FilterField panel={panel} group="Dashboards" label="Filter dashboards" value={words} onChange={setWords} />
            <button type="button" className="chip" aria-pressed={removed} onClick={() => setRemoved(!removed)}>
              removed
            </button>
          </div>
          <WindowedTable
            label="Dashboards"
            columns={COLUMNS}
            count={rows.length}
            rowAt={(index) => rows[index]}
            active={Math.min(active, Math.max(0, rows.length - 1))}
            onActive={setActive}
            onOpen={({ dashboard, name }) => openDashboard(dashboard, name)}
            isOpen={({ dashboard }) => dashboard === open}
            tall
          >
            {data && (
              <p className="panel-opening">{removed ? 'Nothing was removed.' : 'No dashboard is called so. Esc clears the filter.'}</p>
            )}
          </WindowedTable>
        </>
      )}
    </>
  );
}

const COLUMNS: ReadonlyArray<TableColumn<DashboardEntry>> = [
  {
    id: 'name',
    title: 'Dashboard',
    width: 'minmax(16ch, 1fr)',
    cell: ({ name, subjects, panels }) => (
      <>
        <span data-tip={counted(panels, 'panel')}>{name}</span>
        <small>{subjects.length === 0 ? 'no subjects yet' : subjects.map(({ title, id }) => title ?? `${id} (gone)`).join(', ')}</small>
      </>
    ),
  },
  { id: 'changed', title: 'Changed', width: '11ch', align: 'end', cell: ({ changed }) => dayText(changed.slice(0, 10)) },
];

function Teaching({ onNew, onRemoved }: { readonly onNew: () => void; readonly onRemoved: () => void }) {
  const example = EXAMPLE_LAYOUTS[0]!;
  return (
    <div className="teaching">
      <h2>Nothing is laid out to compare</h2>
      <p>
        A dashboard holds up to six subjects side by side, pools, assets, pairs, positions or venues: their facts, their rates with the
        basis of each, their histories overlaid, indexed and as drawdown, how they move together and how they are spread. Rates of unlike
        basis never share an axis.
      </p>
      <p>
        <button type="button" className="main" onClick={() => void layOutExample()}>
          Start from “{example.name}” <kbd>x</kbd>
        </button>{' '}
        <button type="button" className="second" onClick={onNew}>
          Empty dashboard <kbd>n</kbd>
        </button>
      </p>
      <p>
        {example.says} {counted(example.panels.length, 'panel')}, laid out as you like.{' '}
        <button type="button" className="way" onClick={onRemoved}>
          Look among the removed
        </button>
      </p>
    </div>
  );
}
