import { useState } from 'react';
import { compareFirings, type Fall, type MarkScore, scoreMarks } from '../../shared/alerts/index.ts';
import type { History } from '../../shared/figures/index.ts';
import { counted, DASH, numberText, percentText } from '../figures/number-text.ts';
import { MonthBars } from './month-bars.tsx';
import type { RehearsalFigures } from './rehearsal-figures.ts';
import type { Tried } from './trial.ts';
import { instantText, lengthText } from './words.ts';

interface Rehearsed {
  readonly tried: Tried;
  readonly figures: RehearsalFigures;
}

interface RehearsalTableProps {
  readonly one: Rehearsed;
  readonly other: Rehearsed | null;
  /** Drawdowns that the person marked. */
  readonly marked: readonly Fall[];
  readonly onForget: (from: number) => void;
  /** Marks the falls of a depth at least that the history has. */
  readonly onPropose: (depth: number) => void;
  readonly onReveal: (at: number) => void;
  readonly history: History;
  readonly text: (value: number) => string;
}

/** Days before a drawdown within which a firing counts as its warning. */
const HORIZONS = [1, 3, 7, 14, 30] as const;
/** More firings are never listed; the chart shows them all. */
const MOST_LISTED = 200;
const DAY = 864e5;
/** Falls of this depth are worth a mark. */
const DEPTH = 0.05;

/** A rehearsal in figures, one rule beside the other. */
export function RehearsalTable({ one, other, marked, onForget, onPropose, onReveal, history, text }: RehearsalTableProps) {
  const [horizon, setHorizon] = useState<number>(7);
  const both = other === null ? [one] : [one, other];
  const rows: ReadonlyArray<readonly [string, (each: Rehearsed) => React.ReactNode]> = [
    ['Firings', ({ figures }) => `${figures.firings.toLocaleString()}${figures.stillFiring ? ', one still' : ''}`],
    ['A month', ({ figures }) => (figures.perMonth === null ? DASH : numberText(String(figures.perMonth), { most: 1 }))],
    ['By month', ({ figures }) => <MonthBars label="Firings by month" months={figures.months} width={120} />],
    ['Longest', ({ figures }) => (figures.longest === null ? DASH : lengthText(figures.longest))],
    ['Could not be said', ({ figures }) => `${percentText(String(figures.unknownShare))} of ${counted(figures.evaluated, 'evaluation')}`],
  ];
  return (
    <>
      <table className="table rehearsal-figures">
        <thead className={other === null ? 'unseen' : undefined}>
          <tr>
            <th scope="col">Figure</th>
            <th scope="col" className="number">
              This rule
            </th>
            {other && (
              <th scope="col" className="number">
                The other
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, cell]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {both.map((each, index) => (
                <td key={index === 0 ? 'one' : 'other'} className="number">
                  {cell(each)}
                </td>
              ))}
            </tr>
          ))}
          {marked.length > 0 && <ForesightRows both={both} marked={marked} horizon={horizon * DAY} history={history} />}
          {other !== null && <TogetherRow one={one} other={other} end={history.at[history.length - 1] ?? 0} />}
        </tbody>
      </table>
      <p className="rehearsal-marks muted">
        {marked.length === 0 ? (
          <>
            Mark a drawdown on the chart (<kbd>m</kbd> or a double click where it begins, and again where it ends) to see how long before it
            the rule warned, and which firings were false alarms; or{' '}
            <button type="button" className="way" onClick={() => onPropose(DEPTH)}>
              mark every fall of {percentText(String(DEPTH))} or more
            </button>
            .
          </>
        ) : (
          <>
            A firing counts as warning of a drawdown for{' '}
            <select
              className="chip"
              aria-label="How long a firing counts as warning"
              value={horizon}
              onChange={(event) => setHorizon(Number(event.currentTarget.value))}
            >
              {HORIZONS.map((days) => (
                <option key={days} value={days}>
                  {days} {days === 1 ? 'day' : 'days'}
                </option>
              ))}
            </select>
            . Marked:{' '}
            {marked.map(({ from, to }) => (
              <button
                key={from}
                type="button"
                className="way"
                onClick={() => onForget(from)}
                aria-label={`Forget the drawdown from ${instantText(from)} to ${instantText(to)}`}
              >
                {instantText(from)} – {instantText(to)} ×
              </button>
            ))}
          </>
        )}
      </p>
      {one.tried.firings.length > 0 && (
        <details className="rehearsal-firings">
          <summary>When it would have fired</summary>
          <ol>
            {one.tried.firings
              .slice(-MOST_LISTED)
              .toReversed()
              .map(({ at, index, cleared }) => (
                <li key={at}>
                  <button type="button" className="way" onClick={() => onReveal(at)}>
                    {instantText(at)}
                  </button>{' '}
                  at {knownAt(history, index, text)}, {cleared === undefined ? 'fires still' : `for ${lengthText(cleared - at)}`}
                </li>
              ))}
          </ol>
        </details>
      )}
    </>
  );
}

interface ForesightRowsProps {
  readonly both: readonly Rehearsed[];
  readonly marked: readonly Fall[];
  readonly horizon: number;
  readonly history: History;
}

function ForesightRows({ both, marked, horizon, history }: ForesightRowsProps) {
  const scores = both.map(({ tried }) => scoreMarks(tried.firings, marked, horizon, history));
  const rows: ReadonlyArray<readonly [string, (score: MarkScore) => string]> = [
    ['Drawdowns warned of', ({ missed }) => `${marked.length - missed} of ${marked.length}`],
    ['Lead time', ({ marks }) => marks.map(({ lead }) => leadText(lead)).join(', ')],
    ['Median lead', ({ medianLead }) => leadText(medianLead)],
    ['False alarms', ({ falseAlarms }) => falseAlarms.length.toLocaleString()],
  ];
  return rows.map(([name, text]) => (
    <tr key={name}>
      <th scope="row">{name}</th>
      {scores.map((score, index) => (
        <td key={both[index] === both[0] ? 'one' : 'other'} className="number">
          {text(score)}
        </td>
      ))}
    </tr>
  ));
}

/** How long before a fall it fired; after its beginning is told as such. */
function leadText(lead: number | null): string {
  if (lead === null) return 'none';
  return lead < 0 ? `${lengthText(-lead)} after` : lengthText(lead);
}

function TogetherRow({ one, other, end }: { readonly one: Rehearsed; readonly other: Rehearsed; readonly end: number }) {
  const { onlyFirst, onlySecond, overlap } = compareFirings(one.tried.firings, other.tried.firings, end);
  return (
    <tr>
      <th scope="row">Alone{overlap !== null && <span className="muted">, together {percentText(String(overlap))} of the time</span>}</th>
      <td className="number">{onlyFirst.length.toLocaleString()}</td>
      <td className="number">{onlySecond.length.toLocaleString()}</td>
    </tr>
  );
}

function knownAt(history: History, index: number, text: (value: number) => string): string {
  for (let at = index; at >= 0; at -= 1) {
    const value = history.value[at]!;
    if (!Number.isNaN(value)) return text(value);
  }
  return DASH;
}
