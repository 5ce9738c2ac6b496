import { useReading } from '../engine/reading.ts';
import { DistanceBar } from './distance-bar.tsx';
import { nearReading } from './readings.ts';
import { openRule } from './ways.ts';

const MOST = 6;

/** How close other rules are to firing, the nearest first. */
export function NearSection({ except }: { readonly except: string }) {
  const { data } = useReading(nearReading(MOST * 2));
  const near = (data?.watches ?? []).filter(({ rule, distance }) => rule !== except && distance !== null).slice(0, MOST);
  if (near.length === 0) return null;
  return (
    <section aria-label="Near firing">
      <h2>
        Near firing<span>other rules, the nearest first</span>
      </h2>
      <table className="table">
        <tbody>
          {near.map(({ rule, ruleTitle, subject, title, distance }) => (
            <tr key={`${rule} ${subject}`}>
              <td>
                <button type="button" className="way" onClick={() => openRule(rule, ruleTitle)}>
                  {ruleTitle}
                </button>{' '}
                <span className="muted">{title}</span>
              </td>
              <td className="near-distance">
                <DistanceBar nearness={distance?.share == null ? null : 1 - distance.share} says={distance?.says ?? ''} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
