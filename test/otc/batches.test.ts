import { describe, expect, test } from 'vitest';
import { metric, otcDesk, recorded, work } from './made-desk.ts';
import { into, out, PAID, TXID, UETR } from './made-settlement.ts';
import { madeTrade, WORKED_SET } from './made-trade.ts';
import { ok, refusal } from './told.ts';

describe('netting', () => {
  test('settles the worked set by one payment an asset, after both sides have the same sheet', async () => {
    const desk = await otcDesk();
    const { api, engine } = desk;
    const trades: string[] = [];
    for (const terms of WORKED_SET) trades.push(await recorded(desk, { ...terms, deliveryOrder: 'we-first' }));
    const sameDay = trades.slice(0, 4);
    expect((await api.otc.nettable({})).map((group) => [...group.trades].sort())).toEqual([[...sameDay].sort()]);
    expect((await api.otc.netSheet({ trades })).fault?.code).toBe('value-dates-differ');
    const sheet = await api.otc.netSheet({ trades: sameDay });
    expect(sheet.nets.map(({ words }) => words)).toEqual([
      'we receive 6 BTC',
      'nothing moves in ETH',
      'we pay 608,125 USD',
      'we receive 251,000 USDC',
    ]);
    const { batch } = ok(await api.otc.makeBatch({ reference: 'NET-1', trades: sameDay }));
    expect(metric(engine, 'otc.net-sheet', { id: batch })).toBe(sheet.sheet);
    const [gross] = sameDay;
    expect((await api.otc.trade({ trade: gross! }))!.legs.map(({ state }) => state)).toEqual(['netted', 'netted']);
    expect(refusal(await api.otc.release({ leg: out(gross!), ...PAID })).code).toBe('netted');
    expect(refusal(await api.otc.recordReceipt({ leg: into(gross!), reference: TXID, amount: '10' })).code).toBe('netted');
    expect(refusal(await api.otc.edit({ trade: gross!, terms: madeTrade({ reference: 'T1' }) })).code).toBe('netted');

    const answer = (await api.otc.batch({ batch }))!;
    const payment = answer.legs.find(({ direction }) => direction === 'out')!;
    expect(answer.legs.map(({ words }) => words)).toEqual(['we pay 608,125 USD', 'we receive 6 BTC', 'we receive 251,000 USDC']);
    expect(answer.steps.map(({ kind }) => kind)).toEqual(
      'confirm confirm confirm confirm net test release-checklist release receive receive'.split(' '),
    );
    const pay = () => api.otc.release({ leg: payment.leg, reference: UETR, amount: '608125' });
    for (const trade of sameDay) {
      expect(refusal(await pay()).code).toBe('confirmation-not-signed');
      await work(desk, 'TPL-CONFIRM', { kind: 'trade', id: trade });
    }
    expect(refusal(await pay()).code).toBe('netting-not-signed');
    await work(desk, 'TPL-NETTING', { kind: 'batch', id: batch });
    await work(desk, 'TPL-TEST-TRANSFER', { kind: 'leg', id: payment.leg });
    await work(desk, 'TPL-RELEASE', { kind: 'leg', id: payment.leg });
    ok(await pay());
    expect(refusal(await api.otc.dissolveBatch({ batch })).code).toBe('moved-already');
    expect(refusal(await api.journal.undo({ target: batch })).code).toBe('cannot-be-undone');
    for (const [i, leg] of (await api.otc.batch({ batch }))!.legs.filter(({ direction }) => direction === 'in').entries()) {
      ok(await api.otc.recordReceipt({ leg: leg.leg, reference: `${TXID}:${i}`, amount: leg.amount }));
    }
    expect((await api.otc.trades({})).map(({ reference, state }) => `${reference} ${state}`).sort()).toEqual([
      'T1 settled',
      'T2 settled',
      'T3 settled',
      'T4 settled',
      'T5 open',
    ]);
  });

  test('is refused across desks, of one trade, of what has moved, and where instructions differ', async () => {
    const desk = await otcDesk();
    const { api } = desk;
    const one = await recorded(desk, madeTrade());
    const elsewhere = await recorded(desk, madeTrade({ reference: 'B', desk: 'b2c2' }));
    const { instructions } = madeTrade();
    const receive = { ...instructions.receive, destination: 'bc1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq' };
    const other = await recorded(desk, madeTrade({ reference: 'C', instructions: { ...instructions, receive } }));
    const net = (trades: readonly string[]) => api.otc.makeBatch({ reference: 'NET-1', trades: [...trades] });
    expect(refusal(await net([one, elsewhere])).code).toBe('desks-differ');
    expect(refusal(await net([one, one])).code).toBe('too-few-trades');
    expect(refusal(await net([one, other])).code).toBe('instructions-differ');
    const credit = await recorded(desk, madeTrade({ reference: 'D', deliveryOrder: 'we-first' }));
    expect(refusal(await net([one, credit])).code).toBe('orders-differ');
    ok(await api.otc.recordReceipt({ leg: into(one), reference: TXID, amount: '1' }));
    expect(refusal(await net([one, other])).code).toBe('moved-already');
  });

  test('can be dissolved, and comes back by undo while its trades are what they were', async () => {
    const desk = await otcDesk();
    const { api } = desk;
    const trades = [await recorded(desk, madeTrade()), await recorded(desk, madeTrade({ reference: 'OTC-2' }))];
    const { batch } = ok(await api.otc.makeBatch({ reference: 'NET-1', trades }));
    ok(await api.otc.dissolveBatch({ batch }));
    expect((await api.otc.trade({ trade: trades[0]! }))!.legs[0]!.state).toBe('planned');
    ok(await api.journal.undo({ target: batch }));
    expect((await api.otc.batch({ batch }))!.legs.map(({ words }) => words)).toEqual(['we pay 1,200,000 USD', 'we receive 20 BTC']);
    ok(await api.otc.dissolveBatch({ batch }));
    ok(await api.otc.cancel({ trade: trades[0]!, reason: 'Both agreed.' }));
    expect(refusal(await api.journal.undo({ target: batch })).code).toBe('cannot-be-undone');
  });
});
