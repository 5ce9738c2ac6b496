import { addDays, dayOf, type Outcome } from '../../../shared/figures/index.ts';
import { createCaller } from '../api/router.ts';
import type { JobContext } from '../jobs/job.ts';
import { openJournal } from '../journal/index.ts';
import { type World, worldOf } from './world.ts';

/** What a person did on a past day, or at a part of the day on which the demonstration is made. */
export interface DiaryEntry {
  readonly when: { readonly ago: number; readonly time: string } | { readonly today: number };
  /** In words, for the progress of making. */
  readonly what: string;
  readonly does: (desk: Desk) => Promise<void>;
}

/** The workspace as its people have it before them: the same commands as a person's own, under a clock that goes through their days. */
export interface Desk {
  readonly context: JobContext;
  readonly engine: JobContext['engine'];
  readonly api: ReturnType<typeof createCaller>;
  readonly world: World;
  /** Who checks and approves beside the owner; known once added. */
  second: string;
  /** Files that were kept once, as base64 by name: whoever keeps one again has the same bytes. */
  readonly files: Map<string, string>;
  /** Seconds go by. */
  readonly pass: (seconds: number) => void;
}

/** Who acts in every event, as in a workspace of one's own. */
const ACTOR = 'owner';
/** What happened today began so long before the making; after midnight that is still yesterday evening, later than all else of that day. */
const HOURS_OF_TODAY = 4;

/**
 * Goes through the entries in the order of their times. The journal takes its clock from whoever opens it; here it is opened on a clock that stands at
 * each entry's time and ends with the real one, so that everything passes the checks of its own day: nothing is dated back behind the commands.
 */
export async function keepDiary(context: JobContext, entries: readonly DiaryEntry[]): Promise<void> {
  const end = context.engine.now();
  const morning = Date.parse(end) - HOURS_OF_TODAY * 3_600_000;
  const instantOf = ({ when }: DiaryEntry) =>
    'today' in when
      ? morning + Math.floor((Date.parse(end) - morning) * when.today)
      : Date.parse(`${addDays(dayOf(end), -when.ago)}T${when.time}.000Z`);
  let clock = 0;
  const now = () => new Date(clock).toISOString();
  const { engine } = context;
  const { registry } = engine.journal;
  const journal = openJournal({
    store: context.store,
    registry,
    actor: ACTOR,
    now,
    newId: () => engine.newId(),
    randomBytes: (length) => engine.randomBytes(length),
    readOnly: null,
  });
  const past = { ...engine, journal, now };
  const desk: Desk = {
    context: { ...context, engine: past },
    engine: past,
    api: createCaller({ engine: past }),
    world: worldOf(dayOf(end)),
    second: '',
    files: new Map(),
    pass(seconds) {
      clock = Math.min(clock + seconds * 1_000, Date.parse(end));
    },
  };
  const ordered = entries.toSorted((one, other) => instantOf(one) - instantOf(other));
  for (const [i, entry] of ordered.entries()) {
    context.progress(i, ordered.length, entry.what);
    // Never back: an entry that took longer than the time to the next one pushes it on.
    clock = Math.max(clock, instantOf(entry));
    await entry.does(desk);
  }
}

/** What a command that must succeed has answered. A refusal here is a defect of the demonstration. */
export function made<T>(outcome: Outcome<T>): T {
  if ('error' in outcome) throw new Error(`the demonstration was refused: ${outcome.error.code}: ${outcome.error.message}`);
  return outcome.ok;
}
