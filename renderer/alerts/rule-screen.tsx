import { useReading } from '../engine/reading.ts';
import type { PanelProps } from '../window/screen.ts';
import { NewRule } from './new-rule.tsx';
import { ruleReading } from './readings.ts';
import { EditRule } from './edit-rule.tsx';
import { beginningIn } from './ways.ts';
import './alerts.css';

/** Beside the lists: a rule in its editor, or a new one. */
export default function RuleScreen({ panel, subject }: PanelProps) {
  if (subject === null) return <NothingOpen />;
  const beginning = beginningIn(subject);
  if (beginning !== null) return <NewRule key={subject} panel={panel} beginning={beginning} />;
  return <Opened key={subject} panel={panel} rule={subject} />;
}

function Opened({ panel, rule }: { readonly panel: string; readonly rule: string }) {
  const { data, error, isPending } = useReading(ruleReading(rule));
  if (error) return <p className="panel-opening">The rule could not be read: {error.message}</p>;
  if (isPending) return null;
  if (!data) return <p className="panel-opening">There is no rule of that name.</p>;
  return <EditRule panel={panel} detail={data} />;
}

function NothingOpen() {
  return (
    <div className="teaching">
      <h2>One line that you want to be told about</h2>
      <p>
        Enter or a click on a rule opens it here, <kbd>n</kbd> writes a new one: in fields or as text, with what it would have done on the
        data that are stored.
      </p>
    </div>
  );
}
