import { useReading } from '../engine/reading.ts';
import type { PanelProps } from '../window/screen.ts';
import { FiringView } from './firing-view.tsx';
import { firingReading } from './readings.ts';
import './alerts.css';

/** Beside the lists: one alert, and why it fired. */
export default function AlertScreen({ panel, subject }: PanelProps) {
  if (subject === null) return <NothingOpen />;
  return <Opened key={subject} panel={panel} firing={subject} />;
}

function Opened({ panel, firing }: { readonly panel: string; readonly firing: string }) {
  const { data, error, isPending } = useReading(firingReading(firing));
  if (error) return <p className="panel-opening">The alert could not be read: {error.message}</p>;
  if (isPending) return null;
  if (!data) return <p className="panel-opening">No alert of that name has fired.</p>;
  return <FiringView panel={panel} detail={data} />;
}

function NothingOpen() {
  return (
    <div className="teaching">
      <h2>Why it fired</h2>
      <p>
        Enter or a click on an alert opens it here: what was looked at, which rows it came from, which part of the rule held, and whether
        the journal and the data give the same firing again. <kbd>a</kbd> acknowledges, <kbd>z</kbd> snoozes, <kbd>u</kbd> takes back,{' '}
        <kbd>n</kbd> writes a rule.
      </p>
    </div>
  );
}
