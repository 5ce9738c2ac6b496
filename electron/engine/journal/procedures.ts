import { z } from 'zod';
import { done, identifier, refuse } from '../../../shared/figures/index.ts';
import { command, query, router } from '../api/procedure.ts';
import { readEntry } from './entry.ts';
import { readLog } from './log.ts';
import { undo } from './undo.ts';

const logLine = z.object({
  seq: z.int(),
  id: identifier,
  at: z.string(),
  actor: z.string(),
  type: z.string(),
  subject: z.string(),
  words: z.string(),
  undoes: identifier.optional(),
  undoneBy: identifier.optional(),
  undoable: z.boolean(),
  payload: z.unknown(),
});

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const startedJob = z.object({ job: identifier });

export const journalProcedures = router({
  head: query(
    {
      says: 'How many events the journal holds, and the root of its Merkle tree',
      input: z.object({}),
      output: z.object({ events: z.int(), root: hash }),
    },
    (engine) => {
      const { size, root } = engine.journal.head();
      return { events: size, root: Buffer.from(root).toString('hex') };
    },
  ),
  log: query(
    {
      says: 'The journal in words, newest first; `next` is where the following page begins',
      input: z.object({
        column: z.string().max(50).optional(),
        subject: identifier.optional(),
        search: z.string().max(200).optional(),
        limit: z.int().min(1).max(1_000).default(100),
        before: z.int().min(0).optional(),
      }),
      output: z.object({ lines: z.array(logLine), next: z.int().nullable() }),
    },
    (engine, question) => {
      const { lines, next } = readLog(engine.store, engine.journal, question);
      return { lines: [...lines], next };
    },
  ),
  entry: query(
    {
      says: 'One event with the bytes that the tree covers: leaf, its hash, and the events it derives from',
      input: z.object({ event: identifier }),
      output: logLine.extend({ leaf: z.string(), leafHash: hash, parents: z.array(identifier) }).nullable(),
    },
    (engine, { event }) => readEntry(engine.store, engine.journal, event),
  ),
  undo: command(
    {
      says: 'Appends the inverse of an event, or of the latest event of a batch or other subject; without a target, of the latest event',
      input: z.object({ target: identifier.optional() }),
      output: z.object({ event: identifier, words: z.string(), by: identifier }),
    },
    (engine, { target }) => undo(engine.store, engine.journal, target),
  ),
  verify: command(
    {
      says: 'Starts the verification of file, entries, tree and tables; its result says what holds and what does not',
      input: z.object({}),
      output: startedJob,
    },
    (engine) => done({ job: engine.jobs.start('journal.verify', 'Verifying the workspace', {}).id }),
  ),
  rebuild: command(
    { says: 'Starts folding the journal from its first event into empty tables', input: z.object({}), output: startedJob },
    (engine) =>
      engine.workspace.readOnly
        ? refuse('read-only', engine.workspace.readOnly.message)
        : done({ job: engine.jobs.start('journal.rebuild', 'Rebuilding the tables', {}).id }),
  ),
});
