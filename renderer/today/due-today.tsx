import { useReading } from '../engine/reading.ts';
import { DueCount } from '../frame/rail.tsx';
import { listReading, proposalsReading } from '../positions/index.ts';
import { dueMatters, warningMatters } from './matters.ts';

/** How many things want a look today, beside the place's name. */
export default function DueToday() {
  const { data: list } = useReading(listReading({}, 'open'));
  const { data: proposals } = useReading(proposalsReading);
  const positions = list?.positions ?? [];
  return <DueCount due={dueMatters(positions).length + warningMatters(positions).length + (proposals && proposals.length > 0 ? 1 : 0)} />;
}
