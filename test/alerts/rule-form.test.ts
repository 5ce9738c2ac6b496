import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AlertRule,
  EMPTY_FORM,
  formComparisons,
  formOf,
  parseRule,
  type RuleForm,
  ruleOfForm,
  ruleText,
  ruleWords,
  SEVERITIES,
  spokenOf,
} from '../../shared/alerts/index.ts';
import type { Vocabulary } from '../../shared/watchlists/index.ts';
import { conditions, durations, VOCABULARY } from '../watchlists/made-conditions.ts';

const WORDS: Vocabulary = new Map([...VOCABULARY, ['chain', { name: 'chain', says: 'its chain', unit: 'text' as const }]]);

function ruleOf(text: string): AlertRule {
  const parsed = parseRule(text, WORDS);
  if ('fault' in parsed) throw new Error(parsed.fault.message);
  return parsed.ok;
}

describe('a rule as a form', () => {
  it.each([
    ['value < 0.98 for 2h clear > 0.99', { metric: 'value', comparison: '<', level: '0.98', holdFor: '2h', clear: '0.99' }],
    ['value <= 0.98 clear >= 0.99 clear for 1h', { comparison: '<=', clear: '0.99', clearIncludes: true, clearFor: '1h' }],
    [
      'change(value, 7d) < -30% clear > -10% cooldown 1d',
      { measure: 'change', window: '7d', level: '-30%', clear: '-10%', cooldown: '1d' },
    ],
    [
      'value < mean(value, 30d) severity high until 2026-12-31',
      { measure: 'value', level: 'mean(value, 30d)', severity: 'high', until: '2026-12-31' },
    ],
    ['value crosses above 1 clear < 0.9 once', { comparison: 'crosses above', clear: '0.9', once: true }],
    ['value between 1 and 2 stale 1d', { comparison: 'between', level: '1', upper: '2', stale: '1d' }],
    ['missing(value, 2h)', { measure: 'missing', window: '2h', level: '' }],
    ['age(value) > 6h', { measure: 'age', level: '6h' }],
    ['chain = "Ethereum One"', { metric: 'chain', comparison: '=', level: 'Ethereum One' }],
    ['pretrade.P01 != pass', { comparison: '!=', level: 'pass' }],
  ])('%s', (text, fields) => {
    const form = formOf(ruleOf(text));
    expect(form).toMatchObject(fields);
    expect(ruleOfForm(form!, WORDS)).toMatchObject({ ok: ruleOf(text), text });
  });

  it.each([
    'value < 1 and tvl > 5m',
    'not value < 1',
    '1 > value',
    'value < 1 clear tvl > 5m',
    'value < 1 clear > 1 and < 2',
    'value = 1 clear > 2',
    'chain in (a, b)',
    'value between 1 and 2 clear > 3',
  ])('cannot say more than one plain thing: %s', (text) => {
    expect(formOf(ruleOf(text))).toBeNull();
  });

  it('gives the same rule again, whenever there is a form', () => {
    let read = 0;
    const rules: fc.Arbitrary<AlertRule> = fc.record(
      {
        condition: conditions,
        holdFor: durations,
        clear: conditions,
        clearFor: durations,
        stale: durations,
        cooldown: durations,
        once: fc.constant(true as const),
        severity: fc.constantFrom(...SEVERITIES),
      },
      { requiredKeys: ['condition'] },
    );
    fc.assert(
      fc.property(rules, (rule) => {
        const form = formOf(rule);
        fc.pre(form !== null && !('fault' in parseRule(ruleText(rule), VOCABULARY)));
        read += 1;
        expect(ruleOfForm(form, VOCABULARY)).toMatchObject({ ok: rule, text: ruleText(rule) });
      }),
      { numRuns: 200, maxSkipsPerRun: 1_000 },
    );
    expect(read).toBe(200);
  });

  it('says which field is at fault', () => {
    const fault = (fields: Partial<RuleForm>) => {
      const read = ruleOfForm({ ...EMPTY_FORM, metric: 'value', level: '1', ...fields }, WORDS);
      return 'fault' in read ? [read.fault.field, read.fault.code] : 'was read';
    };
    expect(fault({})).toBe('was read');
    expect(fault({ metric: '' })).toEqual(['metric', 'missing']);
    expect(fault({ metric: 'valeu' })).toEqual(['metric', 'unknown-name']);
    expect(fault({ level: ' ' })).toEqual(['level', 'missing']);
    expect(fault({ level: '5x' })).toEqual(['level', 'unknown-unit']);
    expect(fault({ measure: 'mean' })).toEqual(['window', 'missing']);
    expect(fault({ measure: 'mean', window: '7' })).toEqual(['window', 'no-duration']);
    expect(fault({ comparison: 'between' })).toEqual(['upper', 'missing']);
    expect(fault({ holdFor: 'long' })).toEqual(['holdFor', 'unexpected']);
    expect(fault({ clear: '0.9' })).toEqual(['clear', 'clear-overlaps']);
    expect(fault({ clear: '2', clearFor: '0h' })).toEqual(['clearFor', 'no-duration']);
    expect(fault({ until: '2026-02-30' })).toEqual(['until', 'no-day']);
    expect(fault({ metric: 'chain', comparison: '=', level: 'say "hi"' })).toBe('was read');
    expect(fault({ comparison: 'between', upper: '2', clear: 'ignored' })).toBe('was read');
  });

  it('offers what can be asked of numbers and of words', () => {
    expect(formComparisons(true)).toEqual(['=', '!=', '~']);
    expect(formComparisons(false)).toContain('crosses below');
  });
});

describe('the sentence of a rule, with its subject named', () => {
  const names = new Map([
    ['tvl', 'TVL'],
    ['value', 'price'],
  ]);
  it.each([
    ['value < 0.98 for 2h clear > 0.99', 'warn when stETH/ETH falls below 0.98 for at least 2 hours, clear above 0.99'],
    ['change(value, 7d) < -30%', 'warn when the change of stETH/ETH over 7 days falls below −30 %'],
    ['tvl < 5m and value < 1', 'warn when TVL of stETH/ETH falls below 5 million and stETH/ETH falls below 1'],
    [
      'missing(tvl, 2h) clear tvl > 1m',
      'warn when nothing has been observed of TVL of stETH/ETH for 2 hours, clear when TVL of stETH/ETH rises above 1 million',
    ],
    ['chain = "Ethereum" clear != "Ethereum"', 'warn when chain of stETH/ETH is “Ethereum”, clear not “Ethereum”'],
  ])('%s', (text, words) => {
    expect(ruleWords(ruleOf(text), spokenOf('stETH/ETH', names, 'value'))).toBe(words);
  });
});
