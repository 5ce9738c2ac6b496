import { isKnownReading, type Reading } from '../../shared/watchlists/index.ts';
import { csvOf } from '../charts/chart-export.ts';
import { saveFile } from '../files/index.ts';
import { api } from '../engine/api.ts';
import { counted } from '../figures/number-text.ts';
import { say } from '../window/notices.ts';
import type { Question, SelectedRow, Selection } from './selection.ts';

/** The engine answers no more at once. */
const STEP = 500;

/** Every row of an answer, up to `most`. */
export async function readRows(
  question: Question,
  most = Number.POSITIVE_INFINITY,
): Promise<{ readonly heads: Selection['heads']; readonly rows: readonly SelectedRow[] }> {
  const rows: SelectedRow[] = [];
  let heads: Selection['heads'] = [];
  let total = Number.POSITIVE_INFINITY;
  while (rows.length < Math.min(total, most)) {
    const answer = await api.watchlists.select.query({ ...question, from: rows.length, limit: Math.min(STEP, most - rows.length) });
    if (answer.rows.length === 0) break;
    rows.push(...answer.rows);
    ({ heads, total } = answer);
  }
  return { heads, rows };
}

/** Saves all that a question lets through as a table; beside each value the currency, the kind of figure and of when it is. */
export async function saveRows(question: Question, name: string): Promise<void> {
  const { heads, rows } = await readRows(question);
  saveFile(csvOf(tableOf(heads, rows)), `${name}.csv`);
  say({ tone: 'done', text: `Saved ${name}.csv with ${counted(rows.length, 'row')}.` });
}

/** The figures as they are kept, with every digit; what is unknown is empty, and says why in the column beside it. */
export function tableOf(heads: Selection['heads'], rows: readonly SelectedRow[]): readonly (readonly string[])[] {
  return [
    ['id', 'title', ...heads.flatMap(({ word }) => [word, `${word} says`])],
    ...rows.map(({ id, title, cells }) => [id, title, ...cells.flatMap(pairOf)]),
  ];
}

function pairOf(reading: Reading): readonly [string, string] {
  if (!isKnownReading(reading)) return ['', reading.unknown];
  const { text, currency, basis, asOf } = reading;
  const kind = basis && [basis.kind, basis.standing, basis.net, basis.real === true ? 'real' : null].filter(Boolean).join(' ');
  return [text, [currency, kind, asOf && `as of ${asOf}`].filter(Boolean).join(', ')];
}
