import { expect, test } from 'vitest';
import { ageText, dayText, momentText, remainingText } from '../../renderer/figures/time-text.ts';

const now = Date.parse('2025-11-01T12:00:00Z');
const ago = (milliseconds: number) => ageText(now - milliseconds, now);

test('ages are told in the largest unit that says enough', () => {
  expect(ago(20_000)).toBe('just now');
  expect(ago(5 * 60_000)).toBe('5 min');
  expect(ago(3 * 3_600_000)).toBe('3 h');
  expect(ago(47 * 3_600_000)).toBe('47 h');
  expect(ago(12 * 86_400_000)).toBe('12 d');
  expect(ago(800 * 86_400_000)).toBe('2 y');
});

test('a clock that jumped back makes nothing older than it is', () => {
  expect(ageText(now + 60_000, now)).toBe('just now');
});

test('today only the time is told, in the zone that was asked for', () => {
  expect(momentText('2025-11-01T09:14:00Z', now, 'UTC')).toBe('09:14');
  expect(momentText('2025-11-01T09:14:00Z', now, 'Asia/Tokyo')).toBe('18:14');
  expect(momentText('2025-10-31T09:14:00Z', now, 'UTC')).toContain('2025');
});

test('a day is the same day in every zone', () => {
  expect(dayText('2025-04-01', 'en-GB')).toBe('1 Apr 2025');
});

test('remaining time is never nothing', () => {
  expect(remainingText(0)).toBe('1 s left');
  expect(remainingText(8_000)).toBe('8 s left');
  expect(remainingText(90_000)).toBe('2 min left');
  expect(remainingText(2 * 3_600_000)).toBe('2 h left');
});
