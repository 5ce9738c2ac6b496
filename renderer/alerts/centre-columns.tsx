import { DASH } from '../figures/number-text.ts';
import { ageText } from '../figures/time-text.ts';
import type { TableColumn } from '../lists/index.ts';
import { usePreferences } from '../window/preferences.ts';
import { sinceWords, StateMark } from './firing-state.tsx';
import { decidedBy } from './decided.ts';
import type { FiringLine } from './readings.ts';
import { SeverityMark } from './severity-mark.tsx';

/** The columns of the alert centre. */
export function centreColumns(now: number): ReadonlyArray<TableColumn<FiringLine>> {
  return [
    {
      id: 'alert',
      title: 'Alert',
      width: 'minmax(16ch, 1fr)',
      cell: ({ title, subjectTitle, severity }) => (
        <>
          <SeverityMark severity={severity} short />
          {title}
          <small>{subjectTitle}</small>
        </>
      ),
    },
    {
      id: 'value',
      title: 'Value then',
      width: '15ch',
      align: 'end',
      cell: (line) => <ValueThen line={line} />,
    },
    {
      id: 'since',
      title: 'Fired',
      width: '8ch',
      align: 'end',
      cell: (line) => <span data-tip={sinceWords(line)}>{agoText(Date.parse(line.due), now)}</span>,
    },
    { id: 'state', title: 'State', width: 'minmax(11ch, 14ch)', cell: (line) => <StateMark line={line} now={now} /> },
  ];
}

/** The value that decided: see {@link decidedBy}. */
function ValueThen({ line: { why, kind } }: { readonly line: FiringLine }) {
  const discreet = usePreferences((state) => state.discreet);
  const [first] = why === null ? [] : decidedBy(why, { kind, discreet });
  if (first === undefined || first.text === DASH)
    return <span data-tip={why?.because?.message ?? `Nothing is known${first === undefined ? '' : ` of ${first.subject}`}.`}>{DASH}</span>;
  return (
    <>
      {first.text}
      <small>{first.subject}</small>
    </>
  );
}

function agoText(then: number, now: number): string {
  const age = ageText(then, now);
  return age === 'just now' ? age : `${age} ago`;
}
