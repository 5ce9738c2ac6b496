import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createCaller } from '../../electron/engine/api/router.ts';
import type { Firing } from '../../electron/engine/alerts/firing-rows.ts';
import { FIRING_STATES, type FiringsQuestion, searchFirings } from '../../electron/engine/alerts/firing-search.ts';
import { rebuild } from '../../electron/engine/journal/index.ts';
import type { OpenEngine } from '../../electron/engine/open-engine.ts';
import { alertTopics } from '../../electron/engine/store/migrations/0015-alert-topics.ts';
import { type Fired, SEVERITIES } from '../../shared/alerts/index.ts';
import { ok, open, temporaryFolder } from '../workspace/open-workspace.ts';

const START = Date.parse('2026-01-01T00:00:00.000Z');
const NOW = '2026-06-01T00:00:00.000Z';
const RULES = ['Depeg', 'Rate collapse', 'TVL drain'];
const NAMES = ['Curve stETH', 'Aave USDC', 'Lido Éther', 'Curve USDC'];
const instant = (hours: number) => new Date(START + hours * 3_600_000).toISOString();
const TABLES = ['alert_firing', 'alert_topic', 'alert_topic_words', 'alert_words'];

function firedAs(n: number): Fired {
  const rule = n % RULES.length;
  const subject = (n * 7) % NAMES.length;
  // One in five was found long after it was due.
  const due = instant(n % 5 === 0 ? n / 2 : n);
  return {
    rule: `rule-${rule}`,
    subject: `s${subject}`,
    firing: `f${n}`,
    version: `v${rule}`,
    evaluates: `v${rule}`,
    kind: subject === 3 ? 'pool' : 'pair',
    title: RULES[rule]!,
    subjectTitle: NAMES[subject]!,
    what: n % 11 === 0 ? 'unknown' : 'condition',
    severity: SEVERITIES[(rule + (n % 2)) % SEVERITIES.length]!,
    observed: due,
    due,
    late: n % 5 === 0,
    byClock: false,
    cleared: n % 4 === 0 ? null : due,
    why: { rule: `price < 0.9${rule}`, says: 'so', readings: [], clauses: [], because: null },
  };
}

/** A workspace in which three hundred alerts have fired; some were cleared, noted, taken back, corrected. */
async function lived(): Promise<OpenEngine> {
  const engine = open(join(temporaryFolder(), 'books.countinghouse'), { mode: 'create', now: () => NOW });
  const { alerts } = createCaller({ engine });
  const commit = (type: string, payload: object, subject = 'alerts') => ok(engine.journal.commit([{ type, subject, payload }]));
  for (let part = 0; part < 20; part += 1) {
    commit('alerts.evaluated', {
      found: instant(15 * part + 15),
      takenIn: engine.journal.head().size,
      begun: [],
      ceased: [],
      standings: [],
      samples: [],
      fired: Array.from({ length: 15 }, (_, n) => firedAs(15 * part + n)),
      cleared: part === 0 ? [] : [{ firing: `f${15 * part - 3 - ((15 * part - 3) % 4)}`, cleared: instant(15 * part) }],
    });
  }
  const { why: _why, late: _late, ...untold } = firedAs(400);
  commit('alerts.history-corrected', {
    found: NOW,
    corrections: [
      { what: 'would-have-fired', fired: untold },
      ...[17, 28].map((n) => {
        const { rule, subject, firing, due, cleared } = firedAs(n);
        return { what: 'would-not-have-fired', rule, subject, firing, due, cleared };
      }),
    ],
  });
  commit('alerts.snoozed', { title: 'Depeg', only: 's1', before: null, after: '2026-07-01T00:00:00.000Z' }, 'rule-1');
  ok(await alerts.acknowledge({ firings: ['f3', 'f8', 'f290'], note: 'Called the desk at Geneva' }));
  ok(await alerts.acknowledge({ firings: ['f5', 'f6'], note: '' }));
  ok(await alerts.acknowledge({ firings: ['f9'], note: 'By mistake, Geneva' }));
  commit('alerts.unacknowledged', { firings: ['f9'], note: 'By mistake, Geneva' });
  return engine;
}

describe('the search of what fired', () => {
  let engine: OpenEngine;
  let all: readonly Firing[];
  beforeEach(async () => {
    engine = await lived();
    const everyone = { limit: 1_000, offset: 0 };
    all = [...searchFirings(engine, everyone).firings, ...searchFirings(engine, { ...everyone, state: 'would-have-fired' }).firings];
  });

  const when = fc.option(fc.integer({ min: 0, max: 300 }).map(instant), { nil: undefined });
  const questions = fc.record({
    text: fc.option(fc.constantFrom('de', 'depeg', 'curve steth', 'ether', 'usdc', 'geneva', 'desk curve', 'price', 'nobody', '…'), {
      nil: undefined,
    }),
    state: fc.option(fc.constantFrom(...FIRING_STATES), { nil: undefined }),
    severity: fc.option(fc.constantFrom(...SEVERITIES), { nil: undefined }),
    rule: fc.option(fc.constantFrom('rule-0', 'rule-1', 'rule-9'), { nil: undefined }),
    about: fc.option(fc.constantFrom({ kind: 'pair' as const }, { kind: 'pair' as const, id: 's1' }, { kind: 'pool' as const, id: 's3' }), {
      nil: undefined,
    }),
    from: when,
    to: when,
    limit: fc.integer({ min: 1, max: 60 }),
    offset: fc.integer({ min: 0, max: 40 }),
  });
  const least = fc.record({ counted: fc.constant(1_000), few: fc.constantFrom(0, 60, 1_000), looked: fc.constantFrom(0, 40, 1_000) });

  it('finds the same by every way as looking at each of them', () => {
    fc.assert(
      fc.property(questions, least, (question, reach) => {
        const wanted = all.filter((firing) => isAsked(firing, question)).toSorted((one, other) => other.place - one.place);
        const found = searchFirings(engine, question, reach);
        expect(found.firings.map(({ firing }) => firing)).toEqual(
          wanted.slice(question.offset, question.offset + question.limit).map(({ firing }) => firing),
        );
        expect(found).toMatchObject({ total: wanted.length, more: false });
      }),
      { numRuns: 1_500 },
    );
  });

  it('says that there are more where it does not count to the end, and finds the same page', () => {
    fc.assert(
      fc.property(questions, fc.constantFrom(0, 30), (question, looked) => {
        const wanted = all.filter((firing) => isAsked(firing, question)).toSorted((one, other) => other.place - one.place);
        const found = searchFirings(engine, question, { counted: 10, few: 30, looked });
        expect(found.firings.map(({ firing }) => firing)).toEqual(
          wanted.slice(question.offset, question.offset + question.limit).map(({ firing }) => firing),
        );
        expect(found.more ? Math.min(found.total, wanted.length) : wanted.length).toBe(found.total);
      }),
      { numRuns: 1_000 },
    );
  });

  it('has all of them to find', () => expect(all).toHaveLength(301));

  it('counts all by words, rule, subject and severity, however many they are', () => {
    const few = { counted: 10, few: 10, looked: 10 };
    expect(searchFirings(engine, { limit: 1, offset: 0 }, few)).toMatchObject({ total: 300, more: false });
    expect(searchFirings(engine, { text: 'depeg', limit: 1, offset: 0 }, few)).toMatchObject({ total: 100, more: false });
    expect(searchFirings(engine, { state: 'passed', limit: 1, offset: 0 }, few)).toMatchObject({ total: 10, more: true });
  });

  it('reads no firing but those of the page, by any filter', () => {
    // The plan of each statement: a scan or search of the table itself would read every why.
    const asked: string[] = [];
    const watching = {
      ...engine.store,
      all: <Row>(sql: string, ...params: Parameters<typeof engine.store.all>[1][]) => {
        asked.push(...engine.store.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...params).map(({ detail }) => detail));
        return engine.store.all<Row>(sql, ...params);
      },
      get: <Row>(sql: string, ...params: Parameters<typeof engine.store.all>[1][]) => {
        asked.push(...engine.store.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...params).map(({ detail }) => detail));
        return engine.store.get<Row>(sql, ...params);
      },
    };
    const span = { from: instant(10), to: instant(200) };
    for (const state of [undefined, ...FIRING_STATES]) {
      for (const more of [{}, { text: 'depeg' }, { rule: 'rule-1' }, { severity: 'low' as const }, span, { rule: 'rule-1', ...span }]) {
        for (const few of [0, 1_000])
          searchFirings({ store: watching, now: () => NOW }, { state, ...more, limit: 5, offset: 0 }, { counted: 5, few, looked: 50 });
      }
    }
    const ofTable = asked.filter((detail) => /\balert_firing\b/.test(detail) && !/COVERING INDEX/.test(detail));
    // The page's own rows, and those to which something was noted, by their places.
    expect([...new Set(ofTable)]).toEqual(['SEARCH alert_firing USING INTEGER PRIMARY KEY (rowid=?)']);
  });

  it('folds to the same tables again, and those of earlier versions are brought into the same form', () => {
    const tables = () => TABLES.map((table) => engine.store.all(`SELECT rowid, * FROM ${table} ORDER BY rowid`));
    const before = tables();
    ok(rebuild(engine.writableStore, engine.journal.registry, () => {}));
    expect(tables()).toEqual(before);
    engine.writableStore.script(`
      ${EARLIER}
      ${alertTopics.sql}
    `);
    expect(tables()).toEqual(before);
  });
});

/** As the store was before there were topics: every firing's words beside it. */
const EARLIER = `
  DROP INDEX alert_firing_topic; DROP INDEX alert_firing_topic_due; DROP INDEX alert_firing_newest; DROP INDEX alert_firing_due;
  DROP INDEX alert_firing_goes_on; DROP INDEX alert_firing_cleared; DROP INDEX alert_firing_acknowledged; DROP INDEX alert_firing_late;
  DROP INDEX alert_firing_passed; DROP INDEX alert_firing_void; DROP INDEX alert_firing_untold;
  ALTER TABLE alert_firing DROP COLUMN topic;
  DROP TABLE alert_topic; DROP TABLE alert_topic_words;
  CREATE INDEX alert_firing_subject ON alert_firing (kind, subject, place);
  CREATE INDEX alert_firing_severity ON alert_firing (severity, place);
  CREATE INDEX alert_firing_due ON alert_firing (due);
  INSERT OR REPLACE INTO alert_words (rowid, words) SELECT place, title FROM alert_firing;
`;

function isAsked(firing: Firing, { text, state, severity, rule, about, from, to }: FiringsQuestion): boolean {
  return (
    IS[state ?? 'any'](firing) &&
    (severity === undefined || firing.severity === severity) &&
    (rule === undefined || firing.rule === rule) &&
    (about === undefined || (firing.kind === about.kind && (about.id === undefined || firing.subject === about.id))) &&
    (from === undefined || firing.due >= from) &&
    (to === undefined || firing.due < to) &&
    hasWords(firing, text ?? '')
  );
}

const goesOn = (firing: Firing) => firing.told && firing.ended === null;
const IS: Readonly<Record<(typeof FIRING_STATES)[number] | 'any', (firing: Firing) => boolean>> = {
  any: ({ told }) => told,
  firing: goesOn,
  unacknowledged: (firing) => goesOn(firing) && firing.acknowledged === null,
  acknowledged: ({ told, acknowledged }) => told && acknowledged !== null,
  snoozed: (firing) => goesOn(firing) && firing.snoozedUntil !== null,
  cleared: ({ told, passed, ended }) => told && !passed && ended !== null,
  late: ({ told, late }) => told && late,
  passed: ({ told, passed }) => told && passed,
  unknown: (firing) => goesOn(firing) && firing.what === 'unknown',
  'would-have-fired': (firing) => !firing.told && !firing.void,
  'would-not-have-fired': (firing) => firing.told && firing.void,
};

function hasWords({ title, subjectTitle, subject, why, acknowledged }: Firing, text: string): boolean {
  const plain = (from: string) =>
    from
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '');
  const words = plain([title, subjectTitle, subject, why?.rule ?? '', acknowledged?.note ?? ''].join(' '));
  return plain(text).every((asked) => words.some((word) => word.startsWith(asked)));
}
