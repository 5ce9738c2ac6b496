import type { z } from 'zod';
import type { Figure } from './figure.ts';

/**
 * A pure calculator as the terminal's contract knows it: a name, the schema of its input, the schema of its `ok`, and a function
 * without clock, randomness or I/O. Numbers go in and come out as decimal strings; rates are fractions.
 */
export interface Calculator<Input = unknown, Ok = unknown> {
  readonly name: string;
  readonly says: string;
  readonly input: z.ZodType<Input>;
  readonly ok: z.ZodType<Ok>;
  readonly run: (input: Input) => Figure<Ok>;
}

/** Ties the types of schema and function together; what comes back has them erased, so that calculators can stand in one list. */
export function calculator<Input, Ok>(definition: Calculator<Input, Ok>): Calculator {
  return definition as unknown as Calculator;
}
