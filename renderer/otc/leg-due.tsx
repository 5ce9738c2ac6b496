import { useNow } from '../window/clock.ts';
import { clockText, countdown, fullClockText } from './cut-off-text.ts';
import { type Leg, useOwnZone } from './readings.ts';

/** When a leg is due: what is left, on the clock of the cut-off and on one’s own. It warns by words and tone, in its place. */
export function LegDue({ leg, zone }: { readonly leg: Leg; readonly zone: string | undefined }) {
  const now = useNow();
  const own = useOwnZone();
  const { nearness, text, warning } = countdown(leg.due, now);
  const clocks = [...new Set([zone ?? 'UTC', own])];
  return (
    <span className="due">
      {leg.open ? (
        <span className={`due-left ${nearness}`}>
          <span>{text}</span>
          {warning !== '' && <span className="due-warning">{warning}</span>}
        </span>
      ) : (
        <span className="muted">was due</span>
      )}
      <small data-tip={`${fullClockText(leg.due, 'UTC')}: ${leg.due}`}>
        {clocks.map((each) => (
          <span key={each} className="due-count">
            {clockText(leg.due, each, leg.valueDate)}
          </span>
        ))}
      </small>
    </span>
  );
}
