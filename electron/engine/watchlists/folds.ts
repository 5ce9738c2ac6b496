import type {
  EntryChange,
  GradeMark,
  GradeName,
  ListTerms,
  NewEntry,
  OwnGrade,
  ScreenChange,
  ScreenTerms,
  Watched,
} from '../../../shared/watchlists/index.ts';
import { fold, type Fold } from '../column.ts';
import type { Writer } from '../store/store.ts';

interface Named {
  readonly entries: readonly { readonly entry: string }[];
}
interface Edited<T> {
  readonly before: T;
  readonly after: T;
}
interface Graded {
  readonly about: { readonly kind: string; readonly id: string };
  readonly title: string;
  readonly grade: GradeName;
}

/** How the watchlists column's tables follow from its events. */
export const watchlistFolds: Readonly<Record<string, Fold>> = {
  'watchlists.list-made': fold<{ terms: ListTerms }>((store, { seq, at, subject, payload }) => {
    store.run(
      'INSERT OR IGNORE INTO watchlist (list, made_seq, made_at, terms, removed) VALUES (?, ?, ?, ?, 0)',
      subject,
      seq,
      at,
      JSON.stringify(payload.terms),
    );
  }),
  'watchlists.list-removed': fold((store, { subject }) => {
    store.run('UPDATE watchlist SET removed = 1 WHERE list = ?', subject);
  }),
  'watchlists.list-restored': fold((store, { subject }) => {
    store.run('UPDATE watchlist SET removed = 0 WHERE list = ?', subject);
  }),
  'watchlists.list-edited': fold<Edited<ListTerms>>((store, { subject, payload }) => {
    store.run('UPDATE watchlist SET terms = ? WHERE list = ?', JSON.stringify(payload.after), subject);
  }),
  'watchlists.entries-added': fold<{ entries: readonly NewEntry[] }>((store, { id, seq, at, actor, subject, payload }) => {
    for (const entry of payload.entries) {
      put(store, subject, entry, at, id);
      if (entry.note !== '') writeNote(store, entry.entry, entry.note, { seq, at, actor });
    }
  }),
  'watchlists.entries-removed': fold<Named>((store, { payload }) => {
    for (const { entry } of payload.entries) store.run('UPDATE watchlist_entry SET removed = 1 WHERE entry = ?', entry);
  }),
  'watchlists.entries-restored': fold<Named>((store, { payload }) => {
    for (const { entry } of payload.entries) store.run('UPDATE watchlist_entry SET removed = 0 WHERE entry = ?', entry);
  }),
  'watchlists.entries-moved': fold<{ moves: readonly { entry: string; after: string }[] }>((store, { payload }) => {
    for (const { entry, after } of payload.moves) store.run('UPDATE watchlist_entry SET place = ? WHERE entry = ?', after, entry);
  }),
  'watchlists.entry-set': fold<{ change: EntryChange }>((store, { subject, payload }) => setField(store, subject, payload.change)),
  'watchlists.note-written': fold<Edited<string>>((store, { seq, at, actor, subject, payload: { after } }) => {
    store.run('UPDATE watchlist_entry SET note = ? WHERE entry = ?', after, subject);
    writeNote(store, subject, after, { seq, at, actor });
  }),
  'watchlists.grade-set': fold<Graded & Edited<OwnGrade | null>>((store, { seq, at, actor, payload: { about, grade, after } }) => {
    store.run(
      'INSERT OR REPLACE INTO watchlist_own_grade (kind, id, grade, seq, at, actor, letter, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      about.kind,
      about.id,
      grade,
      seq,
      at,
      actor,
      after?.letter ?? null,
      after?.reason ?? '',
    );
  }),
  'watchlists.grade-changed': fold<Graded & Edited<GradeMark> & { before: GradeMark | null; day: string }>(
    (store, { seq, at, payload }) => {
      const { about, title, grade, before, after, day } = payload;
      store.run(
        `INSERT OR REPLACE INTO watchlist_grade (kind, id, grade, seq, at, day, title, letter, points, coverage, letter_before, is_first)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        about.kind,
        about.id,
        grade,
        seq,
        at,
        day,
        title,
        after.letter,
        after.points,
        after.coverage,
        before?.letter ?? null,
        before === null ? 1 : 0,
      );
    },
  ),
  'watchlists.screen-set': fold<Edited<ScreenTerms | null>>((store, { seq, subject, payload: { after } }) => {
    if (after === null) store.run('UPDATE watchlist_screen SET removed = 1, edited_seq = ? WHERE screen = ?', seq, subject);
    else {
      store.run(
        `INSERT INTO watchlist_screen (screen, saved_seq, edited_seq, terms, removed) VALUES (?, ?, ?, ?, 0)
         ON CONFLICT (screen) DO UPDATE SET edited_seq = excluded.edited_seq, terms = excluded.terms, removed = 0`,
        subject,
        seq,
        seq,
        JSON.stringify(after),
      );
    }
  }),
  'watchlists.screen-changed': fold<{ change: ScreenChange }>((store, { seq, at, subject, payload: { change } }) => {
    const { entered, left, because, total, unknown, size } = change;
    for (const id of left) store.run('DELETE FROM watchlist_screen_member WHERE screen = ? AND id = ?', subject, id);
    for (const id of entered) {
      store.run('INSERT OR REPLACE INTO watchlist_screen_member (screen, id, since_seq, since) VALUES (?, ?, ?, ?)', subject, id, seq, at);
    }
    store.run(
      `INSERT OR REPLACE INTO watchlist_screen_change (screen, seq, at, because, entered, has_left, total, unknown, size)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      subject,
      seq,
      at,
      because,
      JSON.stringify(entered),
      JSON.stringify(left),
      total,
      unknown,
      size,
    );
  }),
};

export const watchlistProjections: readonly string[] = [
  'watchlist',
  'watchlist_entry',
  'watchlist_note',
  'watchlist_own_grade',
  'watchlist_grade',
  'watchlist_screen',
  'watchlist_screen_member',
  'watchlist_screen_change',
];

function put(store: Writer, list: string, entry: NewEntry & { readonly about: Watched }, at: string, event: string): void {
  store.run(
    `INSERT OR IGNORE INTO watchlist_entry
       (entry, list, kind, id, title, place, added_at, added_event, tags, note, review_by, targets, own_values, captured, removed)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`,
    entry.entry,
    list,
    entry.about.kind,
    entry.about.id,
    entry.title,
    entry.place,
    entry.addedAt ?? at,
    event,
    JSON.stringify(entry.tags),
    entry.note,
    entry.reviewBy,
    JSON.stringify(entry.targets),
    JSON.stringify(entry.values),
    JSON.stringify(entry.captured),
  );
}

function writeNote(
  store: Writer,
  entry: string,
  note: string,
  by: { readonly seq: number; readonly at: string; readonly actor: string },
): void {
  store.run(
    'INSERT OR REPLACE INTO watchlist_note (entry, seq, at, actor, note) VALUES (?, ?, ?, ?, ?)',
    entry,
    by.seq,
    by.at,
    by.actor,
    note,
  );
}

function setField(store: Writer, entry: string, change: EntryChange): void {
  switch (change.field) {
    case 'tags':
      store.run('UPDATE watchlist_entry SET tags = ? WHERE entry = ?', JSON.stringify(change.after), entry);
      return;
    case 'review':
      store.run('UPDATE watchlist_entry SET review_by = ? WHERE entry = ?', change.after, entry);
      return;
    case 'targets':
      store.run('UPDATE watchlist_entry SET targets = ? WHERE entry = ?', JSON.stringify(change.after), entry);
      return;
    case 'value':
      setOwnValue(store, entry, change.column, change.after);
  }
}

function setOwnValue(store: Writer, entry: string, column: string, value: string | null): void {
  const row = store.get<{ own_values: string }>('SELECT own_values FROM watchlist_entry WHERE entry = ?', entry);
  if (row === undefined) return;
  const others = Object.entries(JSON.parse(row.own_values) as Record<string, string>).filter(([name]) => name !== column);
  // In the order of their ids, so that a table folded anew is the same text.
  const values = [...others, ...(value === null ? [] : [[column, value] as const])].sort(([one], [other]) => (one < other ? -1 : 1));
  store.run('UPDATE watchlist_entry SET own_values = ? WHERE entry = ?', JSON.stringify(Object.fromEntries(values)), entry);
}
