import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linePath } from '../../renderer/charts/line-path.ts';
import { dayTicks } from '../../renderer/charts/time-ticks.ts';

const same = (value: number) => value;

describe('a line', () => {
  test('breaks where a value is unknown', () => {
    const points = [1, 2, null, 3, 4].map((value, at) => ({ at, value }));
    expect(linePath(points, same, same)).toBe('M0.0 1.0L1.0 2.0M3.0 3.0L4.0 4.0');
  });

  test('never joins two known stretches over a gap', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 100 })), { maxLength: 200 }), (values) => {
        const stretches = values.filter((value, index) => value !== null && (values[index - 1] ?? null) === null).length;
        const path = linePath(
          values.map((value, at) => ({ at, value })),
          (at) => at * 3,
          same,
        );
        expect((path.match(/M/g) ?? []).length).toBe(stretches);
      }),
    );
  });

  test('of a million points keeps every peak and no more points than four a pixel', () => {
    const points = Array.from({ length: 1_000_000 }, (_, at) => ({ at, value: at === 654_321 ? 1_000 : Math.sin(at / 5_000) }));
    const path = linePath(points, (at) => (at / 1_000_000) * 600, same);
    expect(path).toContain(' 1000.0');
    expect((path.match(/[ML]/g) ?? []).length).toBeLessThanOrEqual(4 * 601);
  });
});

describe('days on an axis', () => {
  test('are months where there are many', () => {
    expect(dayTicks('2025-03-15', '2025-08-20', 8).map(({ label }) => label)).toEqual(['Apr', 'May', 'Jun', 'Jul', 'Aug']);
    expect(dayTicks('2021-03-10', '2025-11-01', 6).map(({ label }) => label)).toEqual(['2022', '2023', '2024', '2025']);
    expect(dayTicks('2025-04-01', '2025-04-05', 8).map(({ day }) => day)).toEqual([
      '2025-04-01',
      '2025-04-02',
      '2025-04-03',
      '2025-04-04',
      '2025-04-05',
    ]);
  });

  test('are never more than were asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 1, max: 9_000 }),
        fc.integer({ min: 2, max: 12 }),
        (from, span, most) => {
          const text = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
          expect(dayTicks(text(from), text(from + span), most).length).toBeLessThanOrEqual(most + 1);
        },
      ),
    );
  });
});
