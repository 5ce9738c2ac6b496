import { dayOf, isRefused, type Outcome, done } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import { glanceAt } from '../kept.ts';
import { followGrades } from './grade-changes.ts';
import { followScreen } from './screen-members.ts';
import { readScreens } from './screen-rows.ts';

/** Keeps up with what changes: who is in a saved screen, and what is graded. */
export interface Following {
  /** Resolves when all that is known so far has been looked at. */
  settled(): Promise<void>;
  /** Looks no more; resolves when the look at hand has ended. */
  stop(): Promise<void>;
}

/** So long after a commit the next look begins: an import that commits many times is looked at once. */
const REST_MILLISECONDS = 200;
const LOOK_EVERY_MILLISECONDS = 60_000;

/**
 * While a workspace is open, judges its screens and grades what is watched: on opening, after commits of anybody, and when a new day has begun.
 */
export function followWatchlists(engine: Engine): Following {
  const stopped = new AbortController();
  const { signal } = stopped;
  let running: Promise<void> | null = null;
  let resting: NodeJS.Timeout | null = null;
  /** The journal's last event and the day that were looked at. */
  let [seen, day] = [-2, ''];
  /** What came of the last look could not be kept. */
  let isUnkept = false;

  async function look(): Promise<void> {
    while (!signal.aborted && (isUnkept || isNew())) {
      [seen, day] = [glanceAt(engine.store).top, dayOf(engine.now())];
      isUnkept = isRefused(await followOnce(engine, signal));
      // Another process writes, or the disk is full: the next commit or minute tries again.
      if (isUnkept) return;
    }
  }

  function isNew(): boolean {
    return dayOf(engine.now()) !== day || hasNews(engine, seen);
  }

  function start(): void {
    resting = null;
    if (signal.aborted || running !== null) return;
    running = look().finally(() => {
      running = null;
    });
  }

  function startSoon(rest: number): void {
    if (signal.aborted || resting !== null) return;
    resting = setTimeout(start, rest);
    resting.unref();
  }

  const stopListening = engine.journal.onChange(() => startSoon(REST_MILLISECONDS));
  const looking = setInterval(() => startSoon(0), LOOK_EVERY_MILLISECONDS);
  looking.unref();
  startSoon(0);

  return {
    async settled() {
      do {
        start();
        await running;
      } while (!signal.aborted && isNew());
    },
    async stop() {
      stopped.abort();
      stopListening();
      clearInterval(looking);
      if (resting !== null) clearTimeout(resting);
      await running;
    },
  };
}

/** One look at every screen and grade. Read-only workspaces are not looked at: nothing could be kept. */
async function followOnce(engine: Engine, signal: AbortSignal): Promise<Outcome<null>> {
  if (engine.workspace.readOnly !== null) return done(null);
  for (const { screen, removed } of readScreens(engine.store)) {
    if (removed || signal.aborted) continue;
    const followed = await followScreen(engine, screen);
    if (isRefused(followed)) return followed;
  }
  if (signal.aborted) return done(null);
  const graded = await followGrades(engine);
  return isRefused(graded) ? graded : done(null);
}

/** Whether anything has happened since but findings of the engine's own. */
function hasNews(engine: Engine, seq: number): boolean {
  const row = engine.store.get<{ seq: number }>(
    `SELECT seq FROM journal_body WHERE seq > ? AND type NOT IN ('watchlists.screen-changed', 'watchlists.grade-changed', 'alerts.evaluated')
     LIMIT 1`,
    seq,
  );
  return row !== undefined;
}
