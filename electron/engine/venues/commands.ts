import { done, isRefused, isSame, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { NewEvent } from '../../../shared/journal/index.ts';
import { holdsPrivateKey, overlayFor, type VenueDetails, type VenueStanding } from '../../../shared/venues/index.ts';
import type { Engine } from '../engine.ts';
import { readNote, readOverlay, readVenue, readVenues, type Venue } from './venue-rows.ts';

type Answer = Outcome<{ venue: string }>;

/** Adds a venue under a new id, or under one that is free. */
export function addVenue(engine: Engine, details: VenueDetails, id: string = engine.newId()): Answer {
  const named = nameIsFree(engine, details, id);
  if (isRefused(named)) return named;
  return committed(engine, [{ type: 'venues.venue-added', subject: id, payload: { venue: details } }], { venue: id });
}

/** Of a bundled venue, what differs from its facts is laid over them; of an own one, the details are replaced. */
export function editVenue(engine: Engine, id: string, details: VenueDetails): Answer {
  return change(engine, id, ({ details: before, bundled }) => {
    const named = nameIsFree(engine, details, id);
    if (isRefused(named)) return named;
    if (isSame(before, details)) return done([]);
    if (!bundled) return done([{ type: 'venues.venue-edited', subject: id, payload: { before, after: details } }]);
    return done([overlayEvent(engine, id, bundled.details.name, overlayFor(bundled, details))]);
  });
}

export function revertVenue(engine: Engine, id: string): Answer {
  return change(engine, id, ({ bundled, details }) => {
    if (!bundled) return refuse('not-bundled', `${details.name} is your own: there are no bundled facts to go back to.`);
    return done(readOverlay(engine.store, id) === null ? [] : [overlayEvent(engine, id, bundled.details.name, null)]);
  });
}

/** What is kept beside a removed venue stays in the journal and comes back with it. */
export function removeVenue(engine: Engine, id: string): Answer {
  return change(engine, id, ({ bundled, details }) =>
    bundled
      ? refuse('bundled', `${details.name} is part of the catalogue and stays in it. Set its status to “rejected” to be done with it.`)
      : done([{ type: 'venues.venue-removed', subject: id, payload: { venue: details } }]),
  );
}

export function setStanding(engine: Engine, id: string, standing: VenueStanding): Answer {
  return change(engine, id, ({ standing: before, details }) => {
    if (isSame(before, standing)) return done([]);
    if (standing.status === 'approved' && standing.reviewDue === null) {
      return refuse('review-due-needed', `Say by when ${details.name} is to be reviewed again: an approval without an end is forgotten.`, {
        field: 'reviewDue',
      });
    }
    return done([{ type: 'venues.status-set', subject: id, payload: { before, after: standing } }]);
  });
}

export function writeVenueNote(engine: Engine, id: string, note: string): Answer {
  return change(engine, id, () => {
    const before = readNote(engine.store, id);
    if (holdsPrivateKey(note)) {
      return refuse(
        'looks-like-a-secret',
        'The note holds a private key. Keys are never kept here: take it out, and make a new one if it was shown to anybody.',
        {
          field: 'note',
        },
      );
    }
    return done(before === note ? [] : [{ type: 'venues.note-written', subject: id, payload: { before, after: note } }]);
  });
}

export function findVenue(engine: Pick<Engine, 'store'>, id: string): Outcome<Venue> {
  const venue = readVenue(engine.store, id);
  return venue
    ? done(venue)
    : refuse('no-such-venue', `There is no venue ${id} in the catalogue. The list of venues has their ids.`, { venue: id });
}

/** Commits events, if any, and answers. */
export function committed<T>(engine: Engine, events: readonly NewEvent[], answer: T): Outcome<T> {
  const outcome = engine.journal.commit(events);
  return isRefused(outcome) ? outcome : done(answer);
}

function change(engine: Engine, id: string, decide: (venue: Venue) => Outcome<readonly NewEvent[]>): Answer {
  const venue = findVenue(engine, id);
  if (isRefused(venue)) return venue;
  const events = decide(venue.ok);
  return isRefused(events) ? events : committed(engine, events.ok, { venue: id });
}

function overlayEvent(engine: Engine, id: string, name: string, after: ReturnType<typeof overlayFor>): NewEvent {
  return { type: 'venues.overlay-set', subject: id, payload: { name, before: readOverlay(engine.store, id), after } };
}

/** Two venues of one name would be matched to the same balances. */
function nameIsFree(engine: Engine, details: VenueDetails, id: string): Outcome<null> {
  const taken = readVenues(engine.store).find(
    (other) => other.venue !== id && other.details.name.toLowerCase() === details.name.toLowerCase(),
  );
  return taken
    ? refuse(
        'name-taken',
        `There is a venue called ${taken.details.name} already (${taken.venue}). Edit that one, or choose another name.`,
        {
          field: 'name',
          venue: taken.venue,
        },
      )
    : done(null);
}
