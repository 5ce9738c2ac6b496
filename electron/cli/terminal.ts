import { parseArgs } from 'node:util';
import { type ExitStatus, Refused, statusOf, WrongUsage } from './answer.ts';
import { type Command, COMMAND_OPTIONS, type Invocation, type Streams } from './command.ts';
import { commands } from './commands.ts';

const GLOBAL_OPTIONS = {
  workspace: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Runs one command line and answers the exit status. With `--json` exactly one document goes to standard output, whatever happens. */
export async function runTerminal(line: readonly string[], environment: NodeJS.ProcessEnv, streams: Streams): Promise<ExitStatus> {
  const json = line.includes('--json');
  const fail = (status: ExitStatus, error: { readonly code: string; readonly message: string }): ExitStatus => {
    if (json) streams.stdout.write(`${JSON.stringify({ error })}\n`);
    else streams.stderr.write(`${error.message}\n`);
    return status;
  };
  try {
    const { command, invocation } = read(line, environment, streams);
    if (!command) {
      streams.stdout.write(json ? `${JSON.stringify({ usage: help() })}\n` : help());
      return 0;
    }
    const { document, text, status } = await command.run(invocation);
    if (json) streams.stdout.write(`${JSON.stringify(document)}\n`);
    else if (text !== '') streams.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
    return status ?? 0;
  } catch (thrown) {
    if (thrown instanceof Refused) return fail(statusOf(thrown.refusal), thrown.refusal);
    if (thrown instanceof WrongUsage) return fail(2, { code: 'wrong-usage', message: thrown.message });
    streams.stderr.write(`${thrown instanceof Error ? thrown.stack : String(thrown)}\n`);
    return fail(1, {
      code: 'defect',
      message: 'Countinghouse has failed in a way it should not; the lines above say where. Nothing was half stored.',
    });
  }
}

function read(
  line: readonly string[],
  environment: NodeJS.ProcessEnv,
  streams: Streams,
): { readonly command: Command | null; readonly invocation: Invocation } {
  const { values, positionals } = parse(line);
  const [name, ...rest] = positionals;
  const invocation: Invocation = { arguments: rest, options: values, environment, streams, progress: progressOn(streams) };
  if (values['help'] === true || name === 'help') return { command: null, invocation };
  if (name === undefined) throw new WrongUsage(help().trimEnd());
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) throw new WrongUsage(`There is no command ${name}. "countinghouse --help" lists them all.`);
  const [least, most] = command.takes;
  const stranger = Object.keys(values).find((option) => !(option in GLOBAL_OPTIONS) && !command.options?.some((known) => known === option));
  if (stranger !== undefined || rest.length < least || rest.length > most) {
    const why =
      stranger === undefined
        ? `${rest.length < least ? 'Something is missing' : 'That is too much'} for ${name}`
        : `${name} has no option --${stranger}`;
    throw new WrongUsage(`${why}.\nUsage: countinghouse [--workspace FILE] [--json] ${name} ${command.usage}`.trimEnd());
  }
  return { command, invocation };
}

function parse(line: readonly string[]): {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
} {
  try {
    return parseArgs({ args: [...line], allowPositionals: true, options: { ...GLOBAL_OPTIONS, ...COMMAND_OPTIONS } });
  } catch (thrown) {
    throw new WrongUsage(thrown instanceof Error ? thrown.message : String(thrown), { cause: thrown });
  }
}

function help(): string {
  const width = Math.max(...commands.map((command) => command.name.length + command.usage.length + 1));
  return [
    'countinghouse [--workspace FILE] [--json] <command> [arguments]',
    '',
    ...commands.map((command) => `  ${`${command.name} ${command.usage}`.padEnd(width)}  ${command.says}`),
    '',
    'The workspace is FILE, else $COUNTINGHOUSE_WORKSPACE, else the usual one in your data folder.',
    'Where it has a passphrase, $COUNTINGHOUSE_PASSPHRASE unlocks it for the command.',
    'Exit status: 0 done; 1 refused; 2 wrong usage; 3 the store is damaged, locked for good or from a newer version.',
    '',
  ].join('\n');
}

/** One line that rewrites itself, for a person at a terminal; a script's log stays empty. */
function progressOn(streams: Streams): Invocation['progress'] {
  if (!streams.stderr.isTTY) return () => {};
  return (done, total, what) => {
    const share = total > 0 ? ` ${Math.floor((done / total) * 100)} %` : '';
    streams.stderr.write(`\r\u001b[K${done === total ? '' : `${what}${share}`}`);
  };
}
