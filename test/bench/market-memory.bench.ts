import { loadavg } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { OpenEngine } from '../../electron/engine/open-engine.ts';
import { isKnown } from '../../shared/figures/index.ts';
import type { Point } from '../../shared/market/index.ts';
import { poolAt, priceAt, takeIn } from '../market/made-market.ts';
import { open, temporaryFolder } from '../workspace/open-workspace.ts';

const SERIES = 2_000;
const DAYS = 250;
const ROUNDS = 15;
const FIRST = Date.parse('2025-01-01T00:00:00.000Z');
const DAY = 86_400_000;

const middle = (times: number[]): number => times.sort((a, b) => a - b)[times.length >> 1]!;
const instant = (day: number): string => new Date(FIRST + day * DAY).toISOString();
const ids = Array.from({ length: SERIES }, (_, n) => n);

/** Reads a metric's history of every subject, as a pass over rules does, and answers how long it took and how many are other objects than before. */
function readAll(
  engine: OpenEngine,
  metric: string,
  subjects: readonly string[],
  kept: Map<string, unknown>,
): { took: number; others: number } {
  const { history } = engine.sources.metrics.get(metric)!;
  const begun = performance.now();
  let others = 0;
  for (const subject of subjects) {
    const figure = history!(engine, subject);
    if (!isKnown(figure)) throw new Error(figure.unavailable.message);
    if (kept.get(subject) !== figure.ok.history) others += 1;
    kept.set(subject, figure.ok.history);
  }
  return { took: performance.now() - begun, others };
}

function measure(what: string, engine: OpenEngine, metric: string, subjects: readonly string[], change: (round: number) => Point): number {
  const kept = new Map<string, unknown>();
  const first = readAll(engine, metric, subjects, kept).took;
  const idle = middle(Array.from({ length: ROUNDS }, () => readAll(engine, metric, subjects, kept).took));
  let others = 0;
  const after = Array.from({ length: ROUNDS }, (_, round) => {
    takeIn(engine, [change(round)]);
    const read = readAll(engine, metric, subjects, kept);
    others = read.others;
    return read.took;
  });
  console.log(
    `${SERIES} histories of ${what}, ${DAYS} observations each: first ${first.toFixed(0)} ms; again ${idle.toFixed(2)} ms; after one changed series ${middle(after).toFixed(2)} ms, worst ${Math.max(...after).toFixed(1)}, ${others} other objects; load ${loadavg()[0]!.toFixed(1)}`,
  );
  return others;
}

test('histories of two thousand series after one of them has changed', () => {
  const engine = open(join(temporaryFolder(), 'books.countinghouse'), { mode: 'create', now: () => instant(DAYS + 30) });
  const days = Array.from({ length: DAYS }, (_, day) => day + 1);
  takeIn(
    engine,
    ids.flatMap((n) => days.map((day) => priceAt(`COIN${n}`, 'USD', instant(day), String(100 + ((n * day) % 97))))),
  );
  takeIn(
    engine,
    ids.flatMap((n) => days.map((day) => poolAt(`pool-${n}`, instant(day), ((n * day) % 977) / 83, 1_000_000 + n))),
  );
  const pairs = ids.map((n) => `COIN${n}/USD`);
  const pools = ids.map((n) => `pool-${n}`);
  const prices = measure('prices', engine, 'market.pair-price', pairs, (round) =>
    priceAt('COIN7', 'USD', instant(DAYS + 1 + round), '101'),
  );
  const rates = measure('pools', engine, 'market.pool-rate', pools, (round) =>
    poolAt('pool-7', instant(DAYS + 1 + round), 3 + round / 7, 1_000_007),
  );
  expect([prices, rates]).toEqual([1, 1]);
}, 600_000);
