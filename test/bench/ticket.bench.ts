import { expect, test } from 'vitest';
import { preview } from '../../electron/engine/pretrade/preview.ts';
import { Decimal, isKnown } from '../../shared/figures/index.ts';
import { bracketsOf, bookOf, breakEven, fundingCost, liquidationPrice, sizeFromMaxLoss, walkBook } from '../../shared/pretrade/index.ts';
import { furnished, SOUND, take, terms } from '../pretrade/made-ticket.ts';
import { SAVED } from '../pretrade/reading.ts';

const LEVELS = 5_000;
const TIERS = 30;
const ROUNDS = 100;

/** A book of five thousand levels on each side around 50 000, a tick apart. */
function deepBook(): string {
  const side = (sign: number) =>
    Array.from({ length: LEVELS }, (_, n) => [(50_000 + sign * (0.05 + n * 0.1)).toFixed(2), (0.01 + (n % 7) / 100).toFixed(3)]);
  return JSON.stringify({ lastUpdateId: 1, E: Date.parse(SAVED), T: Date.parse(SAVED), symbol: 'BTCUSDT', bids: side(-1), asks: side(1) });
}

/** Thirty rows whose amounts follow from rates and bounds. */
function manyTiers(): string {
  const brackets: object[] = [];
  let [cum, before] = [new Decimal(0), new Decimal(0)];
  for (let row = 0; row < TIERS; row += 1) {
    const [floor, rate] = [new Decimal(row).times(100_000), new Decimal('0.004').plus(new Decimal(row).times('0.0005'))];
    if (row > 0) cum = cum.plus(floor.times(rate.minus(before)));
    before = rate;
    brackets.push({
      bracket: row + 1,
      initialLeverage: 50,
      notionalCap: (row + 1) * 100_000,
      notionalFloor: row * 100_000,
      maintMarginRatio: rate.toNumber(),
      cum: cum.toNumber(),
    });
  }
  return JSON.stringify([{ symbol: 'BTCUSDT', brackets }]);
}

test('a ticket is recomputed at each keystroke', async () => {
  const desk = await furnished();
  const { engine } = desk;
  await take(desk, 'deep.json', deepBook());
  await take(desk, 'tiers.json', manyTiers(), { answers: { 'taken-at': '2025-09-17T08:02:00.000Z' } });
  const typed = (n: number) => terms({ ...SOUND, entry: String(50_000 + (n % 50)) });
  const { result } = preview(engine, typed(0), undefined);
  const table = result.used.find(({ kind }) => kind === 'margin');
  expect([result.used.find(({ kind }) => kind === 'depth')?.origin.file, table?.origin.file]).toEqual(['deep.json', 'tiers.json']);

  for (let n = 0; n < 20; n += 1) preview(engine, typed(n), undefined);
  const times: number[] = [];
  for (let n = 0; n < ROUNDS; n += 1) {
    const begun = performance.now();
    preview(engine, typed(n), undefined);
    times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  const [median, slow] = [times[ROUNDS / 2]!, times[Math.floor(ROUNDS * 0.95)]!];

  const bare = bareFormulas(
    desk.engine.store.get<{ detail: string }>("SELECT detail FROM pretrade_row WHERE kind = 'depth' ORDER BY length(detail) DESC")!.detail,
    desk.engine.store.get<{ detail: string }>("SELECT detail FROM pretrade_row WHERE kind = 'margin' ORDER BY length(detail) DESC")!.detail,
  );
  for (let n = 0; n < 20; n += 1) bare(50_000 + n);
  const begun = performance.now();
  for (let n = 0; n < ROUNDS; n += 1) bare(50_000 + (n % 50));
  const formulas = (performance.now() - begun) / ROUNDS;
  console.log(
    `A ticket over ${LEVELS} levels and ${TIERS} tiers: ${median.toFixed(2)} ms (95 %: ${slow.toFixed(2)} ms) of 16; the bare formulas ${formulas.toFixed(2)} ms; ratio ${(median / formulas).toFixed(1)}`,
  );
});

/** The six formulas of a ticket alone, over a book and a table that are read already: the least that a ticket could take. */
function bareFormulas(depth: string, margin: string): (entry: number) => void {
  const snapshot = JSON.parse(depth) as Parameters<typeof bookOf>[0];
  const table = JSON.parse(margin) as Parameters<typeof bracketsOf>[0];
  const book = bookOf(snapshot);
  if (!isKnown(book)) throw new Error(book.unavailable.message);
  const fee = new Decimal('0.0004');
  return (price) => {
    const entry = new Decimal(price);
    const size = sizeFromMaxLoss(new Decimal(1_500), entry, new Decimal(49_000), { in: fee, out: fee });
    if (!isKnown(size)) throw new Error(size.unavailable.message);
    walkBook(book.ok, 'buy', { base: size.ok });
    walkBook(book.ok, 'sell', { base: size.ok });
    const brackets = bracketsOf(table, size.ok);
    if (!isKnown(brackets)) throw new Error(brackets.unavailable.message);
    const balance = size.ok.times(entry).dividedBy(4);
    liquidationPrice({ kind: 'linear', side: 'long', entry, quantity: size.ok, marginBalance: balance, closeFee: fee }, brackets.ok);
    fundingCost('long', size.ok.times(entry), new Decimal('0.0001'), new Decimal(6));
    breakEven('long', entry, size.ok, { in: fee, out: fee }, new Decimal(30));
  };
}
