import { type AddressedNotice, bareNotice, byWeight, heldUntil, type Notice } from '../../../shared/delivery/index.ts';
import { queueOf } from '../api/queue.ts';
import type { Engine } from '../engine.ts';
import { openedAt } from './keep-delivering.ts';
import { noticesFrom } from './notices.ts';
import { readPreferences } from './preferences.ts';

/** New notices at once, as many as people can be shown, and how many they are in all. */
export interface NoticeBatch {
  readonly notices: readonly Notice[];
  readonly count: number;
}

/** More than so many are not shown one by one. */
const MOST_SHOWN = 25;
/** Timers of the runtime reach no further than 2^31 milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * What alerts tell, as they tell it, until the listener leaves; what quiet hours or a snooze hold back comes when they end. `since: 'opening'` begins
 * with what was found since this process has the workspace open, so that nothing is missed between the first look and the first listener.
 */
export function noticeStream(engine: Engine, since: 'now' | 'opening', signal: AbortSignal): AsyncIterable<NoticeBatch> {
  return queueOf<NoticeBatch>(signal, (push) => {
    let next = since === 'opening' ? openedAt(engine) : engine.journal.head().size;
    const held = new Map<number, { notices: AddressedNotice[]; timer: NodeJS.Timeout }>();

    function take(): void {
      const fresh: AddressedNotice[] = [];
      const { quiet } = readPreferences(engine.store);
      const now = Date.parse(engine.now());
      for (const { seq, notices } of noticesFrom(engine, next)) {
        next = seq + 1;
        for (const notice of notices) {
          const until = heldUntil(notice, quiet, now);
          if (until === null) fresh.push(notice);
          else hold(notice, until, now);
        }
      }
      show(fresh);
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
    function show(notices: readonly AddressedNotice[]): void {
      if (notices.length === 0) return;
      push({ notices: notices.map(bareNotice).sort(byWeight).slice(0, MOST_SHOWN), count: notices.length });
    }

    const stop = engine.journal.onChange(({ columns }) => {
      if (columns.includes('alerts')) take();
    });
    take();
    return () => {
      stop();
      for (const { timer } of held.values()) clearTimeout(timer);
    };
  });
}
