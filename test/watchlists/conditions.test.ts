import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Condition,
  conditionCompletion,
  conditionText,
  conditionWords,
  type Fault,
  leavesOf,
  namesOf,
  parseCondition,
  thresholdOf,
} from '../../shared/watchlists/index.ts';
import { conditions, VOCABULARY } from './made-conditions.ts';

function parse(text: string): Condition {
  const parsed = parseCondition(text, VOCABULARY);
  if ('fault' in parsed) throw new Error(parsed.fault.message);
  return parsed.ok;
}

function faultOf(text: string): Fault {
  const parsed = parseCondition(text, VOCABULARY);
  if ('ok' in parsed) throw new Error(`was read: ${conditionText(parsed.ok)}`);
  return parsed.fault;
}

/** The characters that a fault points at. */
function pointed(text: string): string {
  const { from, to } = faultOf(text);
  return text.slice(from, to);
}

const canonical = (text: string): string => conditionText(parse(text));

describe('what is read', () => {
  it('reads a screen of the brief', () => {
    expect(parse('rate.base > 4% and tvl > 5m and lockup <= 7d')).toEqual({
      kind: 'all',
      parts: [
        {
          kind: 'compare',
          left: { kind: 'name', name: 'rate.base' },
          comparison: '>',
          right: { kind: 'quantity', number: '4', unit: '%' },
        },
        { kind: 'compare', left: { kind: 'name', name: 'tvl' }, comparison: '>', right: { kind: 'quantity', number: '5', unit: 'm' } },
        { kind: 'compare', left: { kind: 'name', name: 'lockup' }, comparison: '<=', right: { kind: 'quantity', number: '7', unit: 'd' } },
      ],
    });
  });

  it.each([
    ['value<0.98', 'value < 0.98'],
    ['value < 0.98 AND NOT tvl ≥ 5 million', 'value < 0.98 and not tvl >= 5m'],
    ['value == 1.50', 'value = 1.5'],
    ['value <> −2', 'value != -2'],
    ['(((value < 1)))', 'value < 1'],
    ['value < 1 or value > 2 and tvl > 3', 'value < 1 or value > 2 and tvl > 3'],
    ['(value < 1 or value > 2) and tvl > 3', '(value < 1 or value > 2) and tvl > 3'],
    ['not (value < 1 and tvl > 3)', 'not (value < 1 and tvl > 3)'],
    ['not value < 1 and tvl > 3', 'not value < 1 and tvl > 3'],
    ['(value < 1 and value > 0) and tvl > 3', 'value < 1 and value > 0 and tvl > 3'],
    ['value between 0.98 and 1.02 and tvl > 1k', 'value between 0.98 and 1.02 and tvl > 1k'],
    ['value crosses below 0.98', 'value crosses below 0.98'],
    ['change( value ,7 days) < -30 %', 'change(value, 7d) < -30%'],
    ['zscore(value, 30d) > 3 or value < mean(value, 30 d)', 'zscore(value, 30d) > 3 or value < mean(value, 30d)'],
    ['stuck(value, 6h) or missing(value, 90 min)', 'stuck(value, 6h) or missing(value, 90min)'],
    ['rank(value) <= 3', 'rank(value) <= 3'],
    ['points(rate.base, 7d) < -2pp', 'points(rate.base, 7d) < -2%'],
    ['tvl > 1_500_000', 'tvl > 1500000'],
    ['tvl > 1.5e6', 'tvl > 1500000'],
  ])('%s', (text, expected) => {
    expect(canonical(text)).toBe(expected);
  });

  it('takes m for minutes where a time is asked for, and for a million elsewhere', () => {
    expect(canonical('tvl > 5m')).toBe('tvl > 5m');
    expect(canonical('value > 5m')).toBe('value > 5m');
    expect(canonical('mean(value, 5m) > 1')).toBe('mean(value, 5min) > 1');
    expect(canonical('age(value) > 5m')).toBe('age(value) > 5min');
    expect(canonical('5m < age(value)')).toBe('5min < age(value)');
    expect(canonical('cut-off.minutes < 30m')).toBe('cut-off.minutes < 30min');
    expect(canonical('5m < tvl')).toBe('5m < tvl');
  });

  it('turns thresholds into the unit of what is compared', () => {
    const read = (text: string, unit: Parameters<typeof thresholdOf>[1]) => {
      const leaf = leavesOf(parse(text))[0];
      if (leaf?.kind !== 'compare' || leaf.right.kind !== 'quantity') throw new Error('no threshold');
      return thresholdOf(leaf.right, unit).toString();
    };
    expect(read('rate.base > 4%', 'fraction')).toBe('0.04');
    expect(read('rate.base > 50bp', 'fraction')).toBe('0.005');
    expect(read('funding > 1bp', 'basis-points')).toBe('1');
    expect(read('funding > 1%', 'basis-points')).toBe('100');
    expect(read('tvl > 5m', 'money')).toBe('5000000');
    expect(read('lockup <= 36h', 'days')).toBe('1.5');
    expect(read('cut-off.minutes < 2h', 'minutes')).toBe('120');
    expect(read('age(value) > 2h', 'milliseconds')).toBe('7200000');
  });

  it('names what a condition reads, each once', () => {
    expect(namesOf(parse('value < mean(tvl, 7d) or missing(value, 2h) or rate.base crosses above rate.reward'))).toEqual([
      'value',
      'tvl',
      'rate.base',
      'rate.reward',
    ]);
  });

  it('gives the same condition again from the text that it prints', () => {
    fc.assert(
      fc.property(conditions, (condition) => {
        expect(parse(conditionText(condition))).toEqual(condition);
        expect(conditionWords(condition).length).toBeGreaterThan(5);
      }),
      { numRuns: 500 },
    );
  });
});

describe('what is refused, and where', () => {
  it.each([
    ['', 'unexpected', ''],
    ['value', 'unexpected', ''],
    ['value <', 'unexpected', ''],
    ['value < 0.98 and', 'unexpected', ''],
    ['value < 0.98 value', 'unexpected', 'value'],
    ['value ~ 2', 'unexpected', '~'],
    ['value < 1 😀', 'unexpected', '😀'],
    ['(value < 1', 'unexpected', ''],
    ['value < 1)', 'unexpected', ')'],
    ['valeu < 1', 'unknown-name', 'valeu'],
    ['VALUE < 1', 'unknown-name', 'VALUE'],
    ['value-1 < 1', 'unknown-name', 'value-1'],
    ['value < 1 < 2', 'two-comparisons', '<'],
    ['1 < 2', 'nothing-watched', '1 < 2'],
    ['value < 5 apples', 'unexpected', 'apples'],
    ['value < 5x', 'unknown-unit', '5x'],
    ['mean(value) > 1', 'unexpected', ')'],
    ['mean(value, 7) > 1', 'no-duration', '7'],
    ['mean(value, 0d) > 1', 'no-duration', '0d'],
    ['mean(value, 4%) > 1', 'no-duration', '4%'],
    ['mean(value, 999999d) > 1', 'no-duration', '999999d'],
    ['stuck(value, 6h) > 1', 'unexpected', '>'],
    ['1 < stuck(value, 6h)', 'no-number', 'stuck'],
    ['value between 1', 'unexpected', ''],
    ['value between 1 and tvl', 'no-number', 'tvl'],
    ['value crosses 1', 'unexpected', '1'],
    ['and < 1', 'unexpected', 'and'],
  ])('%s → %s at “%s”', (text, code, at) => {
    expect(faultOf(text).code).toBe(code);
    expect(pointed(text)).toBe(at);
    expect(faultOf(text).message).toMatch(/[.?]$/);
  });

  it('proposes the name that was meant', () => {
    expect(faultOf('rate.bse > 4%').message).toBe('Nothing is called “rate.bse”. Did you mean rate.base?');
    expect(faultOf('value < 1 nad tvl > 2').message).toContain('“and” seems to be meant');
  });

  it.each([
    ['rate.base > 5', 'rate.base is a fraction, where 5 would be 500%. Write 5%, or 500% if that is meant.'],
    ['rate.base < 98', 'Write 98%'],
    ['rate.base > 5m', 'rate.base is a fraction'],
    ['change(value, 7d) < -30', 'Write -30%'],
    ['drawdown(tvl, 7d) > 20', 'Write 20%'],
    ['tvl < 20%', 'ask for the change over a time: change(tvl, 7d)'],
    ['tvl > 7d', '7d is a time, but tvl is an amount of money'],
    ['lockup <= 5bn', 'is an amount, but lockup is in days'],
    ['lockup < 7%', 'is a share, but lockup is in days'],
    ['age(value) > 7', 'Write it with its unit'],
    ['value > 7d', 'It is not known that value is a time'],
    ['pretrade.P01 > 1', 'cannot be compared with a number'],
    ['tvl > rate.base', 'they cannot be compared'],
    ['98 > rate.base', 'Write 98%'],
    ['rate.base between 1% and 50', 'Write 50%'],
    ['rate.base crosses above 5', 'Write 5%'],
  ])('a threshold in the wrong unit: %s', (text, sentence) => {
    expect(faultOf(text).code).toBe('wrong-unit');
    expect(faultOf(text).message).toContain(sentence);
  });

  it.each(['rate.base > 1', 'rate.base > 0.05', 'rate.base > 150%', 'funding > 5', 'tvl > 5', 'lockup < 7', 'value < 98', 'value < 98%'])(
    'lets pass what can be meant: %s',
    (text) => {
      expect(() => parse(text)).not.toThrow();
    },
  );

  it('survives garbage of ten thousand characters, nesting without end and chains without end', () => {
    expect(faultOf('(('.repeat(5_000)).code).toBe('too-deep');
    expect(faultOf('not '.repeat(2_500)).code).toBe('too-deep');
    expect(faultOf('x'.repeat(10_000)).message.length).toBeLessThan(300);
    expect(faultOf('9'.repeat(10_000)).code).toBe('unexpected');
    expect(faultOf('value < 1 and '.repeat(5_000)).code).toBe('too-long');
    const chain = Array.from({ length: 1_500 }, () => 'value < 1').join(' or ');
    expect(leavesOf(parse(chain))).toHaveLength(1_500);
    expect(canonical(chain)).toBe(chain);
  });

  it('never throws and always points into the text', () => {
    const pieces = fc.constantFrom(
      'value',
      'tvl',
      '<',
      '>=',
      '5m',
      '7d',
      '4%',
      '(',
      ')',
      ',',
      'and',
      'not',
      'between',
      'crosses',
      '-',
      'mean',
      'é',
      '"',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseCondition(text, VOCABULARY);
        if (!('fault' in parsed)) return;
        expect(parsed.fault.from).toBeGreaterThanOrEqual(0);
        expect(parsed.fault.to).toBeLessThanOrEqual(text.length);
        expect(parsed.fault.from).toBeLessThanOrEqual(parsed.fault.to);
        expect(parsed.fault.message).not.toBe('');
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('what may follow', () => {
  const after = (text: string) => conditionCompletion(text, text.length, VOCABULARY).options.map((option) => option.text);

  it('offers names and functions at the beginning, and those that begin as written', () => {
    expect(after('')).toEqual(expect.arrayContaining(['value', 'rate.base', 'change(', 'not', '(']));
    expect(after('ra')).toEqual(['rate.base', 'rate.reward', 'rank(']);
    expect(conditionCompletion('value < 1 and rate.b', 20, VOCABULARY)).toMatchObject({
      from: 14,
      to: 20,
      options: [{ text: 'rate.base' }],
    });
  });

  it('offers comparisons after a name, bounds after them, and joining words after a condition', () => {
    expect(after('value ')).toEqual(['<', '<=', '>', '>=', '=', '!=', 'between', 'crosses']);
    expect(after('value crosses ')).toEqual(['above', 'below']);
    expect(after('value < 1 ')).toEqual(['and', 'or']);
    expect(after('mean(value, ')).toEqual(['30min', '2h', '1d', '7d', '30d']);
    expect(after('mean(value ')).toEqual([',']);
  });

  it('works in the middle of a text, and offers nothing behind a fault', () => {
    expect(conditionCompletion('tv > 5m', 2, VOCABULARY).options.map(({ text }) => text)).toEqual(['tvl']);
    expect(after('value ~ ')).toEqual([]);
  });
});
