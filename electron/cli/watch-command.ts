import type { Firing } from '../engine/alerts/index.ts';
import type { Command, Invocation } from './command.ts';
import { requireWritable, withEngine } from './workspace.ts';

/** How often it is looked whether something has fired that another process recorded. */
const LOOK_MILLISECONDS = 500;
const PAGE = 1_000;

/**
 * Evaluates alerts for as long as it runs, delivers them by the channels that are on, and prints each as it fires and as it clears: first what fires already,
 * then what comes. With `--json`, each is one document on a line of its own, of what is over `{ cleared: … }`, and the last line says how many there were. Ends with Ctrl-C.
 */
export const watch: Command = {
  name: 'watch',
  usage: '',
  says: 'evaluates and delivers alerts and prints what fires and clears as it comes, until Ctrl-C; with --json one document a line',
  takes: [0, 0],
  run: (invocation) =>
    withEngine(invocation, async (engine) => {
      requireWritable(engine);
      const { clearedFrom, firingsAfter, lastPlace, openFirings } = await import('../engine/alerts/index.ts');
      const { keepWatching } = await import('../engine/watching.ts');
      let printed = 0;
      const print = (firings: readonly Firing[]): void => {
        for (const firing of firings) invocation.streams.stdout.write(`${lineOf(firing, invocation)}\n`);
        printed += firings.length;
      };
      let place = lastPlace(engine.store);
      let next = engine.journal.head().size;
      print(openFirings(engine.store, engine.now(), PAGE).toReversed());
      const look = (): void => {
        for (let more = true; more; ) {
          const firings = firingsAfter(engine.store, engine.now(), place, PAGE);
          print(firings);
          place = firings.at(-1)?.place ?? place;
          more = firings.length === PAGE;
        }
        const over = clearedFrom(engine.store, engine.now(), next);
        for (const { firing } of over) invocation.streams.stdout.write(`${clearedLine(firing, invocation)}\n`);
        next = Math.max(next, (over.at(-1)?.seq ?? -1) + 1);
      };
      const stopListening = engine.journal.onChange(look);
      const watching = keepWatching(engine);
      await interrupted(look);
      await watching.stop();
      stopListening();
      return { document: { fired: printed }, text: '' };
    }),
};

/** Resolves when the person, or the system, wants it to end. The looking keeps the process alive. */
function interrupted(look: () => void): Promise<void> {
  return new Promise((resolve) => {
    const looking = setInterval(look, LOOK_MILLISECONDS);
    const end = (): void => {
      clearInterval(looking);
      process.off('SIGINT', end);
      process.off('SIGTERM', end);
      resolve();
    };
    process.on('SIGINT', end);
    process.on('SIGTERM', end);
  });
}

function clearedLine(firing: Firing, { options }: Invocation): string {
  if (options['json'] === true) return JSON.stringify({ cleared: firing });
  const { cleared, title, subjectTitle, due } = firing;
  return `${cleared ?? ''}  ${'CLEARED'.padEnd(8)}  ${title}: ${subjectTitle} (fired ${due})`;
}

function lineOf(firing: Firing, { options }: Invocation): string {
  if (options['json'] === true) return JSON.stringify(firing);
  const { due, severity, title, subjectTitle, late, passed, what, why, cleared } = firing;
  const values = (why?.readings ?? []).map(({ name, last, currency }) => {
    return `${name} ${last?.value ?? 'unknown'}${currency === undefined ? '' : ` ${currency}`}`;
  });
  const notes = [
    ...(what === 'unknown' ? [why?.because?.message ?? 'cannot be evaluated'] : values),
    ...(late ? ['late'] : []),
    ...(passed ? [`cleared ${cleared ?? ''}`] : []),
  ];
  return `${due}  ${severity.toUpperCase().padEnd(8)}  ${title}: ${subjectTitle}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`;
}
