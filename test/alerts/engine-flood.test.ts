import { join } from 'node:path';
import { expect, it } from 'vitest';
import { evaluateOnce } from '../../electron/engine/alerts/evaluator.ts';
import { firingsAfter, keepAlertsEvaluated } from '../../electron/engine/alerts/index.ts';
import { ok, temporaryFolder } from '../workspace/open-workspace.ts';
import { callerOf, MadeWorld, openMade, tell, terms } from './engine-made.ts';

const START = Date.parse('2026-01-01T00:00:00.000Z');
/** A fifth of a flood; `test/bench/alert-flood.bench.ts` measures the whole. */
const FIRINGS = 20_000;

it('records twenty thousand firings at once in parts that others can read, and finds among them at once', async () => {
  const world = new MadeWorld();
  const engine = openMade(join(temporaryFolder(), 'books.countinghouse'), world, () => '2026-06-01T00:00:00.000Z', 'create');
  const alerts = callerOf(engine);
  const about = { kind: 'pair' as const, which: { of: 'named' as const, ids: ['A', 'B'] } };
  tell(engine, world, 'level/A', [[new Date(START).toISOString(), '1']]);
  tell(engine, world, 'level/B', [[new Date(START).toISOString(), '1']]);
  ok(await alerts.write({ terms: terms('level < 0.5', { about, title: 'Flapping' }), arm: true }));
  const flaps = Array.from({ length: FIRINGS }, (_, n): readonly [string, string] => [
    new Date(START + (n + 1) * 60_000).toISOString(),
    n % 2 === 0 ? '0.1' : '1',
  ]);
  tell(engine, world, 'level/A', flaps);
  tell(engine, world, 'level/B', flaps);
  // In slices: a timer of another has its turn in between.
  let turns = 0;
  const ticking = setInterval(() => (turns += 1), 1);
  const keeper = keepAlertsEvaluated(engine);
  await keeper.settled();
  clearInterval(ticking);
  keeper.stop();
  expect(turns).toBeGreaterThan(20);
  expect(await alerts.firings({ limit: 1 })).toMatchObject({ total: FIRINGS, more: false });
  const largest = engine.store.get<{ bytes: number }>('SELECT max(length(body)) AS bytes FROM journal_body')!.bytes;
  expect(largest).toBeLessThan(2_000_000);
  expect(firingsAfter(engine.store, engine.now(), 0, 3).map(({ subject }) => subject)).toEqual(['A', 'A', 'A']);
  const begun = performance.now();
  expect((await alerts.firings({ text: 'flapping pair b', limit: 5 })).total).toBe(FIRINGS / 2);
  // Slow machines included; a scan over all of them takes many times as long.
  expect(performance.now() - begun).toBeLessThan(2_000);
  const some = (await alerts.firings({ limit: 1_000 })).firings.map(({ firing }) => firing);
  expect(ok(await alerts.acknowledge({ firings: some }))).toEqual({ acknowledged: 1_000 });
  const size = engine.journal.head().size;
  expect(evaluateOnce(engine)).toBe(true);
  expect(engine.journal.head().size).toBe(size);
}, 60_000);
