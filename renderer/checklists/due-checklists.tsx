import { useReading } from '../engine/reading.ts';
import { DueCount } from '../frame/rail.tsx';
import { expiringReading } from './readings.ts';

/** How many critical answers have expired, beside the place’s name: each keeps a gate shut. */
export default function DueChecklists() {
  const { data = [] } = useReading(expiringReading);
  return <DueCount due={data.filter(({ expired, critical }) => expired && critical).length} />;
}
