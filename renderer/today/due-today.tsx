import { DueCount } from '../frame/rail.tsx';
import { useMatters } from './use-matters.ts';

/** How many things want a look today, beside the place's name. */
export default function DueToday() {
  const { due, watch, channels, proposals } = useMatters();
  return <DueCount due={due.length + watch.length + channels.length + (proposals > 0 ? 1 : 0)} />;
}
