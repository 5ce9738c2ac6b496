import type { Answer } from './answer.ts';

/** The standard streams, or what a test puts in their place. */
export interface Streams {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
}

/** One command of the terminal as it was typed. */
export interface Invocation {
  readonly arguments: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly environment: NodeJS.ProcessEnv;
  readonly streams: Streams;
  /** Tells somebody who watches how far it is; nothing where nobody does. */
  readonly progress: (done: number, total: number, what: string) => void;
}

export interface Command {
  readonly name: string;
  /** Arguments as the help prints them. */
  readonly usage: string;
  readonly says: string;
  /** How many arguments at least and at most. */
  readonly takes: readonly [number, number];
  /** Options beside `--workspace` and `--json`. */
  readonly options?: readonly (keyof typeof COMMAND_OPTIONS)[];
  run(invocation: Invocation): Answer | Promise<Answer>;
}

/** Options that only some commands take. */
export const COMMAND_OPTIONS = {
  as: { type: 'string' },
  preview: { type: 'boolean' },
  'as-of': { type: 'string' },
  currency: { type: 'string' },
  column: { type: 'string' },
  subject: { type: 'string' },
  search: { type: 'string' },
  limit: { type: 'string' },
} as const;

/** The text of an option that was given, else undefined. */
export function textOption(invocation: Invocation, name: string): string | undefined {
  const value = invocation.options[name];
  return typeof value === 'string' ? value : undefined;
}
