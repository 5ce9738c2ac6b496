import { describe, expect, test } from 'vitest';
import { changedRows, payloadRows } from '../../renderer/journal/payload-rows.ts';

describe('the fields of an entry', () => {
  test('inner fields carry their whole name, lists are counted from one, and nothing is told as nothing', () => {
    expect(
      payloadRows({ position: 'p1', terms: { commission: '0.05', lockUp: null }, streams: ['kraken:earn:DOT'], notes: [], more: {} }),
    ).toEqual([
      { name: 'position', value: 'p1' },
      { name: 'terms.commission', value: '0.05' },
      { name: 'terms.lockUp', value: '—' },
      { name: 'streams.1', value: 'kraken:earn:DOT' },
      { name: 'notes', value: 'none' },
      { name: 'more', value: 'nothing' },
    ]);
  });

  test('a list of sixty tells fifty and how many more there are', () => {
    const rows = payloadRows({ rows: Array.from({ length: 60 }, (_, index) => index) });
    expect(rows).toHaveLength(51);
    expect(rows.at(-1)).toEqual({ name: 'rows', value: 'and 10 more' });
  });

  test('an edit tells only what differs, also what was added and what was taken away', () => {
    expect(changedRows({ before: { name: 'DOT', risk: 'low', old: true }, after: { name: 'DOT', risk: 'high', fresh: 1 } })).toEqual([
      { name: 'risk', before: 'low', after: 'high' },
      { name: 'old', before: 'true', after: null },
      { name: 'fresh', before: null, after: '1' },
    ]);
    expect(changedRows({ before: null, after: 'EUR' })).toEqual([{ name: '', before: null, after: 'EUR' }]);
  });

  test('a payload without both sides is no edit', () => {
    expect(changedRows({ position: 'p1' })).toBeNull();
    expect(changedRows(null)).toBeNull();
  });
});
