import { isRefused, type Outcome } from '../../shared/figures/index.ts';
import type { EntrySetting, Watched } from '../../shared/watchlists/index.ts';
import { api } from '../engine/api.ts';
import { answered } from '../engine/command.ts';
import { counted } from '../figures/number-text.ts';
import { sayChanged } from '../forms/say-changed.ts';
import { say } from '../window/notices.ts';
import type { EntryLine, ListLine } from './readings.ts';

/** Moves entries to before another one, to the end where that is null. Says nothing: one sees it. */
export async function moveEntries(list: string, entries: readonly string[], before: string | null): Promise<void> {
  told(await answered(() => api.watchlists.move.mutate({ list, entries: [...entries], before })), null);
}

export async function takeOff(list: ListLine, entries: readonly EntryLine[]): Promise<void> {
  const outcome = await answered(() => api.watchlists.take.mutate({ list: list.list, entries: entries.map(({ entry }) => entry) }));
  const what = entries.length === 1 ? (entries[0]?.title ?? '') : counted(entries.length, 'entry', 'entries');
  told(outcome, `${what} was taken off “${list.terms.title}”.`);
}

export async function setEntry({ entry, title }: EntryLine, setting: EntrySetting): Promise<boolean> {
  const says = { tags: 'The tags', review: 'The day of review', targets: 'The targets', value: 'The value' }[setting.field];
  return told(
    await answered(() => api.watchlists.setEntry.mutate({ entry, setting })),
    `${says} of ${title} ${setting.field === 'tags' || setting.field === 'targets' ? 'are' : 'is'} kept.`,
  );
}

export async function writeNote({ entry, title }: EntryLine, note: string): Promise<boolean> {
  return told(await answered(() => api.watchlists.writeNote.mutate({ entry, note })), `The note on ${title} is kept.`);
}

/** Puts subjects on a list, and says which of them stood there already. */
export async function addTo(list: string, title: string, about: readonly Watched[], before: string | null = null): Promise<boolean> {
  const outcome = await answered(() => api.watchlists.add.mutate({ list, about: [...about], before }));
  if (isRefused(outcome)) return told(outcome, null);
  const { entries, already } = outcome.ok;
  const stood = already.length === 0 ? '' : ` ${counted(already.length, 'was', 'were')} on it already.`;
  if (entries.length === 0) say({ tone: 'plain', text: `“${title}” has ${already.length === 1 ? 'it' : 'all of them'} already.` });
  else sayChanged(`${counted(entries.length, 'entry', 'entries')} put on “${title}”.${stood}`);
  return true;
}

export async function removeList({ list, terms }: ListLine): Promise<boolean> {
  return told(await answered(() => api.watchlists.remove.mutate({ list })), `The list “${terms.title}” was removed.`);
}

/** Says what was done with the way back, or why it was not. */
function told(outcome: Outcome<unknown>, done: string | null): boolean {
  if (isRefused(outcome)) {
    say({ tone: 'refused', text: outcome.error.message, details: JSON.stringify(outcome.error, null, 2) });
    return false;
  }
  if (done !== null) sayChanged(done);
  return true;
}
