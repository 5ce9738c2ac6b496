import { done, isRefused, type Outcome } from '../../../shared/figures/index.ts';
import { IN, type ScreenChange, type ScreenReason, UNJUDGED } from '../../../shared/watchlists/index.ts';
import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';
import { judge } from './judging.ts';
import { changesOf, membersOf, readScreen, type ScreenRow } from './screen-rows.ts';
import { idsWith } from './select.ts';

/**
 * Judges a saved screen anew and keeps who entered and who left, where anything changed. Who cannot be judged neither enters nor leaves. Where the
 * condition has a fault now — a metric is gone — nothing changes: the screen says so itself. Answers the change, null where there is none.
 *
 * Two processes may judge at once; the second finds inside its transaction that the members are no longer those that it compared with, and keeps
 * nothing: it will be asked again.
 */
export async function followScreen(engine: Engine, screen: string): Promise<Outcome<ScreenChange | null>> {
  const row = readScreen(engine.store, screen);
  if (row === null || row.removed) return done(null);
  const { kind, condition, title } = row.terms;
  const { size } = engine.journal.head();
  const judged = await judge(engine, kind, condition);
  if ('fault' in judged) return done(null);
  const standing = lastChange(engine.store, screen);
  const change = changeOf(engine.store, row, { let: idsWith(judged, IN), open: idsWith(judged, UNJUDGED) }, size);
  if (change === null) return done(null);
  try {
    const committed = engine.journal.commit(
      [{ type: 'watchlists.screen-changed', subject: screen, payload: { title, change } }],
      (store) => {
        if (lastChange(store, screen) !== standing || readScreen(store, screen)?.editedSeq !== row.editedSeq) throw new JudgedMeanwhile();
      },
    );
    return isRefused(committed) ? committed : done(change);
  } catch (thrown) {
    if (thrown instanceof JudgedMeanwhile) return done(null);
    throw thrown;
  }
}

/** Another process has judged the same screen, or somebody has edited it, between our looking and our writing. */
class JudgedMeanwhile extends Error {}

interface Found {
  readonly let: readonly string[];
  readonly open: readonly string[];
}

function changeOf(store: Reader, { screen, editedSeq }: ScreenRow, found: Found, size: number): ScreenChange | null {
  const [last] = changesOf(store, screen, 1);
  const members = new Set(membersOf(store, screen).map(({ id }) => id));
  const passing = new Set(found.let);
  const open = new Set(found.open);
  const entered = found.let.filter((id) => !members.has(id));
  // What has vanished is not among those who could not be judged, and leaves.
  const left = [...members].filter((id) => !passing.has(id) && !open.has(id));
  const because = reasonOf(last, editedSeq, size, store);
  if (entered.length === 0 && left.length === 0 && last !== undefined && because !== 'edited') return null;
  return { entered, left, because, total: members.size + entered.length - left.length, unknown: found.open.length, size };
}

function reasonOf(
  last: { readonly seq: number; readonly size: number } | undefined,
  editedSeq: number,
  size: number,
  store: Reader,
): ScreenReason {
  if (last === undefined) return 'new';
  if (editedSeq > last.seq) return 'edited';
  return hasNewData(store, last.size, size) ? 'data' : 'time';
}

/** Whether anything but this column's own findings came between two sizes of the journal. */
function hasNewData(store: Reader, from: number, to: number): boolean {
  const found = store.get<{ seq: number }>(
    `SELECT seq FROM journal_body WHERE seq >= ? AND seq < ? AND type NOT IN ('watchlists.screen-changed', 'watchlists.grade-changed') LIMIT 1`,
    from,
    to,
  );
  return found !== undefined;
}

function lastChange(store: Reader, screen: string): number {
  return store.get<{ seq: number | null }>('SELECT max(seq) AS seq FROM watchlist_screen_change WHERE screen = ?', screen)?.seq ?? -1;
}
