import { dayOf, daysBetween, done, isRefused, isSame, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { NewEvent } from '../../../shared/journal/index.ts';
import { DEFAULT_TICKET_RULES, type TicketRules, type ToldVolume, type VolumeTold } from '../../../shared/pretrade/index.ts';
import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';

interface VolumeRow {
  readonly venue: string;
  readonly told: string;
  readonly event: string;
}

/** What was told of each venue, with its age. */
export function toldVolumes(engine: Engine): { venue: string; told: ToldVolume; ageDays: number }[] {
  const today = dayOf(engine.now());
  return engine.store.all<VolumeRow>('SELECT venue, told, event FROM pretrade_volume ORDER BY venue').map(({ venue, told }) => {
    const read = JSON.parse(told) as ToldVolume;
    return { venue, told: read, ageDays: daysBetween(read.asOf, today) };
  });
}

/** What was told of one venue and the event that told it; null where nothing was. */
export function toldVolume(store: Reader, venue: string): { told: ToldVolume; event: string } | null {
  const row = store.get<VolumeRow>('SELECT venue, told, event FROM pretrade_volume WHERE venue = ?', venue);
  return row ? { told: JSON.parse(row.told) as ToldVolume, event: row.event } : null;
}

/** Tells what decides the fee tier at a venue. */
export function tellVolume(engine: Engine, venue: string, told: ToldVolume): Outcome<{ event: string }> {
  const today = dayOf(engine.now());
  if (told.asOf > today)
    return refuse('in-the-future', `${told.asOf} has not come yet; tell what was so on a day up to ${today}.`, { field: 'asOf' });
  // Members that are undefined are none in the journal.
  return commitVolume(engine, venue, JSON.parse(JSON.stringify(told)) as ToldVolume);
}

export function forgetVolume(engine: Engine, venue: string): Outcome<{ event: string }> {
  return commitVolume(engine, venue, null);
}

/** The owner's rules as they stand: what was decided, else the defaults. */
export function readRules(store: Reader): TicketRules {
  const row = store.get<{ rules: string }>("SELECT rules FROM pretrade_rules WHERE name = 'ticket'");
  return row ? { ...DEFAULT_TICKET_RULES, ...(JSON.parse(row.rules) as Partial<TicketRules>) } : DEFAULT_TICKET_RULES;
}

/** Changes the rules that are given; answers all as they then stand. */
export function changeRules(
  engine: Engine,
  changes: { readonly [Name in keyof TicketRules]?: TicketRules[Name] | undefined },
): Outcome<TicketRules> {
  const before = readRules(engine.store);
  const told = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const after: TicketRules = { ...before, ...told };
  if (isSame(after, before)) return done(before);
  const committed = engine.journal.commit([{ type: 'pretrade.rules-changed', subject: 'ticket-rules', payload: { before, after } }]);
  return isRefused(committed) ? committed : done(after);
}

function commitVolume(engine: Engine, venue: string, told: ToldVolume | null): Outcome<{ event: string }> {
  const before = toldVolume(engine.store, venue)?.told ?? null;
  if (isSame(before, told)) return refuse('nothing-to-change', told === null ? 'Nothing was told of that venue.' : 'This was told before.');
  const event: NewEvent<VolumeTold> = { type: 'pretrade.volume-told', subject: venue, payload: { told, before } };
  const committed = engine.journal.commit([event]);
  return isRefused(committed) ? committed : done({ event: committed.ok.at(-1)!.id });
}
