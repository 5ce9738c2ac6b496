import { create } from 'zustand';
import { flushSync } from 'react-dom';
import { PrintHead } from '../frame/print-head.tsx';
import { readingDrawn } from '../watchlists/index.ts';
import { usePreferences } from '../window/preferences.ts';
import type { Question, SelectedRow, Selection } from './selection.ts';
import { readRows } from './take-rows.ts';

interface Printed {
  readonly heads: Selection['heads'];
  readonly rows: readonly SelectedRow[];
  readonly at: number;
}

/** Nobody reads more on paper; the CSV has them all. */
const MOST_PRINTED = 1_000;

const usePrinted = create<{ readonly printed: Printed | null }>(() => ({ printed: null }));

/** Reads the rows that a question lets through, as many as paper takes, and prints them: the grid itself holds only those in view. */
export async function printRows(question: Question): Promise<void> {
  const { heads, rows } = await readRows(question, MOST_PRINTED);
  flushSync(() => usePrinted.setState({ printed: { heads, rows, at: Date.now() } }));
  window.print();
  usePrinted.setState({ printed: null });
}

/** The rows on paper. */
export function PrintedRows({ title, condition }: { readonly title: string; readonly condition: string }) {
  const printed = usePrinted((state) => state.printed);
  const discreet = usePreferences((state) => state.discreet);
  if (!printed) return null;
  const style = { discreet, now: printed.at };
  return (
    <div className="printed-only">
      <PrintHead title={title} />
      {condition !== '' && (
        <p>
          <code>{condition}</code>
        </p>
      )}
      <table className="table">
        <thead>
          <tr>
            <th>Title</th>
            {printed.heads.map(({ metric, name }) => (
              <th key={metric} className="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {printed.rows.map(({ id, title, cells }) => (
            <tr key={id}>
              <td>{title}</td>
              {cells.map((cell, place) => {
                const { metric, unit, subject } = printed.heads[place] ?? { metric: String(place), unit: null, subject: null };
                const { text, under } = readingDrawn(cell, { unit, subject }, style);
                return (
                  <td key={metric} className="number">
                    {text} {under !== undefined && <small>{under}</small>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {printed.rows.length === MOST_PRINTED && <p>The first {MOST_PRINTED.toLocaleString()} rows; the CSV holds all.</p>}
    </div>
  );
}
