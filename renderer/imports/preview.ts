import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { isRefused, type Outcome } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { answered } from '../engine/command.ts';
import { queries } from '../engine/reading.ts';
import { goTo } from '../window/places.ts';
import { say } from '../window/notices.ts';
import { type FileAnswer, isRead, type ReadFile, type RowView } from './import-answers.ts';
import { mappingLack } from './mapping-draft.ts';
import { markImporting, putAway, type ReadingChoices, type WaitingFile } from './waiting-files.ts';

/** What became of the rows depends on what was imported before. */
const META = { columns: ['imports'] };
/** Rows of one answer. */
const PAGE = 2_000;

export type Previewed = Outcome<{ readonly files: readonly FileAnswer[] }>;

/** The file as an import would read it; nothing is stored. */
export function usePreview(file: WaitingFile): UseQueryResult<Previewed> {
  const { arrival, choices, name } = file;
  const path = arrival.is === 'there' ? arrival.path : null;
  return useQuery({ ...previewQuery(path ?? '', name, choices, 1), enabled: path !== null && !file.importing });
}

/** The rows of one file of a preview: those that came with it, and further ones as they come into view. */
export function usePreviewRows(
  file: WaitingFile,
  answer: ReadFile,
  numbers: readonly number[] | null,
): {
  readonly rowAt: (row: number) => RowView | undefined;
  readonly onWindow: (first: number, last: number) => void;
} {
  const [range, setRange] = useState({ first: 0, last: 0 });
  const { arrival, choices, name } = file;
  const path = arrival.is === 'there' ? arrival.path : '';
  const pages = pagesInView(range, numbers, answer.rows);
  const others = useQueries({ queries: pages.map((page) => previewQuery(path, name, choices, page * PAGE + 1)) });
  const rowAt = (row: number): RowView | undefined => {
    const page = Math.floor((row - 1) / PAGE);
    if (page === 0) return answer.shown[row - 1];
    const outcome = others[pages.indexOf(page)]?.data;
    if (!outcome || isRefused(outcome)) return undefined;
    const same = outcome.ok.files.find((each) => each.file === answer.file);
    return same && isRead(same) ? same.shown[(row - 1) % PAGE] : undefined;
  };
  const onWindow = useCallback((first: number, last: number) => {
    setRange((known) => (known.first === first && known.last === last ? known : { first, last }));
  }, []);
  return { rowAt, onWindow };
}

/** Imports the file; afterwards its import stands open in its place, and a line offers to take it back. */
export async function importFile(file: WaitingFile): Promise<void> {
  if (file.arrival.is !== 'there') return;
  markImporting(file.key, true);
  const { path } = file.arrival;
  const { name, choices } = file;
  const outcome = await answered(() => api.imports.commit.mutate({ path, name, ...readable(choices) }));
  markImporting(file.key, false);
  if (isRefused(outcome)) return refused(outcome.error.message, outcome.error);
  const read = outcome.ok.files.filter(isRead);
  const batches = read.flatMap(({ batch }) => (batch === null ? [] : [batch]));
  const accepted = read.reduce((sum, each) => sum + each.accepted, 0);
  putAway(file.key);
  const [first] = batches;
  if (first === undefined)
    return say({ tone: 'plain', text: `${name} adds nothing: every row is there already, or was skipped or rejected.` });
  goTo('imports', first);
  say({
    tone: 'done',
    text: `Imported ${name}: ${accepted.toLocaleString()} ${accepted === 1 ? 'row' : 'rows'} taken in.`,
    offers: { title: 'Undo', run: () => void undoBatches(batches, name) },
  });
}

/** Takes imports back whole; their rows stay on record. */
export async function undoBatches(batches: readonly string[], name: string): Promise<void> {
  for (const batch of batches) {
    const outcome = await answered(() => api.imports.undo.mutate({ batch }));
    if (isRefused(outcome)) return refused(outcome.error.message, outcome.error);
  }
  say({ tone: 'done', text: `The import of ${name} is taken back. Its rows stay on record.` });
}

/** Has every file read again that waits, as after a mapping was saved. */
export function readAgain(): void {
  void queries.invalidateQueries({ queryKey: ['imports.preview'] });
}

/** A mapping that is not whole yet is not sent: until then the file is told by its columns alone. */
function readable({ options, ...rest }: ReadingChoices): ReadingChoices {
  const { mapping, ...others } = options;
  return { ...rest, options: mapping === undefined || mappingLack(mapping) !== null ? others : { ...others, mapping } };
}

function previewQuery(path: string, name: string, asked: ReadingChoices, from: number) {
  const choices = readable(asked);
  return {
    queryKey: ['imports.preview', path, choices, from],
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<Previewed> =>
      api.imports.preview.mutate({ path, name, ...choices, from, show: PAGE }, { signal }),
    meta: META,
  };
}

function pagesInView(
  range: { readonly first: number; readonly last: number },
  numbers: readonly number[] | null,
  rows: number,
): readonly number[] {
  const pages = new Set<number>();
  for (let index = range.first; index <= range.last; index += 1) {
    const row = numbers === null ? index + 1 : numbers[index];
    if (row !== undefined && row > PAGE && row <= rows) pages.add(Math.floor((row - 1) / PAGE));
  }
  return [...pages];
}

function refused(text: string, details: unknown): void {
  say({ tone: 'refused', text, details: JSON.stringify(details, null, 2) });
}
