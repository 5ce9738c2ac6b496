import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ARMED,
  byUrgency,
  hoursFrom,
  hoursUntil,
  hoursWords,
  isLoud,
  isWithinHours,
  isZone,
  type Standing,
  WATCH_STATE_WORDS,
  WATCH_STATES,
  watchState,
  type WeeklyHours,
} from '../../shared/alerts/index.ts';
import { MINUTE } from './made-series.ts';

const NIGHT: WeeklyHours = { days: [1, 2, 3, 4, 5], from: '22:00', to: '07:00', zone: 'Europe/Berlin' };
const at = (text: string): number => Date.parse(text);

describe('hours of a week', () => {
  it('go on past midnight, and belong to the day on which they began', () => {
    // Friday 2026-01-09 22:00 in Berlin to Saturday 07:00; Saturday's own night is not among them.
    expect(isWithinHours(NIGHT, at('2026-01-10T05:59:59Z'))).toBe(true);
    expect(isWithinHours(NIGHT, at('2026-01-10T06:00:00Z'))).toBe(false);
    expect(isWithinHours(NIGHT, at('2026-01-10T21:00:00Z'))).toBe(false);
    expect(hoursUntil(NIGHT, at('2026-01-09T23:00:00Z'))).toBe(at('2026-01-10T06:00:00Z'));
    expect(hoursUntil(NIGHT, at('2026-01-10T12:00:00Z'))).toBeNull();
    expect(hoursFrom(NIGHT, at('2026-01-10T12:00:00Z'))).toBe(at('2026-01-12T21:00:00Z'));
    expect(hoursFrom(NIGHT, at('2026-01-12T23:30:00Z'))).toBe(at('2026-01-12T23:30:00Z'));
  });

  it('are those of the wall clock where it is put forward and back', () => {
    // 2026-03-29 in Berlin has no 02:30; the hours begin at 03:30, which is 01:30 UTC. On 2026-10-25 02:30 comes twice.
    const half: WeeklyHours = { days: [7], from: '02:30', to: '05:00', zone: 'Europe/Berlin' };
    expect(hoursFrom(half, at('2026-03-29T00:00:00Z'))).toBe(at('2026-03-29T01:30:00Z'));
    expect(hoursUntil(half, at('2026-03-29T02:00:00Z'))).toBe(at('2026-03-29T03:00:00Z'));
    expect(hoursFrom(half, at('2026-10-25T00:00:00Z'))).toBe(at('2026-10-25T00:30:00Z'));
    expect(hoursUntil(half, at('2026-10-25T01:00:00Z'))).toBe(at('2026-10-25T04:00:00Z'));
    // The same 22:00 is an hour earlier in UTC once summer time has begun.
    expect(hoursFrom(NIGHT, at('2026-03-27T12:00:00Z'))).toBe(at('2026-03-27T21:00:00Z'));
    expect(hoursFrom(NIGHT, at('2026-03-30T12:00:00Z'))).toBe(at('2026-03-30T20:00:00Z'));
  });

  it('go on with those that begin where they end, and may never end', () => {
    const work: WeeklyHours = { days: [1, 2, 3], from: '00:00', to: '00:00', zone: 'UTC' };
    expect(hoursUntil(work, at('2026-01-05T12:00:00Z'))).toBe(at('2026-01-08T00:00:00Z'));
    expect(hoursUntil({ ...work, days: [1, 2, 3, 4, 5, 6, 7] }, at('2026-01-05T12:00:00Z'))).toBe(Number.POSITIVE_INFINITY);
  });

  it('are as a calendar tells them that knows nothing of ours, minute by minute', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC', 'Pacific/Apia'];
    // Times that no clock is put over: what happens there is told above.
    const time = fc.constantFrom('00:00', '00:15', '05:30', '07:00', '12:00', '17:45', '22:00', '23:59');
    const hours = fc.record({
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
      from: time,
      to: time,
      zone: fc.constantFrom(...zones),
    });
    fc.assert(
      fc.property(
        hours,
        fc.integer({ min: at('2026-01-01T00:00:00Z') / MINUTE, max: at('2027-01-01T00:00:00Z') / MINUTE }),
        (week, minute) => {
          const now = minute * MINUTE;
          expect(isWithinHours(week, now)).toBe(plainlyWithin(week, now));
          const from = hoursFrom(week, now)!;
          expect(plainlyWithin(week, from)).toBe(true);
          expect(from === now || !plainlyWithin(week, from - MINUTE)).toBe(true);
          const until = hoursUntil(week, now);
          expect(until === null).toBe(!plainlyWithin(week, now));
          const end = until === null || until === Number.POSITIVE_INFINITY ? now : until;
          expect(end === now || (plainlyWithin(week, end - MINUTE) && !plainlyWithin(week, end))).toBe(true);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('have words, and zones that exist', () => {
    expect(hoursWords(NIGHT)).toBe('Monday to Friday, 22:00 to 07:00 of the day after (Europe/Berlin)');
    expect(hoursWords({ ...NIGHT, days: [6, 7], from: '09:00', to: '17:00' })).toBe('Saturday and Sunday, 09:00 to 17:00 (Europe/Berlin)');
    expect(hoursWords({ ...NIGHT, days: [7, 1, 2, 3, 4, 5, 6], from: '00:00', to: '00:00' })).toBe(
      'every day, from 00:00 round the clock (Europe/Berlin)',
    );
    expect(hoursWords({ ...NIGHT, days: [1, 3, 5], from: '01:00' })).toContain('Monday, Wednesday and Friday, 01:00 to 07:00');
    expect(['Europe/Zurich', 'UTC', 'Mars/Olympus', ''].map(isZone)).toEqual([true, true, false, false]);
  });
});

/** By the formatter of dates alone. */
function plainlyWithin({ days, from, to, zone }: WeeklyHours, instant: number): boolean {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part('weekday')) + 1;
  const clock = `${part('hour')}:${part('minute')}`;
  const yesterday = day === 1 ? 7 : day - 1;
  if (from < to) return days.includes(day) && from <= clock && clock < to;
  return (days.includes(day) && clock >= from) || (days.includes(yesterday) && clock < to);
}

describe('where a watch stands', () => {
  const standing: Standing = { isIdle: false, isUnknown: false, isAcknowledged: false, snoozedUntil: null, isClearedUnseen: false };
  const state = (phase: typeof ARMED.phase, more: Partial<Standing> = {}) =>
    watchState({ ...ARMED, phase }, { ...standing, ...more }, 1_000);

  it('is one word, of what the evaluation and the person say', () => {
    expect(state('armed')).toBe('armed');
    expect(state('firing')).toBe('firing');
    expect(state('firing', { isUnknown: true })).toBe('firing');
    expect(state('firing', { isAcknowledged: true })).toBe('acknowledged');
    expect(state('recovering', { isAcknowledged: true, snoozedUntil: 1_001 })).toBe('snoozed');
    expect(state('firing', { snoozedUntil: 1_000 })).toBe('firing');
    expect(state('armed', { isUnknown: true })).toBe('unknown');
    expect(state('armed', { isClearedUnseen: true })).toBe('cleared');
    expect(state('spent', { isUnknown: true })).toBe('spent');
    expect(state('firing', { isIdle: true })).toBe('idle');
    expect(WATCH_STATES.filter(isLoud)).toEqual(['firing', 'recovering']);
    expect(WATCH_STATES.every((one) => WATCH_STATE_WORDS[one].says.endsWith('.'))).toBe(true);
  });

  it('is ordered by what should be seen first', () => {
    const list = [
      { state: 'armed', severity: 'critical', at: 9 },
      { state: 'firing', at: 1 },
      { state: 'firing', severity: 'high', at: 2 },
      { state: 'firing', severity: 'high', at: 3 },
      { state: 'acknowledged', severity: 'critical', at: 4 },
    ] as const;
    expect(list.toSorted(byUrgency).map(({ at }) => at)).toEqual([3, 2, 1, 4, 9]);
  });
});
