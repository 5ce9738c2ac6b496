import { type Family, venueKindWords } from '../../shared/venues/index.ts';
import { isKnown } from '../../shared/figures/index.ts';
import type { VenueSummary } from './readings.ts';
import type { VenuesView } from './view.ts';
import { STATE_WORDS, STATUS_WORDS, TYPE_WORDS } from './words.ts';

/** A line of the list: a venue, or the head of its family. */
export type ListRow = VenueRow | HeadRow;
export interface VenueRow {
  readonly row: 'venue';
  readonly id: string;
  readonly venue: VenueSummary;
  readonly family: Family;
}
export interface HeadRow {
  readonly row: 'head';
  readonly id: string;
  readonly family: Family;
  readonly shown: number;
  readonly ranked: number;
}

/** The venues of one family as the engine answers them: ranked ones first. */
export interface FamilyVenues {
  readonly family: Family;
  readonly venues: readonly VenueSummary[];
}

/**
 * The rows in order, each family under its head. Sorting by a score keeps apart what is not ranked: it follows in its own order, whatever
 * it scores. What is unknown is sorted last whichever way the list runs.
 */
export function arrange(families: readonly FamilyVenues[], view: Pick<VenuesView, 'words' | 'status' | 'sort'>): readonly ListRow[] {
  const wanted = view.words.toLowerCase().split(/\s+/).filter(Boolean);
  const seen = new Set<string>();
  return families.flatMap(({ family, venues }) => {
    const shown = venues.filter(
      (venue) => (view.status === 'any' || venue.status === view.status) && wanted.every((word) => searchable(venue).includes(word)),
    );
    const rows = sorted(shown, view.sort).map((venue): VenueRow => {
      // Who is both a venue and a desk stands under both heads, and a row's id is there once.
      const id = seen.has(venue.venue) ? `${family} ${venue.venue}` : venue.venue;
      seen.add(venue.venue);
      return { row: 'venue', id, venue, family };
    });
    const head: HeadRow = {
      row: 'head',
      id: `family ${family}`,
      family,
      shown: shown.length,
      ranked: shown.filter(({ place }) => place.rank !== null).length,
    };
    return shown.length === 0 && wanted.length > 0 ? [] : [head, ...rows];
  });
}

function searchable({ name, kind, type, group, bestFor, status, place }: VenueSummary): string {
  const words = [name, venueKindWords(kind), TYPE_WORDS[type], group ?? '', bestFor ?? '', STATUS_WORDS[status], STATE_WORDS[place.state]];
  return words.join(' ').toLowerCase();
}

function sorted(venues: readonly VenueSummary[], sort: VenuesView['sort']): readonly VenueSummary[] {
  const key = sort && KEYS[sort.column];
  if (!key) return venues;
  const direction = sort.direction === 'desc' ? -1 : 1;
  const byKey = (one: VenueSummary, other: VenueSummary) => compareKeys(key(one), key(other), direction);
  if (!SCORED.has(sort.column)) return venues.toSorted(byKey);
  const [ranked, apart] = [venues.filter(({ place }) => place.rank !== null), venues.filter(({ place }) => place.rank === null)];
  return [...ranked.toSorted(byKey), ...apart.toSorted((one, other) => BY_NAME.compare(one.name, other.name))];
}

/** Columns by which only what passes the gates may be put in order. */
const SCORED: ReadonlySet<string> = new Set(['rank', 'score']);
const BY_NAME = new Intl.Collator(undefined, { numeric: true });
const GATE_ORDER = { pass: 0, unknown: 1, fail: 2 };

type SortKey = string | number | null;

/** Sorting needs order, not digits. */
const KEYS: Readonly<Record<string, (venue: VenueSummary) => SortKey>> = {
  venue: ({ name }) => name,
  rank: ({ place }) => place.rank,
  gate: ({ gate }) => GATE_ORDER[gate],
  score: ({ place }) => (place.score === null ? null : Number(place.score)),
  coverage: ({ place }) => Number(place.coverage),
  exposure: ({ exposure }) => (exposure.missing > 0 && exposure.missing === exposure.items ? null : Number(exposure.known)),
  limit: ({ limit }) => (limit && isKnown(limit.use) ? Number(limit.use.ok) : null),
  flags: ({ flags }) => flags.critical * 1_000 + flags.open,
  review: ({ reviewDue }) => reviewDue,
  evidence: ({ evidence }) => evidence.expired * 1_000 + evidence.expiring,
  status: ({ status }) => status,
};

function compareKeys(one: SortKey, other: SortKey, direction: 1 | -1): number {
  if (one === null || other === null) return one === other ? 0 : one === null ? 1 : -1;
  if (typeof one === 'string' && typeof other === 'string') return direction * BY_NAME.compare(one, other);
  return direction * (Number(one) - Number(other));
}
