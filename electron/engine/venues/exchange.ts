import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import { VENUE_FORMAT, type VenueFile, venueFileSchema } from '../../../shared/venues/index.ts';
import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';
import { addVenue, editVenue } from './commands.ts';
import { readVenue } from './venue-rows.ts';

/** A venue as a file, without anything that is its owner's: accounts, scores and records stay here. */
export function exportVenue(store: Reader, id: string): { name: string; content: string } | null {
  const venue = readVenue(store, id);
  if (!venue) return null;
  const file: VenueFile = { format: VENUE_FORMAT, id, venue: venue.details };
  return { name: `${id}.venue.json`, content: `${JSON.stringify(file, null, 2)}\n` };
}

export function importVenue(engine: Engine, content: string): Outcome<{ venue: string; name: string; replaced: boolean }> {
  const file = parseFile(content);
  if (isRefused(file)) return file;
  const { id, venue: details } = file.ok;
  const replaced = id !== undefined && readVenue(engine.store, id) !== undefined;
  const outcome = replaced ? editVenue(engine, id, details) : addVenue(engine, details, id);
  return isRefused(outcome) ? outcome : done({ ...outcome.ok, name: details.name, replaced });
}

function parseFile(content: string): Outcome<VenueFile> {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    return refuse('not-json', `This is not JSON: ${why}. Choose a file that was exported from the catalogue, or written like one.`);
  }
  const parsed = venueFileSchema.safeParse(value);
  if (parsed.success) return done(parsed.data);
  const faults = parsed.error.issues.slice(0, MOST_FAULTS).map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`);
  return refuse('not-a-venue', `The file does not describe a venue in the form ${VENUE_FORMAT}. ${faults.join('; ')}.`, { faults });
}

/** More are not read. */
const MOST_FAULTS = 8;
