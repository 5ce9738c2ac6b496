import catalogueData from '../../data/venues.json' with { type: 'json' };
import weightData from '../../data/venue-weights.json' with { type: 'json' };
import { isSame } from '../figures/index.ts';
import type { NamedProfile } from './score.ts';
import { VENUE_FIELDS, type VenueDetails, venueDetailsSchema, type VenueField, type VenueOverlay } from './venue.ts';

/** Where a bundled fact comes from, and of when it is. */
export interface FactSource {
  readonly source: string;
  /** A month or a day. */
  readonly asOf: string;
}

/** A venue of the bundled catalogue. Each fact has its source and date; there are no scores, because nobody published any. */
export interface BundledVenue {
  readonly venue: string;
  /** In the list of the guide that it was taken from. */
  readonly place: number;
  readonly details: VenueDetails;
  /** By field, for those of which something is said. */
  readonly sources: ReadonlyMap<VenueField, FactSource>;
}

/** One thing that is said of a venue: by whom, of when, and what the catalogue says where the owner says something else. */
export interface VenueFact {
  readonly field: VenueField;
  readonly value: VenueDetails[VenueField];
  readonly own: boolean;
  readonly bundled: { readonly value: VenueDetails[VenueField]; readonly source: string; readonly asOf: string } | null;
}

interface CatalogueFile {
  readonly sources: Readonly<Record<string, { readonly name: string; readonly asOf: string }>>;
  readonly venues: readonly {
    readonly venue: string;
    readonly place: number;
    readonly source: string;
    readonly facts: Readonly<Record<string, unknown>>;
    readonly factSources: Readonly<Record<string, string>>;
  }[];
}

const FILE: CatalogueFile = catalogueData;

/** The bundled catalogue, `data/venues.json`, in its order. */
export const BUNDLED_VENUES: readonly BundledVenue[] = FILE.venues.map(({ venue, place, source, facts, factSources }) => ({
  venue,
  place,
  details: venueDetailsSchema.parse(facts),
  sources: new Map(
    VENUE_FIELDS.filter((field) => field in facts).map((field) => {
      const { name, asOf } = FILE.sources[factSources[field] ?? source]!;
      return [field, { source: name, asOf }];
    }),
  ),
}));

const BY_ID: ReadonlyMap<string, BundledVenue> = new Map(BUNDLED_VENUES.map((bundled) => [bundled.venue, bundled]));

export function bundledVenue(venue: string): BundledVenue | undefined {
  return BY_ID.get(venue);
}

/** The bundled weights, `data/venue-weights.json`; the first is used where nobody chooses. */
export const BUNDLED_PROFILES: readonly NamedProfile[] = weightData.map(({ profile, name, says, weights }) => ({
  profile,
  name,
  says,
  weights,
  bundled: true,
}));

/** A bundled venue as its owner corrects it. */
export function overlaid(details: VenueDetails, overlay: VenueOverlay | null): VenueDetails {
  if (overlay === null) return details;
  const said = Object.entries(overlay).filter(([, value]) => value !== undefined);
  return { ...details, ...(Object.fromEntries(said) as Partial<VenueDetails>) };
}

/** What the owner says otherwise than the catalogue: the overlay that makes `details` out of a bundled venue; null where there is none. */
export function overlayFor(bundled: BundledVenue, details: VenueDetails): VenueOverlay | null {
  const other = VENUE_FIELDS.filter((field) => !isSame(bundled.details[field], details[field]));
  return other.length === 0 ? null : Object.fromEntries(other.map((field) => [field, details[field]]));
}

/** Everything that is said of a venue, field by field; what nobody has said is left out. */
export function factsOf(details: VenueDetails, bundled: BundledVenue | undefined): readonly VenueFact[] {
  return VENUE_FIELDS.flatMap((field) => {
    const from = bundled?.sources.get(field);
    const told = bundled && from ? { value: bundled.details[field], ...from } : null;
    const value = details[field];
    const own = bundled === undefined || !isSame(value, bundled.details[field]);
    return isSaid(value) || told !== null ? [{ field, value, own, bundled: told }] : [];
  });
}

function isSaid(value: VenueDetails[VenueField]): boolean {
  return value !== null && (!Array.isArray(value) || value.length > 0);
}
