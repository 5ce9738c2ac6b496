import { expect, test } from 'vitest';
import { shownSubjects } from '../../renderer/comparison/shown-subjects.ts';

test('a subject is called gone only once it was asked for and is not there', () => {
  const subjects = [
    { kind: 'pool', id: 'p1' },
    { kind: 'pool', id: 'p2' },
  ] as const;
  expect(shownSubjects(subjects, []).map(({ title }) => title)).toEqual(['p1', 'p2']);
  expect(shownSubjects(subjects, ['USDC, aave-v3', null]).map(({ title }) => title)).toEqual(['USDC, aave-v3', 'p2 (gone)']);
});
