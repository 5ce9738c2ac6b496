import { useCallback, useDeferredValue, useEffect, useMemo, useRef } from 'react';
import { isKnown } from '../../shared/figures/index.ts';
import { useWidth } from '../charts/use-size.ts';
import { useReading } from '../engine/reading.ts';
import { explain, explanationOf } from '../figures/explain.ts';
import { shownText } from '../figures/figure-view.tsx';
import { moneyText } from '../figures/number-text.ts';
import { Grid, type GridHands, type GridSort } from '../grid/grid.tsx';
import { offer, type Command } from '../window/commands.ts';
import { useFinder, type Finder } from '../window/finders.ts';
import { goTo, modelOf, openBeside, subjectBeside, usePlaces } from '../window/places.ts';
import { usePreferences } from '../window/preferences.ts';
import type { PanelProps } from '../window/screen.ts';
import { arrange, groupKey, type ListRow } from './arrange.ts';
import { positionColumns } from './list-columns.ts';
import { ListControls } from './list-controls.tsx';
import { FirstSteps } from './first-steps.tsx';
import { addPosition } from './open-position.ts';
import { ProposalsLine } from './proposals-line.tsx';
import { listReading, type PositionSummary } from './readings.ts';
import { measureSince, setPositionsView, today, usePositionsView, type Standing } from './view.ts';
import './positions.css';

/** Pixels from which the list has room for the real return in money too. */
const WIDE = 720;
const NO_POSITIONS: readonly PositionSummary[] = [];

/** The list of positions: thousands of them, sorted, filtered, grouped, with totals that add up and say what they lack. */
export default function PositionsScreen({ panel }: PanelProps) {
  const view = usePositionsView();
  const discreet = usePreferences((state) => state.discreet);
  const selected = usePlaces(({ place }) => subjectBeside(modelOf(place), 'position'));
  const { data, error, isPending } = useReading(
    listReading(measureSince(view.since, today()), view.standing === 'all' ? undefined : view.standing),
  );
  const positions = data?.positions ?? NO_POSITIONS;
  // What is typed into the filter shows at once; the list follows when there is time.
  const wanted = useDeferredValue(view);
  const { rows, total } = useMemo(() => arrange(positions, data?.totals ?? [], wanted), [positions, data?.totals, wanted]);
  const currency = data?.currency ?? '';
  const [body, width] = useWidth<HTMLDivElement>(600);
  const wide = width > WIDE;
  const columns = useMemo(() => positionColumns({ currency, discreet, wide, total: total.value }), [currency, discreet, wide, total.value]);
  const hands = useRef<GridHands>(null);
  const filter = useRef<HTMLInputElement>(null);

  const open = useCallback((row: ListRow, { anew }: { anew: boolean }) => {
    if (row.row === 'position') openBeside('position', row.id, { name: row.position.title, anew });
    else if (row.row === 'head') toggleGroup(groupKey(row));
  }, []);
  const explainCell = useCallback((row: ListRow, column: string) => explainIn(panel, row, column, currency), [panel, currency]);
  useEffect(
    () =>
      offer(
        panel,
        listCommands(
          () => hands.current,
          () => filter.current,
        ),
      ),
    [panel],
  );
  useFinder(useMemo(() => positionFinder(positions), [positions]));

  if (error) return <Unreadable message={error.message} />;
  if (!isPending && positions.length === 0) return <NoPositions standing={view.standing} />;
  return (
    <>
      <header className="panel-head">
        <h1>Positions</h1>
        <span className="right">
          {data && headline(total.value, total.realReturn, currency, discreet)}
          {total.lacking.value > 0 && ` · ${total.lacking.value.toLocaleString()} unavailable`}
        </span>
      </header>
      <ListControls currency={currency} filter={filter} shown={total.positions} all={positions.length} />
      <ProposalsLine />
      <div className="panel-body" ref={body}>
        <Grid<ListRow>
          label="Positions"
          columns={columns}
          rows={rows}
          idOf={(row) => row.id}
          isHead={(row) => row.row !== 'position'}
          total={rows.length > 0 ? total : undefined}
          sort={view.sort}
          onSort={sortList}
          selected={selected}
          onOpen={open}
          onExplain={explainCell}
          hands={hands}
        />
      </div>
    </>
  );
}

function headline(
  value: Parameters<typeof shownText>[0],
  realReturn: Parameters<typeof shownText>[0],
  currency: string,
  discreet: boolean,
): string {
  const worth = isKnown(value) && !discreet ? `${moneyText(value.ok)} ${currency}` : '';
  const real = isKnown(realReturn) ? `real ${shownText(realReturn, { as: 'rate' }, { change: true })}` : '';
  return [worth, real].filter(Boolean).join(' · ');
}

function sortList(sort: GridSort | null): void {
  setPositionsView({ sort });
}

function toggleGroup(key: string): void {
  const { collapsed } = usePositionsView.getState();
  setPositionsView({ collapsed: collapsed.includes(key) ? collapsed.filter((each) => each !== key) : [...collapsed, key] });
}

function explainIn(panel: string, row: ListRow, column: string, currency: string): void {
  const found = figureIn(row, column);
  if (!found) return;
  const { name, figure, rate } = found;
  explain({
    panel,
    title: name,
    shown: shownText(figure, rate ? { as: 'rate' } : { as: 'money', currency }, { change: rate }),
    ...explanationOf(figure),
  });
}

function figureIn(row: ListRow, column: string) {
  const of = row.row === 'position' ? row.position.title : row.name;
  if (column === 'value') return { name: `Value of ${of}`, figure: row.row === 'position' ? row.position.value : row.value, rate: false };
  if (column === 'real')
    return { name: `Real return of ${of}`, figure: row.row === 'position' ? row.position.real : row.real, rate: false };
  if (column === 'realReturn')
    return { name: `Real return of ${of}`, figure: row.row === 'position' ? row.position.realReturn.figure : row.realReturn, rate: true };
  if (column === 'xirr' && row.row === 'position') return { name: `XIRR of ${of}`, figure: row.position.xirr.figure, rate: true };
  return null;
}

function listCommands(hands: () => GridHands | null, filter: () => HTMLInputElement | null): readonly Command[] {
  const group = 'Positions';
  return [
    { id: 'add', title: 'Add a position', group, keys: ['n'], run: addPosition },
    { id: 'filter', title: 'Filter the list', group, keys: ['/'], run: () => filter()?.focus() },
    { id: 'list.down', title: 'Down', group, keys: ['j'], run: () => hands()?.move(1) },
    { id: 'list.up', title: 'Up', group, keys: ['k'], run: () => hands()?.move(-1) },
    { id: 'list.open', title: 'Open beside the list', group, keys: ['Enter', 'o'], run: () => hands()?.open() },
    { id: 'explain', title: 'Explain this figure', group, keys: ['e'], run: () => hands()?.explain() },
  ];
}

function positionFinder(positions: readonly PositionSummary[]): Finder {
  return {
    group: 'Positions',
    find: async (words) => {
      const wanted = words.toLowerCase().split(/\s+/);
      return positions
        .filter(({ title, detail, assets }) =>
          wanted.every((word) => `${title} ${detail} ${assets.join(' ')}`.toLowerCase().includes(word)),
        )
        .slice(0, 8)
        .map(({ position, title, detail }) => ({ id: position, title, says: detail, run: () => goTo('positions', position) }));
    },
  };
}

/** Teaches what belongs here; where only open or closed ones were asked for, the others are a click away. */
function NoPositions({ standing }: { readonly standing: Standing }) {
  return (
    <div className="teaching">
      <h2>No positions yet</h2>
      <p>
        A position is money at work: coins that are staked, lent, provided to a pool or kept in an earn product. Here each shows what it is
        worth, what it really earned after prices, fees, taxes and inflation, and why.
      </p>
      <p>
        Import what an exchange or a tool exports, and the positions in it are proposed; or write one down, such as 120 DOT staked at
        Kraken.
      </p>
      <FirstSteps />
      <ProposalsLine />
      {standing !== 'all' && (
        <p>
          Only {standing} positions are shown.{' '}
          <button type="button" className="way" onClick={() => setPositionsView({ standing: 'all' })}>
            Show all
          </button>
        </p>
      )}
    </div>
  );
}

/** A reading that failed, with the way to try again. */
function Unreadable({ message }: { readonly message: string }) {
  return (
    <div className="teaching" role="alert">
      <h2>The positions could not be read</h2>
      <p>{message}</p>
    </div>
  );
}
