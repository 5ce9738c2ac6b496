import { useMemo, useState } from 'react';
import { useReading } from '../engine/reading.ts';
import { dayText } from '../figures/time-text.ts';
import { FilterField, type TableColumn, WindowedTable } from '../lists/index.ts';
import { type Command, useCommands } from '../window/commands.ts';
import { openBeside } from '../window/places.ts';
import { chooseTemplates, importTemplates } from './import-templates.ts';
import { type Expiring, expiringReading, type TemplateLine, useTemplates } from './readings.ts';
import { startingSubject } from './start-run.ts';
import { NEW_TEMPLATE, openTemplate } from './template-address.ts';
import { setChecklistsView, useChecklistsView, type ViewProps } from './view.ts';
import { subjectKindTitle } from './words.ts';

/** The lists themselves: the program’s, which are read-only, and one’s own. */
export function TemplatesView({ panel, open }: ViewProps) {
  const { data = [], isPending } = useTemplates();
  const retired = useChecklistsView((state) => state.retired);
  const [words, setWords] = useState('');
  const [active, setActive] = useState(0);
  const rows = useMemo(
    () =>
      data.filter(
        (each) =>
          (retired || !each.retired) &&
          `${each.title} ${each.key} ${each.says} ${each.moment}`.toLowerCase().includes(words.trim().toLowerCase()),
      ),
    [data, retired, words],
  );
  const row = rows[Math.min(active, rows.length - 1)];
  const { data: expiring } = useReading(expiringReading);
  const columns = useMemo(() => templateColumns(dueAgain(expiring ?? [])), [expiring]);
  useCommands(
    panel,
    useMemo(() => templateCommands(row), [row]),
  );
  return (
    <div
      className="tab-panel"
      data-takes-files=""
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        if (event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        void importTemplates([...event.dataTransfer.files]);
      }}
    >
      <div className="list-bar">
        <FilterField panel={panel} group="Checklists" label="Filter checklists" value={words} onChange={setWords} />
        <button type="button" className="chip" aria-pressed={retired} onClick={() => setChecklistsView({ retired: !retired })}>
          also retired
        </button>
        <span className="actions right">
          <button type="button" onClick={chooseTemplates}>
            Import <kbd>i</kbd>
          </button>
          <button type="button" onClick={writeNew}>
            New <kbd>t</kbd>
          </button>
        </span>
      </div>
      <WindowedTable
        label="Checklists"
        columns={columns}
        count={rows.length}
        rowAt={(index) => rows[index]}
        active={Math.min(active, Math.max(0, rows.length - 1))}
        onActive={setActive}
        onOpen={(each) => openTemplate(each.key, each.title)}
        isOpen={(each) => each.key === open.template?.split('/')[0]}
        tall
      >
        {!isPending && <p className="panel-opening">No checklist is called so. Esc clears the filter.</p>}
      </WindowedTable>
    </div>
  );
}

function templateColumns(due: ReadonlyMap<string, DueAgain>): ReadonlyArray<TableColumn<TemplateLine>> {
  return [
    {
      id: 'title',
      title: 'Checklist',
      width: 'minmax(18ch, 2.2fr)',
      cell: (row) => (
        <>
          {row.title} {row.retired && <span className="mark">retired</span>}
          <small>{row.moment}</small>
        </>
      ),
    },
    {
      id: 'about',
      title: 'About',
      width: 'minmax(11ch, 1fr)',
      cell: (row) => (
        <>
          {subjectKindTitle(row.about)}
          <small>
            {row.items} items, {row.critical} critical
          </small>
        </>
      ),
    },
    {
      id: 'version',
      title: 'Version',
      width: '11ch',
      cell: (row) => (
        <>
          {row.newest === null ? <span className="standing open">draft</span> : row.newest.number}{' '}
          {row.newest !== null && row.hasDraft && <span className="mark">draft</span>}
          <small>{row.origin === 'bundled' ? 'the program’s' : row.newest?.at ? dayText(row.newest.at.slice(0, 10)) : 'your own'}</small>
        </>
      ),
    },
    {
      id: 'runs',
      title: 'Runs',
      width: '6ch',
      align: 'end',
      cell: (row) => (
        <>
          {row.runs.total.toLocaleString()}
          <small>{row.runs.open > 0 ? `${row.runs.open} open` : ''}</small>
        </>
      ),
    },
    {
      id: 'due',
      title: 'Due again',
      width: '9ch',
      align: 'end',
      cell: (row) => <Due of={due.get(row.key)} />,
    },
  ];
}

/** Of how many subjects it is due again, and of how many the time is over. */
function Due({ of }: { readonly of: DueAgain | undefined }) {
  if (!of) return <span className="muted">—</span>;
  return (
    <>
      {of.soon + of.over}
      <small className={of.over > 0 ? 'late' : undefined}>{of.over > 0 ? `${of.over} overdue` : 'soon'}</small>
    </>
  );
}

interface DueAgain {
  readonly soon: number;
  readonly over: number;
}

/** Whole checklists that are due again, by checklist. */
function dueAgain(expiring: readonly Expiring[]): ReadonlyMap<string, DueAgain> {
  const due = new Map<string, DueAgain>();
  for (const { template, item, expired } of expiring) {
    if (item !== null) continue;
    const before = due.get(template) ?? { soon: 0, over: 0 };
    due.set(template, expired ? { ...before, over: before.over + 1 } : { ...before, soon: before.soon + 1 });
  }
  return due;
}

function writeNew(): void {
  openBeside('checklist-template', NEW_TEMPLATE, { name: 'New checklist' });
}

function templateCommands(row: TemplateLine | undefined): readonly Command[] {
  const group = 'Checklists';
  const refusal = () => (row ? null : 'Go to a checklist first.');
  return [
    { id: 'checklists.new', title: 'Write a new checklist', group, keys: ['t'], run: writeNew },
    { id: 'checklists.import', title: 'Import checklists from JSON files', group, keys: ['i'], run: chooseTemplates },
    {
      id: 'add',
      title: 'Start a run of this checklist',
      group,
      keys: ['n'],
      refusal,
      run: () => row && openBeside('checklist-run', startingSubject(row.key), { name: 'Start a checklist' }),
    },
    {
      id: 'checklists.statistics',
      title: 'How the items of this checklist fare',
      group,
      keys: ['s'],
      refusal,
      run: () => row && setChecklistsView({ tab: 'statistics', measured: row.key }),
    },
  ];
}
