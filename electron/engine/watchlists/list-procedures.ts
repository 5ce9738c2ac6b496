import { z } from 'zod';
import { done, identifier } from '../../../shared/figures/index.ts';
import { entrySettingSchema, listTermsSchema, noteSchema, watchedSchema } from '../../../shared/watchlists/index.ts';
import { command, query } from '../api/procedure.ts';
import { entryLine, listAnswer, listLine, noteVersion, sparkAnswer } from './answers.ts';
import {
  addEntries,
  duplicateList,
  moveEntries,
  removeList,
  restoreList,
  saveList,
  setEntry,
  takeEntries,
  withEntry,
  writeNote,
} from './list-commands.ts';
import { outcomeAnswer } from '../api/outcome-answer.ts';
import { entryView, lists, listView, noteHistory, sparks } from './list-view.ts';

const ofList = z.object({ list: identifier });
const ofEntry = z.object({ entry: identifier });
const entries = z.array(identifier).min(1).max(20_000);

/** Watchlists: what is on them, in which order, and what a person says of each entry. */
export const listProcedures = {
  lists: query(
    {
      says: 'Every watchlist with how many entries it has and how many of them are to be reviewed',
      input: z.object({ removed: z.boolean().optional() }),
      output: z.array(listLine),
    },
    (engine, { removed }) => lists(engine, removed ?? false),
  ),
  list: query(
    {
      says: 'A watchlist with a window of its entries: metrics now, changes since they were added, targets, reviews, own columns',
      input: z.object({
        list: identifier,
        from: z.int().min(0).optional(),
        limit: z.int().min(0).max(1_000).optional(),
        tag: z.string().max(60).optional(),
        search: z.string().max(200).optional(),
      }),
      output: outcomeAnswer(listAnswer),
    },
    (engine, { list, from, limit, tag, search }) => listView(engine, { list, from: from ?? 0, limit: limit ?? 200, tag, search }),
  ),
  entry: query({ says: 'One entry of a watchlist', input: ofEntry, output: outcomeAnswer(entryLine) }, (engine, { entry }) =>
    withEntry(engine, entry, (row, list) => done(entryView(engine, list, row))),
  ),
  notes: query(
    {
      says: 'Every version of an entry’s note, newest first, with what changed',
      input: ofEntry,
      output: outcomeAnswer(z.array(noteVersion)),
    },
    (engine, { entry }) => noteHistory(engine, entry),
  ),
  sparks: query(
    {
      says: 'The past of the list’s trends for some of its entries, thinned for small charts',
      input: z.object({ list: identifier, entries: z.array(identifier).max(500), points: z.int().min(4).max(500).optional() }),
      output: outcomeAnswer(z.array(sparkAnswer)),
    },
    (engine, { list, entries, points }) => sparks(engine, list, entries, points ?? 60),
  ),
  save: command(
    {
      says: 'Makes a watchlist, or changes what one is called and shows',
      input: z.object({ list: identifier.optional(), terms: listTermsSchema }),
      output: ofList,
    },
    (engine, { list, terms }) => saveList(engine, list, terms),
  ),
  duplicate: command(
    {
      says: 'A new watchlist with the same entries and all that was said of them',
      input: z.object({ list: identifier, title: listTermsSchema.shape.title }),
      output: ofList,
    },
    (engine, { list, title }) => duplicateList(engine, list, title),
  ),
  remove: command({ says: 'Removes a watchlist; it can be brought back', input: ofList, output: ofList }, (engine, { list }) =>
    removeList(engine, list),
  ),
  restore: command({ says: 'Brings a removed watchlist back', input: ofList, output: ofList }, (engine, { list }) =>
    restoreList(engine, list),
  ),
  add: command(
    {
      says: 'Puts subjects on a watchlist, before an entry or at its end, and keeps what its metrics say of them now',
      input: z.object({ list: identifier, about: z.array(watchedSchema).min(1).max(20_000), before: identifier.nullable().optional() }),
      output: z.object({ entries: z.array(identifier), already: z.array(identifier) }),
    },
    (engine, { list, about, before }) => addEntries(engine, list, about, before ?? null),
  ),
  take: command(
    { says: 'Takes entries off a watchlist', input: z.object({ list: identifier, entries }), output: z.object({ entries }) },
    (engine, { list, entries }) => takeEntries(engine, list, entries),
  ),
  move: command(
    {
      says: 'Moves entries to before another one, or to the end where that is null',
      input: z.object({ list: identifier, entries, before: identifier.nullable() }),
      output: z.object({ entries }),
    },
    (engine, { list, entries, before }) => moveEntries(engine, list, entries, before),
  ),
  setEntry: command(
    {
      says: 'Sets an entry’s tags, its day of review, its targets, or a value of an own column',
      input: z.object({ entry: identifier, setting: entrySettingSchema }),
      output: ofEntry,
    },
    (engine, { entry, setting }) => setEntry(engine, entry, setting),
  ),
  writeNote: command(
    {
      says: 'Writes the note on an entry; every version is kept',
      input: z.object({ entry: identifier, note: noteSchema }),
      output: ofEntry,
    },
    (engine, { entry, note }) => writeNote(engine, entry, note),
  ),
};
