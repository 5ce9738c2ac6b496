import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectDateOrder, instantFault, type InstantOptions, isTimeZone, readInstant } from '../../shared/tables/index.ts';

describe('readInstant', () => {
  it.each<[string, InstantOptions, string]>([
    ['2020-12-31 06:14:54', {}, '2020-12-31T06:14:54.000Z'],
    ['2020-12-31 06:14:54.1234', {}, '2020-12-31T06:14:54.123Z'],
    ['2023-04-20T04:05:40Z', {}, '2023-04-20T04:05:40.000Z'],
    ['2025-01-17 16:57:02 UTC', {}, '2025-01-17T16:57:02.000Z'],
    ['2024-01-01 10:00 UTC', {}, '2024-01-01T10:00:00.000Z'],
    ['2018-06-03 21:16:15 +0000', {}, '2018-06-03T21:16:15.000Z'],
    ['2022-01-25 02:58:40-0800', {}, '2022-01-25T10:58:40.000Z'],
    ['2023-06-02 16:06:47-04:00', {}, '2023-06-02T20:06:47.000Z'],
    ['23-12-22 18:34:46', { order: 'ymd', zone: '-06:00' }, '2023-12-23T00:34:46.000Z'],
    ['23-12-22 18:34:46', { order: 'ymd', zone: 'UTC' }, '2023-12-22T18:34:46.000Z'],
    ['20.09.2019 13:00:00', {}, '2019-09-20T13:00:00.000Z'],
    ['06.01.2023 20:08', {}, '2023-01-06T20:08:00.000Z'],
    ['5/9/2017 21:14', { order: 'dmy' }, '2017-09-05T21:14:00.000Z'],
    ['5/9/2017 21:14', { order: 'mdy' }, '2017-05-09T21:14:00.000Z'],
    ['12/25/2019, 7:00:00 AM', {}, '2019-12-25T07:00:00.000Z'],
    ['12/25/2019, 12:00:00 AM', {}, '2019-12-25T00:00:00.000Z'],
    ['12/25/2019, 12:30:00 PM', {}, '2019-12-25T12:30:00.000Z'],
    ['11/31/2017 3:22:46 PM', { order: 'dmy' }, ''],
    ['17/11/2021', {}, '2021-11-17T00:00:00.000Z'],
    ['16-09-2021', {}, '2021-09-16T00:00:00.000Z'],
    ['20500606', {}, '2050-06-06T00:00:00.000Z'],
    ['May 5, 2020, 10:10:57 PM', {}, '2020-05-05T22:10:57.000Z'],
    ['Jan. 28, 2022, 12:13 AM', {}, '2022-01-28T00:13:00.000Z'],
    ['14 Feb 2021', {}, '2021-02-14T00:00:00.000Z'],
    ['10 Mar 2021 10:40:20', {}, '2021-03-10T10:40:20.000Z'],
    ['Tue May 26 2020 18:06:28 GMT+0000', {}, '2020-05-26T18:06:28.000Z'],
    ['1658912400000', {}, '2022-07-27T09:00:00.000Z'],
    ['1711356300', {}, '2024-03-25T08:45:00.000Z'],
    ['2023-11-30 11:37:41', { zone: 'Europe/Amsterdam' }, '2023-11-30T10:37:41.000Z'],
    ['2023-07-30 11:37:41', { zone: 'Europe/Amsterdam' }, '2023-07-30T09:37:41.000Z'],
    ['2023-07-30 11:37:41Z', { zone: 'Europe/Amsterdam' }, '2023-07-30T11:37:41.000Z'],
    ['2024-02-29 00:00:00', {}, '2024-02-29T00:00:00.000Z'],
  ])('reads %j with %j', (cell, options, instant) => expect(readInstant(cell, options)).toBe(instant === '' ? null : instant));

  it.each([
    '2024-02-30 00:00:00',
    '2023-02-29 12:00:00',
    '2024-13-01 00:00:00',
    '2024-00-10 00:00:00',
    '2024-01-01 24:00:00',
    '2024-01-01 10:60:00',
    '31.04.2022',
    '12/25/2019 13:00 PM',
    '16/09/21x',
    'yesterday',
    '',
    '44927.5',
    '0001-01-01 00:00:00',
    '2024-01-01 10:00:00 +25:00',
  ])('refuses %j, which is no instant', (cell) => expect(readInstant(cell)).toBeNull());

  it('reads 5/9/2017 only when told how', () => {
    expect(readInstant('5/9/2017 21:14')).toBeNull();
    expect(instantFault('5/9/2017 21:14')).toMatch(/day\/month or month\/day/);
  });

  it('refuses the hour that summer time skips and takes the earlier of the hour that comes twice', () => {
    expect(readInstant('2024-03-31 02:30:00', { zone: 'Europe/Berlin' })).toBeNull();
    expect(instantFault('2024-03-31 02:30:00', { zone: 'Europe/Berlin' })).toMatch(/summer time skips/);
    expect(readInstant('2024-03-31 03:00:00', { zone: 'Europe/Berlin' })).toBe('2024-03-31T01:00:00.000Z');
    expect(readInstant('2024-10-27 02:30:00', { zone: 'Europe/Berlin' })).toBe('2024-10-27T00:30:00.000Z');
    expect(instantFault('2024-02-30', {})).toMatch(/does not exist/);
  });

  it('agrees with Intl on every hour of a zone, whatever was asked before', () => {
    const zones = ['Europe/Amsterdam', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 1_500_000_000, max: 1_900_000_000 }), (zone, seconds) => {
        const at = new Date(seconds * 1000);
        const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(at);
        const read = readInstant(parts, { zone });
        // The hour that comes twice reads as the earlier one.
        const difference = at.getTime() - Date.parse(read ?? '');
        expect([0, 3_600_000, 1_800_000]).toContain(difference);
      }),
      { numRuns: 300 },
    );
  });
});

describe('detectDateOrder', () => {
  it('lets one date settle the column', () => {
    expect(detectDateOrder(['5/9/2017', '25/12/2019'])).toBe('dmy');
    expect(detectDateOrder(['5/9/2017', '12/25/2019, 7:00:00 AM'])).toBe('mdy');
    expect(detectDateOrder(['5/9/2017 21:14', '6/9/2017 21:14'])).toBe('ambiguous');
    expect(detectDateOrder(['25/12/2019', '12/25/2019'])).toBe('mixed');
    expect(detectDateOrder(['2020-01-01', '20.09.2019', 'text'])).toBe('none-needed');
  });
});

it('knows time zones by name and by offset', () => {
  for (const zone of ['UTC', 'Europe/Amsterdam', '-06:00', '+05:30']) expect(isTimeZone(zone)).toBe(true);
  for (const zone of ['Mars/Olympus', '', 'CEST?']) expect(isTimeZone(zone)).toBe(false);
});
