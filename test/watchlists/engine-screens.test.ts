import { existsSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import { followWatchlists, subjectsOf } from '../../electron/engine/watchlists/index.ts';
import type { MetricSource, SubjectSource } from '../../electron/engine/sources.ts';
import { History, known, unavailable } from '../../shared/figures/index.ts';
import { ok, refusal } from '../workspace/open-workspace.ts';
import { importFile } from './made-pools.ts';
import { listTerms, screenTerms, TODAY, type Watching, watching } from './made-watching.ts';

/** Made pools: `a` to `e`, whose rate can be set; null is unknown. */
const IDS = ['a', 'b', 'c', 'd', 'e'];
const rates = new Map<string, number | null>();
const asked: string[] = [];
let list = IDS.map((id) => ({ id, title: `Pool ${id.toUpperCase()}` }));
const pools: SubjectSource = {
  kind: 'pool',
  list: () => list,
  title: (_engine, id) => list.find((each) => each.id === id)?.title ?? null,
  facts: () => ({}),
};
/** A kind whose column cannot tell all there are. */
const unlisted: SubjectSource = { kind: 'trade', title: () => null, facts: () => ({}) };
const DAY = 864e5;
function metric(word: string, of: Partial<MetricSource>): MetricSource {
  const read: MetricSource['read'] = (_engine, id) => {
    const rate = rates.get(id) ?? null;
    return rate === null ? unavailable('not-quoted', 'Nobody quotes it.') : known({ text: String(rate) });
  };
  return { id: `made.${word}`, word, name: word, says: word, subject: 'pool', unit: 'fraction', read, ...of };
}
const METRICS: readonly MetricSource[] = [
  metric('rate', { readAll: () => ({ numbers: Float64Array.from(list, ({ id }) => rates.get(id) ?? Number.NaN) }) }),
  metric('one-by-one', {
    read: (_engine, id) => {
      asked.push(id);
      return known({ text: '0.5' });
    },
  }),
  metric('past', {
    history: (_engine, id) => {
      asked.push(id);
      const now = rates.get(id) ?? Number.NaN;
      return known({ history: new History(Float64Array.of(0, DAY), Float64Array.of(0.1, now), 2), originOf: () => ({ kind: 'given' }) });
    },
  }),
];

let desk: Watching;
beforeEach(() => {
  list = IDS.map((id) => ({ id, title: `Pool ${id.toUpperCase()}` }));
  rates.clear();
  for (const [at, id] of IDS.slice(0, 4).entries()) rates.set(id, (at + 1) / 100);
  asked.length = 0;
  desk = watching({ metrics: METRICS, subjects: [pools, unlisted] });
});
/** Something happens that any metric may hang on. */
async function stir(): Promise<void> {
  ok(await desk.api.venues.writeNote({ venue: 'okx', note: `${Math.random()}` }));
}
async function follow(): Promise<void> {
  const following = followWatchlists(desk.engine);
  await following.settled();
  await following.stop();
}
const select = (condition: string, more: object = {}) => desk.api.watchlists.select({ kind: 'pool', condition, ...more });

describe('select', () => {
  test('lets through, orders, shows a window and counts the unknown apart', async () => {
    const sort = { metric: 'made.rate', descending: true };
    const answer = await select('rate >= 2%', { columns: ['made.rate'], sort, from: 1, limit: 1 });
    expect(answer).toMatchObject({ subjects: 5, total: 3, unknown: 1, fault: null, canonical: 'rate >= 2%' });
    expect(answer.unknownSays).toBe('1 could not be judged: rate is unknown: Nobody quotes it.');
    expect(answer.rows).toEqual([{ id: 'c', title: 'Pool C', cells: [{ text: '0.03' }] }]);
    const all = await select('', { sort });
    expect(all.rows.map(({ id }) => id)).toEqual(['d', 'c', 'b', 'a', 'e']);
    expect((await select('', { sort: { metric: 'made.rate', descending: false } })).rows.at(-1)!.id).toBe('e');
  });

  test('points at the character of a fault, also where the past of something is not kept', async () => {
    const unknown = await select('rate > 2% and tvlx > 5');
    expect(unknown).toMatchObject({ total: 0, rows: [], fault: { code: 'unknown-name', from: 14, to: 18 } });
    const past = await select('rate > 2% and change(rate, 7d) > 5%');
    expect(past.fault).toMatchObject({ code: 'no-history', from: 21, to: 25 });
    expect(past.fault!.message).toContain('only the present is kept');
  });

  test('asks one by one, and for pasts, only of those that are still open', async () => {
    expect((await select('rate >= 3% and one-by-one > 40%')).total).toBe(2);
    expect([...new Set(asked)].sort()).toEqual(['c', 'd', 'e']);
    asked.length = 0;
    expect((await select('rate >= 3% or change(past, 1d) < -85%')).rows.map(({ id }) => id)).toEqual(['a', 'c', 'd']);
    expect([...new Set(asked)].sort()).toEqual(['a', 'b', 'e']);
    asked.length = 0;
    await select('change(past, 1d) < -85%');
    expect(asked).toEqual(['c', 'd']);
  });

  test('forgets what it knew when the journal has moved on', async () => {
    expect((await select('rate > 3%')).total).toBe(1);
    rates.set('a', 0.5);
    await stir();
    expect((await select('rate > 3%')).total).toBe(2);
  });

  test('of a kind that nobody lists is empty, and of one without metrics only titles can be had', async () => {
    expect(await desk.api.watchlists.select({ kind: 'trade', condition: '' })).toMatchObject({ subjects: 0, total: 0, fault: null });
    const nothing = await desk.api.watchlists.select({ kind: 'trade', condition: 'rate > 1' });
    expect(nothing.fault).toMatchObject({ code: 'unknown-name' });
  });
});

describe('a saved screen', () => {
  const terms = screenTerms({ title: 'High', kind: 'pool', condition: 'rate   >= 3%' });

  test('keeps its condition in its one form and judges at once; a faulty one is not saved', async () => {
    const { screen } = ok(await desk.api.watchlists.saveScreen({ terms }));
    const view = ok(await desk.api.watchlists.screen({ screen }));
    expect(view.screen).toMatchObject({ terms: { condition: 'rate >= 3%' }, members: 2, newItems: 0, unknown: 1 });
    expect(view.changes).toMatchObject([{ because: 'new', enteredCount: 2, leftCount: 0, total: 2 }]);
    const refused = refusal(await desk.api.watchlists.saveScreen({ terms: { ...terms, condition: 'rate >> 3' } }));
    expect(refused).toMatchObject({ code: 'faulty-condition', details: { from: expect.any(Number) as number } });
    expect(await desk.api.watchlists.screens({})).toHaveLength(1);
  });

  test('keeps who entered and who left after data, once, and never whoever cannot be judged', async () => {
    const { screen } = ok(await desk.api.watchlists.saveScreen({ terms }));
    rates.set('a', 0.9).set('c', 0.001).set('d', null);
    await stir();
    await follow();
    const size = desk.engine.journal.head().size;
    await follow();
    expect(desk.engine.journal.head().size).toBe(size);
    const { screen: line, changes } = ok(await desk.api.watchlists.screen({ screen }));
    expect(line).toMatchObject({ members: 2, newItems: 1, unknown: 2 });
    expect(changes[0]).toMatchObject({ because: 'data', entered: [{ id: 'a', title: 'Pool A' }], left: [{ id: 'c' }] });
    expect(ok(subjectsOf(desk.engine, { kind: 'pool', which: { of: 'screen', screen } }))).toEqual(['a', 'd']);
    const matters = await desk.api.watchlists.matters({});
    expect(matters).toMatchObject([{ matter: 'screen-changed', screen }]);
    desk.clock.now = '2026-03-03T12:00:00.000Z';
    expect(ok(await desk.api.watchlists.screen({ screen })).screen.newItems).toBe(0);
  });

  test('keeps it later where somebody else held the file', { timeout: 30_000 }, async () => {
    const { screen } = ok(await desk.api.watchlists.saveScreen({ terms }));
    rates.set('a', 0.9);
    await stir();
    const following = followWatchlists(desk.engine);
    const holder = new Database(desk.engine.workspace.path);
    holder.exec('BEGIN IMMEDIATE');
    await following.settled();
    expect(ok(await desk.api.watchlists.screen({ screen })).changes).toHaveLength(1);
    holder.exec('ROLLBACK');
    holder.close();
    await following.settled();
    expect(ok(await desk.api.watchlists.screen({ screen })).changes[0]).toMatchObject({ entered: [{ id: 'a' }] });
    await following.stop();
  });

  test('lets go of what has vanished, and follows a new condition', async () => {
    const { screen } = ok(await desk.api.watchlists.saveScreen({ terms }));
    list = list.filter(({ id }) => id !== 'd');
    await stir();
    await follow();
    expect(ok(await desk.api.watchlists.screen({ screen })).changes[0]).toMatchObject({ left: [{ id: 'd', title: 'd' }], total: 1 });
    ok(await desk.api.watchlists.saveScreen({ screen, terms: { ...terms, condition: 'rate < 3%' } }));
    expect(ok(await desk.api.watchlists.screen({ screen })).changes[0]).toMatchObject({ because: 'edited', total: 2 });
  });

  test('whose metric is gone says so and keeps who was in it', async () => {
    const { screen } = ok(await desk.api.watchlists.saveScreen({ terms }));
    const without = {
      ...desk.engine,
      sources: { ...desk.engine.sources, metrics: new Map([...desk.engine.sources.metrics].filter(([id]) => id !== 'made.rate')) },
    };
    await stir();
    const following = followWatchlists(without);
    await following.settled();
    await following.stop();
    expect(ok(await desk.api.watchlists.screen({ screen })).changes).toHaveLength(1);
    const { createCaller } = await import('../../electron/engine/api/router.ts');
    const [line] = await createCaller({ engine: without }).watchlists.screens({});
    expect(line).toMatchObject({ members: 2, fault: { code: 'unknown-name' } });
  });

  test('that is removed can be brought back by undo, and says until then that it is gone', async () => {
    const { screen } = ok(await desk.api.watchlists.saveScreen({ terms }));
    ok(await desk.api.watchlists.removeScreen({ screen }));
    const scope = { kind: 'pool', which: { of: 'screen', screen } } as const;
    expect(refusal(subjectsOf(desk.engine, scope)).message).toContain('“High” is gone');
    ok(await desk.api.journal.undo({ target: screen }));
    expect(ok(subjectsOf(desk.engine, scope))).toEqual(['c', 'd']);
    expect(refusal(subjectsOf(desk.engine, { ...scope, kind: 'asset' })).code).toBe('other-kind');
  });

  test('is told by its metrics', async () => {
    const { screen } = ok(await desk.api.watchlists.saveScreen({ terms }));
    rates.set('a', 0.9);
    await stir();
    await follow();
    const read = (id: string) => desk.engine.sources.metrics.get(id)!.read(desk.engine, screen);
    expect(read('watchlists.screen-new-items')).toMatchObject({ ok: { text: '1' } });
    expect(read('watchlists.screen-members')).toMatchObject({ ok: { text: '3' } });
    expect(read('watchlists.screen-unjudged')).toMatchObject({ ok: { text: '1' } });
  });
});

describe('the subjects of a scope', () => {
  test('are those that are named, all, or those of a list in its order', async () => {
    expect(ok(subjectsOf(desk.engine, { kind: 'pool', which: { of: 'named', ids: ['x'] } }))).toEqual(['x']);
    expect(ok(subjectsOf(desk.engine, { kind: 'pool', which: { of: 'every' } }))).toEqual(IDS);
    const { list } = ok(await desk.api.watchlists.save({ terms: listTerms({ title: 'Mine' }) }));
    ok(await desk.api.watchlists.add({ list, about: ['c', 'a'].map((id) => ({ kind: 'pool', id })) }));
    const scope = { kind: 'pool', which: { of: 'list', list } } as const;
    expect(ok(subjectsOf(desk.engine, scope))).toEqual(['c', 'a']);
    expect(ok(subjectsOf(desk.engine, { ...scope, kind: 'venue' }))).toEqual([]);
    ok(await desk.api.watchlists.remove({ list }));
    expect(refusal(subjectsOf(desk.engine, scope)).message).toBe('The list “Mine” is gone. Bring it back, or choose another.');
    expect(refusal(subjectsOf(desk.engine, { kind: 'trade', which: { of: 'every' } })).code).toBe('cannot-be-listed');
  });
});

const FOLDER = '../shared/data/yield/defillama';
describe.skipIf(!existsSync(FOLDER))('over two real snapshots of pools', () => {
  test('a screen says who entered and left between them, and the counts agree with plain SQL', async () => {
    const { engine, api } = watching();
    const snapshot = (day: string) => importFile(engine, `pools_${day}.csv`, readFileSync(`${FOLDER}/pools_${day}.csv`));
    const plain = () =>
      engine.store
        .all<{ pool: string }>("SELECT pool FROM pool_current WHERE apy_base > 4 AND tvl_usd > 5e6 AND chain = 'Ethereum' ORDER BY pool")
        .map(({ pool }) => pool);
    snapshot('2025-09-26');
    const terms = screenTerms({ kind: 'pool', condition: 'rate.base > 4% and tvl > 5m and chain = "Ethereum"' });
    const { screen } = ok(await api.watchlists.saveScreen({ terms }));
    const before = plain();
    expect(before.length).toBeGreaterThan(5);
    expect(ok(subjectsOf(engine, { kind: 'pool', which: { of: 'screen', screen } }))).toEqual(before);
    snapshot('2025-09-29');
    const following = followWatchlists(engine);
    await following.settled();
    await following.stop();
    const after = plain();
    const { changes } = ok(await api.watchlists.screen({ screen }));
    expect(changes[0]!.because).toBe('data');
    const ids = (lines: readonly { id: string }[]) => lines.map(({ id }) => id).sort();
    expect(ids(changes[0]!.entered)).toEqual(after.filter((id) => !before.includes(id)));
    expect(ids(changes[0]!.left)).toEqual(before.filter((id) => !after.includes(id)));
    expect(TODAY > '2025-09-29').toBe(true);
  });
});
