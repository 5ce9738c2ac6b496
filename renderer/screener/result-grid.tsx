import { memo, type RefObject, useCallback, useLayoutEffect, useMemo, useState } from 'react';
import type { SubjectKind } from '../../shared/figures/index.ts';
import { Grid, type GridHands, type GridSort } from '../grid/grid.tsx';
import { useBeside } from '../window/beside.ts';
import { useNow } from '../window/clock.ts';
import { say } from '../window/notices.ts';
import { usePreferences } from '../window/preferences.ts';
import type { MetricEntry } from '../metrics/index.ts';
import { currenciesOf, explainMetric, kindWord, openSubject } from '../watchlists/index.ts';
import { NothingFound } from './nothing-found.tsx';
import { type HeldRows, type PlacedRow, placeAt, resultColumns, TITLE } from './result-columns.ts';
import type { SelectedRow, Selecting, Selection } from './selection.ts';
import { BY_TITLE, setKindView, useScreenerView, useSort } from './view.ts';

interface ResultGridProps {
  readonly panel: string;
  readonly kind: SubjectKind;
  readonly selecting: Selecting;
  readonly metrics: readonly MetricEntry[];
  readonly hands: RefObject<GridHands<PlacedRow> | null>;
  readonly held: HeldRows;
}

const NO_HEADS: Selection['heads'] = [];
const NO_ROWS: readonly SelectedRow[] = [];

/**
 * What was found, of any length: the grid knows places, and each answer fills them. Drawn anew only when an answer has come: not with each letter
 * that is typed beside it.
 */
export const ResultGrid = memo(function ResultGrid({ panel, kind, selecting, metrics, hands, held }: ResultGridProps) {
  const discreet = usePreferences((state) => state.discreet);
  const now = useNow();
  const { answer, rowAt } = useLastFull(selecting);
  const isEmpty = selecting.answer?.total === 0;
  const order = useSort();
  const sort = useMemo<GridSort | null>(
    () => (order === BY_TITLE ? null : { column: order.metric ?? TITLE, direction: order.descending ? 'desc' : 'asc' }),
    [order],
  );
  const marked = useScreenerView((state) => state.marked);
  const subject = useBeside('screener', 'subject');
  const heads = useSame(answer?.heads ?? NO_HEADS);
  const rows = answer?.rows ?? NO_ROWS;
  // The first page tells which currencies a column is in.
  const currencies = useSame(heads.map((_, place) => currenciesOf(rows.map(({ cells }) => cells[place] ?? null))));
  const columns = useMemo(() => {
    const fresh = new Map(metrics.map(({ id, freshDays }) => [id, freshDays]));
    return resultColumns(held, heads, currencies, nameOf(kind), (metric) => fresh.get(metric) ?? null);
  }, [held, heads, currencies, kind, metrics]);
  const count = answer?.total ?? 0;
  const places = useMemo(() => ({ count, at: placeAt }), [count]);

  useLayoutEffect(() => {
    // Where nothing is let through no key finds a row, and what is not seen is not drawn anew.
    held.hold({ rowAt: isEmpty ? noRow : rowAt, heads, marked: new Set(marked.map(({ id }) => id)), style: { discreet, now } });
    if (!isEmpty) hands.current?.refresh();
  }, [held, isEmpty, rowAt, heads, marked, discreet, now, hands]);

  const open = useCallback(
    ({ index }: PlacedRow, { anew }: { readonly anew: boolean }) => {
      const row = held.at(index);
      if (row) openSubject({ kind, id: row.id }, row.title, anew);
    },
    [held, kind],
  );
  const explain = useCallback(
    ({ index }: PlacedRow, column: string) => {
      const row = held.at(index);
      const place = heads.findIndex(({ metric }) => metric === column);
      if (place === -1) say({ tone: 'plain', text: 'A name has nothing to explain; choose a figure with the arrows.' });
      else if (row) explainMetric(panel, { kind, id: row.id }, row.title, heads[place]!, held.cell(index, column));
    },
    [held, kind, heads, panel],
  );
  const selected = rows.findIndex(({ id }) => subject === `${kind}:${id}`);

  return (
    <div className="panel-body screener-result">
      {isEmpty && <NothingFound kind={kind} of={selecting.answer?.subjects ?? 0} />}
      <div className="screener-rows" inert={isEmpty}>
        <Grid<PlacedRow>
          label="What was found"
          columns={columns}
          rows={places}
          idOf={idOf}
          isHead={isHead}
          sort={sort}
          onSort={sortBy}
          selected={selected === -1 ? null : String(selected)}
          onOpen={open}
          onExplain={explain}
          onWindow={selecting.onWindow}
          hands={hands}
        />
      </div>
    </div>
  );
});

/**
 * The last answer that let anything through. While a condition lets nothing through, as “rate > 5” does before its “%”, the grid stays as it was and
 * unseen: to make it anew at the next key would take longer than all else.
 */
function useLastFull(selecting: Selecting): Selecting {
  const [full, setFull] = useState(selecting);
  if (selecting.answer?.total === 0 || full === selecting) return full;
  setFull(selecting);
  return selecting;
}

function noRow(): undefined {
  return undefined;
}

function idOf({ index }: PlacedRow): string {
  return String(index);
}

function isHead(): boolean {
  return false;
}

function sortBy(sort: GridSort | null): void {
  setKindView({
    sort: sort === null ? BY_TITLE : { metric: sort.column === TITLE ? null : sort.column, descending: sort.direction === 'desc' },
  });
}

function nameOf(kind: SubjectKind): string {
  const word = kindWord(kind);
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

/** The same value as long as it says the same: an answer makes its headings anew each time. */
function useSame<T>(value: T): T {
  const [kept, setKept] = useState({ value, text: JSON.stringify(value) });
  const text = JSON.stringify(value);
  if (text === kept.text) return kept.value;
  setKept({ value, text });
  return value;
}
