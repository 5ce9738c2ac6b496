import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCaller } from '../../electron/engine/api/router.ts';
import { JobCancelled } from '../../electron/engine/jobs/job.ts';
import { makeDemonstration } from '../../electron/engine/demonstration/index.ts';
import { verifyStore } from '../../electron/engine/journal/index.ts';
import { type OpenEngine, openEngine } from '../../electron/engine/open-engine.ts';
import { Decimal, isKnown, isRefused } from '../../shared/figures/index.ts';
import { POSITION_KINDS } from '../../shared/positions/index.ts';

let folder: string;
const engines: OpenEngine[] = [];

/** With `counted`, ids and salts are counted instead of drawn, so that nothing is left to chance. */
async function demonstrationMade(name: string, now: string, counted = false): Promise<OpenEngine> {
  let count = 0;
  const next = (digits: number) => (count += 1).toString(16).padStart(digits, '0');
  const opened = openEngine({
    workspace: join(folder, `${name}.countinghouse`),
    actor: 'owner',
    mode: 'create',
    now: () => now,
    ...(counted && {
      newId: () => `00000000-0000-7000-8000-${next(12)}`,
      randomBytes: (length: number) => Uint8Array.from(Buffer.from(next(length * 2), 'hex')),
    }),
  });
  if (isRefused(opened)) throw new Error(opened.error.message);
  const engine = opened.ok;
  engines.push(engine);
  const made = await makeDemonstration({ engine, store: engine.writableStore, progress: () => {}, cancelled: () => false });
  if (isRefused(made)) throw new Error(made.error.message);
  return engine;
}

async function positionsOf(engine: OpenEngine) {
  const { positions, totals } = await createCaller({ engine }).positions.list({});
  return { positions, totals };
}

/** How many events there are of each type. Samples are left out: past midnight the clock brings other ones. */
function eventsOf(of: OpenEngine) {
  const found: Record<string, number> = {};
  for (const { type } of of.journal.each()) if (type !== 'alerts.evaluated') found[type] = (found[type] ?? 0) + 1;
  return found;
}

/** What its screens tell, without ids and dates. */
async function gist(of: OpenEngine) {
  const api = createCaller({ engine: of });
  const ranked = await api.venues.list({});
  const { runs } = await api.checklists.runs({});
  const board = await api.otc.board({});
  return {
    positions: (await positionsOf(of)).positions.map(({ title, value }) => [title, isKnown(value) ? value.ok : value.unavailable.reason]),
    venues: ranked.venues.map(({ venue, gates }) => [venue, gates.map(({ verdict }) => verdict)]),
    limits: (await api.venues.limits({})).map(({ says }) => says),
    runs: runs.map(({ template, state, answered }) => [template, state, answered]),
    tickets: (await api.pretrade.list({})).map(({ title, state, verdict }) => [title, state, verdict]),
    trades: (await api.otc.trades({})).map(({ reference, state, direction }) => [reference, state, direction]),
    board: [board.totals.overdue, board.totals.unconfirmed, board.legs.length],
    events: eventsOf(of),
    fired: (await api.alerts.firings({ limit: 500 })).firings.map(({ title, subjectTitle, ended }) => [title, subjectTitle, ended]),
    lists: (await api.watchlists.lists({})).map(({ terms, entries }) => [terms.title, entries]),
    screens: (await api.watchlists.screens({})).map(({ terms, members }) => [terms.title, members]),
  };
}

const NOW = '2026-05-04T12:00:00.000Z';
let api: ReturnType<typeof createCaller>;
let engine: OpenEngine;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countinghouse-'));
  engine = await demonstrationMade('one', NOW);
  api = createCaller({ engine });
}, 60_000);
afterAll(async () => {
  for (const each of engines) await each.close();
  rmSync(folder, { recursive: true });
});

describe('the demonstration', () => {
  test('shows every kind of position but the plainest twins, some won, some lost, one without a price', async () => {
    const { positions } = await positionsOf(engine);
    expect(POSITION_KINDS.filter((kind) => !positions.some((position) => position.kind === kind))).toEqual([]);
    const real = positions.map((position) => position.real);
    expect(real.filter((figure) => !isKnown(figure))).toHaveLength(1);
    expect(real.filter((figure) => isKnown(figure) && figure.ok.startsWith('-')).length).toBeGreaterThan(3);
    expect(real.filter((figure) => isKnown(figure) && !figure.ok.startsWith('-')).length).toBeGreaterThan(3);
    expect(positions.filter((position) => position.status === 'closed')).toHaveLength(1);
  });

  test('totals are the sums of what can be valued, and say how many cannot', async () => {
    const { positions, totals } = await positionsOf(engine);
    const all = totals.find((total) => total.group === 'all')!;
    const valued = positions.flatMap((position) => (isKnown(position.value) ? [new Decimal(position.value.ok)] : []));
    expect(isKnown(all.value) && new Decimal(all.value.ok).toFixed(12)).toBe(
      valued.reduce((total, value) => total.plus(value)).toFixed(12),
    );
    expect(positions).toHaveLength(valued.length + 1);
  });

  test('is the same each time to the last bit, ids and salts apart', async () => {
    const [one, other] = [await demonstrationMade('counted', NOW, true), await demonstrationMade('again', NOW, true)];
    expect(Buffer.from(one.journal.head().root).toString('hex')).toBe(Buffer.from(other.journal.head().root).toString('hex'));
    expect(one.journal.head().size).toBe(engine.journal.head().size);
  }, 60_000);

  test.each([
    ['a year later', '2027-05-04T12:00:00.000Z'],
    ['a minute after midnight', '2026-11-23T00:01:00.000Z'],
    ['on the evening before summer time', '2026-03-28T22:30:00.000Z'],
  ])(
    'says the same when it is made %s, but for the dates',
    async (name, now) => {
      const later = await demonstrationMade(name, now);
      expect(await gist(later)).toEqual(await gist(engine));
      expect(verifyStore(later.writableStore, later.journal.registry, () => {}).holds).toBe(true);
    },
    60_000,
  );

  test('is kept in the order of its times, under a clock that never goes back', () => {
    const events = [...engine.journal.each()];
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted());
    expect(events.filter(({ type }) => type.startsWith('journal.'))).toEqual([]);
    expect(events.at(-1)!.at <= NOW && new Set(events.map(({ at }) => at.slice(0, 10))).size > 25).toBe(true);
  });

  test('verifies, and its suspicious price waits in quarantine', async () => {
    expect(verifyStore(engine.writableStore, engine.journal.registry, () => {}).holds).toBe(true);
    const aside = await createCaller({ engine }).market.quarantine({});
    expect(aside.values.map(({ series }) => series)).toEqual(['price BAL/USD']);
  });

  test('is made whole or not at all', async () => {
    const opened = openEngine({ workspace: join(folder, 'cancelled.countinghouse'), actor: 'owner', mode: 'create', now: () => NOW });
    if (isRefused(opened)) throw new Error(opened.error.message);
    engines.push(opened.ok);
    const context = { engine: opened.ok, store: opened.ok.writableStore, cancelled: () => false };
    const progress = (_done: number, _total: number, what: string) => {
      if (what === 'Limits') throw new JobCancelled();
    };
    await expect(makeDemonstration({ ...context, progress })).rejects.toThrow(JobCancelled);
    expect(opened.ok.journal.head().size).toBe(0);
    expect(await createCaller({ engine: opened.ok }).venues.records({})).toEqual([]);
    const { ok } = (await makeDemonstration({ ...context, progress: () => {} })) as { ok: { events: number } };
    expect(ok.events).toBe(engine.journal.head().size);
  }, 60_000);

  test('does not mix with what is there', async () => {
    const made = await makeDemonstration({ engine, store: engine.writableStore, progress: () => {}, cancelled: () => false });
    expect(made).toMatchObject({ error: { code: 'not-empty' } });
  });
});

describe('the desk of the demonstration', () => {
  const venueOf = async (id: string) => (await api.venues.one({ venue: id }))!;

  test('has two people, and their files are kept as they were', async () => {
    expect((await api.workspace.persons({})).map(({ name }) => name)).toEqual(['Marit Solberg', 'Tomas Reyes']);
    const files = await api.evidence.list({});
    expect(new Set(files.map(({ mediaType }) => mediaType))).toEqual(new Set(['image/png', 'application/pdf', 'text/plain']));
    const states = await api.evidence.state({ ids: files.map(({ evidence }) => evidence) });
    expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['kept']));
  });

  test('ranks three venues and says of the others why not', async () => {
    const { venues } = await api.venues.list({});
    const state = (id: string) => venues.find(({ venue }) => venue === id)!.place.state;
    expect(['deribit', 'binance-futures', 'kraken-futures'].map(state)).toEqual(['ranked', 'ranked', 'ranked']);
    expect(['dydx', 'halcyon', 'okx', 'aevo'].map(state)).toEqual(['too-little-evidence', 'not-eligible', 'not-eligible', 'cannot-decide']);
    expect((await venueOf('halcyon')).gates.filter(({ verdict }) => verdict === 'fail')).toMatchObject([{ gate: 'red-flags' }]);
    const desks = await api.venues.list({ family: 'otc' });
    expect(
      desks.venues
        .filter(({ place }) => place.state === 'ranked')
        .map(({ venue }) => venue)
        .toSorted(),
    ).toEqual(['b2c2', 'cumberland']);
    const expiring = await api.venues.expiring({ withinDays: 30 });
    expect(new Set(expiring.map(({ what }) => what)).size).toBeGreaterThanOrEqual(7);
    expect(expiring.some(({ what, daysLeft }) => what === 'score' && daysLeft < 0)).toBe(true);
    const [decision] = await api.venues.decisions({});
    expect(decision).toMatchObject({ chosen: 'deribit', reviewOverdue: false });
    expect(await api.venues.decision({ decision: decision!.decision })).toMatchObject({ recomputed: { same: true } });
  });

  test('uses its limits in green, amber and beyond', async () => {
    const limits = await api.venues.limits({});
    const tone = (scope: string) => limits.find((limit) => limit.scope === scope)!.tone;
    expect([tone('Deribit'), tone('OKX'), tone('the group Kraken')]).toEqual(['amber', 'red', 'green']);
    // What is staked at “Kraken” counts to the group, of which the catalogue has two venues.
    const { groups } = await api.venues.exposure({});
    expect(groups.find(({ group }) => group === 'Kraken')!.sum.items).toBe(2);
  });

  test('has reviews that stand, that ran out and that are half way, one with an override', async () => {
    const standing = (id: string, template = 'TPL-VENUE-DERIV') => api.checklists.standing({ about: { kind: 'venue', id }, template });
    expect((await standing('kraken-futures')).state).toBe('expired');
    expect((await standing('deribit')).overrides.map(({ item }) => item)).toEqual(['P21']);
    const desk = await standing('b2c2', 'TPL-VENUE-OTC');
    expect([desk.state, desk.blockers.length > 5]).toEqual(['open', true]);
    expect((await api.checklists.expiring({ withinDays: 5 })).some(({ expired, about }) => !expired && about.id === 'deribit')).toBe(true);
    expect((await api.checklists.statistics({ template: 'TPL-VENUE-DERIV' }))!.tooFast).toBe(1);
    expect((await api.checklists.template({ template: 'OWN-PERP' }))!.versions).toHaveLength(2);
    const [newest] = (await api.checklists.runs({ template: 'TPL-VENUE-DERIV', text: 'Deribit' })).runs;
    const compared = await api.checklists.compare({ run: newest!.run });
    expect(compared!.items.filter(({ change }) => change === 'changed').length).toBeGreaterThan(2);
  });

  test('has a ticket in each state, and the bad one says why', async () => {
    const tickets = await api.pretrade.list({});
    const found = async (title: RegExp) =>
      (await api.pretrade.one({ ticket: tickets.find((ticket) => title.test(ticket.title))!.ticket }))!;
    expect(await found(/^Short ETH/)).toMatchObject({ state: 'closed', closed: { outcome: 'closed' } });
    expect(await found(/^Long BTCUSDT, /)).toMatchObject({ state: 'signed', verdict: { verdict: 'go' } });
    expect(await found(/^Long ETH/)).toMatchObject({ state: 'draft', verdict: { verdict: 'go' }, beforeSigning: [] });
    const bad = await found(/figures$/);
    expect(bad.verdict.verdict).toBe('no-go');
    expect(bad.result.problems).toMatchObject([{ code: 'stop-beyond-liquidation' }]);
    const { ticket } = await found(/^Long BTCUSDT, /);
    expect(await api.pretrade.recompute({ ticket })).toMatchObject({ identical: true });
    const depths = await api.pretrade.depths({});
    expect(depths.every(({ levels }) => levels.bids === 200 && levels.asks === 200)).toBe(true);
    const days = (await api.pretrade.references({})).map(({ venue, ageMinutes }) => [venue, Math.floor(ageMinutes / 1_440)]);
    expect(days).toContainEqual(['kraken-futures', 46]);
  });

  test('compares what a trade costs at three venues, whatever form of dollars they quote', async () => {
    const question = {
      venues: ['binance-futures', 'deribit', 'dydx', 'kraken-futures'],
      base: 'BTC',
      quote: 'USDT',
      size: '1',
      holdHours: '24',
    };
    const costs = await api.pretrade.costs(question);
    expect(costs.map(({ symbol, quote, lacks }) => [symbol, quote, lacks.length])).toEqual([
      ['BTCUSDT', 'USDT', 0],
      ['BTC-PERPETUAL', 'USD', 0],
      ['BTC-USD', 'USD', 0],
      ['PF_XBTUSD', 'USD', 7],
    ]);
    const [euro] = await api.pretrade.costs({ ...question, quote: 'EUR' });
    expect(euro).toMatchObject({ symbol: null, quote: null });
  });

  test('has a block in each state: settled, failed, open, unconfirmed, netted', async () => {
    const trades = await api.otc.trades({});
    expect(Object.fromEntries(trades.map(({ reference, state }) => [reference, state]))).toEqual({
      'SB-101': 'settled',
      'SB-104': 'failed',
      'SB-107': 'open',
      'SB-108': 'netted',
      'SB-109': 'netted',
      'SB-110': 'open',
    });
    const { trade } = trades.find(({ reference }) => reference === 'SB-107')!;
    const refused = await api.otc.release({ leg: `${trade}.out`, reference: 'SEPA-1', amount: '1' });
    expect(refused).toMatchObject({ error: { code: 'release-not-signed', message: expect.stringContaining('R03') as string } });
    const board = await api.otc.board({});
    expect(board.legs.filter(({ overdue }) => overdue)).toMatchObject([{ title: 'SB-104', direction: 'in' }]);
    expect(board.cases).toHaveLength(1);
  });
});

describe('what the demonstration watches', () => {
  test('two lists with their tags, targets, reviews and grades, and two screens that somebody is in', async () => {
    const lists = await api.watchlists.lists({});
    expect(lists.map(({ terms }) => terms.title)).toEqual(['Stablecoin yields', 'What we hold and lean on']);
    const { ok: list } = (await api.watchlists.list({ list: lists[0]!.list })) as {
      ok: { rows: readonly { title: string }[]; total: number };
    };
    expect(list.total).toBe(8);
    const screens = await api.watchlists.screens({});
    expect(screens.map(({ fault }) => fault)).toEqual([null, null]);
    expect(screens.every(({ members }) => members > 0)).toBe(true);
  });

  test('rules that fired over the weeks, late and passed among them, one critical now; the age of the backup is unknown as long as there is none', async () => {
    const status = await api.alerts.status({});
    expect(status).toMatchObject({ rules: 9, armed: 8, unknown: 1 });
    const { firings } = await api.alerts.firings({ limit: 500 });
    expect(
      firings.some(({ passed }) => passed) && firings.some(({ late }) => late) && firings.some(({ cleared }) => cleared !== null),
    ).toBe(true);
    const loans = firings.filter(({ title }) => title === 'Loan near its liquidation');
    expect(loans.map(({ subjectTitle }) => subjectTitle)).toEqual(['ETH against USDC, Compound III']);
    const replayed = await api.alerts.replay({});
    expect(replayed).toMatchObject({ ok: { identical: firings.length } });
  });

  test('two dashboards whose panels all have something to show', async () => {
    const dashboards = await api.comparison.dashboards({});
    expect(dashboards.map(({ name }) => name).toSorted()).toEqual(['Ether and what stands for it', 'Four homes for dollars']);
  });
});
