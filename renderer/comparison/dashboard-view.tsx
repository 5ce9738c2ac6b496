import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { type DashboardDetail, type DashboardPanel, newPanel, type UnlikeChoice } from '../../shared/comparison/index.ts';
import type { AnySubject } from '../../shared/figures/index.ts';
import { newCrosshair } from '../charts/crosshair.ts';
import { PrintHead } from '../frame/print-head.tsx';
import { useMetrics } from '../metrics/index.ts';
import { type Command, useCommands } from '../window/commands.ts';
import { goTo } from '../window/places.ts';
import { DashboardGrid } from './dashboard-grid.tsx';
import { PanelBody } from './panel-body.tsx';
import { PanelForm } from './panel-form.tsx';
import { shownIn, shownSubjects } from './shown-subjects.ts';
import { SubjectChips } from './subject-chips.tsx';
import { keyOf } from './ways.ts';
import { panelTitle } from './words.ts';
import './comparison.css';

interface DashboardViewProps {
  readonly panel: string;
  readonly detail: DashboardDetail;
  readonly titles: readonly (string | null)[];
  readonly change: (next: (before: DashboardDetail) => DashboardDetail) => void;
  /** What stands at the right of its head. */
  readonly actions: ReactNode;
  /** A line below the head: that it is not kept yet. */
  readonly notice?: ReactNode;
}

/** A dashboard: who stands side by side, and the panels in which they do. One crosshair reads out all of its charts. */
export function DashboardView({ panel: place, detail, titles, change, actions, notice }: DashboardViewProps) {
  const [crosshair] = useState(newCrosshair);
  const [adding, setAdding] = useState(false);
  const [editing, setEditing] = useState<{ readonly panel: DashboardPanel; readonly isNew: boolean } | null>(null);
  const metrics = useMetrics();
  const subjects = useMemo(() => shownSubjects(detail.subjects, titles), [detail.subjects, titles]);
  const addPanel = useCallback(() => setEditing({ panel: newPanel(`panel-${crypto.randomUUID()}`, 'history', null), isNew: true }), []);
  useCommands(
    place,
    useMemo<readonly Command[]>(
      () => [
        { id: 'comparison.subject', title: 'Add a subject', group: 'Dashboard', keys: ['a'], run: () => setAdding(true) },
        { id: 'add', title: 'Add a panel', group: 'Dashboard', keys: ['n'], run: addPanel },
      ],
      [addPanel],
    ),
  );
  const onLayout = useCallback(
    (next: (panels: readonly DashboardPanel[]) => readonly DashboardPanel[]) =>
      change((before) => {
        const panels = next(before.panels);
        return panels === before.panels ? before : { ...before, panels: [...panels] };
      }),
    [change],
  );
  const setSubjects = (next: readonly AnySubject[]): void =>
    change((before) => {
      const keys = new Set(next.map(keyOf));
      // Who is taken away is taken out of every panel too.
      const panels = before.panels.map((each) =>
        each.only === null ? each : { ...each, only: orAll(each.only.filter((subject) => keys.has(keyOf(subject)))) },
      );
      return { ...before, subjects: [...next], panels };
    });
  const savePanel = (saved: DashboardPanel): void => {
    setEditing(null);
    onLayout((panels) =>
      panels.some(({ id }) => id === saved.id) ? panels.map((each) => (each.id === saved.id ? saved : each)) : [...panels, saved],
    );
  };
  const setUnlike = (panel: DashboardPanel, unlike: UnlikeChoice): void => savePanel({ ...panel, options: { ...panel.options, unlike } });

  return (
    <div className="panel-body">
      <PrintHead title={detail.name} />
      <header className="panel-head">
        <h1>{detail.name}</h1>
        <span className="right actions not-printed">
          <button type="button" className="quiet" onClick={addPanel}>
            Add a panel <kbd>n</kbd>
          </button>
          {actions}
        </span>
      </header>
      {notice}
      <SubjectChips subjects={detail.subjects} titles={titles} adding={adding} onAdding={setAdding} onChange={setSubjects} />
      {editing && (
        <PanelForm
          key={editing.panel.id}
          panel={editing.panel}
          isNew={editing.isNew}
          subjects={detail.subjects}
          titles={titles}
          onSave={savePanel}
          onRemove={() => {
            setEditing(null);
            onLayout((panels) => panels.filter(({ id }) => id !== editing.panel.id));
          }}
          onCancel={() => setEditing(null)}
        />
      )}
      {detail.subjects.length === 0 && detail.panels.length > 0 && (
        <p className="file-notice not-printed">
          Nobody stands here yet. Press a to add a pool, an asset, a pair or a position; pools come with a snapshot or a history of pools.{' '}
          <button type="button" className="way" onClick={() => goTo('imports')}>
            Import one
          </button>
        </p>
      )}
      {detail.panels.length === 0 && !editing && (
        <div className="teaching">
          <h2>No panel is laid out yet</h2>
          <p>
            Panels show facts, rates with their basis, histories, drawdowns, correlations and distributions of the subjects above, or a
            note.
          </p>
          <button type="button" className="main" onClick={addPanel}>
            Add a panel
          </button>
        </div>
      )}
      <DashboardGrid
        panels={detail.panels}
        titleOf={(each) => panelTitle(each, metrics)}
        onLayout={onLayout}
        onEdit={(each) => setEditing({ panel: each, isNew: false })}
        renderPanel={(each, tools, height) => (
          <DrawnPanel
            panel={each}
            tools={tools}
            height={height}
            title={panelTitle(each, metrics)}
            subjects={subjects}
            crosshair={crosshair}
            onUnlike={(unlike) => setUnlike(each, unlike)}
          />
        )}
      />
    </div>
  );
}

type DrawnPanelProps = Parameters<typeof PanelBody>[0];

/** The subjects of one panel, the same list as long as they are the same, so that its charts are not drawn anew for nothing. */
function DrawnPanel({ panel, subjects, ...rest }: DrawnPanelProps) {
  const shown = useMemo(() => shownIn(panel, subjects), [panel, subjects]);
  return <PanelBody panel={panel} subjects={shown} {...rest} />;
}

function orAll<T>(only: T[]): T[] | null {
  return only.length === 0 ? null : only;
}
