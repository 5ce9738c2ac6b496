import { useReading } from '../engine/reading.ts';
import { DueCount } from '../frame/rail.tsx';
import { boardReading } from './readings.ts';

/** How many legs are overdue and cases open, beside the place’s name. */
export default function DueOtc() {
  const { data } = useReading(boardReading({}));
  return <DueCount due={(data?.totals.overdue ?? 0) + (data?.cases.length ?? 0)} />;
}
