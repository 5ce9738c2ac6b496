import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AlertRule, parseRule, planOf, ruleCompletion, ruleText, ruleWords, SEVERITIES } from '../../shared/alerts/index.ts';
import { subjectOf } from '../../shared/watchlists/index.ts';
import { conditions, durations, VOCABULARY } from '../watchlists/made-conditions.ts';
import { ruleOf, RULES, vocabulary } from './made-series.ts';

function faultOf(text: string): { readonly code: string; readonly at: string; readonly message: string } {
  const parsed = parseRule(text, vocabulary());
  if ('ok' in parsed) throw new Error(`was read: ${ruleText(parsed.ok)}`);
  const { code, from, to, message } = parsed.fault;
  return { code, at: text.slice(from, to), message };
}

describe('the tail of a rule', () => {
  it('is read in any order and printed in one', () => {
    const one = 'value < 0.98 for 2h clear > 0.99 clear for 1h stale 6h cooldown 1d once severity high until 2026-12-31';
    const other =
      'value < 0.98 UNTIL 2026-12-31 severity HIGH once clear for 1 hour cooldown 1 day stale 6h for 2 hours clear value > 0.99';
    expect(ruleText(ruleOf(other))).toBe(one);
    expect(ruleOf(one)).toEqual(ruleOf(other));
  });

  it('takes a clear condition without its left side for what the rule is about', () => {
    expect(ruleOf('change(value, 7d) < -30% clear > -10%').clear).toEqual(ruleOf('change(value, 7d) > -10%').condition);
    expect(ruleOf('value < 0.9 or value > 1.1 clear between 0.95 and 1.05').clear).toMatchObject({
      kind: 'between',
      of: { name: 'value' },
    });
    expect(ruleOf('value < 0.9 clear > 0.95 and < 1.05').clear).toEqual(ruleOf('value > 0.95 and value < 1.05').condition);
    expect(faultOf('missing(value, 2h) clear > 1').at).toBe('>');
  });

  it('says what “for” after “clear” means', () => {
    const noted = (text: string) => {
      const parsed = parseRule(text, vocabulary());
      return 'ok' in parsed ? parsed.notes.length : -1;
    };
    expect(noted('value < 0.98 clear > 0.99 for 2h')).toBe(1);
    expect(noted('value < 0.98 for 2h clear > 0.99')).toBe(0);
    expect(noted('value < 0.98 clear for 1h for 2h')).toBe(0);
    expect(noted('value < 0.98 clear > 0.99 once for 2h')).toBe(0);
  });

  it.each([
    ['value < 0.98 for', 'unexpected', ''],
    ['value < 0.98 for 2', 'no-duration', '2'],
    ['value < 0.98 for -2h', 'unexpected', '-'],
    ['value < 0.98 for 2h for 3h', 'twice', 'for'],
    ['value < 0.98 clear > 0.99 clear > 1', 'twice', 'clear'],
    ['value < 0.98 clear for 2h clear for 1h', 'twice', 'for'],
    ['value < 0.98 severity loud', 'unexpected', 'loud'],
    ['value < 0.98 until 2026-02-30', 'no-day', '2026-02-30'],
    ['value < 0.98 until tomorrow', 'no-day', 'tomorrow'],
    ['value < 0.98 fro 2h', 'unexpected', 'fro'],
    ['value < 0.98 clear > 0.97', 'clear-overlaps', 'clear > 0.97'],
    ['value < 0.98 clear < 0.99', 'clear-overlaps', 'clear < 0.99'],
    ['value <= 0.98 clear >= 0.98', 'clear-overlaps', 'clear >= 0.98'],
    ['value > 5% clear < 6%', 'clear-overlaps', 'clear < 6%'],
    ['value crosses below 0.98 for 2h', 'crossing-for', 'value crosses below 0.98 for 2h'],
    ['for 2h', 'unexpected', 'for'],
  ])('%s → %s at “%s”', (text, code, at) => {
    expect(faultOf(text)).toMatchObject({ code, at });
  });

  it('lets the clearing touch the level where both cannot hold', () => {
    expect(ruleText(ruleOf('value < 0.98 clear >= 0.98'))).toBe('value < 0.98 clear >= 0.98');
    expect(faultOf('value < 0.98 fro 2h').message).toContain('“for” seems to be meant');
  });

  it('completes', () => {
    const after = (text: string) => ruleCompletion(text, text.length, vocabulary()).options.map((option) => option.text);
    expect(after('value < 0.98 ')).toEqual(['and', 'or', 'for', 'clear', 'stale', 'cooldown', 'once', 'severity', 'until']);
    expect(after('value < 0.98 for 2h cl')).toEqual(['clear']);
    expect(after('value < 0.98 for 2h f')).toEqual([]);
    expect(after('value < 0.98 severity ')).toEqual([...SEVERITIES]);
    expect(after('value < 0.98 clear ')).toEqual(expect.arrayContaining(['for', '>', 'value', 'not']));
  });
});

describe('words', () => {
  it.each([
    ['value < 0.98 for 2h clear > 0.99', 'warn when value falls below 0.98 for at least 2 hours, clear above 0.99'],
    ['change(value, 7d) < -30%', 'warn when the change of value over 7 days falls below −30 %'],
    ['value crosses below 0.98 once', 'warn once when value crosses to below 0.98'],
    [
      'missing(value, 1h) clear for 30min severity high',
      'warn when nothing has been observed of value for 1 hour, clear when that has not been so for at least 30 minutes, severity high',
    ],
    [
      'value > 5m clear missing(value, 2h)',
      'warn when value rises above 5 million, clear when nothing has been observed of value for 2 hours',
    ],
    [
      'value < 0.9 or value > 1.1 clear between 0.95 and 1.05',
      'warn when value falls below 0.9 or value rises above 1.1, clear from 0.95 to 1.05',
    ],
    [
      'not (value < 1 and stuck(value, 6h)) cooldown 1d',
      expect.stringContaining('it is not so that (value falls below 1 and value has not'),
    ],
  ])('%s', (text, words) => {
    expect(ruleWords(ruleOf(text))).toEqual(words);
  });
});

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
    until: fc.constantFrom('2026-12-31', '2027-02-28'),
  },
  { requiredKeys: ['condition'] },
);

describe('parse and print', () => {
  it('gives the same rule again, and the same text', () => {
    let read = 0;
    fc.assert(
      fc.property(rules, (rule) => {
        const text = ruleText(rule);
        const parsed = parseRule(text, VOCABULARY);
        // Only what the parser refuses on purpose may fail.
        const refused = 'fault' in parsed && ['crossing-for', 'clear-overlaps'].includes(parsed.fault.code);
        const again = 'ok' in parsed ? parsed.ok : refused ? rule : null;
        if (!refused) read += 1;
        expect(again).toEqual(rule);
        expect(again && ruleText(again)).toBe(text);
        expect(ruleWords(rule)).toMatch(/^warn/);
      }),
      { numRuns: 500 },
    );
    expect(read).toBeGreaterThan(250);
  });

  it('knows what a rule is about', () => {
    expect(RULES.map((text) => subjectOf(ruleOf(text).condition)?.kind ?? null)).toContain('measure');
    expect(subjectOf(ruleOf('value < 1 or missing(value, 2h)').condition)).toBeNull();
  });
});

describe('what a rule reads', () => {
  const inputs = (text: string) => {
    const parsed = parseRule(text, VOCABULARY);
    if ('fault' in parsed) throw new Error(parsed.fault.message);
    const plan = planOf(parsed.ok, VOCABULARY);
    if ('error' in plan) throw new Error(plan.error.message);
    return plan.ok.inputs;
  };

  it('is told by name, a rank apart from the value, with what the clock brings', () => {
    expect(inputs('rate.base > 4% and tvl > 5m clear tvl < 1m').map(({ key }) => key)).toEqual(['rate.base', 'tvl']);
    expect(inputs('rank(tvl) > 3 and tvl > 5m')).toMatchObject([
      { key: 'rank(tvl)', name: 'tvl', isRank: true },
      { key: 'tvl', name: 'tvl', isRank: false },
    ]);
    const day = 864e5;
    expect(inputs('missing(tvl, 2d) or rate.base > 4% stale 1d').map(({ offsets }) => offsets)).toEqual([[day, 2 * day], [day]]);
    expect(inputs('age(tvl) > 1d or rate.base > 4%').map(({ offsets }) => offsets)).toEqual([[day, day + 1], []]);
  });

  it('must be known', () => {
    expect(planOf(ruleOf('value < 1'), new Map())).toMatchObject({ error: { code: 'unknown-name', details: { name: 'value' } } });
  });
});
