import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../shared/figures/index.ts';
import { countEntries, gapsOf } from '../../shared/market/index.ts';
import { outcomes, points, read } from './reading.ts';

const START = '2024-01-01';

/** A table of daily prices from the first of January 2024 on. */
function daily(values: readonly (number | string)[], asset = 'BTC'): ReturnType<typeof read> {
  const rows = values.map((value, index) => `${addDays(START, index)},${value}`);
  return read(`${asset}-USD.csv`, `date,price\n${rows.join('\n')}\n`);
}

/** A quiet walk: every day a little up or down, never by more than two per cent. */
function walk(length: number, step = 0.01): number[] {
  return Array.from({ length }, (_, index) => Number((40_000 * (1 + step * Math.sin(index * 1.7))).toFixed(2)));
}

describe('values against their neighbours', () => {
  it('lets a quiet series pass whole', () => {
    expect(daily(walk(60)).quality.counts).toMatchObject({ accepted: 60, flagged: 0, quarantined: 0 });
  });

  it.each([10, 100, 1000, 0.1, 0.01, 0.001])('puts a decimal point that slipped by %s aside, in the middle and at the end', (factor) => {
    for (const place of [20, 39]) {
      const values = walk(40);
      values[place] = values[place]! * factor;
      const reading = daily(values);
      expect(outcomes(reading.entries).filter((text) => !text.endsWith('accepted'))).toEqual([`${place + 1} quarantined decimal-slip`]);
    }
  });

  it('puts a lone value that is off by half aside, and remarks a smaller one, which may be a real depeg', () => {
    const [half, depeg] = [walk(40), Array.from({ length: 40 }, () => 1)];
    half[20] = half[20]! * 1.64;
    depeg[20] = 0.9;
    expect(outcomes(daily(half).entries)[20]).toBe('21 quarantined outlier');
    expect(outcomes(daily(depeg, 'USDC').entries)[20]).toBe('21 flagged outlier');
  });

  it('does not take a crash for an error: a level that stays is a move', () => {
    const values = [...walk(20), ...walk(20).map((value) => value * 0.15)];
    expect(daily(values).quality.counts).toMatchObject({ accepted: 40, quarantined: 0 });
  });

  it('only remarks a jump that nothing after it confirms or denies', () => {
    const values = walk(30);
    values[29] = values[29]! * 0.3;
    expect(outcomes(daily(values).entries)[29]).toBe('30 flagged unconfirmed-jump');
    // The second day has one neighbour before it, which is no side that could agree with the other.
    const early = walk(30);
    early[1] = early[1]! * 1.64;
    expect(outcomes(daily(early).entries)[1]).toBe('2 flagged unconfirmed-jump');
  });

  it('does not call every tick of a pegged coin an outlier, though its spread is nought', () => {
    const values = Array.from({ length: 200 }, (_, index) => (index % 17 === 0 ? 1.0001 : 1));
    expect(daily(values, 'USDC').quality.counts).toMatchObject({ accepted: 200, flagged: 0, quarantined: 0 });
  });
});

describe('values by themselves', () => {
  it('puts aside what cannot be true', () => {
    const reading = read('BTC-USD.csv', 'date,price\n2024-01-01,-5\n2024-01-02,0\n2024-01-03,0.00\n2027-01-01,40000\n');
    expect(outcomes(reading.entries)).toEqual([
      '1 quarantined negative-value',
      '2 quarantined zero-value',
      '3 quarantined zero-value',
      '4 quarantined in-the-future',
    ]);
    expect(reading.entries[3]?.message).toBe('The value is dated 2027-01-01; today is 2026-11-22.');
  });

  it('counts a repetition once, and puts a contradiction aside', () => {
    const reading = read('BTC-USD.csv', 'date,price\n2024-01-01,5\n2024-01-01,5.0\n2024-01-01,6\n');
    expect(outcomes(reading.entries)).toEqual(['1 accepted', '2 duplicate repeated', '3 quarantined contradiction']);
  });

  it('tells a repetition and a revision of what the workspace holds', () => {
    const known = () => () => ['5'];
    const reading = read('BTC-USD.csv', 'date,price\n2024-01-01,5\n2024-01-02,6\n', { known });
    expect(outcomes(reading.entries)).toEqual(['1 duplicate held-already', '2 flagged revised']);
    expect(reading.entries[1]?.message).toContain('The source said 5');
  });
});

describe('the report', () => {
  it('finds gaps and values that do not move', () => {
    const rows = [0, 1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14].map((day) => `${addDays(START, day)},${day < 6 ? 100 + day : 107}`);
    const { quality } = read('BTC-USD.csv', `date,price\n${rows.join('\n')}\n`);
    expect(quality).toMatchObject({ missing: 2, withGaps: 1, frozen: 1, seriesCount: 1 });
    expect(quality.series[0]).toMatchObject({
      from: '2024-01-01',
      to: '2024-01-15',
      values: 13,
      gaps: [{ from: '2024-01-04', to: '2024-01-05', days: 2 }],
      frozen: [{ from: '2024-01-07', to: '2024-01-15', value: '107', observations: 9 }],
    });
  });

  it('does not see gaps between months', () => {
    const months = Array.from(
      { length: 24 },
      (_, index) => `${2022 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`,
    );
    expect(gapsOf(months)).toEqual({ missing: 0, gaps: [] });
    expect(gapsOf(months.filter((month) => month !== '2023-05-01'))).toMatchObject({ missing: 1 });
  });

  it('is bounded, however many series there are', () => {
    const rows = Array.from({ length: 300 }, (_, index) => `2024-01-01,T${index},1`);
    const { quality } = read('x.csv', `date,asset,price\n${rows.join('\n')}\n`, { answers: { currency: 'USD' } });
    expect(quality.seriesCount).toBe(300);
    expect(quality.series).toHaveLength(50);
  });
});

describe('whatever a file holds', () => {
  const cell = fc.oneof(
    fc.double({ min: -10, max: 1e6, noNaN: true }).map(String),
    fc.constantFrom('', 'x', '1e400', '-0', '.', '41998.00390625', '=1+1'),
  );
  const stamp = fc.oneof(
    fc.integer({ min: 0, max: 400 }).map((days) => addDays(START, days)),
    fc.constantFrom('2024-02-30', '', '2031-01-01'),
  );

  it('every row is accounted for once, no value is ever changed, and reading twice gives the same', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(stamp, cell), { minLength: 1, maxLength: 80 }), (rows) => {
        const text = `date,price\n${rows.map(([day, value]) => `${day},"${value}"`).join('\n')}\n`;
        const reading = read('BTC-USD.csv', text);
        expect(reading.entries.map(({ row }) => row)).toEqual(rows.map((_, index) => index + 1));
        expect(Object.values(countEntries(reading.entries)).reduce((sum, count) => sum + count)).toBe(rows.length);
        for (const { row, point } of reading.entries)
          expect(point === undefined || Number(priceOf(point)) === Number(rows[row - 1]![1])).toBe(true);
        expect(points(read('BTC-USD.csv', text).entries)).toEqual(points(reading.entries));
      }),
    );
  });
});

function priceOf(point: { readonly kind: string; readonly price?: string }): string {
  return point.price ?? '';
}
