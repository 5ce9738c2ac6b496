import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { axisOf, coveredSpans } from '../../renderer/market/coverage-line.tsx';
import { type MarketSubject, readSubject, subjectText } from '../../renderer/market/subjects.ts';
import { addDays, dayNumber, daysBetween } from '../../shared/figures/index.ts';

describe('the days between gaps', () => {
  test('two gaps leave three stretches, in whatever order they are told', () => {
    const gaps = [
      { from: '2024-03-10', to: '2024-03-12' },
      { from: '2024-03-05', to: '2024-03-05' },
    ];
    expect(coveredSpans('2024-03-01', '2024-03-20', gaps)).toEqual([
      { from: '2024-03-01', to: '2024-03-04' },
      { from: '2024-03-06', to: '2024-03-09' },
      { from: '2024-03-13', to: '2024-03-20' },
    ]);
  });

  test('days of the stretches and days of the gaps are all days, none twice', () => {
    const presence = fc.array(fc.boolean(), { minLength: 1, maxLength: 200 }).map((days) => [true].concat(days, true));
    fc.assert(
      fc.property(presence, (has) => {
        const day = (index: number) => addDays('2023-12-20', index);
        const gaps = has.flatMap((present, index) => (present ? [] : [{ from: day(index), to: day(index) }]));
        const spans = coveredSpans(day(0), day(has.length - 1), gaps);
        const covered = new Set(
          spans.flatMap(({ from, to }) => Array.from({ length: daysBetween(from, to) + 1 }, (_, step) => addDays(from, step))),
        );
        has.forEach((present, index) => expect(covered.has(day(index))).toBe(present));
      }),
    );
  });
});

test('all lines share an axis from before the first series to the end of today', () => {
  const axis = axisOf([{ from: '2024-01-01' }, { from: '2020-01-01' }], '2026-01-01');
  expect(axis.from).toBeLessThan(dayNumber('2020-01-01')!);
  expect(axis.to).toBe(dayNumber('2026-01-02'));
});

describe('the address of what stands beside the lists', () => {
  const text = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' });
  const subjects: fc.Arbitrary<MarketSubject> = fc.oneof(
    fc
      .record({ kind: fc.constantFrom('price' as const, 'rate' as const, 'supply' as const, 'cpi' as const), subject: text, unit: text })
      .map((series): MarketSubject => ({ shows: 'series', series })),
    text.map((pool): MarketSubject => ({ shows: 'pool', pool })),
    fc.record({ shows: fc.constant('entering' as const), asset: text, currency: text }),
    fc.record({ shows: fc.constant('dataset' as const), dataset: fc.uuid(), row: fc.option(fc.nat()) }),
  );

  test('is read back as what it was, whatever assets and pools are called', () => {
    fc.assert(
      fc.property(subjects, (subject) => {
        expect(readSubject(subjectText(subject))).toEqual(subject);
      }),
    );
  });

  test('means nothing where it is none of ours', () => {
    expect(readSubject('series/volume/BTC/USD')).toBeNull();
    expect(readSubject('some-id:row')).toBeNull();
    expect(readSubject('')).toBeNull();
  });
});
