import { type AddressedNotice, bareNotice, byWeight, heldUntil, type Notice } from '../../../shared/delivery/index.ts';
import { queueOf } from '../api/queue.ts';
import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';
import { readFiring } from '../alerts/index.ts';
import { openedAt } from './keep-delivering.ts';
import { noticesFrom } from './notices.ts';
import { readPreferences } from './preferences.ts';

/** New notices at once, as many as people can be shown, and how many they are in all. */
export interface NoticeBatch {
  readonly notices: readonly Notice[];
  readonly count: number;
  /** Whatever stands before this place in the journal has been told: a listener that keeps it can go on from there another time. */
  readonly upTo: number;
}

/** More than so many are not shown one by one. */
const MOST_SHOWN = 25;
/** Timers of the runtime reach no further than 2^31 milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * What alerts tell, as they tell it, until the listener leaves; what quiet hours or a snooze hold back comes when they end. `since: 'opening'` begins
 * with what was found since this process has the workspace open, so that nothing is missed between the first look and the first listener. A place in
 * the journal begins there: of what another process found before the opening, only what still fires and nobody has acknowledged is told, and as late.
 */
export function noticeStream(engine: Engine, since: 'now' | 'opening' | number, signal: AbortSignal): AsyncIterable<NoticeBatch> {
  return queueOf<NoticeBatch>(signal, (push) => {
    const { size } = engine.journal.head();
    const opening = Math.min(openedAt(engine), size);
    // A journal that is shorter is another one: of a backup, or of another workspace.
    let next = since === 'now' ? size : since === 'opening' || since > size ? opening : since;
    const held = new Map<number, { notices: AddressedNotice[]; timer: NodeJS.Timeout }>();

    function take(isFirst = false): void {
      const fresh: AddressedNotice[] = [];
      const { quiet } = readPreferences(engine.store);
      const now = Date.parse(engine.now());
      for (const { seq, notices } of noticesFrom(engine, next)) {
        next = seq + 1;
        for (const notice of seq < opening ? notices.flatMap((each) => stillUntold(engine.store, engine.now(), each)) : notices) {
          const until = heldUntil(notice, quiet, now);
          if (until === null) fresh.push(notice);
          else hold(notice, until, now);
        }
      }
      show(fresh, isFirst);
    }
    function hold(notice: AddressedNotice, until: number, now: number): void {
      const known = held.get(until);
      if (known) {
        known.notices.push(notice);
        return;
      }
      const timer = setTimeout(() => release(until), Math.min(until - now, LONGEST_TIMER));
      timer.unref();
      held.set(until, { notices: [notice], timer });
    }
    function release(until: number): void {
      const notices = held.get(until)?.notices ?? [];
      held.delete(until);
      show(notices);
    }
    function show(notices: readonly AddressedNotice[], isFirst = false): void {
      if (notices.length === 0 && !isFirst) return;
      const first = [...held.values()].flatMap(({ notices: waiting }) => waiting).reduce((least, { seq }) => Math.min(least, seq), next);
      push({ notices: notices.map(bareNotice).sort(byWeight).slice(0, MOST_SHOWN), count: notices.length, upTo: first });
    }

    const stop = engine.journal.onChange(({ columns }) => {
      if (columns.includes('alerts')) take();
    });
    // Who goes on from a place another time learns it at once, also where nothing is to be told.
    take(since !== 'now');
    return () => {
      stop();
      for (const { timer } of held.values()) clearTimeout(timer);
    };
  });
}

/** What was found while no window was open, where it still wants somebody. */
function stillUntold(store: Reader, now: string, notice: AddressedNotice): readonly AddressedNotice[] {
  if (notice.tells !== 'fired') return [];
  const firing = readFiring(store, now, notice.firing);
  return firing !== undefined && firing.ended === null && firing.acknowledged === null ? [{ ...notice, late: true }] : [];
}
