import { expect, test } from 'vitest';
import { range } from '../../renderer/imports/import-answers.ts';
import { pagesToRead } from '../../renderer/imports/page-numbers.ts';

const ROWS = 100_000;

test('the first page came with the answer and is never read again', () => {
  expect(pagesToRead({ first: 0, last: 40 }, null, null, ROWS)).toEqual([]);
});

test('what is in view is read, at the edge of two pages both', () => {
  expect(pagesToRead({ first: 1_990, last: 2_010 }, null, null, ROWS)).toEqual([1]);
  expect(pagesToRead({ first: 3_990, last: 4_010 }, null, null, ROWS)).toEqual([1, 2]);
});

test('rows that a filter leaves far apart start no reading, until somebody looks at one', () => {
  const places = range(1, 100).map((row) => row * 1_000);
  expect(pagesToRead({ first: 0, last: 25 }, places, null, ROWS)).toEqual([]);
  expect(pagesToRead({ first: 0, last: 25 }, places, 60_000, ROWS)).toEqual([29]);
});

test('nothing is read beyond the end of the file', () => {
  expect(pagesToRead({ first: 99_990, last: 100_050 }, null, null, ROWS)).toEqual([49]);
});
