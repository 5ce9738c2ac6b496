import { useEffect, useMemo, useRef, useState } from 'react';
import type { SubjectKind } from '../../shared/figures/index.ts';
import { compareSubjects } from '../comparison/index.ts';
import { ExpressionField, readExpression, useVocabulary } from '../expressions/index.ts';
import type { GridHands } from '../grid/grid.tsx';
import { type MetricEntry, useMetrics } from '../metrics/index.ts';
import { type Command, offer } from '../window/commands.ts';
import { say } from '../window/notices.ts';
import type { PanelProps } from '../window/screen.ts';
import { alertOn, ColumnChooser, kindsWord, openForm } from '../watchlists/index.ts';
import { MarkedBar } from './marked-bar.tsx';
import { PrintedRows, printRows } from './printed-rows.tsx';
import { ResultGrid } from './result-grid.tsx';
import { ResultLine } from './result-line.tsx';
import { HeldRows, type PlacedRow } from './result-columns.ts';
import { SaveScreenForm } from './save-screen-form.tsx';
import { SavedScreens } from './saved-screens.tsx';
import { type Question, useSelection } from './selection.ts';
import { saveRows } from './take-rows.ts';
import { chooseKind, SCREENED_KINDS, setKindView, toggleMark, useKindView, useScreenerView } from './view.ts';
import './screener.css';

/** So many of a kind's metrics are columns until somebody chooses: figures, since titles say in words what a thing is. */
const FIRST_COLUMNS = 6;
const FIRST_WORDS: Partial<Readonly<Record<SubjectKind, readonly string[]>>> = {
  pool: ['rate.base', 'rate.reward', 'tvl', 'volume.7d', 'lockup'],
};

/** The screener: a condition over every subject of a kind, with what it lets through beneath as it is typed. */
export default function ScreenerScreen({ panel }: PanelProps) {
  const { kind, marked } = useScreenerView();
  const view = useKindView();
  const vocabulary = useVocabulary(kind);
  // The same array while nothing changes: the grid's columns are made anew with it.
  const registry = useMetrics();
  const metrics = useMemo(() => registry.filter(({ subject }) => subject === kind), [registry, kind]);
  const [doing, setDoing] = useState<Doing>('looking');
  const condition = useLastSound(kind, view.condition, vocabulary);
  const columns = view.columns ?? firstColumns(kind, metrics);
  const asked = JSON.stringify({ kind, condition, columns, sort: view.sort });
  const question = useMemo(() => JSON.parse(asked) as Question, [asked]);
  const selecting = useSelection(question, { enabled: metrics.length > 0 });
  const { answer } = selecting;
  const field = useRef<HTMLTextAreaElement>(null);
  const hands = useRef<GridHands<PlacedRow>>(null);
  const [held] = useState(() => new HeldRows());

  useEffect(
    () => offer(panel, screenerCommands({ hands: () => hands.current, held, write: () => field.current?.focus(), begin: setDoing })),
    [panel, held],
  );

  return (
    <>
      <header className="panel-head">
        <h1>Screener</h1>
        <span className="right actions not-printed">
          <button
            type="button"
            className="quiet"
            aria-expanded={doing === 'columns'}
            onClick={() => setDoing(doing === 'columns' ? 'looking' : 'columns')}
          >
            Columns <kbd>l</kbd>
          </button>
          <button type="button" className="quiet" onClick={() => setDoing('saving')}>
            Save <kbd>s</kbd>
          </button>
          <button type="button" className="quiet" onClick={() => alertOn({ kind, rule: condition })}>
            Alert
          </button>
          <button type="button" className="quiet" onClick={() => void saveRows(question, `${kind}-screen`)}>
            CSV
          </button>
          <button type="button" className="quiet" onClick={() => void printRows(question)}>
            Print
          </button>
        </span>
      </header>
      <SavedScreens kind={kind} />
      <div className="screener-ask not-printed">
        <select
          className="field narrow"
          aria-label="What is screened"
          value={kind}
          onChange={(event) => chooseKind(event.currentTarget.value)}
        >
          {SCREENED_KINDS.map((each) => (
            <option key={each} value={each}>
              {kindsWord(each)}
            </option>
          ))}
        </select>
        <ExpressionField
          key={kind}
          kind="condition"
          label="Condition"
          vocabulary={vocabulary}
          value={view.condition}
          onChange={(text) => setKindView({ condition: text })}
          onSubmit={() => hands.current?.focus()}
          onLeave={() => hands.current?.focus()}
          placeholder={EXAMPLES[kind] ?? 'name > 1'}
          empty={`All ${kindsWord(kind)}. Write a condition to narrow them; the down arrow shows what may stand at the caret.`}
          input={field}
        />
      </div>
      {doing === 'columns' && (
        <div className="screener-columns not-printed">
          <ColumnChooser metrics={metrics} chosen={columns} onChange={(chosen) => setKindView({ columns: chosen })} />
          <button type="button" className="second" onClick={() => setDoing('looking')}>
            Done
          </button>
        </div>
      )}
      {doing === 'saving' && (
        <SaveScreenForm terms={{ kind, condition, columns: [...columns], sort: view.sort }} onDone={() => setDoing('looking')} />
      )}
      <ResultLine kind={kind} answer={answer}>
        {marked.length > 0 && <MarkedBar onAdd={addMarked} onCompare={compareMarked} />}
      </ResultLine>
      {selecting.error && (
        <p className="panel-opening">
          The {kindsWord(kind)} could not be read: {selecting.error.message}
        </p>
      )}
      <ResultGrid panel={panel} kind={kind} selecting={selecting} metrics={metrics} hands={hands} held={held} />
      <PrintedRows title={`Screener: ${kindsWord(kind)}`} condition={condition} />
    </>
  );
}

type Doing = 'looking' | 'columns' | 'saving';

interface ScreenerHands {
  readonly hands: () => GridHands<PlacedRow> | null;
  readonly held: HeldRows;
  readonly write: () => void;
  readonly begin: (doing: Doing) => void;
}

function screenerCommands({ hands, held, write, begin }: ScreenerHands): readonly Command[] {
  const group = 'Screener';
  const markFocused = () =>
    hands()?.withRow(({ index }) => {
      const row = held.at(index);
      if (row) toggleMark({ id: row.id, title: row.title });
    });
  return [
    { id: 'filter', title: 'Write the condition', group, keys: ['/'], run: write },
    { id: 'list.down', title: 'Down', group, keys: ['j'], run: () => hands()?.move(1) },
    { id: 'list.up', title: 'Up', group, keys: ['k'], run: () => hands()?.move(-1) },
    { id: 'list.open', title: 'Open beside the list', group, keys: ['Enter', 'o'], run: () => hands()?.open() },
    { id: 'explain', title: 'Explain this figure', group, keys: ['e'], run: () => hands()?.explain() },
    { id: 'screener.mark', title: 'Mark', group, keys: ['x'], run: markFocused },
    { id: 'add', title: 'Add the marked ones to a watchlist', group, keys: ['n'], run: addMarked },
    { id: 'screener.compare', title: 'Compare the marked ones', group, keys: ['c'], run: compareMarked },
    { id: 'screener.columns', title: 'Choose the columns', group, keys: ['l'], run: () => begin('columns') },
    { id: 'screener.save', title: 'Save this screen', group, keys: ['s'], run: () => begin('saving') },
  ];
}

const EXAMPLES: Partial<Readonly<Record<SubjectKind, string>>> = {
  pool: 'rate.base > 4% and tvl > 5m',
  asset: 'price > 1 and change(price, 7d) > 5%',
  pair: 'peg < 0.99',
  network: 'inflation < 5% and unbonding <= 7d',
  venue: 'score >= 7',
  position: 'return.real < 0',
};

function firstColumns(kind: SubjectKind, metrics: readonly MetricEntry[]): readonly string[] {
  const words = FIRST_WORDS[kind];
  const figures = metrics.filter(({ unit }) => unit !== 'text');
  return (words ? words.flatMap((word) => metrics.find((metric) => metric.word === word) ?? []) : figures.slice(0, FIRST_COLUMNS)).map(
    ({ id }) => id,
  );
}

/** The text of the condition as it last made sense: while it is being typed the rows of before stay. */
function useLastSound(kind: SubjectKind, text: string, vocabulary: ReturnType<typeof useVocabulary>): string {
  const [kept, setKept] = useState({ kind, text: '' });
  const isSound = vocabulary !== null && readExpression('condition', text, vocabulary).state !== 'wrong';
  const sound = isSound ? text.trim() : kept.kind === kind ? kept.text : '';
  if (kept.kind !== kind || kept.text !== sound) setKept({ kind, text: sound });
  return sound;
}

function addMarked(): void {
  const { kind, marked } = useScreenerView.getState();
  if (marked.length === 0) say({ tone: 'plain', text: 'Mark what is to be added with x first.' });
  else openForm({ shows: 'add', about: marked.map(({ id }) => ({ kind, id })) });
}

function compareMarked(): void {
  const { kind, marked } = useScreenerView.getState();
  compareSubjects(marked.map(({ id }) => ({ kind, id })));
}
