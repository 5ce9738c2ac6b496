import { beforeAll, describe, expect, test } from 'vitest';
import { rebuild, undo } from '../../electron/engine/journal/index.ts';
import { pretradeColumn } from '../../electron/engine/pretrade/index.ts';
import { canonicalJson } from '../../shared/journal/index.ts';
import { isKnown } from '../../shared/figures/index.ts';
import type { CheckId, TicketFigureId, TicketResult } from '../../shared/pretrade/index.ts';
import { ok, open, refusal } from '../workspace/open-workspace.ts';
import { checklistSigned, FEE_TABLE, furnished, SOUND, take, terms, type TicketDesk, ticketDesk, VENUE, vetted } from './made-ticket.ts';
import { fixture, SAVED } from './reading.ts';

beforeAll(() => {
  process.env['COUNTINGHOUSE_CHECK_ANSWERS'] = '1';
});

async function drafted({ api }: TicketDesk, changes: Partial<typeof SOUND> = {}): Promise<string> {
  return ok(await api.pretrade.draft({ terms: terms({ ...SOUND, ...changes }) })).ticket;
}

async function signed(desk: TicketDesk): Promise<string> {
  const ticket = await drafted(desk);
  await checklistSigned(desk, ticket);
  ok(await desk.api.pretrade.sign({ ticket }));
  return ticket;
}

function check({ checks }: TicketResult, id: CheckId) {
  return checks.find((each) => each.check === id)!;
}

function figure({ figures }: TicketResult, id: TicketFigureId): string {
  const found = figures[id];
  return isKnown(found) ? found.ok : found.unavailable.reason;
}

describe('a ticket from files to signature', () => {
  test('is blocked by a failing check, is put right, and is signed when its checklist is', async () => {
    const desk = await furnished();
    const { api } = desk;
    const ticket = await drafted(desk, { stop: '30000', maxLoss: '20000' });
    const blocked = (await api.pretrade.one({ ticket }))!;
    expect(blocked.result.problems).toMatchObject([{ code: 'stop-beyond-liquidation', field: 'stop' }]);
    expect(check(blocked.result, 'P08')).toMatchObject({ verdict: 'fail', says: expect.stringContaining('it would never fire') });
    expect(blocked.verdict.verdict).toBe('no-go');
    expect(refusal(await api.pretrade.sign({ ticket }))).toMatchObject({ code: 'not-ready' });
    await expect(checklistSigned(desk, ticket)).rejects.toThrow(/^blocked/);

    ok(await api.pretrade.revise({ ticket, terms: terms() }));
    const ready = (await api.pretrade.one({ ticket }))!;
    expect(ready.verdict).toEqual({ verdict: 'go', reasons: [] });
    expect(ready.beforeSigning).toEqual([
      'Its checklist TPL-PRETRADE-PERP is open: ' + ready.checklist.blockers.map(({ text }) => text).join('; ') + '.',
    ]);
    expect(refusal(await api.pretrade.sign({ ticket })).message).toMatch(/TPL-PRETRADE-PERP is open/);

    const runHash = await checklistSigned(desk, ticket);
    const { resultHash } = ok(await api.pretrade.sign({ ticket }));
    const one = (await api.pretrade.one({ ticket }))!;
    expect(one).toMatchObject({
      state: 'signed',
      verdict: { verdict: 'go' },
      checklist: { runHash, state: 'signed' },
      signed: { actor: 'tester', resultHash },
    });
    expect(one.result.tier).toMatchObject({
      row: 2,
      tier: { rate: '0.005', amount: '50' },
      origin: { file: 'leverageBracket.json' },
      asOf: SAVED,
    });
    expect(one.result.feeTier).toMatchObject({ row: 2, tier: { name: 'VIP 1' }, origin: { file: 'fees.json' } });
    expect(one.result.used.map(({ kind }) => kind)).toEqual(['instrument', 'margin', 'fees', 'depth', 'funding']);
    expect(await api.pretrade.list({ state: 'signed' })).toMatchObject([{ ticket, verdict: 'go' }]);
  });

  test('wants its checklist run again for terms that were changed after it was signed', async () => {
    const desk = await furnished();
    const ticket = await drafted(desk);
    await checklistSigned(desk, ticket);
    desk.pass(1);
    ok(await desk.api.pretrade.revise({ ticket, terms: terms({ ...SOUND, maxLoss: '1000' }) }));
    const one = (await desk.api.pretrade.one({ ticket }))!;
    expect(one.checklist).toMatchObject({ state: 'signed', current: false });
    expect(refusal(await desk.api.pretrade.sign({ ticket })).message).toMatch(/signed before the terms were last changed/);
    await checklistSigned(desk, ticket);
    ok(await desk.api.pretrade.sign({ ticket }));
  });

  test('goes with an override that a second person has allowed in the checklist, and says so', async () => {
    const desk = await furnished();
    const { api } = desk;
    const { person } = ok(await api.workspace.addPerson({ name: 'Ada' }));
    const ticket = await drafted(desk, { maxLoss: '1500', quantity: '2' });
    const { run } = ok(await api.checklists.start({ template: 'TPL-PRETRADE-PERP', about: { kind: 'ticket', id: ticket }, by: 'owner' }));
    for (const { id, item } of (await api.checklists.run({ run }))!.items) {
      const given =
        item.kind === 'computed'
          ? { is: 'computed' as const }
          : item.kind === 'tick'
            ? { is: 'tick' as const, holds: true }
            : { is: 'text' as const, text: 'A reason of more than twenty letters.' };
      ok(await api.checklists.answer({ run, item: id, given, by: 'owner' }));
    }
    const reason = 'The loss over the limit is hedged elsewhere.';
    ok(await api.checklists.override({ run, item: 'P10', reason, by: 'owner', approver: { person } }));
    const { signing } = (await api.checklists.run({ run }))!;
    ok(await api.checklists.sign({ run, runHash: signing.runHash, person: 'owner' }));
    ok(await api.pretrade.sign({ ticket }));
    const one = (await api.pretrade.one({ ticket }))!;
    expect(one.verdict).toMatchObject({ verdict: 'go-with-override', reasons: [{ what: 'P10', overridden: reason }] });
    const report = (await api.pretrade.report({ ticket, form: 'json' }))!;
    expect(JSON.parse(Buffer.from(report.content, 'base64').toString())).toMatchObject({
      format: 'countinghouse-ticket/1',
      verdict: { verdict: 'go-with-override' },
      inputs: { depth: { row: { asks: expect.arrayContaining([['50100', '10']]) }, origin: { sha256: expect.any(String) } } },
    });
  });

  test('opens only where gates pass: an open critical red flag stands in the way and nothing overrides it', async () => {
    const desk = await furnished();
    const { api } = desk;
    const ticket = await drafted(desk);
    await checklistSigned(desk, ticket);
    const flag = {
      kind: 'red-flag',
      flag: 'withdrawals-delayed',
      severity: 'critical',
      says: 'Since Monday.',
      seenOn: '2025-09-16',
    } as const;
    ok(await api.venues.addRecord({ venue: VENUE, detail: flag }));
    expect(check((await api.pretrade.one({ ticket }))!.result, 'P28').verdict).toBe('fail');
    expect(refusal(await api.pretrade.sign({ ticket })).message).toMatch(/P28 No critical red flag is open/);
  });
});

describe('other kinds of ticket', () => {
  test('spot is signed with the common checklist, which then leaves out margin and liquidation', async () => {
    const desk = await furnished();
    const { api } = desk;
    const info = JSON.parse(fixture('binance-exchange-info')) as { symbols: Record<string, unknown>[] };
    const [{ contractType: _type, ...symbol }] = info.symbols as [Record<string, unknown>];
    await take(desk, 'spot.json', JSON.stringify({ ...info, symbols: [{ ...symbol, symbol: 'BTCUSDTSPOT' }] }));
    await take(desk, 'spot-depth.json', fixture('binance-depth').replace('8467112345678', '8467112345679'), {
      answers: { symbol: 'BTCUSDTSPOT' },
    });
    await take(desk, 'spot-fees.json', FEE_TABLE.replace('linear perpetual', 'spot'));
    const ticket = await drafted(desk, { variant: 'spot', symbol: 'BTCUSDTSPOT', leverage: undefined, marginMode: undefined } as never);
    expect((await api.pretrade.one({ ticket }))?.verdict).toEqual({ verdict: 'go', reasons: [] });
    await checklistSigned(desk, ticket);
    ok(await api.pretrade.sign({ ticket }));
    expect((await api.pretrade.recompute({ ticket }))?.identical).toBe(true);
  });

  test('each kind names its checklist', async () => {
    const desk = ticketDesk();
    const template = async (changes: object) =>
      (await desk.api.pretrade.preview({ terms: terms({ ...SOUND, ...changes }) })).checklist.template;
    expect(await template({})).toBe('TPL-PRETRADE-PERP');
    expect(await template({ variant: 'future' })).toBe('TPL-PRETRADE-PERP');
    expect(await template({ variant: 'option' })).toBe('TPL-PRETRADE-OPTION');
    expect(await template({ variant: 'on-chain' })).toBe('TPL-PRETRADE-DEX');
    expect(await template({ venue: 'dydx' })).toBe('TPL-PRETRADE-DEX');
  });
});

describe('a signed ticket', () => {
  test('needs its answers no more: they expire on a draft, and unnoticed once it is signed', async () => {
    const desk = await furnished();
    const { api } = desk;
    const ticket = await drafted(desk);
    await checklistSigned(desk, ticket);
    const expiring = async () =>
      (await api.checklists.expiring({ withinDays: 3_650 })).filter(({ about }) => about.kind === 'ticket' && about.id === ticket);
    expect((await expiring()).length).toBeGreaterThan(0);
    ok(await api.pretrade.sign({ ticket }));
    expect(await expiring()).toEqual([]);
  });

  test('is computed again to the last digit, a year later and with newer tables, books, rules and registers', async () => {
    const desk = await furnished();
    const { api } = desk;
    const ticket = await signed(desk);
    const before = canonicalJson(await api.pretrade.record({ ticket }));
    desk.pass(366 * 1_440);
    const LATER = '2026-09-18T08:00:00.000Z';
    const doubled = fixture('binance-brackets').replaceAll(/"maintMarginRatio": 0\.005/g, '"maintMarginRatio": 0.006');
    await take(desk, 'later.json', doubled.replaceAll('"cum": 50.0', '"cum": 100.0').replaceAll('"cum": 1300.0', '"cum": 1100.0'), {
      answers: { 'taken-at': LATER },
    });
    await take(
      desk,
      'thin.json',
      fixture('binance-depth')
        .replaceAll('"10"', '"0.1"')
        .replaceAll('1758096000000', String(Date.parse(LATER))),
      { answers: { symbol: 'BTCUSDT' } },
    );
    await take(desk, 'dear.json', FEE_TABLE.replaceAll('0.0400', '0.0900').replace('2025-09-01', '2026-09-01'));
    ok(await api.pretrade.setRules({ slippageBp: '0.1', leverage: '2', includeCloseFee: false }));
    ok(await api.pretrade.tellVolume({ venue: VENUE, told: { asOf: '2026-09-01', volume: '0' } }));

    const again = (await api.pretrade.recompute({ ticket }))!;
    expect(again).toMatchObject({ identical: true, differences: [] });
    expect(again.recomputedHash).toBe(again.signedHash);
    expect(canonicalJson(await api.pretrade.record({ ticket }))).toBe(before);
    const draft = (await api.pretrade.preview({ terms: terms() })).result;
    expect(figure(draft, 'liquidation-price')).not.toBe(figure(again.result, 'liquidation-price'));
    expect(figure(draft, 'fee-in')).not.toBe(figure(again.result, 'fee-in'));
    expect(check(draft, 'P07').verdict).toBe('fail');
  });

  test('cannot be unsigned, revised or removed; it can be closed or cancelled, and that taken back', async () => {
    const desk = await furnished();
    const { api, engine } = desk;
    const ticket = await signed(desk);
    expect(refusal(undo(engine.store, engine.journal, ticket)).code).toBe('cannot-be-undone');
    expect(refusal(await api.pretrade.revise({ ticket, terms: terms({ ...SOUND, entry: '1' }) })).code).toBe('not-a-draft');
    expect(refusal(await api.pretrade.remove({ ticket })).code).toBe('not-a-draft');
    expect(refusal(await api.pretrade.sign({ ticket })).code).toBe('not-a-draft');
    const drafting = [...engine.journal.each()].find(({ type }) => type === 'pretrade.ticket-drafted')!;
    expect(refusal(undo(engine.store, engine.journal, drafting.id)).message).toMatch(/a signature stands/);
    const signing = [...engine.journal.each()].find(({ type }) => type === 'pretrade.ticket-signed')!;
    expect(refusal(undo(engine.store, engine.journal, signing.id)).message).toMatch(/a signature stands/i);
    expect((await api.pretrade.one({ ticket }))?.state).toBe('signed');
    ok(await api.pretrade.close({ ticket, outcome: 'closed', profit: '4100.5', note: 'Half at the target.' }));
    expect(await api.pretrade.one({ ticket })).toMatchObject({ state: 'closed', closed: { profit: '4100.5' } });
    expect(refusal(await api.pretrade.close({ ticket, outcome: 'cancelled' })).code).toBe('already-closed');
    ok(await api.pretrade.reopen({ ticket }));
    ok(await api.pretrade.close({ ticket, outcome: 'cancelled' }));
    ok(undo(engine.store, engine.journal, ticket));
    expect((await api.pretrade.one({ ticket }))?.state).toBe('signed');
  });

  test('is what is planned at its venue until it is closed', async () => {
    const desk = await furnished();
    const { api, engine } = desk;
    const planned = () => engine.sources.exposures(engine).filter(({ kind }) => kind === 'planned');
    expect(planned()).toEqual([]);
    const ticket = await signed(desk);
    expect(planned()).toMatchObject([{ venue: VENUE, from: { kind: 'ticket', id: ticket }, asset: 'USDT', value: { ok: '17928.64' } }]);
    ok(await api.pretrade.close({ ticket, outcome: 'cancelled' }));
    expect(planned()).toEqual([]);
  });

  test('prints as PDF with everything inside, twice the same', async () => {
    const desk = await furnished();
    const ticket = await signed(desk);
    const one = (await desk.api.pretrade.report({ ticket, form: 'pdf' }))!;
    const bytes = Buffer.from(one.content, 'base64');
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(one.name).toBe(`ticket-${ticket}.pdf`);
    expect((await desk.api.pretrade.report({ ticket, form: 'pdf' }))!.content).toBe(one.content);
    const path = desk.path.replace(/[^/]+$/, 'ticket.pdf');
    expect(ok(await desk.api.pretrade.saveReport({ ticket, form: 'pdf', path })).bytes).toBe(bytes.length);
    expect(refusal(await desk.api.pretrade.saveReport({ ticket, form: 'pdf', path })).code).toBe('file-exists');
  });
});

describe('drafts', () => {
  test('are kept however incomplete, revised, removed and brought back', async () => {
    const desk = ticketDesk();
    const { api, engine } = desk;
    const ticket = ok(await api.pretrade.draft({ terms: terms({ variant: 'perpetual', venue: VENUE, side: 'long' }) })).ticket;
    const bare = (await api.pretrade.one({ ticket }))!;
    expect(bare.result.problems).toEqual([]);
    expect(bare.verdict.verdict).toBe('no-go');
    expect(bare.scenario).toMatchObject({ points: [], lacks: expect.any(String) });
    ok(await api.pretrade.revise({ ticket, terms: terms() }));
    expect((await api.pretrade.one({ ticket }))?.terms.entry).toBe('50000');
    ok(undo(engine.store, engine.journal, ticket));
    expect((await api.pretrade.one({ ticket }))?.terms.entry).toBeUndefined();
    ok(await api.pretrade.remove({ ticket }));
    expect(await api.pretrade.one({ ticket })).toBeNull();
    expect(refusal(await api.pretrade.revise({ ticket, terms: terms() })).code).toBe('ticket-removed');
    ok(undo(engine.store, engine.journal));
    expect(await api.pretrade.list({})).toMatchObject([{ ticket, state: 'draft', verdict: null }]);
    expect(refusal(await api.pretrade.close({ ticket, outcome: 'closed' })).code).toBe('not-signed');
    expect(refusal(await api.pretrade.sign({ ticket: 'nowhere' })).code).toBe('no-such-ticket');
  });
});

describe('what others read of a ticket', () => {
  test('facts, verdicts and numbers, by the names that templates ask for', async () => {
    const desk = await furnished();
    const { engine, api } = desk;
    const ticket = await drafted(desk);
    const subject = engine.sources.subjects.get('ticket')!;
    expect(subject.title(engine, ticket)).toBe('Long BTCUSDT, perpetual, Binance Futures');
    expect(subject.facts(engine, ticket)).toEqual({
      'instrument.kind': 'perpetual',
      'instrument.settlement': 'linear',
      'margin.mode': 'isolated',
      'venue.type': 'cex',
    });
    const read = (id: string) => engine.sources.metrics.get(`pretrade.${id}`)!.read(engine, ticket);
    expect(read('P08')).toMatchObject({
      ok: { text: 'pass' },
      trail: expect.arrayContaining([expect.objectContaining({ figure: 'liquidation price' })]),
    });
    expect(read('max-loss')).toMatchObject({ ok: { currency: 'USDT' } });
    expect(read('depth-age')).toMatchObject({ ok: { text: '4' } });
    for (const { id } of await api.pretrade.checks({})) expect(engine.sources.metrics.has(`pretrade.${id}`)).toBe(true);
    expect(engine.sources.metrics.get('pretrade.P01')!.read(engine, 'nowhere')).toMatchObject({
      unavailable: { reason: 'no-such-ticket' },
    });
  });

  test('an attested check reads the signed checklist of its venue, until the answer expires', async () => {
    const desk = await furnished();
    const { api } = desk;
    const content = {
      format: 'countinghouse-checklist/1',
      key: 'OWN-REVIEW',
      title: 'Review',
      says: 'Own.',
      style: 'read-do',
      moment: 'Monthly',
      about: 'venue',
      statement: 'I looked.',
      signatures: [{ role: 'owner' }],
      chunks: [
        {
          id: 'a',
          title: 'A',
          items: [{ kind: 'tick', id: 'P29', text: 'A second venue is ready', why: 'To leave.', validFor: { amount: 90, unit: 'days' } }],
        },
      ],
    };
    ok(await api.checklists.importTemplate({ content: JSON.stringify(content) }));
    const { run } = ok(await api.checklists.start({ template: 'OWN-REVIEW', about: { kind: 'venue', id: VENUE } }));
    ok(await api.checklists.answer({ run, item: 'P29', given: { is: 'tick', holds: true } }));
    const { signing } = (await api.checklists.run({ run }))!;
    ok(await api.checklists.sign({ run, runHash: signing.runHash, person: 'owner' }));
    const found = async () => check((await api.pretrade.preview({ terms: terms() })).result, 'P29');
    expect(await found()).toMatchObject({ verdict: 'pass', from: 'venue-checklist', run });
    desk.pass(91 * 1_440);
    expect(await found()).toMatchObject({ verdict: 'unknown', says: expect.stringMatching(/expired on 2025-12-16/) });
  });
});

describe('the journal', () => {
  test('rebuilds every table as it was, folds twice without harm, and keeps signed tickets over a restart', async () => {
    const desk = await furnished();
    const { api, engine } = desk;
    const ticket = await signed(desk);
    const other = await drafted(desk, { maxLoss: '900' });
    ok(await api.pretrade.revise({ ticket: other, terms: terms({ ...SOUND, maxLoss: '800' }) }));
    ok(await api.pretrade.setRules({ leverage: '4' }));
    const [reference] = await api.pretrade.references({});
    ok(await api.pretrade.withdrawReference({ reference: reference!.reference }));
    const before = projections(desk);
    ok(rebuild(engine.writableStore, engine.journal.registry, () => undefined));
    expect(projections(desk)).toBe(before);
    const events = Array.from(engine.journal.each());
    for (const event of events)
      engine.writableStore.transact(() => {
        for (const apply of engine.journal.registry.foldsOf(event.type)) apply(engine.writableStore, event);
      });
    expect((await api.pretrade.recompute({ ticket }))?.identical).toBe(true);
    await engine.close();
    const again = open(desk.path);
    expect(again.store.get<{ n: number }>('SELECT count(*) AS n FROM pretrade_ticket')?.n).toBe(2);
  });
});

function projections({ engine }: TicketDesk): string {
  const rows = (name: string) => engine.store.all<Record<string, unknown>>(`SELECT * FROM ${name}`).map((row) => JSON.stringify(row));
  return JSON.stringify(pretradeColumn.projections.map((name) => [name, rows(name).sort()]));
}

test('another venue has nothing of this one', async () => {
  const desk = await furnished();
  await vetted(desk, 'okx');
  const { result } = await desk.api.pretrade.preview({ terms: terms({ ...SOUND, venue: 'okx' }) });
  expect(figure(result, 'liquidation-price')).toBe('no-instrument');
  expect(check(result, 'P13').verdict).toBe('unknown');
});
