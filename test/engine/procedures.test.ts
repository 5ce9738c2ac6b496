import { z } from 'zod';
import { expect, test } from 'vitest';
import { appRouter } from '../../electron/engine/api/router.ts';
import type { ProcedureMeta } from '../../electron/engine/api/procedure.ts';

interface Documented {
  readonly _def: { readonly inputs: readonly z.ZodType[]; readonly meta?: ProcedureMeta };
}

const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Documented>);

test('there is an API to speak of', () => {
  expect(procedures.length).toBeGreaterThan(40);
});

test.each(procedures)('%s says in a sentence what it does, and its schemas can be printed', (_name, { _def: { meta, inputs } }) => {
  expect(meta?.says).toMatch(/^[A-Z].{10,}[^.]$/);
  expect(() => z.toJSONSchema(meta!.output, { io: 'output', unrepresentable: 'any' })).not.toThrow('schema');
  expect(inputs).toHaveLength(1);
});

test.each(procedures)('%s refuses a member that it does not know', (_name, { _def: { inputs } }) => {
  const read = inputs[0]!.safeParse({ noSuchMember: 1 });
  expect(read.error?.issues.some(({ message }) => message.includes('noSuchMember'))).toBe(true);
});
