import { api } from '../engine/api.ts';
import { useReading } from '../engine/reading.ts';
import { instantText } from './words.ts';

/** Messages that are shown of one alert: more than a few it has only where many channels send it, and say that it is over. */
const MOST = 200;

/** By which ways an alert left the window, and what became of each message. */
export function DeliverySection({ firing }: { readonly firing: string }) {
  const { data } = useReading({
    columns: ['delivery'],
    key: ['alerts', 'deliveries', firing],
    ask: (signal) => api.delivery.deliveries.query({ firing, limit: MOST }, { signal }),
  });
  const sent = data?.rows ?? [];
  return (
    <section aria-label="Delivery">
      <h2>
        Delivery<span>beside this window</span>
      </h2>
      {sent.length === 0 ? (
        <p className="muted">By no channel.</p>
      ) : (
        <table className="table">
          <tbody>
            {sent.map(({ send, channelName, state, attempts, last, due, count }) => (
              <tr key={send}>
                <th scope="row">{channelName}</th>
                <td className={state === 'dead' ? 'late' : undefined}>
                  {STATES[state]}
                  {count > 1 && `, with ${(count - 1).toLocaleString()} others`}
                </td>
                <td className="day">{instantText(Date.parse(last?.at ?? due))}</td>
                <td className="muted">
                  {last?.says ?? ''}
                  {attempts > 1 && ` (attempt ${attempts})`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const STATES = { waiting: 'waits', sent: 'sent', dead: 'could not be sent', dropped: 'dropped' } as const;
