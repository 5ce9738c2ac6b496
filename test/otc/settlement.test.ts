import { describe, expect, test } from 'vitest';
import { backUp } from '../../electron/engine/workspace/index.ts';
import { BUNDLED_TEMPLATES, itemsOf } from '../../shared/checklists/index.ts';
import { madeTrade, WORKED_SET } from './made-trade.ts';
import { answered, metric, otcDesk, type OtcDesk, recorded, signAll, work } from './made-desk.ts';
import { ok, refusal } from './told.ts';

const TXID = 'f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16';
const UETR = 'eb6305c9-1f7f-49de-aed0-16487c27b42d';
const PAID = { reference: UETR, amount: '600000' };

const out = (trade: string) => `${trade}.out`;
const into = (trade: string) => `${trade}.in`;

async function cleared(desk: OtcDesk, trade: string): Promise<void> {
  await work(desk, 'TPL-CONFIRM', { kind: 'trade', id: trade });
  await work(desk, 'TPL-TEST-TRANSFER', { kind: 'leg', id: out(trade) });
}

async function stepsOf({ api }: OtcDesk, trade: string): Promise<readonly string[]> {
  return (await api.otc.trade({ trade }))!.steps.map(({ kind, state }) => `${kind} ${state}`);
}

describe('a recorded block', () => {
  test('is settled by its checklists in their order, and cannot be released before them', async () => {
    const desk = await otcDesk();
    const { api } = desk;
    const trade = await recorded(desk, madeTrade());
    const leg = out(trade);
    const early = async () => refusal(await api.otc.release({ leg, ...PAID }));
    expect((await early()).code).toBe('confirmation-not-signed');
    expect(await stepsOf(desk, trade)).toEqual(['confirm next', 'receive next', 'test later', 'release-checklist later', 'release later']);

    await work(desk, 'TPL-CONFIRM', { kind: 'trade', id: trade });
    expect((await early()).code).toBe('test-not-signed');
    expect(await stepsOf(desk, trade)).toEqual(['confirm done', 'receive next', 'test next', 'release-checklist later', 'release later']);

    await work(desk, 'TPL-TEST-TRANSFER', { kind: 'leg', id: leg });
    expect((await early()).message).toContain('They deliver first, and 10 BTC has not come in full.');

    ok(await api.otc.recordReceipt({ leg: into(trade), reference: TXID, amount: '10' }));
    const run = await answered(desk, 'TPL-RELEASE', { kind: 'leg', id: leg });
    expect((await early()).code).toBe('release-not-signed');
    await signAll(desk, run);
    expect(await stepsOf(desk, trade)).toEqual(['confirm done', 'receive done', 'test done', 'release-checklist done', 'release next']);

    expect(refusal(await api.otc.release({ leg, ...PAID, amount: '60000' }))).toMatchObject({
      code: 'amount-differs',
      details: { agreed: '600000' },
    });
    ok(await api.otc.release({ leg, ...PAID }));
    const settled = (await api.otc.trade({ trade }))!;
    expect(settled).toMatchObject({
      state: 'settled',
      direction: 'we pay 600,000 USD, we receive 10 BTC',
      confirmed: true,
      exposure: { ok: '0' },
    });
    expect(settled.legs.map(({ state }) => state)).toEqual(['released', 'reconciled']);
    expect(settled.legs[0]?.release?.rests.map(({ template }) => template)).toEqual(['TPL-CONFIRM', 'TPL-TEST-TRANSFER', 'TPL-RELEASE']);
    expect((await early()).code).toBe('released-already');
    expect(desk.faults()).toEqual([]);
  });

  test('is not released while a killer item is open: a look-alike destination', async () => {
    const desk = await otcDesk();
    const { api } = desk;
    const trade = await recorded(desk, madeTrade({ deliveryOrder: 'we-first' }));
    await cleared(desk, trade);
    const lookAlike = '021000021/4455667789';
    const run = await answered(desk, 'TPL-RELEASE', { kind: 'leg', id: out(trade) }, { R03: { is: 'compare', right: lookAlike } });
    const found = await api.checklists.run({ run });
    expect('error' in (await api.checklists.sign({ run, runHash: found!.signing.runHash, person: 'owner' }))).toBe(true);
    const refused = refusal(await api.otc.release({ leg: out(trade), ...PAID }));
    expect(refused.code).toBe('release-not-signed');
    expect(refused.message).toContain('R03');
    expect(refused.details?.['blockers']).toMatchObject([{ template: 'TPL-RELEASE', items: [{ item: 'R03', reason: 'failed' }] }]);
  });

  test('needs both signatures of the release checklist', async () => {
    const desk = await otcDesk();
    const { api } = desk;
    const trade = await recorded(desk, madeTrade({ deliveryOrder: 'we-first' }));
    await cleared(desk, trade);
    const run = await answered(desk, 'TPL-RELEASE', { kind: 'leg', id: out(trade) });
    const { signing } = (await api.checklists.run({ run }))!;
    ok(await api.checklists.sign({ run, runHash: signing.runHash, person: 'owner' }));
    expect(refusal(await api.otc.release({ leg: out(trade), ...PAID })).code).toBe('release-not-signed');
    ok(await api.checklists.sign({ run, runHash: signing.runHash, person: desk.checker }));
    ok(await api.otc.release({ leg: out(trade), ...PAID }));
  });

  test('wants its checklists again when what they compared was changed', async () => {
    const desk = await otcDesk();
    const { api } = desk;
    const trade = await recorded(desk, madeTrade({ deliveryOrder: 'we-first' }));
    await cleared(desk, trade);
    await work(desk, 'TPL-RELEASE', { kind: 'leg', id: out(trade) });
    const { instructions } = madeTrade();
    const moved = { ...instructions, pay: { ...instructions.pay, destination: '021000021/9999999999' } };
    ok(await api.otc.edit({ trade, terms: madeTrade({ deliveryOrder: 'we-first', instructions: moved }) }));
    const refused = refusal(await api.otc.release({ leg: out(trade), ...PAID }));
    expect(refused.details?.['blockers']).toMatchObject([
      { code: 'confirmation-not-signed' },
      { code: 'test-not-signed' },
      { code: 'release-not-signed' },
    ]);
    expect(refused.message).toContain('before the trade or the payment was last changed');
    // Undoing the edit is a change too: nobody has looked since.
    ok(await api.journal.undo({ target: trade }));
    expect(refusal(await api.otc.release({ leg: out(trade), ...PAID })).code).toBe('confirmation-not-signed');
  });

  test('keeps its checklists when only the note was changed', async () => {
    const desk = await otcDesk();
    const { api } = desk;
    const trade = await recorded(desk, madeTrade({ deliveryOrder: 'we-first' }));
    await cleared(desk, trade);
    await work(desk, 'TPL-RELEASE', { kind: 'leg', id: out(trade) });
    ok(await api.otc.edit({ trade, terms: madeTrade({ deliveryOrder: 'we-first', note: 'Trader called at four.' }) }));
    expect(ok(await api.otc.release({ leg: out(trade), ...PAID }))).toEqual({ leg: out(trade) });
  });

  test('tests a destination that was never paid, and pays the rest where the test is taken off', async () => {
    const desk = await otcDesk();
    const { api } = desk;
    const trade = await recorded(desk, madeTrade({ deliveryOrder: 'we-first' }));
    const leg = out(trade);
    expect(refusal(await api.otc.chooseTest({ leg, test: { wanted: true, amount: '600000', takenOff: true } })).code).toBe('test-amount');
    ok(await api.otc.chooseTest({ leg, test: { wanted: true, amount: '25', takenOff: true } }));
    await cleared(desk, trade);
    await work(desk, 'TPL-RELEASE', { kind: 'leg', id: leg });
    expect(refusal(await api.otc.release({ leg, ...PAID })).code).toBe('amount-differs');
    ok(await api.otc.release({ leg, ...PAID, amount: '599975' }));
    // The next payment to the same place needs no test.
    const next = await recorded(desk, madeTrade({ reference: 'OTC-2', deliveryOrder: 'we-first' }));
    expect(await stepsOf(desk, next)).toEqual(['confirm next', 'release-checklist later', 'release later', 'receive next']);
    const [paying] = (await api.otc.trade({ trade: next }))!.legs;
    expect(paying).toMatchObject({ firstUse: false, testDue: false });
    // A bank transfer carries another reference each time; the account is the same.
    const { instructions } = madeTrade();
    const referred = { ...instructions, pay: { ...instructions.pay, memo: 'OTC-3 OF TODAY' } };
    const third = await recorded(desk, madeTrade({ reference: 'OTC-3', deliveryOrder: 'we-first', instructions: referred }));
    expect((await api.otc.trade({ trade: third }))!.legs[0]).toMatchObject({ rail: 'fiat', firstUse: false, testDue: false });
  });

  test('shows what is owed to us between our payment and theirs', async () => {
    const desk = await otcDesk();
    const { api, engine } = desk;
    const trade = await recorded(desk, madeTrade({ deliveryOrder: 'we-first' }));
    await cleared(desk, trade);
    await work(desk, 'TPL-RELEASE', { kind: 'leg', id: out(trade) });
    expect(engine.sources.exposures(engine).filter(({ kind }) => kind === 'unsettled')).toEqual([]);
    ok(await api.otc.release({ leg: out(trade), ...PAID }));
    const unsettled = () => engine.sources.exposures(engine).filter(({ kind }) => kind === 'unsettled');
    expect(unsettled()).toMatchObject([{ venue: 'cumberland', from: { kind: 'trade', id: trade }, asset: 'BTC', value: { ok: '600000' } }]);
    // What comes is taken off; a price that is known replaces that of the trade.
    ok(await api.otc.recordReceipt({ leg: into(trade), reference: TXID, amount: '4' }));
    ok(await api.market.enterPrice({ asset: 'BTC', currency: 'USD', day: '2025-09-16', price: '70000' }));
    expect(unsettled()).toMatchObject([{ value: { ok: '420000' } }]);
    expect(metric(engine, 'otc.open-exposure', { id: '2025-09-16' })).toBe('420000');
    ok(await api.otc.recordReceipt({ leg: into(trade), reference: `${TXID}:1`, amount: '6' }));
    expect(unsettled()).toEqual([]);
  });
});

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

describe('a failed settlement', () => {
  test('holds every release to its desk until it is closed', async () => {
    const desk = await otcDesk();
    const { api, engine } = desk;
    const [bad, good] = [
      await recorded(desk, madeTrade()),
      await recorded(desk, madeTrade({ reference: 'OTC-2', deliveryOrder: 'we-first' })),
    ];
    await cleared(desk, good);
    await work(desk, 'TPL-RELEASE', { kind: 'leg', id: out(good) });
    expect(metric(engine, 'otc.releases-stopped', { id: bad })).toBe('fail');
    ok(await api.otc.fail({ trade: bad, code: 'late-funding', what: 'No bitcoin at the cut-off.' }));
    expect(metric(engine, 'otc.releases-stopped', { id: bad })).toBe('pass');
    await work(desk, 'TPL-FAIL', { kind: 'trade', id: bad });
    expect(refusal(await api.otc.release({ leg: out(good), ...PAID }))).toMatchObject({ code: 'case-open' });
    expect((await api.otc.trade({ trade: good }))!.legs[0]!.state).toBe('held');
    expect(refusal(await api.otc.fail({ trade: bad, code: 'other', what: 'Again.' })).code).toBe('case-open');
    ok(await api.otc.closeFail({ trade: bad, resolution: 'It came an hour late.' }));
    ok(await api.otc.release({ leg: out(good), ...PAID }));
  });
});

describe('the board', () => {
  test('counts down to each cut-off, and tells lateness by the clock alone', async () => {
    const desk = await otcDesk();
    const { api, engine } = desk;
    await recorded(desk, madeTrade());
    await recorded(desk, madeTrade({ reference: 'OTC-2', desk: 'b2c2', valueDate: '2025-09-17' }));
    desk.at('2025-09-16T22:15:00.000Z');
    const before = await api.otc.board({});
    expect(before.legs.map(({ title, direction, minutes, state }) => `${title} ${direction} ${minutes} ${state}`)).toEqual([
      'OTC-1 in 30 expected',
      'OTC-1 out 30 planned',
      'OTC-2 in 1470 expected',
      'OTC-2 out 1470 planned',
    ]);
    expect(before.totals).toEqual({ open: 4, overdue: 0, unconfirmed: 2 });
    expect(before.settlements.map(({ title, next }) => `${title}: ${next?.kind}`)).toEqual(['OTC-2: confirm', 'OTC-1: confirm']);
    desk.at('2025-09-16T22:45:30.000Z');
    const after = await api.otc.board({ to: '2025-09-16' });
    expect(after.legs.map(({ direction, minutes, state, overdue }) => `${direction} ${minutes} ${state} ${overdue}`)).toEqual([
      'in -1 overdue true',
      'out -1 planned true',
    ]);
    expect(await api.otc.board({ desk: 'b2c2' })).toMatchObject({ totals: { open: 2, overdue: 0 } });
    const day = { id: '2025-09-16' };
    const tallies = ['open-legs', 'overdue-legs', 'unconfirmed', 'open-exposure'].map((name) => metric(engine, `otc.${name}`, day));
    expect(tallies).toEqual(['2', '2', '2', '0']);
  });

  test('lets the end of a quiet day be signed, with the head of the backup typed from where it was sent', async () => {
    const desk = await otcDesk();
    const { api, engine } = desk;
    ok(backUp(engine, engine.writableStore, 'manual', undefined, () => {}));
    await work(desk, 'TPL-EOD', { kind: 'day', id: '2025-09-16' }, { E05: { is: 'value', value: '0' } });
    const standing = await api.checklists.standing({ about: { kind: 'day', id: '2025-09-16' }, template: 'TPL-EOD' });
    expect(standing.state).toBe('signed');
    expect(metric(engine, 'workspace.backup-age', { id: 'workspace' })).toBe('0');
  });
});

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

test('every metric that a bundled checklist asks for is offered, of what the checklist is about', async () => {
  const { engine } = await otcDesk();
  for (const template of BUNDLED_TEMPLATES) {
    expect(engine.sources.subjects.has(template.about), `${template.key} is about a ${template.about}`).toBe(true);
    for (const item of itemsOf(template)) {
      const asked = [
        ...(item.kind === 'computed' ? [item.metric] : []),
        ...(item.kind === 'compare' ? [item.left, item.right].flatMap((side) => ('metric' in side ? [side.metric] : [])) : []),
      ];
      for (const id of asked) {
        const found = engine.sources.metrics.get(id);
        expect(found, `${template.key} ${item.id} asks for ${id}`).toBeDefined();
        expect([template.about, 'workspace'], id).toContain(found?.subject);
        const unbounded = item.kind === 'computed' && item.atLeast === undefined && item.atMost === undefined;
        expect(found?.unit === 'verdict' || !unbounded, `${id} is a verdict where nothing bounds it`).toBe(true);
      }
    }
  }
});
