import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';
import { openCourier } from './courier.ts';

/** How often it is looked whether something is due that no event tells of: a secret that can be had again, a clock that was put right. */
const LOOK_EVERY_MILLISECONDS = 30_000;
/** Between an event and the look, so that a burst of events is one look. */
const SOON_MILLISECONDS = 50;
const DEPENDS_ON: ReadonlySet<string> = new Set(['alerts', 'delivery', 'workspace']);

/** Where the journal stood when this process began to deliver: what came after is news to its window. */
const openings = new WeakMap<Reader, number>();

export function openedAt({ store, journal }: Pick<Engine, 'store' | 'journal'>): number {
  return openings.get(store) ?? journal.head().size;
}

/**
 * While a workspace is open: takes in what alerts tell, sends what is due, at once and when its time comes. What was left over when the application was
 * closed is sent now. Answers the function that stops it, and waits until what is under way is written down.
 */
export function keepDelivering(engine: Engine): () => Promise<void> {
  openings.set(engine.store, engine.journal.head().size);
  if (engine.workspace.readOnly !== null) return async () => {};
  const courier = openCourier(engine);
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  function wait(milliseconds: number): void {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(() => void look(), milliseconds);
    timer.unref();
  }
  async function look(): Promise<void> {
    await courier.look();
    if (stopped) return;
    const until = (courier.nextDue() ?? Number.POSITIVE_INFINITY) - Date.parse(engine.now());
    wait(until > 0 ? Math.min(until, LOOK_EVERY_MILLISECONDS) : LOOK_EVERY_MILLISECONDS);
  }
  const stopListening = engine.journal.onChange(({ columns }) => {
    if (columns.some((column) => DEPENDS_ON.has(column))) wait(SOON_MILLISECONDS);
  });
  wait(SOON_MILLISECONDS);
  return async () => {
    stopped = true;
    clearTimeout(timer);
    stopListening();
    await courier.close();
  };
}
