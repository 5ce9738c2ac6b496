import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planOf } from '../../shared/alerts/index.ts';
import { History, historyOf } from '../../shared/figures/index.ts';
import {
  atInstant,
  type Condition,
  IN,
  isOfClock,
  OUT,
  parseCondition,
  pastAnswer,
  ranksOf,
  type ScreenColumns,
  screened,
  UNJUDGED,
  type Vocabulary,
} from '../../shared/watchlists/index.ts';

const VOCABULARY: Vocabulary = new Map(
  (
    [
      ['rate', 'fraction'],
      ['tvl', 'money'],
      ['volume', 'money'],
      ['lockup', 'days'],
      ['chain', 'text'],
    ] as const
  ).map(([name, unit]) => [name, { name, says: name, unit }]),
);
const HOUR = 36e5;

function conditionOf(text: string): Condition {
  const parsed = parseCondition(text, VOCABULARY);
  if ('fault' in parsed) throw new Error(parsed.fault.message);
  return parsed.ok;
}

/** Columns of made subjects; of the past of none anything is known. */
function columns(made: {
  readonly numbers?: Record<string, readonly number[]>;
  readonly texts?: Record<string, readonly (string | null)[]>;
}): ScreenColumns {
  const length = Object.values(made.numbers ?? made.texts ?? {})[0]!.length;
  return {
    length,
    numbers: (name) => Float64Array.from(made.numbers?.[name] ?? []),
    texts: (name) => made.texts?.[name] ?? [],
    past: () => null,
  };
}

function judged(text: string, made: Parameters<typeof columns>[0]): readonly number[] {
  return [...screened(conditionOf(text), VOCABULARY, columns(made))];
}

describe('a condition over columns', () => {
  const NUMBERS = {
    rate: [0.05, 0.04, 0.03, Number.NaN],
    tvl: [4e6, 6e6, Number.NaN, 9e6],
    volume: [4e6, 1, 1, Number.NaN],
    lockup: [0, 7, 8, Number.NaN],
  };

  test('lets in, leaves out, and counts apart what it cannot judge', () => {
    expect(judged('rate > 4%', { numbers: NUMBERS })).toEqual([IN, OUT, OUT, UNJUDGED]);
    expect(judged('rate >= 4%', { numbers: NUMBERS })).toEqual([IN, IN, OUT, UNJUDGED]);
    expect(judged('5m < tvl', { numbers: NUMBERS })).toEqual([OUT, IN, UNJUDGED, IN]);
    expect(judged('lockup <= 7d', { numbers: NUMBERS })).toEqual([IN, IN, OUT, UNJUDGED]);
    expect(judged('rate between 3% and 4%', { numbers: NUMBERS })).toEqual([OUT, IN, IN, UNJUDGED]);
    expect(judged('tvl > volume', { numbers: NUMBERS })).toEqual([OUT, IN, UNJUDGED, UNJUDGED]);
  });

  test('joins after Kleene: what decides decides, whatever is unknown', () => {
    expect(judged('rate > 4% and tvl > 5m', { numbers: NUMBERS })).toEqual([OUT, OUT, OUT, UNJUDGED]);
    expect(judged('rate > 4% or tvl > 5m', { numbers: NUMBERS })).toEqual([IN, IN, UNJUDGED, IN]);
    expect(judged('not (rate > 4% or tvl > 5m)', { numbers: NUMBERS })).toEqual([OUT, OUT, UNJUDGED, OUT]);
  });

  test('ranks from the highest, equal ones alike, and leaves the unknown without a rank', () => {
    expect([...ranksOf(Float64Array.from([3, Number.NaN, 5, 3, 1]))]).toEqual([2, Number.NaN, 1, 2, 4]);
    expect(judged('rank(tvl) <= 1', { numbers: NUMBERS })).toEqual([OUT, OUT, UNJUDGED, IN]);
    const values = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(Number.NaN)), { maxLength: 30 });
    fc.assert(
      fc.property(values, (numbers) => {
        const plain = numbers.map((value) => (Number.isNaN(value) ? Number.NaN : 1 + numbers.filter((other) => other > value).length));
        expect([...ranksOf(Float64Array.from(numbers))]).toEqual(plain);
      }),
    );
  });

  test('compares words whatever their capitals', () => {
    const texts = { chain: ['Ethereum', 'Base', null, 'ethereum'] };
    expect(judged('chain = "ETHEREUM"', { texts })).toEqual([IN, OUT, UNJUDGED, IN]);
    expect(judged('chain != "base"', { texts })).toEqual([IN, OUT, UNJUDGED, IN]);
    expect(judged('chain in ("Base", "Arbitrum")', { texts })).toEqual([OUT, IN, UNJUDGED, OUT]);
    expect(judged('chain ~ "ther"', { texts })).toEqual([IN, OUT, UNJUDGED, IN]);
  });
});

describe('the past of a subject', () => {
  const ASKED = [
    'change(tvl, 5h) > 10%',
    'change(tvl, 5h) < -30%',
    'points(rate, 3h) >= 1%',
    'mean(tvl, 6h) > 3',
    'median(tvl, 6h) > 3',
    'min(tvl, 4h) <= 2',
    'max(tvl, 4h) > 5',
    'drawdown(tvl, 8h) >= 50%',
    'drawdown(tvl, 8h) > 10%',
    'zscore(tvl, 12h) > 1',
    'zscore(tvl, 12h) < -0.5',
    'stuck(tvl, 2h)',
    'tvl crosses above 3',
    'tvl crosses below 3',
    'change(tvl, 3h) crosses above 10%',
    'not change(tvl, 5h) > 10% and tvl > 1',
    'missing(tvl, 3h)',
  ];
  const observations = fc.array(
    fc.tuple(
      fc.integer({ min: 1, max: 4 }),
      fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom('1', '2', '3', '3.3', '5', '6', '0', '7.25') },
        { weight: 1, arbitrary: fc.constant(null) },
      ),
    ),
    { minLength: 1, maxLength: 40 },
  );

  test.each(ASKED)('%s is judged as an alert judges it at the last observation', (text) => {
    fc.assert(
      fc.property(observations, (steps) => {
        let at = 0;
        const { history } = historyOf(steps.map(([hours, value]) => ({ at: (at += hours * HOUR), value })));
        expect(screenedAt(text, history)).toBe(alertAt(text, history));
      }),
      { numRuns: 200 },
    );
  });

  test('is told by the clock where it is an age', () => {
    const history = new History(Float64Array.from([0, HOUR]), Float64Array.from([1, Number.NaN]), 2);
    expect(screenedAt('age(tvl) > 2h', history, 3 * HOUR)).toBe(IN);
    expect(screenedAt('age(tvl) > 3h', history, 3 * HOUR)).toBe(OUT);
    expect(screenedAt('missing(tvl, 4h)', history, 3 * HOUR)).toBe(OUT);
    expect(screenedAt('missing(tvl, 3h)', history, 3 * HOUR)).toBe(IN);
    expect(screenedAt('missing(tvl, 3h)', new History(), 3 * HOUR)).toBe(UNJUDGED);
  });
});

function screenedAt(text: string, history: History, now = history.length === 0 ? 0 : history.at[history.length - 1]!): number {
  const last = history.length === 0 ? Number.NaN : history.value[history.length - 1]!;
  const look: ScreenColumns = {
    length: 1,
    numbers: () => Float64Array.of(last),
    texts: () => [null],
    past(leaf) {
      const answers = Float64Array.of(pastAnswer(leaf, VOCABULARY)(history));
      return isOfClock(leaf) ? atInstant(leaf, answers, now) : answers;
    },
  };
  return screened(conditionOf(text), VOCABULARY, look)[0]!;
}

/** What the alerts' own columns say of the last observation of one block. */
function alertAt(text: string, history: History): number {
  const plan = planOf({ condition: conditionOf(text), severity: 'medium' }, VOCABULARY);
  if ('error' in plan) throw new Error(plan.error.message);
  const { holds } = plan.ok.columns([{ history }], [0]);
  holds.fill(wholeOf(history));
  return holds.out[history.length - 1]!;
}

function wholeOf(history: History) {
  const { length } = history;
  return { history, first: 0, count: length, at: history.at.subarray(0, length), isClock: false, stale: Number.POSITIVE_INFINITY };
}
