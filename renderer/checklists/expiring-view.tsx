import { useMemo, useState } from 'react';
import { useReading } from '../engine/reading.ts';
import { momentText } from '../figures/time-text.ts';
import { type TableColumn, WindowedTable } from '../lists/index.ts';
import { useNow } from '../window/clock.ts';
import { type Command, useCommands } from '../window/commands.ts';
import { AHEAD, type Expiring, expiringReading } from './readings.ts';
import { openRun, startRun } from './start-run.ts';
import type { ViewProps } from './view.ts';

/** Answers whose time runs out: expired critical ones first, because their gates are shut, then the soonest. */
export function ExpiringView({ panel, open }: ViewProps) {
  const { data = [], isPending } = useReading(expiringReading);
  const [active, setActive] = useState(0);
  const now = useNow();
  const rows = useMemo(() => data.toSorted((one, other) => urgency(one) - urgency(other)), [data]);
  const columns = useMemo(() => expiringColumns(now), [now]);
  const row = rows[Math.min(active, rows.length - 1)];
  useCommands(
    panel,
    useMemo(() => expiringCommands(row), [row]),
  );
  return (
    <>
      <div className="list-bar">
        <span className="muted">within {AHEAD} days, and what has expired</span>
        <span className="actions right">
          <button type="button" disabled={!row} onClick={() => row && void startRun(row.template, row.about)}>
            Run again <kbd>r</kbd>
          </button>
        </span>
      </div>
      <WindowedTable
        label="Answers that expire"
        columns={columns}
        count={rows.length}
        rowAt={(index) => rows[index]}
        active={Math.min(active, Math.max(0, rows.length - 1))}
        onActive={setActive}
        onOpen={(each) => openRun(each.run, `${each.title}, ${each.aboutTitle}`, false)}
        isOpen={(each) => each.run === open.run}
        tall
      >
        {!isPending && (
          <div className="teaching">
            <h2>Nothing expires within {AHEAD} days</h2>
            <p>
              Answers grow old: a proof of reserves, a key’s permissions, who may be called. An item can say how long its answer stands;
              when that is over it has to be given again, and a critical one shuts its gate until then.
            </p>
          </div>
        )}
      </WindowedTable>
    </>
  );
}

/** Expired critical answers, other expired ones, then the rest; within each the list’s own order, the soonest first. */
function urgency({ expired, critical }: Expiring): number {
  if (!expired) return 2;
  return critical ? 0 : 1;
}

function expiringColumns(now: number): ReadonlyArray<TableColumn<Expiring>> {
  return [
    {
      id: 'what',
      title: 'Answer',
      width: 'minmax(20ch, 2fr)',
      cell: (row) => (
        <>
          {row.item !== null && <span className="question-id">{row.item}</span>} {row.text}
          <small>{row.title}</small>
        </>
      ),
    },
    { id: 'about', title: 'About', width: 'minmax(12ch, 1fr)', cell: (row) => row.aboutTitle },
    { id: 'critical', title: 'Weight', width: '9ch', cell: (row) => (row.critical ? <span className="mark strong">critical</span> : '') },
    {
      id: 'until',
      title: 'Stands until',
      width: '18ch',
      align: 'end',
      cell: (row) => (
        <span data-tip={row.validUntil}>
          {momentText(row.validUntil, now)}
          <small className={row.expired ? 'late' : undefined}>{distance(row.validUntil, now)}</small>
        </span>
      ),
    },
  ];
}

const DAY = 86_400_000;

/** `in 12 d`, `3 h ago`. */
function distance(at: string, now: number): string {
  const apart = Date.parse(at) - now;
  const size = Math.abs(apart);
  const words = size >= DAY ? `${Math.floor(size / DAY)} d` : `${Math.max(1, Math.floor(size / 3_600_000))} h`;
  return apart > 0 ? `in ${words}` : `expired, ${words} ago`;
}

function expiringCommands(row: Expiring | undefined): readonly Command[] {
  return [
    {
      id: 'checklists.run-again',
      title: 'Run this checklist again',
      group: 'Checklists',
      keys: ['r'],
      refusal: () => (row ? null : 'Go to an answer first.'),
      run: () => row && void startRun(row.template, row.about),
    },
  ];
}
