import type { VenueDetails } from './venue.ts';

/** What a platform's name, as an import or a position has it, answers to: a venue, else a counterparty group, else nothing. */
export interface PlatformMatch {
  readonly venue: string | null;
  readonly group: string | null;
}

/**
 * Matches names of platforms with venues by name or alias, whatever the case and the spaces. A name that only a group has (an account at
 * "Kraken", of which the catalogue has two venues) counts to the group.
 */
export function platformMatcher(
  venues: readonly { readonly venue: string; readonly details: Pick<VenueDetails, 'name' | 'aliases' | 'group'> }[],
): (platform: string) => PlatformMatch {
  const byName = new Map<string, PlatformMatch>();
  for (const { details } of venues) if (details.group !== null) byName.set(folded(details.group), { venue: null, group: details.group });
  for (const { venue, details } of venues.toReversed()) {
    for (const alias of details.aliases) byName.set(folded(alias), { venue, group: details.group });
  }
  for (const { venue, details } of venues.toReversed()) byName.set(folded(details.name), { venue, group: details.group });
  return (platform) => byName.get(folded(platform)) ?? { venue: null, group: null };
}

function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
