import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { piecesOf } from '../../renderer/expressions/expression-pieces.ts';
import { insertionOf, offersItself } from '../../renderer/expressions/insertion.ts';
import { completionOf, isUnfinished, readExpression } from '../../renderer/expressions/read-expression.ts';
import type { Fault, Vocabulary } from '../../shared/watchlists/index.ts';

const NAMES: Vocabulary = new Map(
  (
    [
      ['rate.base', 'fraction'],
      ['tvl', 'money'],
      ['lockup', 'days'],
      ['peg', 'price'],
    ] as const
  ).map(([name, unit]) => [name, { name, says: `what ${name} means`, unit }]),
);
const fault = (from: number, to: number): Fault => ({ code: 'made', from, to, message: 'Made.', expected: [] });
const kinds = (text: string) =>
  piecesOf(text, NAMES, null)
    .filter(({ kind }) => kind !== 'blank')
    .map(({ text, kind }) => `${kind}:${text}`);

describe('the pieces of an expression', () => {
  test('are told apart as the grammar reads them', () => {
    expect(kinds('mean(peg, 7d) ≥ 0.98 and not tvl > 5 mn § mean')).toEqual([
      'function:mean',
      'sign:(',
      'name:peg',
      'sign:,',
      'number:7d',
      'sign:)',
      'sign:≥',
      'number:0.98',
      'word:and',
      'word:not',
      'name:tvl',
      'sign:>',
      'number:5 mn',
      'stray:§',
      'word:mean',
    ]);
  });

  test('underline a fault at its characters, also inside a piece', () => {
    const wrong = (text: string, from: number, to: number) =>
      piecesOf(text, NAMES, fault(from, to))
        .filter((piece) => piece.wrong)
        .map((piece) => piece.text)
        .join('|');
    expect(wrong('tlv > 5m', 0, 3)).toBe('tlv');
    expect(wrong('tvl > 5m', 0, 8)).toBe('tvl| |>| |5m');
    expect(wrong('rate.base', 2, 6)).toBe('te.b');
    expect(wrong('tvl >', 5, 5)).toBe(' ');
  });

  test('are the text again when they are put together, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.nat(60), fc.nat(60), (text, one, other) => {
        const [from, to] = [Math.min(one, other, text.length), Math.min(Math.max(one, other), text.length)];
        const pieces = piecesOf(text, NAMES, fault(from, to)).filter((piece) => piece.from < text.length);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        expect(
          pieces
            .filter((piece) => piece.wrong)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text.slice(from, to));
      }),
    );
  });

  test('a text that nobody could read is left in one piece', () => {
    expect(piecesOf('x '.repeat(20_000), NAMES, null)).toHaveLength(1);
  });
});

describe('what is read', () => {
  test('is said in words, or where it is wrong', () => {
    expect(readExpression('condition', '  ', NAMES)).toEqual({ state: 'empty' });
    expect(readExpression('condition', 'tvl > 5m', NAMES)).toEqual({
      state: 'means',
      words: 'Where tvl is above 5 million.',
      notes: [],
    });
    expect(readExpression('rule', 'peg < 0.98 for 2h clear > 0.99', NAMES)).toMatchObject({
      words: 'Warn when peg falls below 0.98 for at least 2 hours, clear above 0.99.',
    });
    expect(readExpression('condition', 'peg < 0.98 for 2h', NAMES)).toMatchObject({ state: 'wrong', fault: { from: 11, to: 14 } });
  });

  test('a fault at the caret is what has not been typed yet; one behind it is a mistake', () => {
    const unfinished = (text: string, caret: number) => {
      const read = readExpression('condition', text, NAMES);
      return read.state === 'wrong' && isUnfinished(read.fault, text, caret);
    };
    expect(unfinished('tvl > ', 6)).toBe(true);
    expect(unfinished('rate.ba', 7)).toBe(true);
    expect(unfinished('tlv > 5m', 8)).toBe(false);
    expect(unfinished('tvl >', 2)).toBe(false);
  });
});

describe('completing', () => {
  const completed = (text: string, wanted: string, kind: 'condition' | 'rule' = 'condition', caret = text.length) => {
    const completion = completionOf(kind, text, caret, NAMES);
    const option = completion.options.find((each) => each.text === wanted);
    if (!option) throw new Error(`${wanted} is not among ${completion.options.map((each) => each.text).join(' ')}`);
    const { from, to, text: written } = insertionOf(text, completion, option);
    return text.slice(0, from) + written + text.slice(to);
  };

  test('writes names, words and signs with the blanks between them', () => {
    expect(completed('ra', 'rate.base')).toBe('rate.base ');
    expect(completed('tvl ', '>')).toBe('tvl > ');
    expect(completed('tvl > 5m', 'and')).toBe('tvl > 5m and ');
    expect(completed('mea', 'mean(')).toBe('mean(');
    expect(completed('mean(p', 'peg')).toBe('mean(peg');
    expect(completed('peg < 0.98 for 2h', 'clear', 'rule')).toBe('peg < 0.98 for 2h clear ');
    expect(completed('t and peg > 1', 'tvl', 'condition', 1)).toBe('tvl and peg > 1');
  });

  test('does not come by itself while a number is typed', () => {
    const offers = (text: string, kind: 'condition' | 'rule') => offersItself(text, completionOf(kind, text, text.length, NAMES));
    expect(offers('tv', 'condition')).toBe(true);
    expect(offers('tvl ', 'condition')).toBe(true);
    expect(offers('peg < 0.98 for 7s', 'rule')).toBe(false);
    expect(offers('peg < 0.98 for 7s ', 'rule')).toBe(true);
  });
});
