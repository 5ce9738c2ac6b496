import { describe, expect, test } from 'vitest';
import { otcDesk, recorded, work } from './made-desk.ts';
import { cleared, into, out, PAID, TXID } from './made-settlement.ts';
import { madeTrade, WORKED_SET } from './made-trade.ts';
import { ok, refusal } from './told.ts';

describe('the record', () => {
  test('is rebuilt to the same tables', async () => {
    const desk = await otcDesk();
    const { api } = desk;
    const trades: string[] = [];
    for (const terms of WORKED_SET) trades.push(await recorded(desk, { ...terms, deliveryOrder: 'we-first' }));
    ok(await api.otc.makeBatch({ reference: 'NET-1', trades: trades.slice(0, 3) }));
    ok(await api.otc.recordReceipt({ leg: into(trades[4]!), reference: TXID, amount: '0.5' }));
    ok(await api.otc.chooseTest({ leg: out(trades[4]!), test: { wanted: true, amount: '1', takenOff: false } }));
    ok(await api.otc.fail({ trade: trades[4]!, code: 'short-amount', what: 'Half came.' }));
    ok(await api.otc.cancel({ trade: trades[3]!, reason: 'Both agreed.' }));
    expect(desk.faults()).toEqual([]);
  });

  test('undoes what was recorded until something moved', async () => {
    const desk = await otcDesk();
    const { api } = desk;
    const trade = await recorded(desk, madeTrade());
    ok(await api.journal.undo({ target: trade }));
    expect(await api.otc.trade({ trade })).toBeNull();
    const other = await recorded(desk, madeTrade({ deliveryOrder: 'we-first' }));
    ok(await api.otc.edit({ trade: other, terms: madeTrade({ deliveryOrder: 'we-first', quantity: '11' }) }));
    ok(await api.journal.undo({ target: other }));
    expect((await api.otc.trade({ trade: other }))!.terms.quantity).toBe('10');
    const { receipt } = ok(await api.otc.recordReceipt({ leg: into(other), reference: TXID, amount: '10' }));
    expect(refusal(await api.journal.undo({ target: other })).message).toContain('10 BTC has moved on it since');
    await cleared(desk, other);
    await work(desk, 'TPL-RELEASE', { kind: 'leg', id: out(other) });
    ok(await api.otc.release({ leg: out(other), ...PAID }));
    expect(refusal(await api.otc.withdrawReceipt({ receipt })).code).toBe('relied-upon');
    expect(refusal(await api.journal.undo({ target: into(other) })).code).toBe('cannot-be-undone');
    expect(refusal(await api.journal.undo({ target: out(other) })).message).toContain('What has left cannot be called back');
    expect(refusal(await api.otc.edit({ trade: other, terms: madeTrade() })).code).toBe('released-already');
    expect(refusal(await api.otc.cancel({ trade: other, reason: 'No.' })).code).toBe('released-already');
  });

  test('refuses a reference that is taken, a desk that nobody knows and a day that has not come', async () => {
    const desk = await otcDesk();
    const { api } = desk;
    await recorded(desk, madeTrade());
    expect(refusal(await api.otc.record({ terms: madeTrade({ reference: 'otc-1' }) })).code).toBe('reference-taken');
    expect(refusal(await api.otc.record({ terms: madeTrade({ reference: 'X', tradedAt: '2025-09-16T08:00:00.001Z' }) })).code).toBe(
      'in-the-future',
    );
    expect(refusal(await api.otc.record({ terms: madeTrade({ reference: 'X', desk: 'nobody' }) })).code).toBe('no-such-desk');
    expect((await api.otc.preview({ terms: madeTrade({ gross: '1' }) })).fault).toMatchObject({ code: 'gross-differs', field: 'gross' });
    expect(await api.otc.preview({ terms: madeTrade() })).toMatchObject({
      direction: 'we pay 600,000 USD, we receive 10 BTC',
      fault: null,
    });
  });

  test('is printed whole, as data and as paper', async () => {
    const desk = await otcDesk();
    const { api } = desk;
    const trade = await recorded(desk, madeTrade());
    const json = (await api.otc.report({ trade }))!;
    const told = JSON.parse(Buffer.from(json.content, 'base64').toString('utf8')) as { trade: { terms: { reference: string } } };
    expect([json.name, told.trade.terms.reference]).toEqual(['trade-OTC-1.json', 'OTC-1']);
    const pdf = (await api.otc.report({ trade, as: 'pdf' }))!;
    expect(Buffer.from(pdf.content, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
    expect(await api.otc.report({ trade: 'nothing' })).toBeNull();
  });
});
