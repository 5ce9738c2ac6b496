import { useReading } from '../engine/reading.ts';
import { withoutAmounts } from './discreet.ts';
import { replayReading } from './readings.ts';

/** Whether the journal and the data, computed anew, give the same firing again; and where not. */
export function ReplaySection({ firing, hides }: { readonly firing: string; readonly hides: boolean }) {
  const { data, error } = useReading(replayReading(firing));
  const first = data && 'ok' in data ? data.ok.different[0] : undefined;
  return (
    <section aria-label="Replay">
      <h2>
        Replay<span>computed anew from the journal and the data</span>
      </h2>
      {error && <p className="late">It could not be replayed: {error.message}</p>}
      {data && 'error' in data && <p className="muted">{data.error.message}</p>}
      {data && 'ok' in data && data.ok.replayed > 0 && first === undefined && <p>Recomputed from journal and data: identical.</p>}
      {first && (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">What differs</th>
              <th scope="col">Recorded</th>
              <th scope="col">Computed now</th>
            </tr>
          </thead>
          <tbody>
            {first.differences.map(({ what, recorded, computed }) => (
              <tr key={what}>
                <th scope="row">{what}</th>
                <td>{recorded === null ? '—' : hides ? withoutAmounts(recorded) : recorded}</td>
                <td>{computed === null ? '—' : hides ? withoutAmounts(computed) : computed}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
