import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { isRefused, type Outcome } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { answered } from '../engine/command.ts';
import { goTo } from '../window/places.ts';
import { say } from '../window/notices.ts';
import { type FileAnswer, isRead, type ReadFile } from './import-answers.ts';
import { PAGE } from './page-numbers.ts';
import { mappingLack } from './mapping-draft.ts';
import { markImporting, putAway, type ReadingChoices, type WaitingFile } from './waiting-files.ts';

/** What became of the rows depends on what was imported before. */
const META = { columns: ['imports', 'market'] };

export type Previewed = Outcome<{ readonly files: readonly FileAnswer[] }>;

/** The file as an import would read it; nothing is stored. */
export function usePreview(file: WaitingFile): UseQueryResult<Previewed> {
  const { arrival, choices, name } = file;
  const path = arrival.is === 'there' ? arrival.path : null;
  return useQuery({ ...previewQuery(path ?? '', name, choices, 1), enabled: path !== null && !file.importing });
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
  const stored = read.filter(({ batch }) => batch !== null);
  const accepted = stored.reduce((sum, each) => sum + each.accepted, 0);
  putAway(file.key);
  const [first] = stored;
  if (!first) return say({ tone: 'plain', text: `${name} adds nothing: every row is there already, or was skipped or rejected.` });
  goTo(first.market ? 'market' : 'imports', first.batch ?? undefined);
  const what = first.market ? 'value' : 'row';
  say({
    tone: 'done',
    text: `Imported ${name}: ${accepted.toLocaleString()} ${what}${accepted === 1 ? '' : 's'} taken in.`,
    offers: { title: 'Undo', run: () => void undoStored(stored, name) },
  });
}

/** Takes back what one file brought: its rows stay on record, and its values too. */
async function undoStored(stored: readonly ReadFile[], name: string): Promise<void> {
  for (const { batch, market } of stored) {
    if (batch === null) continue;
    const outcome = market
      ? await answered(() => api.market.withdraw.mutate({ dataset: batch }))
      : await answered(() => api.imports.undo.mutate({ batch }));
    if ('error' in outcome) return refused(outcome.error.message, outcome.error);
  }
  say({ tone: 'done', text: `The import of ${name} is taken back. What it brought stays on record.` });
}

/** Takes an import back whole; its rows stay on record. */
export async function undoBatch(batch: string, name: string): Promise<void> {
  const outcome = await answered(() => api.imports.undo.mutate({ batch }));
  if (isRefused(outcome)) return refused(outcome.error.message, outcome.error);
  say({ tone: 'done', text: `The import of ${name} is taken back. Its rows stay on record.` });
}

/** A mapping that is not whole yet is not sent: until then the file is told by its columns alone. */
function readable({ options, ...rest }: ReadingChoices): ReadingChoices {
  const { mapping, ...others } = options;
  return { ...rest, options: mapping === undefined || mappingLack(mapping) !== null ? others : { ...others, mapping } };
}

/** The question for one page of a preview; `from` counts from 1. */
export function previewQuery(path: string, name: string, asked: ReadingChoices, from: number) {
  const choices = readable(asked);
  return {
    queryKey: ['imports.preview', path, choices, from],
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<Previewed> =>
      api.imports.preview.mutate({ path, name, ...choices, from, show: PAGE }, { signal }),
    meta: META,
  };
}

function refused(text: string, details: unknown): void {
  say({ tone: 'refused', text, details: JSON.stringify(details, null, 2) });
}
