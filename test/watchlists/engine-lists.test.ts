import { beforeEach, describe, expect, test } from 'vitest';
import type { Engine } from '../../electron/engine/engine.ts';
import type { SubjectSource } from '../../electron/engine/sources.ts';
import { importCsv } from '../../electron/engine/watchlists/csv-import.ts';
import { addEntries, removeList, restoreList } from '../../electron/engine/watchlists/list-commands.ts';
import { known, type Outcome } from '../../shared/figures/index.ts';
import type { OwnColumn } from '../../shared/watchlists/index.ts';
import { ok, refusal } from '../workspace/open-workspace.ts';
import { listTerms, TODAY, type Watching, watching } from './made-watching.ts';

const VENUES = ['okx', 'bybit', 'deribit', 'bitget'].map((id) => ({ kind: 'venue' as const, id }));
const COLUMNS: OwnColumn[] = [
  { column: 'thesis', name: 'Thesis', type: 'text', currency: null },
  { column: 'cost', name: 'Cost', type: 'money', currency: 'USD' },
];
/** Made pools and their price, which tests set. */
let [pools, price] = [['a', 'b'], '100'];
const poolSource: SubjectSource = {
  kind: 'pool',
  list: () => pools.map((id) => ({ id, title: `Pool, "${id}"` })),
  title: (_engine, id) => (pools.includes(id) ? `Pool, "${id}"` : null),
  facts: (_engine, id) => ({ 'pool.symbol': id.startsWith('s') ? 'SAME' : id, 'pool.chain': id.endsWith('1') ? 'Base' : 'Ethereum' }),
};

let desk: Watching;
beforeEach(() => {
  [pools, price] = [['a', 'b'], '100'];
  const read = () => known({ text: price, currency: 'USD' });
  const metric = { id: 'made.price', word: 'price', name: 'Price', says: 'A price.', subject: 'pool', unit: 'price', read } as const;
  desk = watching({ metrics: [metric], subjects: [poolSource] });
});
async function made(terms = listTerms({ metrics: ['made.price'], columns: COLUMNS })): Promise<string> {
  return ok(await desk.api.watchlists.save({ terms })).list;
}
const view = async (list: string, more: object = {}) => ok(await desk.api.watchlists.list({ list, ...more }));
const order = async (list: string) => (await view(list)).rows.map(({ about }) => about.id);
/** What a person said, as the tables have it. */
const tables = () =>
  ['watchlist', 'watchlist_entry', 'watchlist_note'].map((table) => desk.engine.store.all(`SELECT * FROM ${table} ORDER BY 1, 2`));

describe('a list', () => {
  test('keeps its order through moves of one and of several, and their undoing', async () => {
    const list = await made();
    const { entries } = ok(await desk.api.watchlists.add({ list, about: VENUES }));
    expect(await order(list)).toEqual(['okx', 'bybit', 'deribit', 'bitget']);
    ok(await desk.api.watchlists.move({ list, entries: [entries[3]!, entries[0]!], before: entries[2]! }));
    expect(await order(list)).toEqual(['bybit', 'bitget', 'okx', 'deribit']);
    ok(await desk.api.watchlists.move({ list, entries: [entries[1]!], before: null }));
    expect(await order(list)).toEqual(['bitget', 'okx', 'deribit', 'bybit']);
    ok(await desk.api.journal.undo({ target: list }));
    ok(await desk.api.journal.undo({ target: list }));
    expect(await order(list)).toEqual(['okx', 'bybit', 'deribit', 'bitget']);
    expect(refusal(await desk.api.watchlists.move({ list, entries: [entries[0]!], before: entries[0]! })).code).toBe('moved-before-itself');
    expect(refusal(await desk.api.watchlists.move({ list, entries: ['nobody'], before: null })).code).toBe('no-such-entry');
  });

  test('tells the second of two who put one thing on it, or who find it removed, at once', async () => {
    const list = await made();
    const { engine } = desk;
    /** Another process, which reads before the first commits and commits after it. */
    const second = (first: () => Outcome<unknown>): Engine => ({
      ...engine,
      journal: {
        ...engine.journal,
        commit(events, bulk) {
          ok(first());
          return engine.journal.commit(events, bulk);
        },
      },
    });
    const okx = [VENUES[0]!];
    const late = second(() => addEntries(engine, list, okx, null));
    expect(refusal(addEntries(late, list, [VENUES[1]!, ...okx], null))).toMatchObject({
      code: 'added-meanwhile',
      message: expect.stringMatching(/^Somebody else has just put OKX\S* on the list\. Nothing was stored; look at it again\.$/i),
    });
    expect(await order(list)).toEqual(['okx']);
    const text = 'Kind,Id\r\nvenue,bybit\r\n';
    const file = { text, list, title: '', kind: null, choices: {} };
    expect(
      refusal(
        importCsv(
          second(() => addEntries(engine, list, [VENUES[1]!], null)),
          file,
        ),
      ).code,
    ).toBe('added-meanwhile');
    expect(
      refusal(
        addEntries(
          second(() => removeList(engine, list)),
          list,
          [VENUES[2]!],
          null,
        ),
      ).code,
    ).toBe('list-removed');
    ok(restoreList(engine, list));
    expect(await order(list)).toEqual(['okx', 'bybit']);
  });

  test('mixes kinds, adds each once, and refuses what does not exist', async () => {
    const list = await made();
    ok(await desk.api.watchlists.add({ list, about: [VENUES[0]!, { kind: 'pool', id: 'a' }, { kind: 'asset', id: 'ETH' }] }));
    const again = ok(await desk.api.watchlists.add({ list, about: [VENUES[0]!, VENUES[1]!, VENUES[1]!] }));
    expect([again.entries.length, again.already.length]).toEqual([1, 1]);
    const { list: line, rows } = await view(list);
    expect(line.kinds).toEqual({ asset: 1, pool: 1, venue: 2 });
    expect(rows.map(({ cells }) => cells[0])).toEqual([null, { text: '100', currency: 'USD' }, null, null]);
    expect(refusal(await desk.api.watchlists.add({ list, about: [{ kind: 'venue', id: 'no-such' }] })).code).toBe('no-such-subject');
    expect(await order(list)).toHaveLength(4);
  });

  test('is renamed, removed, restored and duplicated with all that was said', async () => {
    const list = await made();
    const { entries } = ok(await desk.api.watchlists.add({ list, about: VENUES.slice(0, 2) }));
    ok(await desk.api.watchlists.setEntry({ entry: entries[0]!, setting: { field: 'tags', after: ['core', 'core'] } }));
    ok(await desk.api.watchlists.writeNote({ entry: entries[0]!, note: 'Good.' }));
    const { size } = desk.engine.journal.head();
    ok(await desk.api.watchlists.save({ list, terms: (await view(list)).list.terms }));
    expect(desk.engine.journal.head().size).toBe(size);
    const copy = ok(await desk.api.watchlists.duplicate({ list, title: 'Copy' })).list;
    expect((await view(copy)).rows.map(({ about, tags, note }) => [about.id, tags, note])).toEqual([
      ['okx', ['core'], 'Good.'],
      ['bybit', [], ''],
    ]);
    ok(await desk.api.watchlists.save({ list, terms: { ...listTerms({ columns: COLUMNS }), title: 'Renamed' } }));
    ok(await desk.api.watchlists.remove({ list }));
    expect(refusal(await desk.api.watchlists.list({ list })).message).toContain('“Renamed” was removed');
    expect((await desk.api.watchlists.lists({})).map(({ terms }) => terms.title)).toEqual(['Copy']);
    expect(await desk.api.watchlists.lists({ removed: true })).toHaveLength(2);
    ok(await desk.api.watchlists.restore({ list }));
    expect((await view(list)).rows[0]).toMatchObject({ tags: ['core'], note: 'Good.' });
  });

  test('is found in by words and tags, a window at a time', async () => {
    const list = await made();
    const { entries } = ok(await desk.api.watchlists.add({ list, about: VENUES }));
    ok(await desk.api.watchlists.setEntry({ entry: entries[2]!, setting: { field: 'tags', after: ['options'] } }));
    expect((await view(list, { tag: 'options' })).rows.map(({ about }) => about.id)).toEqual(['deribit']);
    expect((await view(list, { search: 'BY' })).total).toBe(1);
    expect((await view(list, { from: 1, limit: 2 })).rows.map(({ about }) => about.id)).toEqual(['bybit', 'deribit']);
  });
});

describe('an entry', () => {
  test('has tags, a day of review, targets and own values, each undone by itself', async () => {
    const list = await made();
    const [entry = ''] = ok(await desk.api.watchlists.add({ list, about: [{ kind: 'pool', id: 'a' }] })).entries;
    const set = (setting: Parameters<typeof desk.api.watchlists.setEntry>[0]['setting']) =>
      desk.api.watchlists.setEntry({ entry, setting });
    ok(await set({ field: 'tags', after: ['x'] }));
    ok(await set({ field: 'review', after: '2026-03-01' }));
    ok(await set({ field: 'targets', after: [{ metric: 'made.price', direction: 'at-least', value: '110', currency: 'USD' }] }));
    ok(await set({ field: 'value', column: 'cost', after: ' 090.50 ' }));
    const row = async () => (await view(list)).rows[0]!;
    expect(await row()).toMatchObject({
      tags: ['x'],
      reviewDue: true,
      values: { cost: '90.5' },
      targets: [{ standing: 'open', distance: '0.0909091' }],
    });
    expect(refusal(await set({ field: 'value', column: 'cost', after: 'dear' })).code).toBe('no-number');
    expect(refusal(await set({ field: 'value', column: 'nothing', after: '1' })).code).toBe('no-such-column');
    expect(
      refusal(await set({ field: 'targets', after: [{ metric: 'venues.score', direction: 'at-most', value: '1', currency: null }] })).code,
    ).toBe('other-metric');
    for (let undone = 0; undone < 3; undone += 1) ok(await desk.api.journal.undo({ target: entry }));
    expect(await row()).toMatchObject({ tags: ['x'], reviewBy: null, values: {}, targets: [] });
  });

  test('keeps every version of its note, with what changed', async () => {
    const list = await made();
    const [entry = ''] = ok(await desk.api.watchlists.add({ list, about: VENUES.slice(0, 1) })).entries;
    ok(await desk.api.watchlists.writeNote({ entry, note: 'One\nTwo' }));
    ok(await desk.api.watchlists.writeNote({ entry, note: 'One\nThree' }));
    const notes = ok(await desk.api.watchlists.notes({ entry }));
    expect(notes.map(({ note }) => note)).toEqual(['One\nThree', 'One\nTwo']);
    expect(notes[0]!.diff).toEqual([
      { change: 'same', text: 'One' },
      { change: 'removed', text: 'Two' },
      { change: 'added', text: 'Three' },
    ]);
    ok(await desk.api.journal.undo({ target: entry }));
    expect(ok(await desk.api.watchlists.notes({ entry })).map(({ note }) => note)).toEqual(['One\nTwo', 'One\nThree', 'One\nTwo']);
  });

  test('says what has become of its metrics since it was added, from the event that kept them', async () => {
    const list = await made();
    ok(await desk.api.watchlists.add({ list, about: [{ kind: 'pool', id: 'a' }] }));
    price = '125';
    ok(await desk.api.venues.writeNote({ venue: 'okx', note: 'x' }));
    const [row] = (await view(list)).rows;
    expect(row!.since).toMatchObject([{ metric: 'made.price', was: { text: '100' }, now: { text: '125' }, change: '0.25', of: 'growth' }]);
    expect(desk.engine.journal.byId(row!.addedEvent)!.type).toBe('watchlists.entries-added');
  });

  test('whose subject has vanished stays and says so', async () => {
    const list = await made();
    ok(await desk.api.watchlists.add({ list, about: [{ kind: 'pool', id: 'a' }] }));
    pools = ['b'];
    const [row] = (await view(list)).rows;
    expect(row).toMatchObject({ title: 'Pool, "a"', gone: 'There is no pool “Pool, "a"” any more. What was said of it is kept.' });
  });

  test('taken off and put on again cannot come back beside itself', async () => {
    const list = await made();
    const { entries } = ok(await desk.api.watchlists.add({ list, about: VENUES.slice(0, 2) }));
    ok(await desk.api.watchlists.writeNote({ entry: entries[0]!, note: 'Kept.' }));
    ok(await desk.api.watchlists.take({ list, entries: [entries[0]!] }));
    ok(await desk.api.journal.undo({ target: list }));
    expect((await view(list)).rows[0]).toMatchObject({ entry: entries[0], note: 'Kept.' });
    ok(await desk.api.watchlists.take({ list, entries: [entries[0]!] }));
    const taken = desk.engine.journal.at(desk.engine.journal.head().size - 1)!;
    ok(await desk.api.watchlists.add({ list, about: VENUES.slice(0, 1) }));
    expect(refusal(await desk.api.journal.undo({ target: taken.id })).message).toContain('is on the list again');
  });

  test('due for review, or at its target, is a metric and a matter for today', async () => {
    const list = await made();
    const { entries } = ok(await desk.api.watchlists.add({ list, about: pools.map((id) => ({ kind: 'pool', id })) }));
    ok(await desk.api.watchlists.setEntry({ entry: entries[0]!, setting: { field: 'review', after: '2026-02-20' } }));
    const target = { metric: 'made.price', direction: 'at-most', value: '100', currency: null } as const;
    ok(await desk.api.watchlists.setEntry({ entry: entries[1]!, setting: { field: 'targets', after: [target] } }));
    const read = (id: string, subject: string) => desk.engine.sources.metrics.get(id)!.read(desk.engine, subject);
    expect(read('watchlists.list-reviews-due', list)).toMatchObject({ ok: { text: '1' } });
    expect(read('watchlists.list-targets-reached', list)).toMatchObject({ ok: { text: '1' } });
    expect(read('watchlists.reviews-due', 'workspace')).toMatchObject({ ok: { text: '1' } });
    expect(read('watchlists.list-entries', 'gone')).toMatchObject({ unavailable: { reason: 'list-gone' } });
    const matters = await desk.api.watchlists.matters({});
    expect(matters.map(({ matter, entry }) => [matter, entry])).toEqual([
      ['review-due', entries[0]],
      ['target-reached', entries[1]],
    ]);
  });
});

describe('files', () => {
  test('our own export reads back identical, formulas, commas and line breaks and all', async () => {
    const list = await made(listTerms({ columns: COLUMNS }));
    const about = [{ kind: 'pool' as const, id: 'a' }, ...VENUES];
    const { entries } = ok(await desk.api.watchlists.add({ list, about }));
    ok(await desk.api.watchlists.writeNote({ entry: entries[0]!, note: '=HYPERLINK("x"),\r\n"quoted"' }));
    ok(
      await desk.api.watchlists.setEntry({ entry: entries[0]!, setting: { field: 'value', column: 'thesis', after: '@now, or "later"' } }),
    );
    ok(await desk.api.watchlists.setEntry({ entry: entries[1]!, setting: { field: 'tags', after: ['-a', 'b c'] } }));
    ok(await desk.api.watchlists.setEntry({ entry: entries[2]!, setting: { field: 'review', after: '2027-01-31' } }));
    const { text } = ok(await desk.api.watchlists.exportCsv({ list }));
    expect(text).toContain('"\'=HYPERLINK(');
    const read = ok(await desk.api.watchlists.importCsv({ text, title: 'Back' }));
    expect(read.counts).toEqual({ new: 5, present: 0, twice: 0, ambiguous: 0, unknown: 0, fault: 0 });
    expect(ok(await desk.api.watchlists.exportCsv({ list: read.list! })).text).toBe(text);
    const again = ok(await desk.api.watchlists.previewCsv({ text, list }));
    expect(again).toMatchObject({ total: 5, counts: { new: 0, present: 5 }, columns: COLUMNS });
    expect(refusal(await desk.api.watchlists.importCsv({ text, list })).code).toBe('nothing-to-import');
    ok(await desk.api.watchlists.save({ list, terms: listTerms({ columns: COLUMNS, metrics: ['made.price'] }) }));
    const priced = ok(await desk.api.watchlists.exportCsv({ list })).text;
    expect(priced.split('\r\n')[0]).toMatch(/,Metric: Price$/);
    expect(ok(await desk.api.watchlists.previewCsv({ text: priced })).ignored.map(({ column }) => column)).toEqual(['Metric: Price']);
  });

  test('keep when each came and what was known then, also on another day', async () => {
    const list = await made(listTerms({ metrics: ['made.price'] }));
    ok(await desk.api.watchlists.add({ list, about: [{ kind: 'pool', id: 'a' }] }));
    const { text } = ok(await desk.api.watchlists.exportCsv({ list }));
    desk.clock.now = '2026-04-01T12:00:00.000Z';
    price = '150';
    const back = ok(await desk.api.watchlists.importCsv({ text, title: 'Back' })).list!;
    ok(await desk.api.watchlists.save({ list: back, terms: listTerms({ metrics: ['made.price'] }) }));
    const [row] = (await view(back)).rows;
    expect(row!.addedAt).toBe(`${TODAY}T12:00:00.000Z`);
    expect(row).toEqual({ ...(await view(list)).rows[0], entry: row!.entry, list: back, addedEvent: row!.addedEvent });
    expect(ok(await desk.api.watchlists.exportCsv({ list: back })).text).toBe(ok(await desk.api.watchlists.exportCsv({ list })).text);
    const ahead = text.replace(TODAY, '2027-03-01');
    expect(ok(await desk.api.watchlists.previewCsv({ text: ahead })).lines[0]).toMatchObject({
      is: 'fault',
      message: 'Row 1 (line 2), Added: 2027-03-01T12:00:00.000Z has not come yet. Correct it, or leave the cell empty for now.',
    });
  });

  test('of others are matched, asked about and told apart, and counts add up', async () => {
    pools = ['a', 's1', 's2'];
    const file = 'Symbol,Chain,Note,Rate\nA,,first,1\nSAME,Base,by its chain,2\nSAME,,which,3\nNOPE,,,4\na,,twice,5\n,,,6\n';
    const preview = ok(await desk.api.watchlists.previewCsv({ text: file, kind: 'pool' }));
    expect(preview.lines.map(({ is }) => is)).toEqual(['new', 'new', 'ambiguous', 'unknown', 'twice', 'fault']);
    expect(Object.values(preview.counts).reduce((total, count) => total + count, 0)).toBe(preview.total);
    expect(preview.ignored.map(({ column }) => column)).toEqual(['Rate']);
    const answer = ok(await desk.api.watchlists.importCsv({ text: file, kind: 'pool', choices: { '3': 'pool:s2' } }));
    expect(answer.counts).toMatchObject({ new: 3, ambiguous: 0, unknown: 1, twice: 1, fault: 1 });
    expect((await view(answer.list!)).rows.map(({ about, note }) => [about.id, note])).toEqual([
      ['a', 'first'],
      ['s1', 'by its chain'],
      ['s2', 'which'],
    ]);
  });
});

describe('reach', () => {
  test('20,000 entries are put on a list, shown by windows, moved and taken off again', { timeout: 60_000 }, async () => {
    pools = Array.from({ length: 20_000 }, (_, at) => `p${at}`);
    const known = new Set(pools);
    const many = { ...poolSource, title: (_engine: unknown, id: string) => (known.has(id) ? id : null) };
    desk = watching({ metrics: [], subjects: [many] });
    const list = await made(listTerms());
    const { entries } = ok(await desk.api.watchlists.add({ list, about: pools.map((id) => ({ kind: 'pool', id })) }));
    expect(await view(list, { from: 19_990, limit: 50 })).toMatchObject({ total: 20_000, rows: { length: 10 } });
    ok(await desk.api.watchlists.move({ list, entries: [entries[19_999]!], before: entries[0]! }));
    expect((await view(list, { limit: 2 })).rows.map(({ about }) => about.id)).toEqual(['p19999', 'p0']);
    ok(await desk.api.watchlists.take({ list, entries }));
    expect((await view(list)).total).toBe(0);
  });

  test('the tables fold anew from the journal as they were, and folding an event twice does no harm', async () => {
    const list = await made();
    const { entries } = ok(await desk.api.watchlists.add({ list, about: VENUES }));
    ok(await desk.api.watchlists.writeNote({ entry: entries[0]!, note: 'x' }));
    ok(await desk.api.watchlists.setEntry({ entry: entries[0]!, setting: { field: 'value', column: 'thesis', after: 'y' } }));
    ok(await desk.api.watchlists.move({ list, entries: [entries[3]!], before: entries[0]! }));
    ok(await desk.api.watchlists.take({ list, entries: [entries[1]!] }));
    const before = tables();
    const { journal, writableStore: store } = desk.engine;
    const mine = [...journal.each()].filter(({ type }) => type.startsWith('watchlists.'));
    for (const event of mine)
      for (const fold of [1, 2]) for (const apply of journal.registry.foldsOf(event.type)) if (fold > 0) apply(store, event);
    expect(tables()).toEqual(before);
    for (const table of ['watchlist', 'watchlist_entry', 'watchlist_note']) store.run(`DELETE FROM ${table}`);
    for (const event of mine) for (const apply of journal.registry.foldsOf(event.type)) apply(store, event);
    expect(tables()).toEqual(before);
  });
});
