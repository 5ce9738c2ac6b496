import type { z } from 'zod';
import { dayOf } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import type { exposureAnswer } from './answers.ts';
import { exposureBook, itemOf, sumAnswerOf, sumOf } from './exposure.ts';
import { limitUses } from './limits.ts';
import { readVenues } from './venue-rows.ts';

/** By venue, group and asset, against limits; nothing that is exposed is left out. */
export function exposureAcross(engine: Engine): z.infer<typeof exposureAnswer> {
  const venues = readVenues(engine.store);
  const book = exposureBook(engine, venues);
  const uses = limitUses(engine, book, venues);
  const details = new Map(venues.map((venue) => [venue.venue, venue.details]));
  const byVenue = grouped(book.items, ({ venue }) => venue);
  const groups = [...new Set(venues.flatMap(({ details: { group } }) => (group === null ? [] : [group])))];
  const byGroup = grouped(book.items, ({ group }) => group);
  const byAsset = grouped(book.items, ({ asset }) => asset);
  const unmatched = grouped(
    book.items.filter(({ venue }) => venue === null),
    ({ platform }) => platform,
  );
  return {
    asOf: dayOf(engine.now()),
    currency: book.currency,
    total: sumAnswerOf(sumOf(book.items)),
    venues: [...byVenue].map(([venue, items]) => ({
      venue,
      name: details.get(venue)?.name ?? venue,
      group: details.get(venue)?.group ?? null,
      sum: sumAnswerOf(sumOf(items)),
      items: items.map(itemOf),
      limits: uses.filter(({ detail: { scope } }) => 'venue' in scope && scope.venue === venue),
    })),
    groups: groups
      .filter((group) => byGroup.has(group))
      .map((group) => ({
        group,
        venues: venues.filter((venue) => venue.details.group === group).map(({ venue }) => venue),
        sum: sumAnswerOf(sumOf(byGroup.get(group) ?? [])),
        limits: uses.filter(({ detail: { scope } }) => scope.to === 'group' && scope.group === group),
      })),
    assets: [...byAsset].map(([asset, items]) => ({
      asset,
      sum: sumAnswerOf(sumOf(items)),
      limits: uses.filter(({ detail: { scope } }) => scope.to === 'asset' && scope.asset === asset),
    })),
    unmatched: [...unmatched].map(([platform, items]) => ({
      platform,
      group: items[0]?.group ?? null,
      sum: sumAnswerOf(sumOf(items)),
      items: items.map(itemOf),
    })),
    limits: [...uses],
  };
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string | null): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
