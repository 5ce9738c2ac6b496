import { z } from 'zod';

const { localeError } = z.locales.en();

/**
 * What is wrong with one field of an input and what would be right, as a person says it. What a schema of ours says itself stays as it is; only the
 * sentences that come with zod are put into words.
 */
export function issueWords(issue: z.core.$ZodIssue): string {
  const told = localeError(issue as z.core.$ZodRawIssue);
  // Which type was met stands in the sentence alone: it was written where the value was still at hand.
  if (issue.code !== 'invalid_type' && issue.message !== (typeof told === 'string' ? told : told?.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return typeWords(issue.expected, issue.message);
    case 'invalid_value':
      return `must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}`;
    case 'too_big':
      return limitWords(issue.origin, Number(issue.maximum), issue.inclusive === false ? 'below' : 'at most');
    case 'too_small':
      if (Number(issue.minimum) === 1 && issue.origin !== 'number' && issue.origin !== 'int') return 'must not be empty';
      return limitWords(issue.origin, Number(issue.minimum), issue.inclusive === false ? 'above' : 'at least');
    case 'unrecognized_keys':
      return `there is no field ${issue.keys.join(', ')}; "countinghouse api" shows which there are`;
    case 'invalid_union':
      return unionWords(issue);
    default:
      return issue.message;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text in quotation marks',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list in square brackets',
  object: 'an object in braces',
  record: 'an object in braces',
  null: 'null',
};

function typeWords(expected: string, message: string): string {
  const wanted = TYPES[expected];
  if (wanted === undefined || !message.startsWith('Invalid input')) return message;
  return message.endsWith('received undefined') ? `is missing; it must be ${wanted}` : `must be ${wanted}`;
}

function limitWords(origin: string, limit: number, how: string): string {
  if (origin === 'string') return `must have ${how} ${limit} characters`;
  return origin === 'array' || origin === 'set' || origin === 'map' ? `must have ${how} ${limit} entries` : `must be ${how} ${limit}`;
}

/** Of several forms the one that is least wrong: most likely it was meant. */
function unionWords({ errors, message }: z.core.$ZodIssueInvalidUnion): string {
  const [nearest] = errors.toSorted((one, other) => one.length - other.length);
  if (nearest === undefined || nearest.length === 0) return message;
  return nearest.map((issue) => [...(issue.path.length > 0 ? [issue.path.join('.')] : []), issueWords(issue)].join(': ')).join(', and ');
}
