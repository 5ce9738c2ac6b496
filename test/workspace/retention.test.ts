import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../shared/figures/index.ts';
import { type DatedBackup, expiredBackups } from '../../shared/workspace/index.ts';

const daily = (count: number, last = '2026-11-22'): DatedBackup[] =>
  Array.from({ length: count }, (_, i) => addDays(last, -i)).map((day) => ({ file: day, at: `${day}T08:00:00.000Z` }));
const kept = (backups: readonly DatedBackup[]) => {
  const gone = new Set(expiredBackups(backups).map(({ file }) => file));
  return backups.filter(({ file }) => !gone.has(file)).map(({ file }) => file);
};

describe('which backups may go', () => {
  it('keeps 7 days, 4 weeks and 12 months out of 500 daily ones', () => {
    expect(kept(daily(500))).toEqual([
      // The last 7 days; 2026-11-22 is a Sunday and also the newest of its week and month.
      '2026-11-22',
      '2026-11-21',
      '2026-11-20',
      '2026-11-19',
      '2026-11-18',
      '2026-11-17',
      '2026-11-16',
      // The Sundays of the three weeks before.
      '2026-11-15',
      '2026-11-08',
      '2026-11-01',
      // The last days of the eleven months before.
      '2026-10-31',
      '2026-09-30',
      '2026-08-31',
      '2026-07-31',
      '2026-06-30',
      '2026-05-31',
      '2026-04-30',
      '2026-03-31',
      '2026-02-28',
      '2026-01-31',
      '2025-12-31',
    ]);
  });
  it('keeps all where days, weeks and months are far apart: a long absence costs nothing', () => {
    const sparse = ['2020-01-01', '2021-06-01', '2026-11-22'].map((day) => ({ file: day, at: `${day}T00:00:00.000Z` }));
    expect(expiredBackups(sparse)).toEqual([]);
  });
  it('keeps the newest of one day', () => {
    const sameDay = ['01', '23', '12'].map((hour) => ({ file: hour, at: `2026-11-22T${hour}:00:00.000Z` }));
    expect(kept(sameDay)).toEqual(['23']);
  });
  it('never lets the newest go, keeps at most 23, and lets nothing more go when asked again', () => {
    const instants = fc.date({ min: new Date('2024-01-01'), max: new Date('2027-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.uniqueArray(instants, { minLength: 1, maxLength: 200, selector: Number }), (dates) => {
        const backups = dates.map((date, i) => ({ file: `${i}`, at: date.toISOString() }));
        const gone = new Set(expiredBackups(backups));
        const left = backups.filter((backup) => !gone.has(backup));
        const newest = backups.reduce((one, other) => (one.at > other.at ? one : other));
        expect(left).toContain(newest);
        expect(left.length).toBeLessThanOrEqual(23);
        expect(expiredBackups(left)).toEqual([]);
      }),
    );
  });
});
