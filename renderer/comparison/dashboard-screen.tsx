import { useCallback, useEffect, useMemo, useState } from 'react';
import { type DashboardDetail, layoutFor } from '../../shared/comparison/index.ts';
import type { AnySubject } from '../../shared/figures/index.ts';
import { useReading } from '../engine/reading.ts';
import { useCommands, type Command } from '../window/commands.ts';
import { namePanel } from '../window/places.ts';
import type { PanelProps } from '../window/screen.ts';
import { useDashboardDraft } from './dashboard-draft.ts';
import { DashboardView } from './dashboard-view.tsx';
import { NameForm } from './name-form.tsx';
import { compareReading, type DashboardAnswer, dashboardReading } from './readings.ts';
import { comparedIn, duplicate, layOut, remove, restore } from './ways.ts';

/** One dashboard beside the list, or subjects that another screen wants side by side. */
export default function DashboardScreen({ panel, subject }: PanelProps) {
  const compared = useMemo(() => comparedIn(subject ?? ''), [subject]);
  if (subject === null) return <NothingOpen />;
  if (compared !== null) return <Comparison key={subject} panel={panel} subjects={compared} />;
  return <Opened key={subject} panel={panel} dashboard={subject} />;
}

function Opened({ panel, dashboard }: { readonly panel: string; readonly dashboard: string }) {
  const { data, error } = useReading(dashboardReading(dashboard));
  if (error) return <p className="panel-opening">The dashboard could not be read: {error.message}</p>;
  if (data === undefined) return null;
  if (data === null) return <p className="panel-opening">There is no such dashboard.</p>;
  if (data.removed) return <Removed answer={data} />;
  return <Kept panel={panel} answer={data} />;
}

function Kept({ panel, answer }: { readonly panel: string; readonly answer: DashboardAnswer }) {
  const { dashboard } = answer;
  const { detail, change } = useDashboardDraft(answer);
  const [naming, setNaming] = useState(false);
  const { name } = detail;
  useEffect(() => namePanel(panel, name), [panel, name]);
  const titles = useTitles(detail, answer);
  useCommands(
    panel,
    useMemo<readonly Command[]>(
      () => [
        { id: 'comparison.rename', title: 'Rename', group: 'Dashboard', keys: ['r'], run: () => setNaming(true) },
        { id: 'comparison.duplicate', title: 'Duplicate', group: 'Dashboard', keys: ['d'], run: () => void duplicate(dashboard, name) },
        { id: 'comparison.remove', title: 'Remove', group: 'Dashboard', run: () => void remove(dashboard, name) },
      ],
      [dashboard, name],
    ),
  );
  return (
    <DashboardView
      panel={panel}
      detail={detail}
      titles={titles}
      change={change}
      actions={
        <>
          <button type="button" className="quiet" onClick={() => setNaming(true)}>
            Rename
          </button>
          <button type="button" className="quiet" onClick={() => void duplicate(dashboard, name)}>
            Duplicate
          </button>
          <button type="button" className="quiet" onClick={() => void remove(dashboard, name)}>
            Remove
          </button>
        </>
      }
      notice={
        naming && (
          <NameForm
            label="Rename the dashboard"
            does="Rename it"
            name={name}
            onCancel={() => setNaming(false)}
            onName={(next) => {
              setNaming(false);
              change((before) => ({ ...before, name: next }));
            }}
          />
        )
      }
    />
  );
}

/** Subjects side by side that nobody has kept yet: they can be laid out as one likes, and saved under a name. */
function Comparison({ panel, subjects }: { readonly panel: string; readonly subjects: readonly AnySubject[] }) {
  const [detail, setDetail] = useState<DashboardDetail>(() => layoutFor(subjects, 'Comparison'));
  const [naming, setNaming] = useState(false);
  const { data } = useReading(compareReading(detail.subjects), { enabled: detail.subjects.length > 0 });
  const titles = useMemo(() => detail.subjects.map((each) => titleIn(data?.subjects, each)), [data, detail.subjects]);
  const change = useCallback((next: (before: DashboardDetail) => DashboardDetail) => setDetail(next), []);
  const name = titles.filter((title) => title !== null).join(', ');
  useCommands(
    panel,
    useMemo<readonly Command[]>(
      () => [{ id: 'comparison.keep', title: 'Save as a dashboard', group: 'Dashboard', keys: ['s'], run: () => setNaming(true) }],
      [],
    ),
  );
  return (
    <DashboardView
      panel={panel}
      detail={detail}
      titles={titles}
      change={change}
      actions={
        <button type="button" className="quiet" onClick={() => setNaming(true)}>
          Save as a dashboard <kbd>s</kbd>
        </button>
      }
      notice={
        naming && (
          <NameForm
            label="Save the comparison"
            does="Save it"
            name={name.slice(0, 120)}
            onCancel={() => setNaming(false)}
            onName={(chosen) => {
              setNaming(false);
              void layOut({ ...detail, name: chosen });
            }}
          />
        )
      }
    />
  );
}

/** Titles of the subjects as they stand here: one that was just added is asked for. */
function useTitles(detail: DashboardDetail, answer: DashboardAnswer): readonly (string | null)[] {
  const known = useMemo(
    () => answer.detail.subjects.map(({ kind, id }, place) => ({ kind, id, title: answer.titles[place] ?? null })),
    [answer],
  );
  const isNew = detail.subjects.some((each) => !known.some(({ kind, id }) => kind === each.kind && id === each.id));
  const { data } = useReading(compareReading(detail.subjects), { enabled: isNew });
  return useMemo(
    () => detail.subjects.map((each) => titleIn(known, each) ?? titleIn(data?.subjects, each) ?? (isNew ? each.id : null)),
    [detail.subjects, known, data, isNew],
  );
}

function titleIn(titled: ReadonlyArray<AnySubject & { readonly title: string | null }> | undefined, subject: AnySubject): string | null {
  return titled?.find(({ kind, id }) => kind === subject.kind && id === subject.id)?.title ?? null;
}

function Removed({ answer: { dashboard, detail } }: { readonly answer: DashboardAnswer }) {
  return (
    <div className="teaching">
      <h2>“{detail.name}” was removed</h2>
      <p>Nothing of it is lost: it comes back as it was.</p>
      <button type="button" className="main" onClick={() => void restore(dashboard, detail.name)}>
        Restore it
      </button>
    </div>
  );
}

function NothingOpen() {
  return (
    <div className="teaching">
      <h2>No dashboard is open</h2>
      <p>
        Choose one in the list, or press <kbd>n</kbd> there for a new one.
      </p>
    </div>
  );
}
