import { useReading } from '../engine/reading.ts';
import { counted } from '../figures/number-text.ts';
import { goTo } from '../window/places.ts';
import { statusReading } from './readings.ts';
import { setAlertsView } from './view.ts';
import './marks.css';

/** How many alerts fire that nobody has acknowledged, in the top bar; nothing where none do. */
export default function AlertBadge() {
  const { data } = useReading(statusReading);
  if (!data || data.unacknowledged === 0) return null;
  const { bySeverity, unacknowledged } = data;
  const loud = bySeverity.critical + bySeverity.high;
  return (
    <button
      type="button"
      className="plain alert-badge"
      data-tip={`${counted(data.firing, 'alert')} firing, ${loud.toLocaleString()} of them high or critical`}
      onClick={() => {
        setAlertsView({ tab: 'centre', state: 'unacknowledged' });
        goTo('alerts');
      }}
    >
      {counted(unacknowledged, 'alert')}
    </button>
  );
}
