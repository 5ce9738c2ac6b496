import { useReading } from '../engine/reading.ts';
import { DueCount } from '../frame/rail.tsx';
import { statusReading } from './readings.ts';

/** How many alerts fire that nobody has acknowledged, beside the place's name. */
export default function DueAlerts() {
  const { data } = useReading(statusReading);
  return <DueCount due={data?.unacknowledged ?? 0} />;
}
