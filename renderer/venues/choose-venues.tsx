import { useFamilies } from './venue-list.tsx';
import { MOST_COMPARED, useVenuesView } from './view.ts';
import { compare, openVenue } from './ways.ts';

/** Which venues stand side by side: each can be taken away, others added while there is room. */
export function ChooseVenues({ chosen }: { readonly chosen: readonly string[] }) {
  const profile = useVenuesView((state) => state.profile);
  const { families } = useFamilies('all', profile);
  const all = new Map(families.flatMap((family) => family.venues).map(({ venue, name }) => [venue, name]));
  return (
    <div className="list-bar not-printed" role="group" aria-label="Venues that are compared">
      {chosen.map((venue) => {
        const name = all.get(venue) ?? venue;
        return (
          <span key={venue} className="chip compared">
            <button type="button" className="plain" onClick={() => openVenue(venue, name)}>
              {name}
            </button>
            <button
              type="button"
              className="plain"
              aria-label={`Take ${name} away`}
              disabled={chosen.length === 1}
              onClick={() => compare(chosen.filter((each) => each !== venue))}
            >
              ×
            </button>
          </span>
        );
      })}
      {chosen.length < MOST_COMPARED && (
        <select
          className="chip venue-chip"
          aria-label="Add a venue"
          value=""
          onChange={(event) => {
            if (event.currentTarget.value !== '') compare([...chosen, event.currentTarget.value]);
          }}
        >
          <option value="">+ venue</option>
          {[...all]
            .filter(([venue]) => !chosen.includes(venue))
            .map(([venue, name]) => (
              <option key={venue} value={venue}>
                {name}
              </option>
            ))}
        </select>
      )}
    </div>
  );
}
