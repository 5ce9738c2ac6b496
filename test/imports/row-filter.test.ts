import { describe, expect, test } from 'vitest';
import type { ReadFile, RowView } from '../../renderer/imports/import-answers.ts';
import { countsOf, outcomeOf, placesOf } from '../../renderer/imports/import-answers.ts';
import { judged } from '../../renderer/imports/outcomes.ts';
import { filteredRows, readFilter } from '../../renderer/imports/row-filter.ts';

/** Ten rows: 3 skipped, 5 rejected, 7 flagged, 9 known already, the others accepted. */
const shown: RowView[] = Array.from({ length: 10 }, (_, index): RowView => {
  const row = index + 1;
  const cells = [`id-${row}`, row % 2 === 0 ? 'DOT' : 'ETH'];
  const activities: NonNullable<RowView['activities']> = [
    { kind: 'reward', at: '2024-01-01T00:00:00.000Z', stream: 'kraken:earn:DOT', into: [{ asset: 'DOT', quantity: '1' }] },
  ];
  if (row === 3) return { row, cells, outcome: 'skipped', reason: 'a request without a ledger entry' };
  if (row === 5) return { row, cells, outcome: 'rejected', field: 'amount', reason: '“two” is not a number' };
  if (row === 7) return { row, cells, outcome: 'accepted', reason: 'a correction of the balance', activities };
  if (row === 9) return { row, cells, outcome: 'duplicate' };
  return { row, cells, outcome: 'accepted', activities };
});
const answer: ReadFile = {
  file: 'ledgers.csv',
  format: 'kraken-ledgers',
  batch: null,
  rows: 10,
  accepted: 7,
  duplicates: 1,
  skipped: [{ row: 3, reason: 'a request without a ledger entry' }],
  rejected: [{ row: 5, field: 'amount', reason: '“two” is not a number' }],
  flags: [{ row: 7, flag: 'a correction of the balance' }],
  questions: [],
  notices: [],
  header: ['txid', 'asset'],
  shown,
};
const rowAt = (place: number) => shown[place - 1];

describe('the counts of a file', () => {
  test('add up to its rows, the flagged ones told apart from the accepted', () => {
    expect(countsOf(answer)).toEqual({ accepted: 6, flagged: 1, duplicate: 1, skipped: 1, rejected: 1 });
    expect(judged(countsOf(answer))).toBe(10);
  });
});

describe('the rows that a filter leaves', () => {
  test('without words and outcome are all', () => {
    expect(filteredRows(answer, { text: '  ', outcome: null }, rowAt)).toEqual({ places: null, isPartial: false });
  });

  test('of one outcome are exactly those', () => {
    expect(filteredRows(answer, { text: '', outcome: 'rejected' }, rowAt).places).toEqual([5]);
    expect(filteredRows(answer, { text: '', outcome: 'flagged' }, rowAt).places).toEqual([7]);
    expect(filteredRows(answer, { text: '', outcome: 'accepted' }, rowAt).places).toEqual([1, 2, 4, 6, 8, 10]);
  });

  test('an outcome may be typed, from its third letter on; shorter words are looked for', () => {
    expect(readFilter({ text: 'rej dot', outcome: null })).toEqual({ outcome: 'rejected', words: ['dot'] });
    expect(readFilter({ text: 're', outcome: null })).toEqual({ outcome: null, words: ['re'] });
    expect(filteredRows(answer, { text: 'dup', outcome: null }, rowAt).places).toEqual([9]);
  });

  test('words are found in cells, reasons and names of fields, in any case', () => {
    expect(filteredRows(answer, { text: 'ID-4', outcome: null }, rowAt).places).toEqual([4]);
    expect(filteredRows(answer, { text: 'amount two', outcome: null }, rowAt).places).toEqual([5]);
    expect(filteredRows(answer, { text: 'dot', outcome: 'accepted' }, rowAt).places).toEqual([2, 4, 6, 8, 10]);
  });

  test('rows that were not read yet are found by their reason, and the answer says that it looked at a part', () => {
    const part = { ...answer, shown: shown.slice(0, 2) };
    const found = filteredRows(part, { text: 'correction', outcome: null }, (place) => part.shown[place - 1]);
    expect(found).toEqual({ places: [7], isPartial: true });
  });
});

describe('where accepted rows and known ones occur together', () => {
  test('a long file tells only those that came with it, and says so', () => {
    const long = { ...answer, rows: 5_000, accepted: 4_997 };
    expect(placesOf(long, 'duplicate')).toEqual({ places: [9], isPartial: true });
  });

  test('a file with nothing new is all duplicates, whatever its length', () => {
    const known = {
      ...answer,
      rows: 5,
      accepted: 0,
      duplicates: 4,
      skipped: [{ row: 2, reason: 'x' }],
      rejected: [],
      flags: [],
      shown: [],
    };
    expect(placesOf(known, 'duplicate')).toEqual({ places: [1, 3, 4, 5], isPartial: false });
  });
});

describe('a value of market data', () => {
  const value = (outcome: RowView['outcome'], reason?: string): RowView => ({ row: 1, cells: [], outcome, ...(reason ? { reason } : {}) });

  test('is put aside where its reason says so, and flagged where it is in use with a remark', () => {
    expect(outcomeOf(value('skipped', 'In quarantine: ten times its neighbours'), true)).toBe('quarantined');
    expect(outcomeOf(value('skipped', 'the cell is empty'), true)).toBe('skipped');
    expect(outcomeOf(value('accepted', 'extreme'), true)).toBe('flagged');
    expect(outcomeOf(value('accepted'), true)).toBe('accepted');
  });
});
