import { DistanceBar } from './distance-bar.tsx';
import type { RuleDetail, Watch } from './readings.ts';
import { openFiring } from './ways.ts';
import { usePreferences } from '../window/preferences.ts';
import { instantText, valueText } from './words.ts';

const PHASES: Readonly<Record<Watch['phase'], string>> = {
  armed: 'waits',
  pending: 'holds, not long enough yet',
  firing: 'fires',
  recovering: 'fires, is recovering',
  cooling: 'quiet after clearing',
  spent: 'fires no more',
  unknown: 'cannot be evaluated',
  idle: 'idle',
};

/** Where a rule stands for each of its subjects, the nearest to firing first. */
export function WatchesSection({ detail: { standing, watches } }: { readonly detail: RuleDetail }) {
  const discreet = usePreferences((state) => state.discreet);
  if (standing.length === 0) return null;
  const total = watches?.total ?? standing.length;
  return (
    <section aria-label="Watches" className="watches">
      <h2>
        Where it stands
        <span>{total > standing.length ? `the nearest ${standing.length} of ${total.toLocaleString()}` : 'the nearest first'}</span>
      </h2>
      <table className="table">
        <tbody>
          {standing.map((watch) => {
            const [value] = watch.values;
            const { firing } = watch;
            return (
              <tr key={watch.subject}>
                <th scope="row">{watch.title}</th>
                <td className="number">
                  {value && valueText(value.value, { unit: value.unit, subject: watch.kind, currency: value.currency, discreet })}
                  {value?.observed && <small className="muted">{instantText(Date.parse(value.observed))}</small>}
                </td>
                <td
                  className={watch.phase === 'firing' || watch.phase === 'recovering' ? 'late' : undefined}
                  data-tip={watch.because?.message}
                >
                  {firing === null ? (
                    PHASES[watch.phase]
                  ) : (
                    <button type="button" className="way" onClick={() => openFiring(firing, watch.title)}>
                      {PHASES[watch.phase]}
                    </button>
                  )}
                </td>
                <td className="near-distance">
                  {watch.distance && (
                    <DistanceBar nearness={watch.distance.share === null ? null : 1 - watch.distance.share} says={watch.distance.says} />
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
