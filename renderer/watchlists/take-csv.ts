import { isKnownReading } from '../../shared/watchlists/index.ts';
import { csvOf, save } from '../charts/chart-export.ts';
import { counted } from '../figures/number-text.ts';
import { say } from '../window/notices.ts';
import { type ListAnswer, type ListLine, listReading } from './readings.ts';

/** Saves a list as a table: what was said of each entry, and its metrics with every digit. */
export async function takeCsv({ list, terms }: ListLine): Promise<void> {
  const answer = await listReading(list).ask(new AbortController().signal);
  const name = `${terms.title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.csv`;
  save(csvOf(tableOf(answer)), name);
  say({ tone: 'done', text: `Saved ${name} with ${counted(answer.rows.length, 'entry', 'entries')}.` });
}

function tableOf({ list, heads, rows }: ListAnswer): readonly (readonly string[])[] {
  const { columns } = list.terms;
  return [
    ['kind', 'id', 'title', 'tags', 'note', 'review by', ...columns.map(({ name }) => name), ...heads.map(({ word }) => word)],
    ...rows.map(({ about, title, tags, note, reviewBy, values, cells }) => [
      about.kind,
      about.id,
      title,
      tags.join('; '),
      note,
      reviewBy ?? '',
      ...columns.map(({ column }) => values[column] ?? ''),
      ...cells.map((cell) => (cell !== null && isKnownReading(cell) ? cell.text : '')),
    ]),
  ];
}
