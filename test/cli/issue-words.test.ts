import { expect, test } from 'vitest';
import { z } from 'zod';
import { invalidInput } from '../../electron/cli/input.ts';
import { instantString } from '../../shared/figures/index.ts';

const schema = z.strictObject({
  kind: z.enum(['pool', 'asset']),
  limit: z.int().min(0).max(500).optional(),
  title: z.string().min(1).max(5).optional(),
  columns: z.array(z.string()).max(2).optional(),
  on: z.boolean().optional(),
  until: instantString.optional(),
  before: z.union([z.string(), z.null()]).optional(),
  is: z.literal('list').optional(),
});

test.each([
  [{}, 'kind: must be one of pool, asset'],
  [{ kind: 'pol' }, 'kind: must be one of pool, asset'],
  [{ kind: 'pool', limit: 501 }, 'limit: must be at most 500'],
  [{ kind: 'pool', limit: -1 }, 'limit: must be at least 0'],
  [{ kind: 'pool', limit: 'many' }, 'limit: must be a number'],
  [{ kind: 'pool', limit: 1.5 }, 'limit: must be a whole number'],
  [{ kind: 'pool', title: '' }, 'title: must not be empty'],
  [{ kind: 'pool', title: 'longer' }, 'title: must have at most 5 characters'],
  [{ kind: 'pool', columns: ['a', 'b', 'c'] }, 'columns: must have at most 2 entries'],
  [{ kind: 'pool', columns: 'a' }, 'columns: must be a list in square brackets'],
  [{ kind: 'pool', on: 1 }, 'on: must be true or false'],
  [{ kind: 'pool', until: 'soon' }, 'until: must be an instant in UTC such as 2024-03-01T12:00:00Z'],
  [{ kind: 'pool', before: 5 }, 'before: must be a text in quotation marks'],
  [{ kind: 'pool', is: 'screen' }, 'is: must be list'],
  [{ kind: 'pool', colums: [] }, 'there is no field colums; "countinghouse api" shows which there are'],
  [5, 'must be an object in braces'],
])('%j is told as: %s', (input, words) => {
  const { error } = schema.safeParse(input);
  expect(invalidInput(error!.issues).message).toBe(`The input is not right: ${words}.`);
});

test('a field that is missing is told as missing, with what it must be', () => {
  const { error } = z.object({ about: z.array(z.string()), list: z.string() }).safeParse({});
  expect(invalidInput(error!.issues).message).toBe(
    'The input is not right: about: is missing; it must be a list in square brackets; list: is missing; it must be a text in quotation marks.',
  );
});
