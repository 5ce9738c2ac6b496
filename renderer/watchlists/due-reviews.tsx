import { useReading } from '../engine/reading.ts';
import { DueCount } from '../frame/rail.tsx';
import { listsReading } from './readings.ts';

/** How many entries' day of review has come, beside the place’s name. */
export default function DueReviews() {
  const { data = [] } = useReading(listsReading);
  return <DueCount due={data.reduce((sum, { reviewsDue }) => sum + reviewsDue, 0)} />;
}
