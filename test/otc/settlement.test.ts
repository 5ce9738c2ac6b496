import { describe, expect, test } from 'vitest';
import { answered, metric, otcDesk, type OtcDesk, recorded, signAll, work } from './made-desk.ts';
import { cleared, into, out, PAID, TXID } from './made-settlement.ts';
import { madeTrade } from './made-trade.ts';
import { ok, refusal } from './told.ts';

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
