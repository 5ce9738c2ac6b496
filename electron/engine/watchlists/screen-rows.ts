import type { ScreenReason, ScreenTerms } from '../../../shared/watchlists/index.ts';
import type { Reader } from '../store/store.ts';

/** A saved screen as it stands. */
export interface ScreenRow {
  readonly screen: string;
  readonly terms: ScreenTerms;
  readonly savedSeq: number;
  /** The last event that set its terms. */
  readonly editedSeq: number;
  readonly removed: boolean;
}

/** Once that its members changed. */
export interface ScreenChangeRow {
  readonly seq: number;
  readonly at: string;
  readonly because: ScreenReason;
  readonly entered: readonly string[];
  readonly left: readonly string[];
  readonly total: number;
  readonly unknown: number;
  readonly size: number;
}

export interface Member {
  readonly id: string;
  /** Instant at which it entered. */
  readonly since: string;
}

/** In the order in which they were saved. */
export function readScreens(store: Reader): readonly ScreenRow[] {
  return store.all<StoredScreen>('SELECT * FROM watchlist_screen ORDER BY saved_seq').map(screenOf);
}

export function readScreen(store: Reader, screen: string): ScreenRow | null {
  const row = store.get<StoredScreen>('SELECT * FROM watchlist_screen WHERE screen = ?', screen);
  return row === undefined ? null : screenOf(row);
}

/** Those in a screen as it was last judged. */
export function membersOf(store: Reader, screen: string): readonly Member[] {
  return store.all<Member>('SELECT id, since FROM watchlist_screen_member WHERE screen = ? ORDER BY id', screen);
}

/** Newest first. */
export function changesOf(store: Reader, screen: string, limit: number): readonly ScreenChangeRow[] {
  return store
    .all<StoredChange>('SELECT * FROM watchlist_screen_change WHERE screen = ? ORDER BY seq DESC LIMIT ?', screen, limit)
    .map(changeOf);
}

/** Changes of every screen that came with data or time, since an instant; oldest first. */
export function changesSince(store: Reader, at: string): readonly (ScreenChangeRow & { readonly screen: string })[] {
  return store
    .all<StoredChange>("SELECT * FROM watchlist_screen_change WHERE at >= ? AND because IN ('data', 'time') ORDER BY seq", at)
    .map((row) => Object.assign(changeOf(row), { screen: row.screen }));
}

interface StoredScreen {
  readonly screen: string;
  readonly saved_seq: number;
  readonly edited_seq: number;
  readonly terms: string;
  readonly removed: number;
}

interface StoredChange {
  readonly screen: string;
  readonly seq: number;
  readonly at: string;
  readonly because: ScreenReason;
  readonly entered: string;
  readonly has_left: string;
  readonly total: number;
  readonly unknown: number;
  readonly size: number;
}

function screenOf({ screen, saved_seq, edited_seq, terms, removed }: StoredScreen): ScreenRow {
  return { screen, terms: JSON.parse(terms) as ScreenTerms, savedSeq: saved_seq, editedSeq: edited_seq, removed: removed === 1 };
}

function changeOf({ seq, at, because, entered, has_left, total, unknown, size }: StoredChange): ScreenChangeRow {
  return {
    seq,
    at,
    because,
    entered: JSON.parse(entered) as readonly string[],
    left: JSON.parse(has_left) as readonly string[],
    total,
    unknown,
    size,
  };
}
