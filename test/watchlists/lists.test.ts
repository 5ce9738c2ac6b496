import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  changeBetween,
  noteDiff,
  ownValueOf,
  PLACE_TEXT,
  placeBetween,
  placesBetween,
  targetStanding,
  unlikeReadings,
} from '../../shared/watchlists/index.ts';
import { ok, refusal } from '../workspace/open-workspace.ts';

describe('places', () => {
  test('any drag leaves the order that the drag asked for, and no place ends with the lowest digit', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 120 }), (drags) => {
        let list: { name: number; place: string }[] = placesBetween(null, null, 7).map((place, name) => ({ name, place }));
        const expected = list.map(({ name }) => name);
        for (const [from, to] of drags) {
          const [name] = expected.splice(from % expected.length, 1);
          const at = to % (expected.length + 1);
          expected.splice(at, 0, name!);
          const others = list.filter((each) => each.name !== name);
          const place = placeBetween(others[at - 1]?.place ?? null, others[at]?.place ?? null);
          expect(place).toMatch(PLACE_TEXT);
          list = [...others, { name: name!, place }].sort((one, other) => (one.place < other.place ? -1 : 1));
        }
        expect(list.map(({ name }) => name)).toEqual(expected);
      }),
    );
  });

  test('many at once lie in order between their neighbours and are all different', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 4_000 }), (drags, count) => {
        let [low, high] = [placeBetween(null, null), null as string | null];
        for (let drag = 0; drag < drags % 40; drag += 1) {
          const place = placeBetween(low, high);
          if (drag % 3 === 0) high = place;
          else low = place;
        }
        const places = placesBetween(low, high, count);
        expect(places).toHaveLength(count);
        const all = [low, ...places, ...(high === null ? [] : [high])];
        expect([...new Set(all)].sort()).toEqual(all);
      }),
      { numRuns: 60 },
    );
  });

  test('a list that grows at one end keeps its places short', () => {
    let [first, last] = [placeBetween(null, null), placeBetween(null, null)];
    for (let at = 0; at < 1_000; at += 1) {
      first = placeBetween(null, first);
      last = placeBetween(last, null);
    }
    expect(first.length).toBeLessThan(25);
    expect(last.length).toBeLessThan(25);
  });

  test('nothing lies between a place and itself', () => {
    expect(() => placeBetween('V', 'V')).toThrow(RangeError);
    expect(() => placeBetween('W', 'V')).toThrow(RangeError);
  });
});

describe('notes', () => {
  test('a diff gives back both versions, and keeps as much as any common subsequence', () => {
    const note = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(note, note, (before, after) => {
        const diff = noteDiff(before, after);
        const side = (kept: 'added' | 'removed') =>
          diff.flatMap(({ change, text }) => (change === 'same' || change === kept ? [text] : [])).join('\n');
        expect(side('removed')).toBe(before);
        expect(side('added')).toBe(after);
        const lines = (text: string) => (text === '' ? [] : text.split('\n'));
        expect(diff.filter(({ change }) => change === 'same')).toHaveLength(longestCommon(lines(before), lines(after)));
      }),
    );
  });

  test('a changed line is told as taken out and put in', () => {
    expect(noteDiff('one\ntwo\nthree', 'one\n2\nthree')).toEqual([
      { change: 'same', text: 'one' },
      { change: 'removed', text: 'two' },
      { change: 'added', text: '2' },
      { change: 'same', text: 'three' },
    ]);
  });
});

describe('targets', () => {
  const target = { metric: 'market.pool-rate', direction: 'at-least', value: '0.05', currency: null } as const;

  test('are reached at the value itself, and unknown is not reached', () => {
    expect(targetStanding(target, 'Rate', { text: '0.05' })).toMatchObject({ standing: 'reached', distance: null });
    expect(targetStanding(target, 'Rate', { text: '0.04' })).toMatchObject({ standing: 'open', distance: '0.2' });
    expect(targetStanding({ ...target, direction: 'at-most' }, 'Rate', { text: '0.04' }).standing).toBe('reached');
    const unknown = targetStanding(target, 'Rate', { unknown: 'No price is known.', reason: 'no-price' });
    expect(unknown).toMatchObject({ standing: 'unknown', distance: null });
    expect(unknown.says).toContain('No price is known.');
  });

  test('in another currency, or of words, cannot be told', () => {
    const priced = { ...target, value: '100', currency: 'USD' };
    expect(targetStanding(priced, 'Price', { text: '120', currency: 'EUR' }).standing).toBe('unknown');
    expect(targetStanding(priced, 'Price', { text: '120', currency: 'USD' }).standing).toBe('reached');
    expect(targetStanding(target, 'Chain', { text: 'Ethereum' }).says).toContain('which is no number');
  });
});

describe('since added', () => {
  const quoted = { kind: 'APR', standing: 'quoted', net: 'gross' } as const;

  test('amounts grow, rates differ', () => {
    expect(changeBetween('money', { text: '100', currency: 'USD' }, { text: '125', currency: 'USD' })).toEqual({
      change: '0.25',
      of: 'growth',
      says: null,
    });
    expect(changeBetween('fraction', { text: '0.04', basis: quoted }, { text: '0.055', basis: quoted })).toEqual({
      change: '0.015',
      of: 'difference',
      says: null,
    });
  });

  test('unlike currencies and bases, unknowns and nothing are never compared', () => {
    expect(changeBetween('money', { text: '100', currency: 'USD' }, { text: '125', currency: 'EUR' }).change).toBeNull();
    const other = { ...quoted, kind: 'APY' } as const;
    expect(changeBetween('fraction', { text: '0.04', basis: quoted }, { text: '0.05', basis: other })).toMatchObject({
      change: null,
      of: 'difference',
    });
    expect(unlikeReadings({ text: '1', basis: quoted }, { text: '1', basis: { ...quoted, asOf: '2026-01-01', source: 'x' } })).toBeNull();
    expect(changeBetween('money', { unknown: 'No value.', reason: 'x' }, { text: '1' }).says).toContain('not known when it was added');
    expect(changeBetween('money', { text: '0' }, { text: '5' }).change).toBeNull();
  });
});

describe('own values', () => {
  const column = (type: 'number' | 'percent' | 'money' | 'text' | 'day') => ({
    column: 'c',
    name: 'Cost',
    type,
    currency: type === 'money' ? 'USD' : null,
  });

  test('are kept in one form of their type', () => {
    expect(ok(ownValueOf(column('number'), ' 001.50 '))).toBe('1.5');
    expect(ok(ownValueOf(column('money'), '1e3'))).toBe('1000');
    expect(ok(ownValueOf(column('text'), ' as it is '))).toBe(' as it is ');
    expect(ok(ownValueOf(column('day'), '2026-02-28'))).toBe('2026-02-28');
  });

  test('of another type are refused with what would be right', () => {
    expect(refusal(ownValueOf(column('day'), '2026-02-30')).message).toContain('no day');
    expect(refusal(ownValueOf(column('number'), '1,250')).message).toContain('1250.50');
    expect(refusal(ownValueOf(column('money'), 'NaN')).code).toBe('no-number');
  });
});

/** By trying each way; only for short lists. */
function longestCommon(one: readonly string[], other: readonly string[]): number {
  const known = new Map<string, number>();
  const from = (i: number, j: number): number => {
    if (i === one.length || j === other.length) return 0;
    const key = `${i},${j}`;
    const kept = known.get(key);
    if (kept !== undefined) return kept;
    const best = Math.max(from(i + 1, j), from(i, j + 1), one[i] === other[j] ? 1 + from(i + 1, j + 1) : 0);
    known.set(key, best);
    return best;
  };
  return from(0, 0);
}
