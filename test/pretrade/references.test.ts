import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { undo } from '../../electron/engine/journal/index.ts';
import { pretradeColumn } from '../../electron/engine/pretrade/index.ts';
import { isKnown } from '../../shared/figures/index.ts';
import { ok, refusal, temporaryFolder } from '../workspace/open-workspace.ts';
import { FEE_TABLE, furnished, take, terms, type TicketDesk, ticketDesk, VENUE } from './made-ticket.ts';
import { fixture, SAVED } from './reading.ts';

beforeAll(() => {
  process.env['COUNTINGHOUSE_CHECK_ANSWERS'] = '1';
});

const DEPTH = { name: 'depth.json', venue: VENUE, answers: { symbol: 'BTCUSDT' } };

async function previewed({ api }: TicketDesk, content: string, told: object = {}) {
  return ok(await api.pretrade.previewImport({ name: 'file.json', content, venue: VENUE, ...told }));
}

describe('a file of reference data', () => {
  test('is one event with hash, rows and root; the preview says the same and keeps nothing', async () => {
    const desk = ticketDesk();
    const { api, engine } = desk;
    const asked = { name: 'brackets.json', content: fixture('binance-brackets'), venue: VENUE, answers: { 'taken-at': SAVED } };
    const preview = ok(await api.pretrade.previewImport(asked));
    expect(engine.journal.head().size).toBe(0);
    const taken = ok(await api.pretrade.import(asked));
    expect({ ...taken, reference: null }).toEqual(preview);
    expect(engine.journal.at(0)).toMatchObject({
      type: 'pretrade.reference-imported',
      subject: taken.reference,
      payload: {
        file: 'brackets.json',
        format: 'binance-leverage-brackets',
        venue: VENUE,
        asOf: SAVED,
        counts: { margins: 1 },
        items: { n: 1 },
      },
    });
    expect(await api.pretrade.references({})).toMatchObject([{ reference: taken.reference, ageMinutes: 4, live: true }]);
    expect(await api.pretrade.reference({ reference: taken.reference! })).toMatchObject({
      rows: [{ n: 1, kind: 'margin', name: 'BTCUSDT' }],
    });
    expect(ok(await api.pretrade.import(asked))).toMatchObject({
      reference: null,
      already: taken.reference,
      blockedBy: [expect.stringMatching(/in use already/)],
    });
  });

  test('is asked about what it does not tell, and not stored before', async () => {
    const desk = ticketDesk();
    const asked = await previewed(desk, fixture('fee-table-bare'));
    expect(asked.questions.map(({ id }) => id).toSorted()).toEqual(['conditions', 'product', 'rate-unit', 'taken-at']);
    const kept = ok(await desk.api.pretrade.import({ name: 'f.json', content: fixture('fee-table-bare'), venue: VENUE }));
    expect(kept).toMatchObject({ reference: null, blockedBy: expect.arrayContaining([expect.stringMatching(/rates in this fee table/)]) });
    const tiers = await previewed(desk, fixture('ccxt-tiers-bare'), { venue: 'okx', answers: { 'taken-at': SAVED } });
    expect(tiers.questions.map(({ id }) => id)).toEqual(['unit']);
    expect(desk.engine.journal.head().size).toBe(0);
  });

  test('with findings is stored when each is accepted with a reason, which is kept', async () => {
    const desk = ticketDesk();
    const { api } = desk;
    const swapped = FEE_TABLE.replace('"maker":"0.0160","taker":"0.0400"', '"maker":"0.0400","taker":"0.0160"');
    const asked = { name: 'fees.json', content: swapped, venue: VENUE };
    const preview = ok(await api.pretrade.previewImport(asked));
    const keys = preview.findings.map(({ key }) => key);
    expect(preview.findings.map(({ rule }) => rule)).toContain('maker-above-taker');
    expect(preview.blockedBy).toMatchObject([expect.stringMatching(/neither corrected nor accepted/)]);
    expect(
      ok(await api.pretrade.import({ ...asked, accept: keys.slice(1).map((key) => ({ key, reason: 'So printed.' })) })).reference,
    ).toBeNull();
    const { reference } = ok(await api.pretrade.import({ ...asked, accept: keys.map((key) => ({ key, reason: 'So printed.' })) }));
    expect((await api.pretrade.reference({ reference: reference! }))?.acceptedFindings).toMatchObject([
      { reason: 'So printed.' },
      ...keys.slice(1).map(() => ({})),
    ]);
  });

  test('with a crossed book cannot be accepted', async () => {
    const crossed = fixture('binance-depth').replace('"49995"', '"50010"');
    const preview = await previewed(ticketDesk(), crossed, DEPTH);
    expect(preview.findings).toMatchObject([{ rule: expect.stringMatching(/crossed/), acceptable: false }]);
    expect(preview.blockedBy[0]).toMatch(/bid/);
  });

  test('is refused with a sentence where it is none', async () => {
    const { api, path } = ticketDesk();
    const at = async (told: object) => refusal(await api.pretrade.import({ venue: VENUE, ...told })).code;
    expect(await at({})).toBe('no-file');
    expect(await at({ content: '{', name: 'x' })).toBe('json-invalid');
    expect(await at({ content: '{"hello":1}' })).toBe('not-recognised');
    expect(await at({ path: join(temporaryFolder(), 'missing.json') })).toBe('no-such-file');
    expect(await at({ path: join(path, '..') })).toBe('no-such-file');
    const binary = join(temporaryFolder(), 'book.json');
    writeFileSync(binary, Buffer.from([0x25, 0xff, 0xfe, 0x00]));
    expect(await at({ path: binary })).toBe('not-text');
    const deribit = ok(await api.pretrade.previewImport({ content: fixture('deribit-margin'), venue: VENUE }));
    expect(deribit.blockedBy).toContainEqual(expect.stringMatching(/^The file speaks of deribit/));
  });

  test('by path is read as by content', async () => {
    const { api } = ticketDesk();
    const path = join(temporaryFolder(), 'exchangeInfo.json');
    writeFileSync(path, fixture('binance-exchange-info'));
    const [one, other] = [
      await api.pretrade.previewImport({ path, venue: VENUE }),
      await api.pretrade.previewImport({ content: fixture('binance-exchange-info'), name: 'exchangeInfo.json', venue: VENUE }),
    ];
    expect(ok(one)).toEqual(ok(other));
    expect(ok(one).shown.map(({ symbol }) => symbol)).toEqual(['BTCUSDT', 'BTCUSDT_251226']);
  });

  test('of a later date takes the place of the earlier; withdrawn or undone, the earlier is back', async () => {
    const desk = await furnished();
    const { api, engine } = desk;
    const rate = async () => {
      const detail = await api.pretrade.instrument({ venue: VENUE, symbol: 'BTCUSDT' });
      const table = detail.margin?.table;
      return table?.shape === 'tiers' ? table.tiers[0]?.rate : undefined;
    };
    expect(await rate()).toBe('0.004');
    const newer = fixture('binance-brackets')
      .replace('"maintMarginRatio": 0.004', '"maintMarginRatio": 0.0045')
      .replaceAll('"cum": 50.0', '"cum": 25.0');
    const LATER = '2025-09-17T08:03:00.000Z';
    const reference = await take(desk, 'newer.json', newer, { answers: { 'taken-at': LATER } });
    expect(await rate()).toBe('0.0045');
    const older = await take(desk, 'older.json', newer.replace('0.0045', '0.0046'), {
      answers: { 'taken-at': '2025-09-16T08:00:00.000Z' },
    });
    expect(await rate()).toBe('0.0045');
    ok(await api.pretrade.withdrawReference({ reference }));
    expect(await rate()).toBe('0.004');
    expect(refusal(await api.pretrade.withdrawReference({ reference })).code).toBe('nothing-to-change');
    ok(await api.pretrade.restoreReference({ reference }));
    expect(await rate()).toBe('0.0045');
    const [{ origin } = { origin: { reference: '' } }] = await api.pretrade.depths({ venue: VENUE });
    ok(await api.pretrade.withdrawReference({ reference: origin.reference }));
    expect(await api.pretrade.depths({ venue: VENUE })).toEqual([]);
    expect(await api.pretrade.depth({ reference: origin.reference, n: 1 })).not.toBeNull();
    ok(undo(engine.store, engine.journal, older));
    expect((await api.pretrade.references({})).find((each) => each.reference === older)?.live).toBe(false);
    expect(refusal(await api.pretrade.withdrawReference({ reference: 'nowhere' })).code).toBe('no-such-reference');
  });

  test('that somebody changed in the store is found out', async () => {
    const desk = await furnished();
    const { engine } = desk;
    const event = [...engine.journal.each()].find(({ type }) => type === 'pretrade.reference-imported')!;
    const root = () => pretradeColumn.items!['pretrade.reference-imported']!(engine.store, event).root;
    const kept = () => pretradeColumn.files!['pretrade.reference-imported']!(engine.store, event);
    const { items } = event.payload as { items: { root: string } };
    expect(root()).toBe(items.root);
    expect(kept().kept).toBe(kept().named);
    engine.writableStore.run(`UPDATE pretrade_row SET detail = replace(detail, '0.001', '0.002') WHERE reference = ?`, event.subject);
    expect(root()).not.toBe(items.root);
    engine.writableStore.run(`UPDATE pretrade_content SET content = ? WHERE sha256 = ?`, Buffer.from('x'), kept().named);
    expect(kept().kept).not.toBe(kept().named);
  });
});

describe('what is asked of files', () => {
  test('instruments by words, one’s own fee tier, cards and levels of books', async () => {
    const { api } = await furnished();
    expect(await api.pretrade.instruments({ search: 'btc perp' })).toMatchObject({
      total: 1,
      instruments: [{ instrument: { symbol: 'BTCUSDT' }, old: false }],
    });
    expect((await api.pretrade.instruments({ venue: 'okx' })).total).toBe(0);
    const fees = await api.pretrade.fees({ venue: VENUE });
    expect(fees).toMatchObject([{ own: { row: 2, taker: '0.0004' }, lacks: null }]);
    ok(await api.pretrade.forgetVolume({ venue: VENUE }));
    expect(await api.pretrade.fees({})).toMatchObject([{ own: { row: 1 }, lacks: expect.stringMatching(/not told/) }]);
    const [card] = await api.pretrade.depths({ venue: VENUE });
    expect(card).toMatchObject({ mid: '49997.5', levels: { bids: 3, asks: 4 }, within: [{ bp: 10 }, { bp: 25 }, { bp: 50 }] });
    expect(await api.pretrade.depth({ reference: card!.origin.reference, n: 1_000 })).toBeNull();
    expect(await api.pretrade.depth({ reference: card!.origin.reference, n: card!.origin.n, levels: 1 })).toMatchObject({
      bids: [['49995', '1.5']],
    });
    const detail = await api.pretrade.instrument({ venue: VENUE, symbol: 'BTC/USDT:USDT' });
    expect(detail).toMatchObject({ instrument: { instrument: { symbol: 'BTCUSDT' } }, fundings: expect.arrayContaining([]) });
    expect(detail.fundings).toHaveLength(12);
  });

  test('what was told of volume and rules can be taken back', async () => {
    const { api, engine } = ticketDesk();
    ok(await api.pretrade.tellVolume({ venue: VENUE, told: { asOf: '2025-09-10', volume: '5', paysInToken: true } }));
    expect(await api.pretrade.volumes({})).toMatchObject([{ venue: VENUE, ageDays: 7, told: { paysInToken: true } }]);
    expect(refusal(await api.pretrade.tellVolume({ venue: VENUE, told: { asOf: '2025-09-18' } })).code).toBe('in-the-future');
    ok(undo(engine.store, engine.journal));
    expect(await api.pretrade.volumes({})).toEqual([]);
    ok(await api.pretrade.setRules({ slippageBp: '5' }));
    expect((await api.pretrade.rules({})).slippageBp).toBe('5');
    ok(undo(engine.store, engine.journal));
    expect((await api.pretrade.rules({})).slippageBp).toBe('10');
    expect(refusal(await api.pretrade.forgetVolume({ venue: VENUE })).code).toBe('nothing-to-change');
  });
});

describe('all-in costs', () => {
  test('add up from parts that are known by hand, and say what they lack', async () => {
    const desk = await furnished();
    const { api } = desk;
    const question = { venues: [VENUE, 'okx'], base: 'BTC', quote: 'USDT', size: '4', holdHours: '48', sizes: ['1', '4', '20'] };
    const [binance, okx] = await api.pretrade.costs(question);
    const cost = (name: string) => {
      const found = binance!.parts.find(({ part }) => part === name)!.cost;
      return isKnown(found) ? Number(found.ok) : found.unavailable.reason;
    };
    const notional = 4 * 49_997.5;
    expect(cost('fee-in')).toBeCloseTo(notional * 0.0004, 9);
    expect(cost('half-spread')).toBeCloseTo(10, 9);
    // Four bitcoin cost 50 011.5 on average: 11.5 above the best price.
    expect(cost('slippage')).toBeCloseTo((notional * 11.5) / 50_000, 6);
    expect(cost('funding')).toBeCloseTo(notional * 0.00008 * 6, 6);
    expect(cost('withdrawal')).toBe('not-told');
    expect(binance).toMatchObject({ lacks: ['withdrawal'], allIn: { unavailable: { reason: 'incomplete' } }, feeTier: 'VIP 1' });
    expect(binance!.curve).toMatchObject([{ size: '1', bp: null, knownBp: expect.any(String) }, { size: '4' }, { size: '20' }]);
    expect(Number(binance!.curve[0]!.knownBp)).toBeLessThan(Number(binance!.curve[1]!.knownBp));
    expect(okx).toMatchObject({ venue: 'okx', symbol: null, mid: { unavailable: { reason: 'no-depth' } } });

    ok(
      await api.pretrade.tellVolume({
        venue: VENUE,
        told: { asOf: '2025-09-16', volume: '20000000', withdrawal: { asset: 'USDT', fee: '4' } },
      }),
    );
    const [whole] = await api.pretrade.costs(question);
    const sum = whole!.parts.reduce((total, { cost: part }) => total + Number(isKnown(part) ? part.ok : Number.NaN), 0);
    expect(whole!.lacks).toEqual([]);
    expect(isKnown(whole!.allIn) && Number(whole!.allIn.ok)).toBeCloseTo(sum, 9);
    expect(whole!.parts.find(({ part }) => part === 'slippage')).toMatchObject({
      ageMinutes: 4,
      old: false,
      origin: { file: 'depth.json' },
    });
    const [maker] = await api.pretrade.costs({ ...question, role: 'maker', holdHours: '0' });
    expect(isKnown(maker!.allIn) && Number(maker!.allIn.ok)).toBeCloseTo(2 * notional * 0.00016 + 4, 6);
  });

  test('follow the ticket’s own charges', async () => {
    const { api } = await furnished();
    const { result } = await api.pretrade.preview({
      terms: terms({
        variant: 'perpetual',
        venue: VENUE,
        symbol: 'BTCUSDT',
        side: 'long',
        entry: '49997.5',
        quantity: '4',
        holdHours: '48',
      }),
    });
    const [costs] = await api.pretrade.costs({ venues: [VENUE], base: 'BTC', quote: 'USDT', size: '4', holdHours: '48' });
    const known = (figure: Parameters<typeof isKnown>[0]) => (isKnown(figure) ? Number(figure.ok) : Number.NaN);
    const part = (name: string) => known(costs!.parts.find((each) => each.part === name)!.cost);
    expect(part('fee-in')).toBeCloseTo(known(result.figures['fee-in']), 9);
    expect(part('funding')).toBeCloseTo(known(result.figures['funding-base']), 9);
  });
});
