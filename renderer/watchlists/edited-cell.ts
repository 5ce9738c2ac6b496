import { dayNumber } from '../../shared/figures/index.ts';
import type { ListTerms } from '../../shared/watchlists/index.ts';
import { OWN } from './arrange.ts';
import { setEntry, writeNote } from './changes.ts';
import { ownValueTyped, typedTags, typedValue } from './own-value.ts';
import type { EntryLine } from './readings.ts';

/** What may be written in a cell: with what it begins, what is wrong with what was typed, and how it is kept. */
export interface EditedCell {
  readonly label: string;
  readonly initial: string;
  readonly tall?: boolean;
  readonly placeholder?: string;
  readonly complaint: (text: string) => string | null;
  readonly keep: (text: string) => Promise<boolean>;
}

/** How a column of an entry is edited in its cell; null where it is not. */
export function editedCell(entry: EntryLine, column: string, terms: ListTerms): EditedCell | null {
  const { title } = entry;
  if (column.startsWith(OWN)) {
    const own = terms.columns.find((each) => `${OWN}${each.column}` === column);
    if (!own) return null;
    return {
      label: `${own.name} of ${title}`,
      initial: ownValueTyped(own, entry.values[own.column] ?? ''),
      ...(own.type === 'day' ? { placeholder: 'YYYY-MM-DD' } : own.type === 'percent' ? { placeholder: '%' } : {}),
      complaint: (text) => complaintIn(typedValue(own, text)),
      keep: async (text) => {
        const typed = typedValue(own, text);
        return 'value' in typed && (await setEntry(entry, { field: 'value', column: own.column, after: typed.value }));
      },
    };
  }
  switch (column) {
    case 'review':
      return {
        label: `Review ${title} by`,
        initial: entry.reviewBy ?? '',
        placeholder: 'YYYY-MM-DD',
        complaint: (text) => (text.trim() === '' || dayNumber(text.trim()) !== null ? null : `${text} is no day; write it as 2026-03-14.`),
        keep: (text) => setEntry(entry, { field: 'review', after: text.trim() === '' ? null : text.trim() }),
      };
    case 'tags':
      return {
        label: `Tags of ${title}, parted by commas`,
        initial: entry.tags.join(', '),
        placeholder: 'stable, core',
        complaint: (text) => (typedTags(text).some((tag) => tag.length > 60) ? 'A tag has 60 characters at most.' : null),
        keep: (text) => setEntry(entry, { field: 'tags', after: [...typedTags(text)] }),
      };
    case 'note':
      return { label: `Note on ${title}`, initial: entry.note, tall: true, complaint: () => null, keep: (text) => writeNote(entry, text) };
    default:
      return null;
  }
}

function complaintIn(typed: ReturnType<typeof typedValue>): string | null {
  return 'complaint' in typed ? typed.complaint : null;
}
