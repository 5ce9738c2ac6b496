import { ageText } from '../figures/time-text.ts';
import type { TableColumn } from '../lists/index.ts';
import { usePreferences } from '../window/preferences.ts';
import { sinceWords, StateMark } from './firing-state.tsx';
import type { FiringLine } from './readings.ts';
import { SeverityMark } from './severity-mark.tsx';
import { valueText } from './words.ts';

/** The columns of the alert centre. */
export function centreColumns(now: number): ReadonlyArray<TableColumn<FiringLine>> {
  return [
    { id: 'severity', title: 'Severity', width: '9ch', cell: ({ severity }) => <SeverityMark severity={severity} /> },
    {
      id: 'alert',
      title: 'Alert',
      width: 'minmax(16ch, 1fr)',
      cell: ({ title, subjectTitle }) => (
        <>
          {title}
          <small>{subjectTitle}</small>
        </>
      ),
    },
    {
      id: 'value',
      title: 'Value then',
      width: '14ch',
      align: 'end',
      cell: (line) => <ValueThen line={line} />,
    },
    {
      id: 'since',
      title: 'Since',
      width: '10ch',
      align: 'end',
      cell: (line) => (
        <span className={line.late ? 'late' : undefined} data-tip={sinceWords(line)}>
          {ageText(Date.parse(line.due), now)}
        </span>
      ),
    },
    { id: 'state', title: 'State', width: 'minmax(14ch, 20ch)', cell: (line) => <StateMark line={line} now={now} /> },
  ];
}

/** The value that counted, of the first thing that the rule reads. */
function ValueThen({ line: { why, kind } }: { readonly line: FiringLine }) {
  const discreet = usePreferences((state) => state.discreet);
  const reading = why?.readings[0];
  if (!reading) return <span data-tip={why?.because?.message ?? 'Nothing is known of it.'}>—</span>;
  const { last, unit, currency, name } = reading;
  if (last?.value == null) return <span data-tip={why?.because?.message ?? `Nothing is known of ${name}.`}>—</span>;
  return (
    <>
      {valueText(last.value, { unit, subject: kind, currency, discreet })}
      <small>{name}</small>
    </>
  );
}
