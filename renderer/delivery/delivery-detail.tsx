import { momentText } from '../figures/time-text.ts';
import { useNow } from '../window/clock.ts';
import { usePreferences } from '../window/preferences.ts';
import { useDelivery } from './readings.ts';
import { attemptSays } from './words.ts';

/** One message: what it says, and every attempt to deliver it. */
export function DeliveryDetail({ send }: { readonly send: string }) {
  const { data } = useDelivery(send);
  const now = useNow();
  const discreet = usePreferences((state) => state.discreet);
  if (!data) return null;
  return (
    <div className="delivery-detail">
      {discreet ? <p className="muted">What it says is hidden in discreet mode.</p> : <pre className="output">{data.text}</pre>}
      <p className="muted">
        Queued {momentText(data.queuedAt, now)}, id {data.send}.
      </p>
      {data.all.length > 0 && (
        <ol aria-label="Attempts">
          {data.all.map((attempt) => (
            <li key={attempt.attempt}>
              <span className={attempt.sent ? undefined : 'late'}>{attemptSays(attempt, now)}</span>
              {attempt.output !== '' && <pre className="output">{attempt.output}</pre>}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
