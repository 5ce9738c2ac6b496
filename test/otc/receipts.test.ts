import { describe, expect, test } from 'vitest';
import { otcDesk, recorded } from './made-desk.ts';
import { into, out, TXID } from './made-settlement.ts';
import { madeTrade } from './made-trade.ts';
import { ok, refusal } from './told.ts';

describe('receipts', () => {
  test('count each reference once over the whole workspace, whatever its letters', async () => {
    const desk = await otcDesk();
    const { api } = desk;
    const [one, two] = [await recorded(desk, madeTrade()), await recorded(desk, madeTrade({ reference: 'OTC-2' }))];
    const { receipt } = ok(await api.otc.recordReceipt({ leg: into(one), reference: TXID, amount: '10' }));
    const again = refusal(await api.otc.recordReceipt({ leg: into(two), reference: ` ${TXID.toUpperCase()} `, amount: '10' }));
    expect(again.code).toBe('reference-used');
    expect(again.message).toContain('OTC-1');
    ok(await api.otc.recordReceipt({ leg: into(two), reference: `${TXID}:1`, amount: '10' }));
    ok(await api.otc.withdrawReceipt({ receipt }));
    ok(await api.otc.recordReceipt({ leg: into(one), reference: TXID, amount: '10' }));
  });

  test('are matched with the amount and the tolerance that was told', async () => {
    const desk = await otcDesk();
    const { api } = desk;
    const trade = await recorded(desk, madeTrade());
    const leg = into(trade);
    const match = async () => (await api.otc.trade({ trade }))!.legs[1]!;
    ok(await api.otc.recordReceipt({ leg, reference: 'aaaa', amount: '9.99' }));
    expect(await match()).toMatchObject({ state: 'break', open: true, match: { status: 'short', difference: '-0.01' } });
    ok(await api.otc.recordReceipt({ leg, reference: 'bbbb', amount: '0.0099', tolerance: { absolute: '0.0005', basisPoints: '0' } }));
    expect(await match()).toMatchObject({ state: 'reconciled', open: false, match: { status: 'within', difference: '-0.0001' } });
  });

  test('are refused on what we pay, on another network, in the future, and for nothing', async () => {
    const desk = await otcDesk();
    const { api } = desk;
    const trade = await recorded(desk, madeTrade());
    const receive = (changes: object) => api.otc.recordReceipt({ leg: into(trade), reference: TXID, amount: '10', ...changes });
    expect(refusal(await receive({ leg: out(trade) })).code).toBe('not-incoming');
    expect(refusal(await receive({ network: 'lightning' })).code).toBe('wrong-network');
    expect(refusal(await receive({ receivedAt: '2025-09-17T00:00:00.000Z' })).code).toBe('in-the-future');
    expect(refusal(await receive({ leg: 'nothing' })).code).toBe('no-such-leg');
    expect(refusal(await receive({ evidence: [{ evidence: 'gone', sha256: 'a'.repeat(64) }] })).code).toBe('no-such-evidence');
    await expect(receive({ amount: '0' })).rejects.toThrow('must be more than zero');
    await expect(receive({ reference: ' ' })).rejects.toThrow('reference');
    expect((await api.otc.trade({ trade }))!.legs[1]!.receipts).toEqual([]);
  });
});
