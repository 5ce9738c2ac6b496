import { describe, expect, it } from 'vitest';
import { Evaluation, parseRule, planOf, rehearse, SampledWatch } from '../../shared/alerts/index.ts';
import { History, historyOf } from '../../shared/figures/index.ts';
import { RESERVED } from '../../shared/watchlists/index.ts';
import { every, HOUR, historyOver, MINUTE, planned, ruleOf, START, told, vocabulary } from './made-series.ts';

describe('series that nobody would send', () => {
  it('flapping at every observation: a hundred thousand firings, and a hysteresis, a hold or a quiet time ends that', () => {
    const values = Array.from({ length: 200_000 }, (_, at) => (at % 2 === 0 ? 0.97 : 0.985));
    const history = historyOver(every(MINUTE, values));
    const begun = performance.now();
    expect(rehearse(planned('value < 0.98'), history).firings.length).toBe(100_000);
    console.log(`a hundred thousand firings: ${(performance.now() - begun).toFixed(0)} ms`);
    expect(rehearse(planned('value < 0.98 clear > 0.99'), history).firings).toEqual([{ at: START, index: 0 }]);
    expect(rehearse(planned('value < 0.98 for 2min'), history).firings).toEqual([]);
    expect(rehearse(planned('value < 0.98 clear for 2min'), history).firings.length).toBe(1);
    expect(rehearse(planned('value < 0.98 cooldown 1d'), history).firings.length).toBe(139);
    expect(rehearse(planned('value < 0.98 once'), history).firings.length).toBe(1);
  });

  it('full of NaN, infinities and nothing: unknown, or as large as it says, and never zero', () => {
    const said = (text: string, values: readonly (string | number | null)[]) =>
      told(new Evaluation(planned(text), historyOver(every(HOUR, values))).advance());
    expect(said('value < 1', [Number.NaN, null, 'NaN', Number.NaN])).toEqual([]);
    expect(said('value >= 0', [Number.NaN, null])).toEqual([]);
    expect(said('value = 0', [null, Number.NaN])).toEqual([]);
    expect(said('mean(value, 1h) < 1', [null, null, null])).toEqual([]);
    expect(said('value > 1000', [Number.POSITIVE_INFINITY])).toEqual(['0h fired']);
    expect(said('value < -1000', [Number.NEGATIVE_INFINITY])).toEqual(['0h fired']);
    expect(said('change(value, 1h) > 1%', [0, 5])).toEqual([]);
    expect(said('change(value, 1h) < 0%', [-5, -6])).toEqual([]);
    expect(said('drawdown(value, 3h) > 1%', [-5, -6, 0])).toEqual([]);
    expect(said('zscore(value, 2h) > 1', [1, 1, 1, 1, 9])).toEqual([]);
  });

  it('late and double observations: put in order, the last word of an instant counts', () => {
    const points = [
      { at: START + 2 * HOUR, value: '0.97' },
      { at: START, value: '1' },
      { at: START + HOUR, value: '0.5' },
      { at: START + HOUR, value: '1' },
    ];
    const { history, late, duplicates } = historyOf(points);
    expect([late, duplicates]).toEqual([3, 1]);
    expect(told(new Evaluation(planned('value < 0.98'), history).advance())).toEqual(['2h fired']);
    const growing = new History();
    growing.append({ at: START + HOUR, value: '1' });
    expect(growing.append({ at: START + HOUR, value: '0.5' })).toBe(false);
    expect(growing.append({ at: START, value: '0.5' })).toBe(false);
    expect(growing.append({ at: Number.NaN, value: '0.5' })).toBe(false);
    expect(growing.length).toBe(1);
  });

  it('observed after the clock had told that it was missing: the evaluation says that it was overtaken, and anew it says what was so', () => {
    const history = historyOver([{ at: START, value: '1' }]);
    const plan = planned('missing(value, 2h)');
    const evaluation = new Evaluation(plan, history);
    evaluation.advance();
    expect(told(evaluation.clock(START + 5 * HOUR))).toEqual(['2h fired']);
    history.append({ at: START + HOUR, value: '1' });
    expect(evaluation.isOvertaken).toBe(true);
    const anew = new Evaluation(plan, history);
    expect(anew.advance()).toEqual([]);
    expect(told(anew.clock(START + 5 * HOUR))).toEqual(['3h fired']);
  });

  it('samples that go back in time are refused', () => {
    const watch = new SampledWatch(planned('value < 1'), [{ at: START, values: { value: '2' } }]);
    expect(watch.keep({ at: START - HOUR, values: { value: '0' } })).toEqual([]);
    expect(watch.evaluation.left.seen).toEqual([1]);
  });
});

describe('rules that nobody should write', () => {
  it.each([
    ['value < 98', 'fraction', 'Write 98%'],
    ['value < 5%', 'money', 'is a share, but value is an amount of money'],
    ['value < 7d', 'count', 'is a time, but value is a count'],
    ['value < 5', 'verdict', 'has no order'],
    ['change(value, 7d) < -30', null, 'Write -30%'],
  ] as const)('a threshold in the wrong unit: %s of %s', (text, unit, sentence) => {
    const parsed = parseRule(text, vocabulary(unit));
    expect('fault' in parsed ? [parsed.fault.code, parsed.fault.message] : 'was read').toEqual([
      'wrong-unit',
      expect.stringContaining(sentence),
    ]);
  });

  it('a rule that hangs on itself, or on another rule, cannot be said: rules have no names in the grammar', () => {
    for (const text of ['rule.depeg', 'rule("depeg")', 'firing(value, 2h)', 'alert > 0', 'not depeg']) {
      const parsed = parseRule(text, vocabulary());
      expect('fault' in parsed, text).toBe(true);
    }
    expect([...vocabulary().keys(), ...RESERVED].some((name) => name.includes('rule'))).toBe(false);
  });

  it('one of fifteen hundred clauses is read, evaluated and told; one nested without end is refused', () => {
    const many = Array.from({ length: 1_500 }, () => 'value<0').join(' or ');
    const plan = planOf(ruleOf(many), vocabulary());
    expect('ok' in plan && rehearse(plan.ok, historyOver(every(HOUR, ['-1']))).firings.length).toBe(1);
    const deep = `${'('.repeat(5_000)}value < 1${')'.repeat(5_000)}`;
    expect(parseRule(deep, vocabulary())).toMatchObject({ fault: { code: 'too-deep' } });
  });

  it('one whose clearing holds together with its condition fires on and does not flap', () => {
    const values = ['0.9', '0.9', '0.9', '2', '0.9'];
    expect(told(new Evaluation(planned('value < 1 or value > 5 clear value < 3'), historyOver(every(HOUR, values))).advance())).toEqual([
      '0h fired',
      '3h cleared',
      '4h fired',
    ]);
  });
});
