import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutOffInstant, minutesUntil } from '../../shared/otc/index.ts';
import { ok, refusal } from './told.ts';

const at = (day: string, time: string, zone: string, occurrence?: 'earlier' | 'later') =>
  cutOffInstant(day, occurrence === undefined ? { time, zone } : { time, zone, occurrence });

describe('the instant of a cut-off', () => {
  test('moves in UTC when the clocks of its zone do', () => {
    // The reference's own pair: 18:45 in New York before and after 9 March 2025.
    expect(ok(at('2025-03-07', '18:45', 'America/New_York'))).toBe('2025-03-07T23:45:00.000Z');
    expect(ok(at('2025-03-10', '18:45', 'America/New_York'))).toBe('2025-03-10T22:45:00.000Z');
    expect(ok(at('2025-03-28', '17:00', 'Europe/Amsterdam'))).toBe('2025-03-28T16:00:00.000Z');
    expect(ok(at('2025-03-31', '17:00', 'Europe/Amsterdam'))).toBe('2025-03-31T15:00:00.000Z');
    expect(ok(at('2025-06-01', '12:30', 'Asia/Kolkata'))).toBe('2025-06-01T07:00:00.000Z');
    expect(ok(at('2025-06-01', '08:00', 'UTC'))).toBe('2025-06-01T08:00:00.000Z');
  });

  test('is refused for a time that summer time skips, naming the time at which the clock goes on', () => {
    const refused = refusal(at('2025-03-09', '02:30', 'America/New_York'));
    expect(refused.code).toBe('time-is-skipped');
    expect(refused.message).toContain('03:30');
    expect(refusal(at('2025-03-30', '02:15', 'Europe/Amsterdam')).code).toBe('time-is-skipped');
    // Half an hour only, in Lord Howe.
    expect(refusal(at('2025-10-05', '02:15', 'Australia/Lord_Howe')).code).toBe('time-is-skipped');
  });

  test('is asked for a time that the clock shows twice, and taken as told', () => {
    const refused = refusal(at('2025-11-02', '01:30', 'America/New_York'));
    expect(refused.code).toBe('time-occurs-twice');
    expect(refused.details).toMatchObject({ earlier: '2025-11-02T05:30:00.000Z', later: '2025-11-02T06:30:00.000Z' });
    expect(ok(at('2025-11-02', '01:30', 'America/New_York', 'earlier'))).toBe('2025-11-02T05:30:00.000Z');
    expect(ok(at('2025-11-02', '01:30', 'America/New_York', 'later'))).toBe('2025-11-02T06:30:00.000Z');
    // Told without need, it changes nothing.
    expect(ok(at('2025-11-03', '01:30', 'America/New_York', 'later'))).toBe('2025-11-03T06:30:00.000Z');
  });

  test.each(['+02:00', '-0500', '02:00', 'ET', 'New York', 'Mars/Olympus', ''])('refuses %o, which names no zone', (zone) => {
    // Old abbreviations may be known to the machine; those that are move with no summer time either and are not among these.
    expect(refusal(at('2025-09-16', '18:45', zone)).code).toBe('unknown-zone');
  });

  test('reads back as the same local time in the zone, by the platform’s own calendar', () => {
    const zones = ['America/New_York', 'Europe/London', 'Asia/Tokyo', 'Australia/Sydney', 'America/Sao_Paulo'] as const;
    const days = fc.integer({ min: 18_262, max: 21_915 }).map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
    fc.assert(
      fc.property(days, fc.nat(23), fc.nat(59), fc.constantFrom(...zones), (day, hour, minute, zone) => {
        const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        const outcome = at(day, time, zone);
        if ('error' in outcome) return;
        const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(
          new Date(outcome.ok),
        );
        expect(parts).toBe(`${day} ${time}`);
      }),
    );
  });
});

test('minutes to it are whole and go below zero', () => {
  expect(minutesUntil('2025-09-16T22:45:00.000Z', '2025-09-16T22:43:01.000Z')).toBe(1);
  expect(minutesUntil('2025-09-16T22:45:00.000Z', '2025-09-16T22:45:00.001Z')).toBe(-1);
});
