import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../electron/engine/api/router.ts';
import type { Answers } from '../frame/answering-bridge.ts';

type Imports = inferRouterOutputs<AppRouter>['imports'];
type Batch = Imports['list'][number];

/** Rows of a made file: every fifth is rejected, the others are rewards. */
export const ROWS = 40;

interface Question {
  readonly path: string;
  readonly from?: number;
  readonly show?: number;
  readonly options?: { readonly zone?: string; readonly mapping?: { readonly columns: Record<string, string> } };
}

/** Answers of an engine that knows two files: `ledgers.csv`, which asks for its time zone, and `own.csv`, which nobody knows. */
export function madeImports(): { readonly answers: Answers; readonly batches: Batch[] } {
  const batches: Batch[] = [];
  const answers: Answers = {
    'imports.list': () => batches,
    'imports.formats': () => [{ id: 'kraken-ledgers', name: 'Kraken ledgers', platform: 'kraken' }],
    'imports.templates': () => [],
    'imports.rows': () => ({ header: ['txid', 'amount'], rows: rows(1, ROWS) }),
    'imports.preview': (question: Question) => ({ ok: { files: [read(question)] } }),
    'imports.commit': (question: Question) => {
      batches.unshift(batch());
      return { ok: { files: [{ ...read(question), batch: 'batch-1' }] } };
    },
    'imports.undo': ({ batch: id }: { batch: string }) => {
      batches.splice(0, batches.length, ...batches.map((each) => (each.batch === id ? { ...each, live: false } : each)));
      return { ok: { batch: id } };
    },
    'positions.proposals': () => [],
    'workspace.status': () => ({
      path: '/home/owner/books.countinghouse',
      version: 5,
      events: 0,
      root: 'e3'.repeat(32),
      checkpoint: null,
      lastBackup: null,
      readOnly: false,
    }),
    'journal.head': () => ({ events: 0, root: 'e3'.repeat(32) }),
    'journal.undo': () => ({ ok: { event: 'e', words: 'Imported ledgers.csv', by: 'f' } }),
    'jobs.list': () => [],
    'market.coverage': () => [],
  };
  const preview = answers['imports.preview'];
  answers['imports.preview'] = (question: never, push) => {
    const asked: Question = question;
    if (asked.path.endsWith('own.csv') && asked.options?.mapping === undefined)
      return {
        error: {
          code: 'unknown-format',
          message: 'This is no export that is known: its columns are “When”, “Coin”, “How much”.',
          details: { header: ['When', 'Coin', 'How much'] },
        },
      };
    return preview?.(question, push);
  };
  return { answers, batches };
}

function read({ path, from = 1, show = 2_000, options }: Question) {
  const isOwn = path.endsWith('own.csv');
  const questions =
    isOwn || options?.zone !== undefined ? [] : [{ option: 'zone', because: 'The file does not say in which zone its times are.' }];
  return {
    file: path.split('/').at(-1),
    format: isOwn ? 'mapping' : 'kraken-ledgers',
    batch: null,
    rows: ROWS,
    accepted: ROWS - ROWS / 5,
    duplicates: 0,
    skipped: [],
    rejected: rows(1, ROWS).flatMap(({ row, outcome }) => (outcome === 'rejected' ? [{ row, field: 'amount', reason: REASON }] : [])),
    flags: [],
    questions,
    notices: [],
    header: isOwn ? ['When', 'Coin', 'How much'] : ['txid', 'amount'],
    shown: rows(from, Math.min(ROWS, from + show - 1)),
  };
}

const REASON = '“two” is not a number. Export the file again, or correct the cell.';

function rows(from: number, to: number) {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => {
    const row = from + index;
    const cells = [`L-${row}`, row % 5 === 0 ? 'two' : `0.${row}`];
    if (row % 5 === 0) return { row, cells, outcome: 'rejected', field: 'amount', reason: REASON };
    const activities = [
      { kind: 'reward', at: '2024-01-05T10:00:00.000Z', stream: 'kraken:earn:DOT', into: [{ asset: 'DOT', quantity: `0.${row}` }] },
    ];
    return { row, cells, outcome: 'accepted', activities };
  });
}

function batch(): Batch {
  return {
    batch: 'batch-1',
    at: '2026-11-22T10:00:00.000Z',
    file: 'ledgers.csv',
    format: 'kraken-ledgers',
    formatName: 'Kraken ledgers',
    sha256: 'ab'.repeat(32),
    rows: ROWS,
    accepted: ROWS - ROWS / 5,
    duplicates: 0,
    skipped: 0,
    rejected: ROWS / 5,
    firstAt: '2024-01-05T10:00:00.000Z',
    lastAt: '2024-01-05T10:00:00.000Z',
    root: 'cd',
    notices: [],
    live: true,
  };
}
