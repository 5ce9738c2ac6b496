import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { isRefused } from '../../shared/figures/index.ts';
import { type Json, parseStrictJson } from '../../shared/journal/index.ts';
import { Refused, WrongUsage } from './answer.ts';
import type { Invocation } from './command.ts';
import { issueWords } from './issue-words.ts';

/** The most that is read from a file or standard input: what nobody means to type or pipe, and what memory still holds. */
const LARGEST_INPUT = 256 * 1024 * 1024;

/**
 * The text that an argument stands for: `@FILE` the file's, `-` standard input's, else its own. An argument left out is standard
 * input too, unless a person sits there.
 */
export async function textOf(argument: string | undefined, { streams }: Invocation): Promise<string> {
  if (argument === undefined && streams.stdin.isTTY) throw new WrongUsage('An input is missing: JSON, @FILE, or - for standard input.');
  if (argument === undefined || argument === '-') return decoded(await readStream(streams.stdin), 'Standard input');
  if (!argument.startsWith('@')) return argument;
  const path = argument.slice(1);
  try {
    return decoded(readFileSync(path), path);
  } catch (thrown) {
    if (thrown instanceof Refused) throw thrown;
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown';
    throw new Refused({
      code: 'file-unreadable',
      message: `${path} cannot be read (${code}). Check its name and permissions.`,
      details: { path },
    });
  }
}

/** JSON text as a value; refused where a name stands twice or a number would lose digits. */
export function jsonOf(text: string): Json {
  const read = parseStrictJson(text);
  if (isRefused(read)) throw new Refused(read.error);
  return read.ok;
}

/** A value checked by its schema; refused with the path of each field that breaks it. `within` goes before the paths. */
export function checkedInput<T>(schema: z.ZodType<T>, value: unknown, within: readonly PropertyKey[] = []): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Refused(invalidInput(result.error.issues, within));
}

/** The refusal for an input that breaks its schema. */
export function invalidInput(issues: readonly z.core.$ZodIssue[], within: readonly PropertyKey[] = []): Refused['refusal'] {
  const found = issues.map((issue) => ({ path: [...within, ...issue.path].map(String).join('.'), message: issueWords(issue) }));
  const sentence = found.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ');
  return { code: 'invalid-input', message: `The input is not right: ${sentence.replace(/\.$/, '')}.`, details: { issues: found } };
}

async function readStream(stream: AsyncIterable<string | Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    length += bytes.length;
    if (length > LARGEST_INPUT) throw new Refused({ code: 'input-too-large', message: `The input has more than ${LARGEST_INPUT} bytes.` });
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function decoded(bytes: Uint8Array, what: string): string {
  if (bytes.length > LARGEST_INPUT)
    throw new Refused({ code: 'input-too-large', message: `${what} has more than ${LARGEST_INPUT} bytes.` });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refused({ code: 'not-utf-8', message: `${what} is not UTF-8 text.` });
  }
}
