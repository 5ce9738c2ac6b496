import { describe, expect, test } from 'vitest';
import {
  columnValues,
  guessedKinds,
  guessedMapping,
  mappingLack,
  platformOf,
  withColumn,
  withConstantAsset,
  withKind,
} from '../../renderer/imports/mapping-draft.ts';
import { withAnswer } from '../../renderer/imports/questions.tsx';

describe('a mapping to begin with', () => {
  test('takes columns by their names, each once', () => {
    expect(guessedMapping(['Date', 'Type', 'Asset', 'Amount', 'Fee', 'Fee Currency', 'TxHash', 'Comment'], 'luno')).toEqual({
      platform: 'luno',
      columns: {
        at: 'Date',
        kind: 'Type',
        asset: 'Asset',
        amount: 'Amount',
        feeAmount: 'Fee',
        feeAsset: 'Fee Currency',
        transaction: 'TxHash',
        note: 'Comment',
      },
    });
  });

  test('says in a sentence what it still lacks, one thing at a time, and nothing where it is whole', () => {
    const empty = guessedMapping(['a', 'b', 'c'], 'own');
    expect(mappingLack(empty)).toMatch(/when it happened/);
    const dated = withColumn(empty, 'at', 'a');
    expect(mappingLack(dated)).toMatch(/amount/);
    const counted = withColumn(dated, 'amount', 'b');
    expect(mappingLack(counted)).toMatch(/names the asset/);
    expect(mappingLack(withColumn(counted, 'asset', 'c'))).toBeNull();
    expect(mappingLack(withConstantAsset(counted, 'DOT'))).toBeNull();
    expect(mappingLack(withConstantAsset(withConstantAsset(counted, 'DOT'), ' '))).toMatch(/names the asset/);
  });

  test('a column is taken back by an empty choice', () => {
    expect(withColumn(guessedMapping(['Date', 'Note'], 'x'), 'note', '').columns).toEqual({ at: 'Date' });
  });
});

describe('what the words of a kind column mean', () => {
  test('is told where they say it, and nothing is guessed where they do not', () => {
    expect(guessedKinds(['Staking reward', 'Deposit', 'Quux'])).toEqual({ 'staking reward': 'reward', deposit: 'deposit' });
    expect(guessedKinds(['Quux'])).toBeUndefined();
  });

  test('can be said by hand and taken back', () => {
    const mapping = guessedMapping(['Date'], 'x');
    const told = withKind(mapping, 'Quux', 'reward');
    expect(told.kinds).toEqual({ quux: 'reward' });
    expect(withKind(told, 'QUUX', '')).toEqual(mapping);
  });

  test('the values of a column come in their order, each once, without empty ones', () => {
    expect(
      columnValues(
        ['a', 'b'],
        [
          ['1', 'x '],
          ['2', ''],
          ['3', 'y'],
          ['4', 'x'],
        ],
        'b',
      ),
    ).toEqual(['x', 'y']);
  });
});

test('a file is of the platform that its name begins with', () => {
  expect(platformOf('My-Exchange 2024.csv')).toBe('my-exchange');
  expect(platformOf('2024.csv')).toBe('own');
});

describe('an answer about a file', () => {
  test('goes to the kind of file that asks it, the order of dates to both', () => {
    expect(withAnswer({}, 'zone', 'Europe/Amsterdam')).toEqual({ zone: 'Europe/Amsterdam' });
    expect(withAnswer({}, 'currency', 'USD')).toEqual({ market: { currency: 'USD' } });
    expect(withAnswer({}, 'dateOrder', 'dmy')).toEqual({ dateOrder: 'dmy', market: { dateOrder: 'dmy' } });
  });

  test('an empty one takes the answer back', () => {
    expect(withAnswer(withAnswer({}, 'dateOrder', 'dmy'), 'dateOrder', '')).toEqual({});
    expect(withAnswer({ zone: 'UTC', market: { asset: 'BTC', currency: 'USD' } }, 'asset', '')).toEqual({
      zone: 'UTC',
      market: { currency: 'USD' },
    });
  });
});
