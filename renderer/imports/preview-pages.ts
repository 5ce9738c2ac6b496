import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { isRefused } from '../../shared/figures/index.ts';
import { useSettled } from '../lists/index.ts';
import { isRead, type ReadFile, type RowView } from './import-answers.ts';
import { PAGE, pagesToRead } from './page-numbers.ts';
import { previewQuery } from './preview.ts';
import type { WaitingFile } from './waiting-files.ts';

/** Milliseconds for which a list has to rest before the rows in view are read: each page has the whole file read once more. */
const REST = 200;

/** The rows of one file of a preview, by their places. */
export interface PreviewPages {
  /** What is known of a row: all of it once its page was read, until then what the answer says of it. */
  readonly rowAt: (place: number) => RowView | undefined;
  readonly onWindow: (first: number, last: number) => void;
  /** Has the page of one row read, wherever the list is. */
  readonly lookAt: (place: number) => void;
}

/**
 * The rows that came with a preview, and further ones as they come into view. Rows that a filter leaves far apart are told by their reasons
 * alone until somebody looks at one.
 */
export function usePreviewPages(file: WaitingFile, answer: ReadFile, places: readonly number[] | null): PreviewPages {
  const [range, setRange] = useState({ first: 0, last: 0 });
  const [looked, setLooked] = useState<number | null>(null);
  const told = useMemo(() => toldRows(answer), [answer]);
  const pages = pagesToRead(useSettled(range, REST), places, looked, answer.rows);
  const { arrival, choices, name } = file;
  const path = arrival.is === 'there' ? arrival.path : '';
  const read = useQueries({
    queries: pages.map((page) => ({ ...previewQuery(path, name, choices, page * PAGE + 1), enabled: !file.importing })),
  });
  const rowAt = (place: number): RowView | undefined => {
    const page = Math.floor((place - 1) / PAGE);
    if (page === 0) return answer.shown[place - 1];
    const outcome = read[pages.indexOf(page)]?.data;
    if (!outcome || isRefused(outcome)) return told.get(place);
    const same = outcome.ok.files.find((each) => each.file === answer.file);
    return same && isRead(same) ? same.shown[(place - 1) % PAGE] : told.get(place);
  };
  const onWindow = useCallback((first: number, last: number) => {
    setRange((known) => (known.first === first && known.last === last ? known : { first, last }));
  }, []);
  return { rowAt, onWindow, lookAt: setLooked };
}

/** What the answer itself says of rows: those of a history that were skipped, rejected or flagged, without their cells. */
function toldRows({ skipped, rejected, flags, market }: ReadFile): ReadonlyMap<number, RowView> {
  const rows = new Map<number, RowView>();
  if (market) return rows;
  for (const { row, reason } of skipped) rows.set(row, { row, cells: [], outcome: 'skipped', reason });
  for (const { row, field, reason } of rejected) rows.set(row, { row, cells: [], outcome: 'rejected', field, reason });
  for (const { row, flag } of flags) rows.set(row, { row, cells: [], outcome: 'accepted', reason: flag, activities: [] });
  return rows;
}
