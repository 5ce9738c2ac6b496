import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Refusal } from '../../shared/figures/index.ts';
import type { OpenEngine } from '../engine/open-engine.ts';
import { type Answer, Refused } from './answer.ts';
import { type Command, type Invocation, textOption } from './command.ts';
import { table } from './table.ts';
import { requireWritable, withEngine } from './workspace.ts';

/** What became of one file, as the terminal's contract words it; importers may add to it. */
interface FileImport {
  readonly file: string;
  readonly format: string;
  readonly batch: string | null;
  readonly rows: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly skipped: readonly { readonly row: number; readonly reason: string }[];
  readonly rejected: readonly { readonly row: number; readonly field: string; readonly reason: string }[];
  readonly notices?: readonly string[];
  /** What the file does not say of itself; as long as there are any, nothing of it is kept. */
  readonly questions?: readonly {
    readonly option: string;
    readonly because: string;
    readonly choices?: readonly string[] | undefined;
    readonly suggested?: string | undefined;
  }[];
  /** Present for market data, whose questions are answered in a place of their own. */
  readonly market?: unknown;
}
type FileAnswer =
  | FileImport
  | { readonly file: string; readonly error: Pick<Refusal, 'code' | 'message'> & { readonly details?: Refusal['details'] | undefined } };

export const importFiles: Command = {
  name: 'import',
  usage: 'FILE… [--as FORMAT] [--preview]',
  says: 'imports exports of exchanges, prices, and what "export" wrote; --preview stores nothing',
  takes: [1, Number.POSITIVE_INFINITY],
  options: ['as', 'preview'],
  run: (invocation) =>
    withEngine(invocation, async (engine) => {
      const keep = invocation.options['preview'] !== true;
      if (keep) requireWritable(engine);
      const answers: FileAnswer[] = [];
      for (const file of invocation.arguments) {
        const found = await importOne(engine, resolve(file), keep, invocation);
        // An archive names its own files; a file is called as it was typed.
        answers.push(...(found.length === 1 ? found.map((answer) => ({ ...answer, file })) : found));
      }
      const hasNews = keep && answers.some((answer) => !('error' in answer) && answer.accepted > 0);
      const hasReader = invocation.options['json'] !== true;
      return answerOf(answers, keep, hasNews && hasReader ? await evaluatedElsewhere(engine) : []);
    }),
};

async function importOne(engine: OpenEngine, path: string, keep: boolean, invocation: Invocation): Promise<readonly FileAnswer[]> {
  if (!existsSync(path)) return [{ file: path, error: { code: 'file-missing', message: `There is no file at ${path}.` } }];
  const { createCaller } = await import('../engine/api/router.ts');
  const { imports } = createCaller({ engine });
  const format = textOption(invocation, 'as');
  const stopWatching = engine.jobs.onProgress(({ done, total, what }) => invocation.progress(done, total, what));
  try {
    const input = { path, name: basename(path), show: 0, ...(format === undefined ? {} : { format }) };
    const outcome = keep ? await imports.commit(input) : await imports.preview(input);
    return 'error' in outcome ? [{ file: path, error: outcome.error }] : outcome.ok.files;
  } finally {
    stopWatching();
  }
}

/**
 * Who evaluates what was imported. An import does not: what fires is a notification only where a window is open when it is found, so that one found here
 * would never be shown.
 */
async function evaluatedElsewhere(engine: OpenEngine): Promise<readonly string[]> {
  const { createCaller } = await import('../engine/api/router.ts');
  const { alerts, watchlists } = createCaller({ engine });
  const [{ armed }, screens] = [await alerts.status({}), await watchlists.screens({})];
  const parts = [counted(armed, 'armed rule'), counted(screens.length, 'saved screen')].filter((part) => part !== null);
  if (parts.length === 0) return [];
  const are = armed + screens.length === 1 ? 'is' : 'are';
  return [`${parts.join(' and ')} ${are} evaluated by the window or "countinghouse watch": now where one is open, else when one opens.`];
}

function counted(count: number, what: string): string | null {
  return count === 0 ? null : `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** One file that could not be read is the refusal; among several it is told with the others, and the status says so. */
function answerOf(answers: readonly FileAnswer[], kept: boolean, notes: readonly string[]): Answer {
  const [only] = answers;
  if (answers.length === 1 && only && 'error' in only) {
    const { code, message, details = {} } = only.error;
    throw new Refused({ code, message, details });
  }
  const read = answers.filter((answer): answer is FileImport => !('error' in answer));
  const lines = read.map(({ file, format, rows, accepted, duplicates, skipped, rejected }) => [
    file,
    format,
    ...[rows, accepted, duplicates, skipped.length, rejected.length].map(String),
  ]);
  const text = [
    ...(read.length === 0 ? [] : [table(['file', 'format', 'rows', 'accepted', 'duplicates', 'skipped', 'rejected'], lines)]),
    ...answers.flatMap(remarks),
    ...(kept ? notes : ['This was a preview; nothing was stored.']),
  ].join('\n');
  const asks = read.some((answer) => answer.batch === null && isAsking(answer));
  return { document: answers.map(withoutRows), text, status: read.length < answers.length || (kept && asks) ? 1 : 0 };
}

function isAsking({ questions = [] }: FileImport): boolean {
  return questions.length > 0;
}

/** How many rows are told to a person, who can ask for all of them with --json. */
const TOLD = 20;

function remarks(answer: FileAnswer): string[] {
  if ('error' in answer) return [`${answer.file}: ${answer.error.message}`];
  const rows = [
    ...questionsOf(answer),
    ...(answer.notices ?? []),
    ...answer.rejected.map(({ row, field, reason }) => `row ${row} rejected, ${field}: ${reason}`),
    ...answer.skipped.map(({ row, reason }) => `row ${row} skipped: ${reason}`),
  ];
  return [...rows.slice(0, TOLD), ...(rows.length > TOLD ? [`… and ${rows.length - TOLD} more; --json tells them all`] : [])].map(
    (line) => `${answer.file}: ${line}`,
  );
}

/** What is asked, and the line that answers it. */
function questionsOf({ file, questions = [], market }: FileImport): string[] {
  const [first] = questions;
  if (!first) return [];
  const told = questions.map(({ option, because, choices }) => `${because} (${[option, ...(choices ?? [])].join(': ')})`);
  const answers = Object.fromEntries(questions.map(({ option, suggested, choices }) => [option, suggested ?? choices?.[0] ?? '…']));
  const input = { path: resolve(file), options: market === undefined ? answers : { market: answers } };
  return [...told, `nothing is kept until that is answered, as in: countinghouse call imports.commit '${JSON.stringify(input)}'`];
}

/** Rows as a screen shows them are no part of the contract. */
function withoutRows(answer: FileAnswer): object {
  const { shown: _shown, header: _header, ...contract } = answer as FileAnswer & { readonly shown?: unknown; readonly header?: unknown };
  return contract;
}
