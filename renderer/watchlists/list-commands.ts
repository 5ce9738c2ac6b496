import { compareSubjects } from '../comparison/index.ts';
import type { GridHands } from '../grid/grid.tsx';
import type { Command } from '../window/commands.ts';
import { say } from '../window/notices.ts';
import { MOST_SUBJECTS } from '../../shared/comparison/index.ts';
import { watchedKey } from '../../shared/watchlists/index.ts';
import type { EntryRow } from './arrange.ts';
import { takeOff } from './changes.ts';
import type { ListLine } from './readings.ts';
import { setWatchlistsView, useWatchlistsView } from './view.ts';
import { alertOn, openForm, shownIn } from './ways.ts';

interface ListHands {
  readonly hands: () => GridHands<EntryRow> | null;
  readonly line: ListLine;
  /** Why entries cannot be moved now; null where they can. */
  readonly fixed: string | null;
  readonly move: (entry: string, by: 1 | -1) => void;
  /** Answers whether the cell that has the keyboard can be written in. */
  readonly editFocused: () => boolean;
  readonly editColumn: (entry: string, column: string) => boolean;
}

/** What keys do with the entries of a watchlist. */
export function listCommands({ hands, line, fixed, move, editFocused, editColumn }: ListHands): readonly Command[] {
  const group = 'Watchlists';
  const withEntry = (act: (entry: EntryRow['entry']) => void) => () => hands()?.withRow(({ entry }) => act(entry));
  const cannotMove = () => fixed;
  return [
    { id: 'list.down', title: 'Down', group, keys: ['j'], run: () => hands()?.move(1) },
    { id: 'list.up', title: 'Up', group, keys: ['k'], run: () => hands()?.move(-1) },
    { id: 'list.open', title: 'Open beside the list', group, keys: ['Enter', 'o'], run: () => hands()?.open() },
    { id: 'explain', title: 'Explain this figure', group, keys: ['e'], run: () => hands()?.explain() },
    { id: 'add', title: 'Add to the list', group, keys: ['n'], run: () => openForm({ shows: 'add', list: line.list }) },
    {
      id: 'watchlists.up',
      title: 'Move the entry up',
      group,
      keys: ['alt+ArrowUp'],
      refusal: cannotMove,
      run: withEntry(({ entry }) => move(entry, -1)),
    },
    {
      id: 'watchlists.down',
      title: 'Move the entry down',
      group,
      keys: ['alt+ArrowDown'],
      refusal: cannotMove,
      run: withEntry(({ entry }) => move(entry, 1)),
    },
    {
      id: 'watchlists.take',
      title: 'Take the entry off the list',
      group,
      keys: ['Delete', 'd'],
      run: withEntry((entry) => void takeOff(line, [entry])),
    },
    {
      id: 'watchlists.edit',
      title: 'Write in the cell',
      group,
      keys: ['F2', 'i'],
      run: () => {
        if (!editFocused())
          say({ tone: 'plain', text: 'This cell is read, not written. Own columns, tags, notes and days of review are written.' });
      },
    },
    { id: 'watchlists.tags', title: 'Tags of the entry', group, keys: ['t'], run: withEntry(({ entry }) => editColumn(entry, 'tags')) },
    {
      id: 'watchlists.review',
      title: 'Review the entry by',
      group,
      keys: ['r'],
      run: withEntry(({ entry }) => editColumn(entry, 'review')),
    },
    { id: 'watchlists.note', title: 'Note on the entry', group, keys: ['m'], run: withEntry(({ entry }) => editColumn(entry, 'note')) },
    { id: 'watchlists.mark', title: 'Mark to compare', group, keys: ['x'], run: withEntry(({ about }) => toggleMark(watchedKey(about))) },
    { id: 'watchlists.compare', title: 'Compare the marked entries', group, keys: ['c'], run: compareMarked },
    {
      id: 'watchlists.alert',
      title: 'Alert me about the entry',
      group,
      keys: ['a'],
      run: withEntry(({ about }) => alertOn({ kind: about.kind, ids: [about.id] })),
    },
  ];
}

export function compareMarked(): void {
  const { marked } = useWatchlistsView.getState();
  compareSubjects(
    marked.flatMap((key) => {
      const shown = shownIn(key);
      return shown?.shows === 'subject' ? [shown] : [];
    }),
  );
}

function toggleMark(key: string): void {
  const { marked } = useWatchlistsView.getState();
  if (marked.includes(key)) setWatchlistsView({ marked: marked.filter((each) => each !== key) });
  else if (marked.length >= MOST_SUBJECTS)
    say({ tone: 'plain', text: `${MOST_SUBJECTS} are marked already; take a mark away first with x.` });
  else setWatchlistsView({ marked: [...marked, key] });
}
