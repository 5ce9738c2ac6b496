import { initTRPC } from '@trpc/server';
import { z } from 'zod';
import type { Outcome, Refusal } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';

/** What the terminal's `api` and the key list print of a procedure. */
export interface ProcedureMeta {
  readonly says: string;
  readonly output: z.ZodType;
  readonly kind: 'query' | 'command' | 'subscription';
}

export interface ProcedureContext {
  readonly engine: Engine;
}

const trpc = initTRPC.context<ProcedureContext>().meta<ProcedureMeta>().create();

export const router = trpc.router;
export const createCallerFactory = trpc.createCallerFactory;

interface Specification<Input extends z.ZodType, Output extends z.ZodType> {
  /** One sentence for people. */
  readonly says: string;
  readonly input: Input;
  /** Schema of the answer; of a command, the schema of its `ok`. Documented by `api`, checked in tests. */
  readonly output: Output;
}

/** A question. It never writes. */
export function query<Input extends z.ZodType, Output extends z.ZodType>(
  specification: Specification<Input, Output>,
  answer: (engine: Engine, input: z.output<Input>) => z.output<Output> | Promise<z.output<Output>>,
) {
  const { says, input, output } = specification;
  return trpc.procedure
    .meta({ says, output, kind: 'query' })
    .input(strictly(input))
    .query(async ({ ctx, input }): Promise<z.output<Output>> => checked(output, await answer(ctx.engine, input as z.output<Input>)));
}

/** A wish to change something: answers `{ ok }`, or `{ error }` with a sentence. Defects are thrown. */
export function command<Input extends z.ZodType, Output extends z.ZodType>(
  specification: Specification<Input, Output>,
  decide: (engine: Engine, input: z.output<Input>) => Outcome<z.output<Output>> | Promise<Outcome<z.output<Output>>>,
) {
  const { says, input, output } = specification;
  return trpc.procedure
    .meta({ says, output, kind: 'command' })
    .input(strictly(input))
    .mutation(async ({ ctx, input }): Promise<{ ok: z.output<Output> } | { error: Refusal }> => {
      const outcome = await decide(ctx.engine, input as z.output<Input>);
      return 'error' in outcome ? outcome : { ok: checked(output, outcome.ok) };
    });
}

/** A stream of notices until the listener leaves. */
export function subscription<Input extends z.ZodType, Output extends z.ZodType>(
  specification: Specification<Input, Output>,
  listen: (engine: Engine, input: z.output<Input>, signal: AbortSignal) => AsyncIterable<z.output<Output>>,
) {
  const { says, input, output } = specification;
  return trpc.procedure
    .meta({ says, output, kind: 'subscription' })
    .input(strictly(input))
    .subscription(({ ctx, input, signal }) => listen(ctx.engine, input as z.output<Input>, signal ?? new AbortController().signal));
}

/** A member that no procedure knows is a slip of the pen, and an answer that ignores it would mislead: it is refused by its name. */
function strictly<Input extends z.ZodType>(input: Input): Input {
  return input instanceof z.ZodObject ? (input.strict() as unknown as Input) : input;
}

/**
 * Answers of ten thousand rows are not parsed again on the way out; the tests switch the check on, so that what `api` promises
 * is what comes.
 */
const CHECK_ANSWERS = process.env['COUNTINGHOUSE_CHECK_ANSWERS'] === '1';

function checked<Schema extends z.ZodType>(schema: Schema, answer: z.output<Schema>): z.output<Schema> {
  if (CHECK_ANSWERS) schema.parse(answer);
  return answer;
}
