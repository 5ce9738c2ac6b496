import { loadavg } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepAlertsEvaluated } from '../../electron/engine/alerts/index.ts';
import { callerOf, MadeWorld, openMade, tell, terms } from '../alerts/engine-made.ts';
import { ok, temporaryFolder } from '../workspace/open-workspace.ts';

const START = Date.parse('2026-01-01T00:00:00.000Z');
const FIRINGS = 100_000;
const PER_EVENT = 500;

const load = (): string => `load ${loadavg()[0]!.toFixed(1)}`;

test('a hundred thousand firings at once are recorded', async () => {
  const world = new MadeWorld();
  const engine = openMade(join(temporaryFolder(), 'books.countinghouse'), world, () => '2026-06-01T00:00:00.000Z', 'create');
  const alerts = callerOf(engine);
  const about = { kind: 'pair' as const, which: { of: 'named' as const, ids: ['A', 'B'] } };
  for (const subject of ['A', 'B']) tell(engine, world, `level/${subject}`, [[new Date(START).toISOString(), '1']]);
  ok(await alerts.write({ terms: terms('level < 0.5', { about, title: 'Flapping' }), arm: true }));
  const flaps = Array.from({ length: FIRINGS }, (_, n): readonly [string, string] => [
    new Date(START + (n + 1) * 60_000).toISOString(),
    n % 2 === 0 ? '0.1' : '1',
  ]);
  for (const subject of ['A', 'B']) tell(engine, world, `level/${subject}`, flaps);
  const begun = performance.now();
  const keeper = keepAlertsEvaluated(engine);
  await keeper.settled();
  const took = performance.now() - begun;
  keeper.stop();
  expect((await alerts.firings({ limit: 1 })).total).toBe(FIRINGS);

  // The rival: the same bodies as bare rows, one transaction for as many as one event has.
  const bodies = [...engine.journal.each()].filter(({ type }) => type === 'alerts.evaluated').map(({ payload }) => JSON.stringify(payload));
  const bare = performance.now();
  const rival = openMade(join(temporaryFolder(), 'rival.countinghouse'), world, () => '2026-06-01T00:00:00.000Z', 'create');
  let rows = 0;
  for (const body of bodies) {
    const { fired } = JSON.parse(body) as { fired: readonly unknown[] };
    const event = {
      type: 'workspace.setting-changed',
      subject: 'demo',
      payload: { setting: 'reportingCurrency', before: 'EUR', after: 'USD' },
    };
    ok(
      rival.journal.commit([event], (store) => {
        store.run('CREATE TABLE IF NOT EXISTS bare (row INTEGER PRIMARY KEY, body TEXT NOT NULL)');
        for (const one of fired) store.run('INSERT INTO bare (body) VALUES (?)', JSON.stringify(one));
      }),
    );
    rows += fired.length;
  }
  const rivals = performance.now() - bare;
  expect(rows).toBe(FIRINGS);
  console.log(
    `${FIRINGS} firings in parts of ${PER_EVENT}: ${(took / 1_000).toFixed(1)} s, ${((took / FIRINGS) * 1_000).toFixed(0)} µs each; ` +
      `${(took / rivals).toFixed(1)} of JSON.parse and bare inserts of the same (${(rivals / 1_000).toFixed(1)} s); ${load()}`,
  );
}, 300_000);

test('a million firings are searched', async () => {
  const world = new MadeWorld();
  const engine = openMade(join(temporaryFolder(), 'books.countinghouse'), world, () => '2026-06-01T00:00:00.000Z', 'create');
  const alerts = callerOf(engine);
  const million = 1_000_000;
  const event = {
    type: 'workspace.setting-changed',
    subject: 'demo',
    payload: { setting: 'reportingCurrency', before: 'EUR', after: 'USD' },
  };
  const recursive = 'WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < ?)';
  ok(
    engine.journal.commit([event], (store) => {
      store.run(
        `${recursive} INSERT INTO alert_firing (place, firing, event, rule, version, evaluates, kind, subject, title, subject_title, what, severity,
           observed, due, found, late, passed, by_clock, cleared, cleared_found, ended, told)
         SELECT n, 'f' || n, 'event', 'r' || (n % 100), 'v', 'v', 'pair', 's' || (n % 2000), 'Rule ' || (n % 100), 'Pair ' || (n % 2000), 'condition',
           CASE n % 4 WHEN 0 THEN 'low' WHEN 1 THEN 'medium' WHEN 2 THEN 'high' ELSE 'critical' END,
           t, t, t, 0, 1, 0, t, t, 'cleared', 1
         FROM (SELECT n, strftime('%Y-%m-%dT%H:%M:%S.000Z', 1600000000 + n * 60, 'unixepoch') AS t FROM counted)`,
        million,
      );
      store.run("INSERT INTO alert_words (rowid, words) SELECT place, title || ' ' || subject_title || ' price below' FROM alert_firing");
    }),
  );
  for (const [name, question] of [
    ['newest', {}],
    ['a word of every one', { text: 'price' }],
    ['a word of few', { text: 'pair 1234' }],
    ['a severity', { severity: 'critical' as const }],
    ['a rule', { rule: 'r7' }],
    ['an instant', { to: '2021-01-01T00:00:00.000Z' }],
  ] as const) {
    const times: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      const begun = performance.now();
      expect((await alerts.firings({ ...question, limit: 50 })).firings).toHaveLength(50);
      times.push(performance.now() - begun);
    }
    times.sort((a, b) => a - b);
    console.log(
      `of ${million} firings, ${name}: first page and count in ${times[3]!.toFixed(1)} ms, worst ${times[6]!.toFixed(1)}; ${load()}`,
    );
  }
}, 300_000);
