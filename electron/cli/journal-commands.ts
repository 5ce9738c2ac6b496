import { accepted, WrongUsage } from './answer.ts';
import { type Command, textOption } from './command.ts';
import { table } from './table.ts';
import { withEngine } from './workspace.ts';

const undo: Command = {
  name: 'undo',
  usage: '[EVENT | BATCH]',
  says: 'appends the inverse of an event or batch, of the latest event without one',
  takes: [0, 1],
  run: (invocation) =>
    withEngine(invocation, async (engine) => {
      const { undo } = await import('../engine/journal/index.ts');
      const undone = accepted(undo(engine.store, engine.journal, invocation.arguments[0]));
      return { document: undone, text: `Undone: ${undone.words}.` };
    }),
};

const log: Command = {
  name: 'log',
  usage: '[--column C] [--subject S] [--search WORDS] [--limit N]',
  says: 'prints the journal in words, newest first',
  takes: [0, 0],
  options: ['column', 'subject', 'search', 'limit'],
  run(invocation) {
    const limit = limitOf(textOption(invocation, 'limit'));
    return withEngine(invocation, async (engine) => {
      const { readLog } = await import('../engine/journal/index.ts');
      const question = {
        column: textOption(invocation, 'column'),
        subject: textOption(invocation, 'subject'),
        search: textOption(invocation, 'search'),
      };
      const lines = [];
      for (let before: number | null | undefined = undefined; before !== null && lines.length < limit; ) {
        const page = readLog(engine.store, engine.journal, { ...question, before, limit: limit - lines.length });
        lines.push(...page.lines);
        before = page.next;
      }
      return {
        document: lines,
        text: table(
          ['at', 'event', 'says'],
          lines.map(({ at, id, words, undoneBy }) => [at, id, undoneBy === undefined ? words : `${words} (undone)`]),
        ),
      };
    });
  },
};

const USUAL_LIMIT = 50;

function limitOf(text: string | undefined): number {
  if (text === undefined) return USUAL_LIMIT;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new WrongUsage('--limit takes a whole number from 1 on.');
  return Number(text);
}

export const journalCommands: readonly Command[] = [undo, log];
