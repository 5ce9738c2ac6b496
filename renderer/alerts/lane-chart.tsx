import { useMemo } from 'react';
import { AlertChart } from './alert-chart.tsx';
import { type Lane, stretchOf } from './lanes.ts';
import type { TimeView } from './time-view.ts';

interface LaneChartProps {
  readonly lane: Lane;
  readonly view: TimeView;
  readonly now: number;
}

/** The metric behind one lane of the history, over the same stretch of time. */
export function LaneChart({ lane, view, now }: LaneChartProps) {
  const rule = lane.firings.findLast(({ why }) => why !== null)?.why?.rule ?? null;
  const bands = useMemo(
    () =>
      lane.firings.map((firing) => {
        const [from, to] = stretchOf(firing, now);
        return {
          key: firing.firing,
          from,
          to,
          tone: firing.told ? ('firing' as const) : ('marked' as const),
          label: firing.told ? 'fired' : 'would have fired',
        };
      }),
    [lane, now],
  );
  if (rule === null) return null;
  return (
    <AlertChart
      kind={lane.kind}
      subject={lane.subject}
      subjectTitle={lane.subjectTitle}
      rule={rule}
      bands={bands}
      view={view}
      height={180}
    />
  );
}
