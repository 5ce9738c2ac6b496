import { useEffect } from 'react';
import { useReading } from '../engine/reading.ts';
import type { PanelProps } from '../window/screen.ts';
import { namePanel } from '../window/places.ts';
import { CannotShow } from './cannot-show.tsx';
import { runReading } from './readings.ts';
import { RunReport } from './run-report.tsx';
import { RunWork } from './run-work.tsx';
import { StartForm } from './start-form.tsx';
import { readStarting } from './start-run.ts';
import './checklists.css';
import './run.css';

/** Beside the lists: a run to work on, the report of one that is signed, or the form that starts one. */
export default function RunScreen({ panel, subject }: PanelProps) {
  if (subject === null) return <NothingOpen />;
  const starting = readStarting(subject);
  return starting ? <StartForm beginning={starting} /> : <RunView panel={panel} run={subject} />;
}

function RunView({ panel, run }: { readonly panel: string; readonly run: string }) {
  const { data, error, isPending, refetch } = useReading(runReading(run));
  const name = data ? `${data.title}, ${data.aboutTitle}` : undefined;
  useEffect(() => {
    if (name !== undefined) namePanel(panel, name);
  }, [panel, name]);
  if (error) return <CannotShow message={error.message} />;
  if (isPending) return <p className="panel-opening">opening</p>;
  if (!data) return <CannotShow message="There is no such run in this workspace." />;
  if (data.state !== 'open') return <RunReport panel={panel} detail={data} />;
  return <RunWork panel={panel} detail={data} refetch={async () => (await refetch()).data ?? null} />;
}

function NothingOpen() {
  return (
    <div className="teaching">
      <h2>Run a checklist here</h2>
      <p>
        Open a run to go on with it, or press <kbd>n</kbd> to start one. <kbd>Y</kbd> <kbd>N</kbd> <kbd>A</kbd> <kbd>U</kbd> answer, digits
        begin a value, a dropped file becomes evidence, <kbd>w</kbd> tells why an item is asked. What is critical and not passed stops the
        signature.
      </p>
    </div>
  );
}
