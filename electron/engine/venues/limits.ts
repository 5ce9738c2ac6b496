import {
  dayOf,
  Decimal,
  decimalText,
  done,
  type Figure,
  figureText,
  isKnown,
  isRefused,
  isSame,
  known,
  type Outcome,
  refuse,
  unavailable,
} from '../../../shared/figures/index.ts';
import { type Limit, type LimitState, limitState, type PartialSum } from '../../../shared/venues/index.ts';
import type { Engine } from '../engine.ts';
import type { LimitUse } from './answers.ts';
import { committed, findVenue } from './commands.ts';
import { type ExposureBook, exposureBook, priceIn, sumFigure, sumOf } from './exposure.ts';
import { type KeptLimit, readLimits, readVenues, type Venue } from './venue-rows.ts';

/** Every limit with what uses it now. Notional, loss and leverage belong to a single trade: their use is told by its ticket. */
export function limitsOf(engine: Engine): readonly LimitUse[] {
  const venues = readVenues(engine.store);
  return limitUses(engine, exposureBook(engine, venues), venues);
}

export function limitUses(engine: Engine, book: ExposureBook, venues: readonly Venue[]): readonly LimitUse[] {
  const today = dayOf(engine.now());
  return readLimits(engine.store).map((kept): LimitUse => {
    const used = usedOf(engine, kept, book);
    const scope = scopeWords(kept.detail, venues);
    const { tone, says, use } = stateOf(kept, scope, used, today);
    const notMeasured = unavailable('not-measured', says);
    return {
      limit: kept.limit,
      detail: kept.detail,
      scope,
      used: isKnown(used) ? sumFigure(used.ok, kept.detail.currency ?? '') : used,
      use: use === null ? notMeasured : known(figureText(new Decimal(use.toPrecision(15)))),
      tone,
      says,
      expired: kept.detail.validUntil !== null && kept.detail.validUntil < today,
    };
  });
}

/** The limits on what is exposed that hold a venue: its own, its group's, that on everything. */
export function limitStatesFor(engine: Engine, venue: Venue, book: ExposureBook, venues: readonly Venue[]): readonly LimitState[] {
  const today = dayOf(engine.now());
  return readLimits(engine.store)
    .filter(({ detail }) => detail.metric === 'exposure' && holds(detail, venue))
    .map((kept) => stateOf(kept, scopeWords(kept.detail, venues), usedOf(engine, kept, book), today));
}

/** Whether a limit speaks of a venue, by itself, by its group or by everything. */
export function holds({ scope }: Limit, { venue, details }: Venue): boolean {
  switch (scope.to) {
    case 'venue':
    case 'desk':
      return scope.venue === venue;
    case 'group':
      return scope.group === details.group;
    case 'asset':
      return false;
    case 'total':
      return true;
  }
}

export function setLimit(engine: Engine, id: string | undefined, detail: Limit): Outcome<{ limit: string }> {
  if ('venue' in detail.scope) {
    const venue = findVenue(engine, detail.scope.venue);
    if (isRefused(venue)) return venue;
    const { kind, name } = venue.ok.details;
    if (detail.scope.to === 'desk' && kind === 'derivatives') {
      return refuse('no-desk', `${name} is no desk. Set the limit for the venue.`, { field: 'scope' });
    }
  }
  const before = id === undefined ? null : findLimit(engine, id);
  if (before && isRefused(before)) return before;
  const limit = id ?? engine.newId();
  if (before && isSame(before.ok, detail)) return done({ limit });
  return committed(engine, [{ type: 'venues.limit-set', subject: limit, payload: { before: before?.ok ?? null, after: detail } }], {
    limit,
  });
}

export function removeLimit(engine: Engine, limit: string): Outcome<{ limit: string }> {
  const before = findLimit(engine, limit);
  if (isRefused(before)) return before;
  return committed(engine, [{ type: 'venues.limit-set', subject: limit, payload: { before: before.ok, after: null } }], { limit });
}

function findLimit(engine: Engine, limit: string): Outcome<Limit> {
  const kept = readLimits(engine.store).find((each) => each.limit === limit);
  return kept ? done(kept.detail) : refuse('no-such-limit', `There is no limit ${limit}; it may have been removed.`, { limit });
}

function stateOf({ limit, detail }: KeptLimit, scope: string, used: Figure<PartialSum>, today: string): LimitState {
  return limitState(limit, detail, scope, used, today);
}

function scopeWords({ scope }: Limit, venues: readonly Venue[]): string {
  switch (scope.to) {
    case 'venue':
    case 'desk':
      return venues.find(({ venue }) => venue === scope.venue)?.details.name ?? scope.venue;
    case 'group':
      return `the group ${scope.group}`;
    case 'asset':
      return scope.asset;
    case 'total':
      return 'everything';
  }
}

/** What uses a limit, in the limit's currency. */
function usedOf(engine: Engine, { detail }: KeptLimit, book: ExposureBook): Figure<PartialSum> {
  const { scope, metric, currency } = detail;
  if ((metric !== 'exposure' && metric !== 'settlement') || currency === null) {
    return unavailable('told-by-ticket', `The ${metric} of a trade is told by its ticket.`);
  }
  const items = book.items.filter((item) => {
    if (metric === 'settlement' && item.kind !== 'unsettled') return false;
    if (scope.to === 'total') return true;
    if (scope.to === 'group') return item.group === scope.group;
    return scope.to === 'asset' ? item.asset === scope.asset : item.venue === scope.venue;
  });
  const total = sumOf(items);
  if (currency === book.currency) return known(total);
  const price = priceIn(engine, book.currency, currency, dayOf(engine.now()));
  return isKnown(price) ? known({ ...total, known: new Decimal(decimalText(total.known.times(price.ok.value))) }) : price;
}
