import { describe, expect, test } from 'vitest';
import { decidedBy } from '../../renderer/alerts/decided.ts';
import type { Why } from '../../shared/alerts/index.ts';

describe('what decided that a rule fires', () => {
  const at = '2026-11-22T09:00:00.000Z';
  const clause = (subject: string, value: string | null, word: string | null = null): Why['clauses'][number] => ({
    text: subject,
    holds: true,
    levels: [],
    sides: [{ subject, input: 'tvl', value, word, unknown: null, from: at, to: at, observations: 1, rows: [] }],
  });
  const why = (clauses: Why['clauses']): Why => ({
    rule: '',
    says: '',
    readings: [{ name: 'tvl', metric: 'market.tvl', unit: 'money', currency: 'USD', last: null, window: null }],
    clauses,
    because: null,
  });
  const printed = { kind: 'pool', discreet: false } as const;

  test('is the number and not the words beside it', () => {
    expect(decidedBy(why([clause('chain', null, 'Ethereum'), clause('tvl', '5000000')]), printed)).toEqual([
      { subject: 'tvl', text: '5M USD' },
    ]);
    expect(decidedBy(why([clause('chain', null, 'Ethereum')]), printed)).toEqual([{ subject: 'chain', text: 'Ethereum' }]);
  });

  test('is the change and not the value that changed', () => {
    const found = decidedBy(why([clause('change(tvl, 7d)', '-0.312')]), printed);
    expect(found).toEqual([{ subject: 'change of tvl, 7d', text: '\u221231.20\u202f%' }]);
  });

  test('is what was last read where no clause is told', () => {
    expect(decidedBy(why([]), printed)).toEqual([{ subject: 'tvl', text: '—' }]);
  });
});
