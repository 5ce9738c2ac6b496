import { useState } from 'react';
import { useReading } from '../engine/reading.ts';
import { dayText, momentText } from '../figures/time-text.ts';
import { type TableColumn, WindowedTable } from '../lists/index.ts';
import { useNow } from '../window/clock.ts';
import { decisionsReading, type DecisionSummary } from './readings.ts';
import { openDecision } from './ways.ts';

/** Every decision among venues, newest first; each freezes what it rested on. */
export function DecisionsView() {
  const { data: decisions = [], isPending } = useReading(decisionsReading);
  const [active, setActive] = useState(0);
  const now = useNow();
  return (
    <WindowedTable
      label="Decisions"
      columns={columnsAt(now)}
      count={decisions.length}
      rowAt={(index) => decisions[index]}
      active={Math.min(active, Math.max(0, decisions.length - 1))}
      onActive={setActive}
      onOpen={({ decision, chosenName }) => openDecision(decision, chosenName)}
      tall
    >
      {!isPending && (
        <div className="teaching">
          <h2>No decision is recorded yet</h2>
          <p>
            A decision record keeps which venue was chosen, why, by which weights, on which scores and gates, and when it is to be looked at
            again. It can be recomputed from itself alone, years later.
          </p>
          <p>Mark venues with x, compare them with c, and record the choice there.</p>
        </div>
      )}
    </WindowedTable>
  );
}

function columnsAt(now: number): ReadonlyArray<TableColumn<DecisionSummary>> {
  return [
    {
      id: 'chosen',
      title: 'Chosen',
      width: 'minmax(14ch, 1fr)',
      cell: ({ chosenName, by, supersededBy }) => (
        <>
          <b>{chosenName}</b> {supersededBy !== null && <span className="mark">superseded</span>}
          <small>by {by}</small>
        </>
      ),
    },
    { id: 'reason', title: 'Reason', width: 'minmax(16ch, 2fr)', cell: ({ reason }) => <span data-tip={reason}>{reason}</span> },
    { id: 'at', title: 'Recorded', width: '16ch', cell: ({ at }) => momentText(at, now) },
    {
      id: 'review',
      title: 'Next review',
      width: '14ch',
      cell: ({ nextReview, reviewOverdue }) => (
        <>
          {dayText(nextReview)}
          {reviewOverdue && <small className="late">overdue</small>}
        </>
      ),
    },
  ];
}
