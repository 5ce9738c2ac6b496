import { Suspense } from 'react';
import { daysBetween } from '../../shared/figures/index.ts';
import { coverageReading, newestPrice } from '../engine/coverage-reading.ts';
import { useReading } from '../engine/reading.ts';
import { statusReading, workspaceName } from '../engine/workspace-readings.ts';
import { dayText } from '../figures/time-text.ts';
import { useNow } from '../window/clock.ts';
import { goTo } from '../window/places.ts';
import type { Screen } from '../window/screen.ts';
import { SearchField } from './search-field.tsx';

/** Which workspace this is, the one field, what the rooms tell wherever one is, and whether it can be written. */
export function TopBar({ screens }: { readonly screens: readonly Screen[] }) {
  const { data: status } = useReading(statusReading);
  const { data: coverage } = useReading(coverageReading);
  const newest = coverage ? newestPrice(coverage) : null;
  return (
    <header className="topbar">
      <span className="name">
        <b>Countinghouse</b>
        {status && (
          <span className="workspace" data-tip={status.path}>
            {workspaceName(status.path)}
          </span>
        )}
      </span>
      <SearchField />
      <span className="right">
        {newest !== null && <PriceAge day={newest} />}
        {screens.map(({ id, place }) => {
          const Badge = place?.badge;
          return (
            Badge && (
              <Suspense key={id}>
                <Badge />
              </Suspense>
            )
          );
        })}
        {status?.readOnly && (
          <span className="late" data-tip={status.message}>
            read only
          </span>
        )}
      </span>
    </header>
  );
}

/** A price older than this many days colours the age: figures of today lean on yesterday's prices at most. */
const OLD = 2;

/** How old the newest price is; prices are kept by day. */
function PriceAge({ day }: { readonly day: string }) {
  const days = Math.max(0, daysBetween(day, new Date(useNow()).toISOString().slice(0, 10)));
  return (
    <button
      type="button"
      className={days > OLD ? 'plain late' : 'plain'}
      data-tip={`newest price: ${dayText(day)}`}
      onClick={() => goTo('market')}
    >
      {days === 0 ? 'prices of today' : `prices ${days} d old`}
    </button>
  );
}
