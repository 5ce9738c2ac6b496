import { COMPARISONS, type Vocabulary } from './expression.ts';
import { ExpressionParser } from './expression-parser.ts';
import { FUNCTIONS } from './functions.ts';

/** What may be written at a position; it replaces the characters `from` up to but not including `to`. */
export interface Completion {
  readonly from: number;
  readonly to: number;
  readonly options: readonly CompletionOption[];
}

export interface CompletionOption {
  readonly text: string;
  readonly kind: 'name' | 'function' | 'word' | 'value' | 'example';
  readonly says: string;
}

/** A word; letters after a number are its unit and begin none. */
const BEGUN_WORD = /(?<![\w.-])[A-Za-z_][\w.-]*$/;
const BEGUN_TEXT = /^(?:[^"]|"(?:[^"\\]|\\.)*")*("(?:[^"\\]|\\.)*)$/;

/** What may follow in a condition at `position` (characters from the beginning), by what the parser itself looks for there. */
export function conditionCompletion(text: string, position: number, vocabulary: Vocabulary): Completion {
  return completionAt(text, position, vocabulary, (before) => {
    const parser = new ExpressionParser(before, vocabulary);
    parser.condition();
    parser.end();
    return parser;
  });
}

/** As {@link conditionCompletion}, for a longer grammar: `read` parses a text as far as it goes. */
export function completionAt(
  text: string,
  position: number,
  vocabulary: Vocabulary,
  read: (before: string) => ExpressionParser,
): Completion {
  const before = text.slice(0, position);
  const begun = BEGUN_TEXT.exec(before)?.[1] ?? BEGUN_WORD.exec(before)?.[0] ?? '';
  const { reader } = read(before.slice(0, before.length - begun.length));
  // A fault before the position is for the person to mend first: nothing can be said of what follows it.
  const broken = reader.token.kind !== 'end';
  const options = broken ? [] : reader.wanted.flatMap((wanted) => optionsFor(wanted, vocabulary));
  const bare = begun.replace('"', '').toLowerCase();
  const fitting = options.filter((option) => {
    const text = option.text.toLowerCase();
    return text.startsWith(begun.toLowerCase()) || (text.startsWith('"') && text.slice(1).startsWith(bare));
  });
  return { from: before.length - begun.length, to: position, options: fitting };
}

function optionsFor(wanted: string, vocabulary: Vocabulary): readonly CompletionOption[] {
  switch (wanted) {
    case 'name':
      return [...vocabulary.values()].map(({ name, says }) => ({ text: name, kind: 'name', says }));
    case 'function':
      return FUNCTIONS.map(({ name, says }) => ({ text: `${name}(`, kind: 'function', says }));
    case 'text':
      return [{ text: '"Ethereum"', kind: 'example', says: 'a text between quotes; capitals do not matter' }];
    case 'number':
      return [{ text: '0.98', kind: 'example', says: 'a number; also 4%, 50bp, 5m for a million' }];
    case 'duration':
      return ['30min', '2h', '1d', '7d', '30d'].map((text) => ({ text, kind: 'example', says: 'a time' }));
    case 'day':
      return [{ text: '2026-12-31', kind: 'example', says: 'a day' }];
    default:
      if (wanted.startsWith('"')) return [{ text: wanted, kind: 'value', says: 'occurs' }];
      return [{ text: wanted, kind: 'word', says: WORDS[wanted] ?? (isComparison(wanted) ? 'compares' : '') }];
  }
}

function isComparison(text: string): boolean {
  return COMPARISONS.some((comparison) => comparison === text);
}

const WORDS: Readonly<Record<string, string>> = {
  and: 'both must hold',
  or: 'one of them must hold',
  not: 'must not hold',
  between: 'within two bounds, these included',
  in: 'is one of several',
  '~': 'contains',
  pass: 'a verdict',
  fail: 'a verdict',
  unknown: 'a verdict: it could not be decided',
  'not-applicable': 'a verdict: it does not concern this one',
  crosses: 'goes from one side of a level to the other',
  for: 'must have held at least so long',
  clear: 'when it is over: a condition, or “for” a time',
  stale: 'how long a value counts without a newer one',
  cooldown: 'the least time from its clearing to the next firing',
  once: 'fires once and never again',
  severity: 'how loud it is',
  until: 'the last day on which it may fire',
};
