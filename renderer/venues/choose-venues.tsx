import type { VenueSummary } from './readings.ts';
import { useFamilies } from './venue-list.tsx';
import { MOST_COMPARED, useVenuesView } from './view.ts';
import { compare, openVenue } from './ways.ts';

/** Which venues stand side by side: each can be taken away, others added while there is room. */
export function ChooseVenues({ venues }: { readonly venues: readonly VenueSummary[] }) {
  const profile = useVenuesView((state) => state.profile);
  const { families } = useFamilies('all', profile);
  const ids = venues.map(({ venue }) => venue);
  const others = [...new Map(families.flatMap((family) => family.venues).map((each) => [each.venue, each])).values()].filter(
    ({ venue }) => !ids.includes(venue),
  );
  return (
    <div className="list-bar not-printed" role="group" aria-label="Venues that are compared">
      {venues.map(({ venue, name }) => (
        <span key={venue} className="chip compared">
          <button type="button" className="plain" onClick={() => openVenue(venue, name)}>
            {name}
          </button>
          <button
            type="button"
            className="plain"
            aria-label={`Take ${name} away`}
            disabled={ids.length === 1}
            onClick={() => compare(ids.filter((each) => each !== venue))}
          >
            ×
          </button>
        </span>
      ))}
      {ids.length < MOST_COMPARED && (
        <select
          className="chip venue-chip"
          aria-label="Add a venue"
          value=""
          onChange={(event) => {
            if (event.currentTarget.value !== '') compare([...ids, event.currentTarget.value]);
          }}
        >
          <option value="">+ venue</option>
          {others.map(({ venue, name }) => (
            <option key={venue} value={venue}>
              {name}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
