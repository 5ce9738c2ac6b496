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
  // As evaluations write them: five hundred to an entry, each with its why; one in ten was found a year later; three thousand go on.
  const why = JSON.stringify({ rule: 'price < 0.98', says: 'price below 0.98', readings: ['x'.repeat(600)] });
  ok(
    engine.journal.commit([event], (store) => {
      store.run(
        `${recursive} INSERT INTO alert_topic (topic, rule, kind, subject, severity, told, words)
         SELECT n, 'r' || (n % 100), 'pair', 's' || n, CASE n % 4 WHEN 0 THEN 'low' WHEN 1 THEN 'medium' WHEN 2 THEN 'high' ELSE 'critical' END, 1,
           'Rule ' || (n % 100) || ' Pair ' || n || ' s' || n || ' price < 0.98' FROM counted`,
        2_000,
      );
      store.run('INSERT INTO alert_topic_words (rowid, words) SELECT topic, words FROM alert_topic');
      store.run(
        `${recursive} INSERT INTO alert_firing (place, firing, event, rule, version, evaluates, kind, subject, title, subject_title, what, severity,
           observed, due, found, late, passed, by_clock, cleared, cleared_found, ended, told, why, topic, acknowledged_at, acknowledgement)
         SELECT (n / 500) * 10000 + n % 500, 'f' || n, 'event', rule, 'v', 'v', kind, subject, 'Rule ' || (topic % 100), 'Pair ' || topic, 'condition',
           severity, t, t, t, n % 10 = 0, n % 333 <> 0, 0, CASE WHEN n % 333 = 0 THEN NULL ELSE t END, t, CASE WHEN n % 333 = 0 THEN NULL ELSE 'cleared' END,
           1, ?, topic, CASE WHEN n % 20 = 0 THEN t END, CASE WHEN n % 20 = 0 THEN '' END
         FROM (SELECT n, strftime('%Y-%m-%dT%H:%M:%S.000Z', 1600000000 + (n - CASE WHEN n % 10 = 0 THEN 500000 ELSE 0 END) * 60, 'unixepoch') AS t
               FROM counted) JOIN alert_topic ON topic = 1 + (n * 7919) % 2000`,
        million,
        why,
      );
      store.run(
        `UPDATE alert_topic SET (firings, last_place) = (SELECT count(*), max(place) FROM alert_firing WHERE alert_firing.topic = alert_topic.topic)`,
      );
    }),
  );
  const pair = { kind: 'pair' as const, id: 's1235' };
  const old = { to: '2021-01-01T00:00:00.000Z' };
  const year = { from: '2021-01-01T00:00:00.000Z', to: '2022-01-01T00:00:00.000Z' };
  for (const [name, question, least = 50] of [
    ['newest', {}],
    ['a word of every one', { text: 'price' }],
    ['the beginning of a word', { text: 'p' }],
    ['words of few', { text: 'pair 1235' }],
    ['words of none', { text: 'pair nobody' }, 0],
    ['a severity', { severity: 'critical' as const }],
    ['a rule', { rule: 'r7' }],
    ['a kind', { about: { kind: 'pair' as const } }],
    ['a subject', { about: pair }],
    ['what goes on', { state: 'firing' as const }],
    ['acknowledged', { state: 'acknowledged' as const }],
    ['late', { state: 'late' as const }],
    ['passed', { state: 'passed' as const }],
    ['over, and not passed', { state: 'cleared' as const }, 0],
    ['would not have fired', { state: 'would-not-have-fired' as const }, 0],
    ['before an instant', old],
    ['a year', year],
    ['all but the newest fortnight', { to: '2022-08-01T00:00:00.000Z' }],
    ['a month of long ago', { from: '2020-10-01T00:00:00.000Z', to: '2020-11-01T00:00:00.000Z' }],
    ['an hour', { from: '2021-03-01T10:00:00.000Z', to: '2021-03-01T11:00:00.000Z' }],
    ['a rule and a word', { rule: 'r7', text: 'price' }],
    ['a rule and another word', { rule: 'r7', text: 'pair 12' }, 0],
    ['a severity and a word', { severity: 'low' as const, text: 'pair' }],
    ['a severity before an instant', { severity: 'low' as const, ...old }],
    ['a severity in a year', { severity: 'low' as const, ...year }],
    ['a word before an instant', { text: 'price', ...old }],
    ['a rule before an instant', { rule: 'r7', ...old }],
    ['a subject that goes on', { state: 'firing' as const, about: pair }, 0],
    ['a rule that goes on', { state: 'firing' as const, rule: 'r7' }, 0],
    ['a word of what goes on', { state: 'firing' as const, text: 'price' }],
    ['late before an instant', { state: 'late' as const, ...old }],
    ['the ten-thousandth page', { offset: 500_000 }],
  ] as ReadonlyArray<[string, Omit<Parameters<typeof alerts.firings>[0], 'limit'>, number?]>) {
    const times: number[] = [];
    let counted = '';
    for (let round = 0; round < 7; round += 1) {
      const begun = performance.now();
      const { firings, total, more } = await alerts.firings({ ...question, limit: 50 });
      times.push(performance.now() - begun);
      expect(firings.length).toBeGreaterThanOrEqual(least);
      counted = `${more ? 'more than ' : ''}${total}`;
    }
    times.sort((a, b) => a - b);
    console.log(
      `of ${million} firings, ${name} (${counted}): first page and count in ${times[3]!.toFixed(1)} ms, worst ${times[6]!.toFixed(1)}; ${load()}`,
    );
  }
}, 300_000);
