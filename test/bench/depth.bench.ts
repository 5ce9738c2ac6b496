import { expect, test } from 'vitest';
import { Decimal, isKnown } from '../../shared/figures/index.ts';
import { type Level, orderBook, walkBook } from '../../shared/pretrade/index.ts';

const LEVELS = 5_000;
const WALKS = 2_000;

/** A book of many levels whose prices and amounts have the digits of a real one. */
function made(): { readonly bids: Level[]; readonly asks: Level[] } {
  const side = (first: number, step: number) =>
    Array.from(
      { length: LEVELS },
      (_, place): Level => [(first + place * step).toFixed(1), `${place % 7}.${String(1 + ((place * 7_919) % 999)).padStart(3, '0')}`],
    );
  return { bids: side(49_999.9, -0.1), asks: side(50_000, 0.1) };
}

/** The rival: the same walk level by level over typed arrays, in binary floats. */
function walkTyped(prices: Float64Array, amounts: Float64Array, wanted: number): { readonly vwap: number; readonly filled: number } {
  let [left, value] = [wanted, 0];
  for (let place = 0; place < prices.length && left > 0; place++) {
    const taken = Math.min(left, amounts[place]!);
    value += taken * prices[place]!;
    left -= taken;
  }
  return { vwap: value / (wanted - left), filled: wanted - left };
}

/** The plain exact walk, level by level in decimals. */
function walkDecimal(prices: readonly Decimal[], amounts: readonly Decimal[], wanted: Decimal): Decimal {
  let [left, value] = [wanted, new Decimal(0)];
  for (const [place, price] of prices.entries()) {
    const taken = Decimal.min(left, amounts[place]!);
    value = value.plus(taken.times(price));
    left = left.minus(taken);
    if (left.isZero()) break;
  }
  return value.dividedBy(wanted.minus(left));
}

function timed(times: number, run: () => void): number {
  for (let warm = 0; warm < Math.min(times, 200); warm++) run();
  const begin = performance.now();
  for (let time = 0; time < times; time++) run();
  return (performance.now() - begin) / times;
}

test('a walk through a book of 5,000 levels', () => {
  const { bids, asks } = made();
  const prices = asks.map(([price]) => new Decimal(price));
  const amounts = asks.map(([, amount]) => new Decimal(amount));
  const typed = [Float64Array.from(asks, ([price]) => Number(price)), Float64Array.from(asks, ([, amount]) => Number(amount))] as const;
  // All but the last crumb, so that every level is walked.
  const wanted = amounts.reduce((all, amount) => all.plus(amount), new Decimal(0)).minus('0.0005');

  const book = orderBook({ bids, asks, unit: 'base' });
  if (!isKnown(book)) throw new Error(book.unavailable.message);
  const fill = walkBook(book.ok, 'buy', { base: wanted });
  if (!isKnown(fill)) throw new Error(fill.unavailable.message);
  expect(fill.ok.levels).toBe(LEVELS);
  expect(fill.ok.vwap.equals(walkDecimal(prices, amounts, wanted))).toBe(true);
  expect(fill.ok.vwap.toNumber()).toBeCloseTo(walkTyped(...typed, wanted.toNumber()).vwap, 6);

  const ready = timed(WALKS, () => walkBook(book.ok, 'buy', { base: wanted }));
  const reading = timed(50, () => orderBook({ bids, asks, unit: 'base' }));
  const rival = timed(WALKS, () => walkTyped(...typed, wanted.toNumber()));
  const rivalReading = timed(
    50,
    () => Float64Array.from(asks, ([price]) => Number(price)).length + Float64Array.from(asks, ([, amount]) => Number(amount)).length,
  );
  const decimals = timed(20, () => walkDecimal(prices, amounts, wanted));
  console.log(
    [
      `walk of ${LEVELS} levels, exact, book read before: ${ready.toFixed(4)} ms (budget 1 ms)`,
      `  against typed arrays in floats: ${rival.toFixed(4)} ms, ratio ${(ready / rival).toFixed(2)}`,
      `  against level by level in decimals: ${decimals.toFixed(3)} ms, ratio ${(ready / decimals).toFixed(4)}`,
      `reading both sides from text, with checks: ${reading.toFixed(3)} ms (floats of one side: ${rivalReading.toFixed(3)} ms)`,
    ].join('\n'),
  );
});
