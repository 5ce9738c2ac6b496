import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import type { ProcedureMeta } from '../engine/api/procedure.ts';
import type { OpenEngine } from '../engine/open-engine.ts';
import { accepted, type Answer, Refused, WrongUsage } from './answer.ts';
import type { Command, Invocation } from './command.ts';
import { invalidInput, jsonOf, textOf } from './input.ts';
import { plain, record, table } from './table.ts';
import { withEngine } from './workspace.ts';

interface Procedure {
  readonly name: string;
  readonly kind: ProcedureMeta['kind'];
  readonly says: string;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

export const api: Command = {
  name: 'api',
  usage: '',
  says: 'lists every procedure with the JSON Schema of its input and output',
  takes: [0, 0],
  async run() {
    const found = await procedures();
    const document = found.map(({ name, kind, says, input, output }) => ({
      name,
      kind,
      says,
      input: z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }),
      output: z.toJSONSchema(output, { unrepresentable: 'any' }),
    }));
    return {
      document,
      text: table(
        ['procedure', 'kind', 'answers'],
        found.map(({ name, kind, says }) => [name, kind, says]),
      ),
    };
  },
};

export const call: Command = {
  name: 'call',
  usage: 'PROCEDURE [JSON | @FILE | -]',
  says: 'calls one procedure of the API; without an input, with {}',
  takes: [1, 2],
  async run(invocation) {
    const [name, argument] = invocation.arguments as [string, string?];
    const procedure = (await procedures()).find((candidate) => candidate.name === name);
    if (!procedure) throw new WrongUsage(`There is no procedure ${name}. "countinghouse api" lists them all.`);
    const input = argument === undefined ? {} : jsonOf(await textOf(argument, invocation));
    return withEngine(invocation, async (engine) => answerOf(await ask(engine, procedure, input, invocation)));
  },
};

/** What a procedure answers: a query's answer, or what is in a command's `ok`. Jobs that it started are waited for. */
async function ask(engine: OpenEngine, { name, kind }: Procedure, input: unknown, invocation: Invocation): Promise<unknown> {
  const { createCaller } = await import('../engine/api/router.ts');
  const stopWatching = engine.jobs.onProgress((status) =>
    invocation.progress(status.done, status.total, `${status.title}: ${status.what}`),
  );
  try {
    const answer = await method(createCaller({ engine }), name)(input);
    const value = kind === 'command' ? accepted(answer as { ok: unknown }) : unlessRefused(answer);
    return await withJobs(engine, value);
  } catch (thrown) {
    if (thrown instanceof TRPCError && thrown.code === 'BAD_REQUEST' && thrown.cause instanceof z.ZodError) {
      throw new Refused(invalidInput(thrown.cause.issues));
    }
    throw thrown instanceof TRPCError && thrown.cause ? thrown.cause : thrown;
  } finally {
    stopWatching();
  }
}

/** Some queries refuse too (a report of what is not there, a preview of a file that cannot be read): for a script that is as much a refusal. */
function unlessRefused(answer: unknown): unknown {
  if (typeof answer === 'object' && answer !== null && 'error' in answer && Object.keys(answer).length === 1) {
    const refusal = refusalSchema.safeParse(answer.error);
    if (refusal.success) throw new Refused(refusal.data);
  }
  return answer;
}

const refusalSchema = z.object({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()).exactOptional() });

/** An answer that names a job says how the job ended, too: here nobody is left who could ask later. */
async function withJobs(engine: OpenEngine, answer: unknown): Promise<unknown> {
  const started = typeof answer === 'object' && answer !== null && 'job' in answer && typeof answer.job === 'string' ? answer.job : null;
  const ended = await Promise.all(
    engine.jobs
      .list()
      .filter((status) => status.state === 'running' || status.id === started)
      .map((status) => engine.jobs.finished(status.id)),
  );
  const status = ended.find((candidate) => candidate.id === started);
  if (!status) return answer;
  if (status.state !== 'done')
    throw new Refused(status.refusal ?? { code: `job-${status.state}`, message: `The job has ${status.state}.` });
  return { ...(answer as object), status };
}

function method(caller: unknown, name: string): (input: unknown) => Promise<unknown> {
  return name.split('.').reduce<unknown>((level, part) => (level as Record<string, unknown>)[part], caller) as (
    input: unknown,
  ) => Promise<unknown>;
}

async function procedures(): Promise<readonly Procedure[]> {
  const { appRouter } = await import('../engine/api/router.ts');
  const flat = appRouter._def.procedures as unknown as Record<
    string,
    { readonly _def: { readonly meta: ProcedureMeta; readonly inputs: readonly z.ZodType[] } }
  >;
  return Object.entries(flat)
    .map(([name, { _def }]) => ({
      name,
      kind: _def.meta.kind,
      says: _def.meta.says,
      input: _def.inputs[0] ?? z.object({}),
      output: _def.meta.output,
    }))
    .filter(({ kind }) => kind !== 'subscription')
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function answerOf(answer: unknown): Answer {
  return { document: answer ?? null, text: words(answer) };
}

function words(answer: unknown): string {
  if (typeof answer !== 'object' || answer === null) return plain(answer);
  if (!Array.isArray(answer)) return record(answer as Record<string, unknown>);
  const rows = answer.filter((row): row is Record<string, unknown> => typeof row === 'object' && row !== null && !Array.isArray(row));
  if (rows.length === 0 || rows.length < answer.length) return answer.map(plain).join('\n');
  const headings = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return table(
    headings,
    rows.map((row) => headings.map((heading) => plain(row[heading]))),
  );
}
