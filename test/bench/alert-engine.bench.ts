import { loadavg } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { evaluateRules } from '../../electron/engine/alerts/evaluation-pass.ts';
import { evaluateOnce } from '../../electron/engine/alerts/evaluator.ts';
import { PassFindings } from '../../electron/engine/alerts/pass-findings.ts';
import { whole } from '../../electron/engine/alerts/resting-rules.ts';
import { readArmedRules } from '../../electron/engine/alerts/rule-rows.ts';
import { WatchMemory } from '../../electron/engine/alerts/watch-memory.ts';
import type { MetricHistory, MetricSource } from '../../electron/engine/sources.ts';
import { History, known, unavailable } from '../../shared/figures/index.ts';
import type { NewEvent } from '../../shared/journal/index.ts';
import { DAY, START } from '../alerts/made-series.ts';
import { changed, terms } from '../alerts/engine-made.ts';
import { ok, open, temporaryFolder } from '../workspace/open-workspace.ts';
import { BARE, histories, kindOf, POINTS, RULES, SERIES, seriesOf, TEXTS } from './bare-rules.ts';

const STEPS = 40;
const ROUNDS = 5;

const load = (): string => `load ${loadavg()[0]!.toFixed(1)}`;
const middle = (times: number[]): number => times.sort((a, b) => a - b)[times.length >> 1]!;

test('ten thousand rules in the engine, over two thousand series that a column keeps', () => {
  let clock = START + POINTS * DAY;
  const opened = open(join(temporaryFolder(), 'books.countinghouse'), { mode: 'create', now: () => new Date(clock).toISOString() });
  const kept = new Map<string, MetricHistory>();
  /** As a column does, after an import it has another history. */
  const keep = (series: number, length: number, event: string): void => {
    const { at, value } = histories[series]!;
    const before = kept.get(`S${series}`);
    const originOf = (index: number) =>
      before !== undefined && index < length - 1 ? before.originOf(index) : ({ kind: 'event', event } as const);
    kept.set(`S${series}`, { history: new History(at.slice(0, length), value.slice(0, length), length), originOf });
  };
  const metric: MetricSource = {
    id: 'made.value',
    word: 'value',
    name: 'Value',
    says: 'A made series.',
    subject: 'pair',
    unit: 'price',
    dependsOn: ['workspace'],
    read: () => unavailable('only-past', 'Only its past is known.'),
    history: (_engine, id) => known(kept.get(id)!),
  };
  const listed = Array.from({ length: SERIES }, (_, n) => ({ id: `S${n}`, title: `Series ${n}` }));
  const metrics = new Map([...opened.sources.metrics].filter(([, { subject }]) => subject !== 'pair'));
  const subjects = new Map(opened.sources.subjects);
  subjects.set('pair', { kind: 'pair', list: () => listed, title: (_engine, id) => id, facts: () => ({}) });
  const engine = { ...opened, sources: { ...opened.sources, metrics: metrics.set(metric.id, metric), subjects } };
  const first = changed(engine);
  for (let series = 0; series < SERIES; series += 1) keep(series, POINTS - STEPS, first);
  const events = Array.from({ length: RULES }, (_, rule): NewEvent[] => {
    const about = { kind: 'pair' as const, which: { of: 'named' as const, ids: [`S${seriesOf(rule)}`] } };
    const subject = engine.newId();
    const after = terms(TEXTS[kindOf(rule)]!, { title: `Rule ${rule}`, about });
    return [
      { type: 'alerts.rule-written', subject, payload: { before: null, after } },
      { type: 'alerts.rule-armed', subject, payload: { title: after.title } },
    ];
  });
  ok(engine.journal.commit(events.flat()));
  expect(evaluateOnce(engine)).toBe(true);

  const timed = (run: () => void): number => {
    const begun = performance.now();
    run();
    return performance.now() - begun;
  };
  let firings = 0;
  const bare = middle(
    Array.from({ length: ROUNDS }, () =>
      timed(() => {
        for (let rule = 0; rule < RULES; rule += 1) {
          const { at, value } = histories[seriesOf(rule)]!;
          firings += BARE[kindOf(rule)]!(at, value);
        }
      }),
    ),
  );
  expect(firings).toBeGreaterThan(0);
  const armed = readArmedRules(engine.store);
  const anew = middle(
    Array.from({ length: ROUNDS }, () =>
      timed(() => {
        const options = { found: clock, takenIn: engine.journal.head().size, reads: false };
        const pass = evaluateRules(engine, armed.map(whole), options, new PassFindings(), new WatchMemory());
        while (pass.next().done !== true);
      }),
    ),
  );
  console.log(
    `${RULES} rules over ${SERIES} series, all anew, compared with the journal: ${anew.toFixed(0)} ms, ${(anew / bare).toFixed(1)} of the bare arithmetic (${bare.toFixed(0)} ms); ${load()}`,
  );
  const idle = Array.from({ length: STEPS }, () => timed(() => evaluateOnce(engine)));
  console.log(`a pass with nothing new: ${middle(idle).toFixed(1)} ms; ${load()}`);
  const one = Array.from({ length: STEPS - 1 }, (_, step) => {
    clock += 60_000;
    keep(7, POINTS - STEPS + step + 1, changed(engine));
    return timed(() => evaluateOnce(engine));
  });
  const commit = middle(Array.from({ length: STEPS }, () => timed(() => void changed(engine))));
  console.log(
    `one changed series, evaluated and recorded: ${middle(one).toFixed(1)} ms, worst ${one.at(-1)!.toFixed(1)}; an empty commit alone ${commit.toFixed(1)} ms; ${load()}`,
  );
}, 300_000);
