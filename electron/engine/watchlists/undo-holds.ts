import type { JournalEvent } from '../../../shared/journal/index.ts';
import type { Watched } from '../../../shared/watchlists/index.ts';
import type { Column } from '../column.ts';
import type { Reader } from '../store/store.ts';

interface Taken {
  readonly entries: readonly { readonly entry: string; readonly about: Watched; readonly title: string }[];
}

/** What was taken off a list and put on it again cannot come back beside itself. */
export const undoHolds: NonNullable<Column['holds']> = {
  'watchlists.entries-removed': (store, event) => standsAgain(store, event as JournalEvent<Taken>),
};

function standsAgain(store: Reader, { subject, payload }: JournalEvent<Taken>): string | null {
  for (const { entry, about, title } of payload.entries) {
    const other = store.get<{ entry: string }>(
      'SELECT entry FROM watchlist_entry WHERE kind = ? AND id = ? AND removed = 0 AND list = ? AND entry <> ?',
      about.kind,
      about.id,
      subject,
      entry,
    );
    if (other) return `${title} is on the list again. Take it off first, then undo.`;
  }
  return null;
}
