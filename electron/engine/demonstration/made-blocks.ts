import type { TradeDraft } from '../../../shared/otc/index.ts';
import { type Desk, type DiaryEntry, made } from './diary.ts';
import { answered, type MadeAnswers, worked } from './made-answers.ts';
import { kept } from './made-evidence.ts';

const BITCOIN = { asset: 'BTC', network: 'bitcoin' };
const ETHER = { asset: 'ETH', network: 'ethereum' };
const DOLLARS = { asset: 'USD', network: 'fedwire' };

/** Addresses are those of published examples and belong to nobody here; banks and accounts are invented. */
const OUR_VAULT = { destination: 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', beneficiary: null, memo: null };
const DESK_VAULT = { destination: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', beneficiary: null, memo: null };
const DESK_ETHER = { destination: '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359', beneficiary: null, memo: null };
const OUR_BANK = { destination: '000000000/1122334455', beneficiary: 'Solberg Treasury Lda', memo: 'SOLBERG-OTC' };
const bankOf = (account: string, beneficiary: string) => ({ destination: `000000000/${account}`, beneficiary, memo: 'SOLBERG-OTC' });

/** Blocks in every state: settled, failed, ready but for one answer, unconfirmed, netted. */
export function madeBlocks(): readonly DiaryEntry[] {
  // What a later entry needs of an earlier one, by the trade's reference.
  const trades = new Map<string, string>();
  const id = (reference: string) => trades.get(reference)!;
  const record = (reference: string, terms: (desk: Desk) => TradeDraft) => async (desk: Desk) => {
    trades.set(reference, made(await desk.api.otc.record({ terms: terms(desk) })).trade);
  };
  return [
    { when: { ago: 5, time: '14:10:00' }, what: 'A block', does: record('SB-101', settledBlock) },
    { when: { ago: 5, time: '15:00:00' }, what: 'Its confirmation', does: (desk) => confirmed(desk, id('SB-101')) },
    { when: { ago: 4, time: '09:20:00' }, what: 'Its settlement', does: (desk) => settled(desk, id('SB-101')) },
    { when: { ago: 3, time: '10:05:00' }, what: 'A block that will fail', does: record('SB-104', failingBlock) },
    { when: { ago: 3, time: '10:40:00' }, what: 'Its confirmation', does: (desk) => confirmed(desk, id('SB-104')) },
    { when: { ago: 2, time: '10:00:00' }, what: 'Its payment', does: (desk) => paidFirst(desk, id('SB-104')) },
    { when: { ago: 1, time: '14:02:00' }, what: 'A block', does: record('SB-107', waitingForRelease) },
    { when: { ago: 1, time: '14:50:00' }, what: 'Its confirmation', does: (desk) => confirmed(desk, id('SB-107')) },
    { when: { ago: 1, time: '16:20:00' }, what: 'A block to net', does: record('SB-108', (desk) => netted(desk, 'SB-108', 'buy', 1)) },
    { when: { ago: 1, time: '16:40:00' }, what: 'A block to net', does: record('SB-109', (desk) => netted(desk, 'SB-109', 'sell', 0.6)) },
    { when: { today: 0.3 }, what: 'A case', does: (desk) => failed(desk, id('SB-104')) },
    { when: { today: 0.4 }, what: 'A netting', does: (desk) => batch(desk, [id('SB-108'), id('SB-109')]) },
    { when: { today: 0.5 }, what: 'A block without confirmation', does: record('SB-110', unconfirmed) },
    { when: { today: 0.7 }, what: 'A release that is open', does: (desk) => openRelease(desk, id('SB-107')) },
  ];
}

/** Terms that all blocks have; a price as a desk quotes it, a little off yesterday's close. */
function block(desk: Desk, reference: string, changes: Partial<TradeDraft> & Pick<TradeDraft, 'desk' | 'side'>): TradeDraft {
  const { engine, world } = desk;
  const base = changes.base ?? BITCOIN;
  const price = (world.price(base.asset, 1) * (changes.side === 'buy' ? 1.0012 : 0.9988)).toFixed(2);
  return {
    reference,
    base,
    quote: DOLLARS,
    quantity: '1',
    price,
    fee: '0',
    tradedAt: new Date(Date.parse(engine.now()) - 240_000).toISOString(),
    valueDate: world.ago(-1),
    cutOff: { time: '17:00', zone: 'Europe/Lisbon' },
    deliveryOrder: 'they-first',
    deliveryTerms: null,
    agreement: 'Master agreement with netting annex, invented',
    instructions: { pay: bankOf('4455667788', 'Desk of the demonstration'), receive: OUR_VAULT },
    note: '',
    evidence: [],
    ...changes,
  };
}

const CUMBERLAND_BANK = bankOf('4455660001', 'Cumberland, account of the demonstration');

function settledBlock(desk: Desk): TradeDraft {
  return block(desk, 'SB-101', {
    desk: 'cumberland',
    valueDate: desk.world.ago(4),
    side: 'buy',
    quantity: '1.5',
    instructions: { pay: CUMBERLAND_BANK, receive: OUR_VAULT },
  });
}

function waitingForRelease(desk: Desk): TradeDraft {
  return block(desk, 'SB-107', {
    desk: 'cumberland',
    side: 'buy',
    quantity: '0.8',
    valueDate: desk.world.ago(-1),
    instructions: { pay: CUMBERLAND_BANK, receive: OUR_VAULT },
  });
}

function failingBlock(desk: Desk): TradeDraft {
  return block(desk, 'SB-104', {
    desk: 'northgate-otc',
    side: 'sell',
    base: ETHER,
    quantity: '12',
    deliveryOrder: 'we-first',
    valueDate: desk.world.ago(1),
    instructions: { pay: DESK_ETHER, receive: OUR_BANK },
  });
}

function unconfirmed(desk: Desk): TradeDraft {
  return block(desk, 'SB-110', {
    desk: 'b2c2',
    side: 'sell',
    base: ETHER,
    quantity: '25',
    instructions: { pay: DESK_ETHER, receive: OUR_BANK },
    note: 'Their trader said the confirmation comes before noon.',
  });
}

function netted(desk: Desk, reference: string, side: 'buy' | 'sell', quantity: number): TradeDraft {
  const bank = bankOf('4455660002', 'Wintermute, account of the demonstration');
  const instructions = side === 'buy' ? { pay: bank, receive: OUR_VAULT } : { pay: DESK_VAULT, receive: OUR_BANK };
  return block(desk, reference, { desk: 'wintermute-otc', side, quantity: String(quantity), valueDate: desk.world.ago(-1), instructions });
}

const text = (words: string) => ({ is: 'text' as const, text: words });
const CONFIRMED: MadeAnswers = { C01: { proof: 'confirmation' } };
const TESTED: MadeAnswers = {
  T01: text('Settlement account only, label “solberg-settle-1”'),
  T02: { given: { is: 'value', value: '0.01' }, note: 'Sent under the reference SOLBERG-TEST.' },
  T03: { proof: 'test' },
};

async function confirmed(desk: Desk, trade: string): Promise<void> {
  await worked(desk, 'TPL-CONFIRM', { kind: 'trade', id: trade }, { answers: CONFIRMED });
}

async function settled(desk: Desk, trade: string): Promise<void> {
  const leg = { kind: 'leg', id: `${trade}.out` } as const;
  const { legs } = (await desk.api.otc.trade({ trade }))!;
  made(await desk.api.otc.recordReceipt({ leg: `${trade}.in`, reference: transaction(1), amount: amountOf(legs, 'in') }));
  desk.pass(600);
  await worked(desk, 'TPL-TEST-TRANSFER', leg, { answers: TESTED });
  await worked(desk, 'TPL-RELEASE', leg);
  const evidence = [await kept(desk, 'test')];
  made(
    await desk.api.otc.release({ leg: leg.id, reference: 'eb6305c9-1f7f-49de-aed0-16487c27b42d', amount: amountOf(legs, 'out'), evidence }),
  );
}

/** Our ether left in time; their dollars did not come. */
async function paidFirst(desk: Desk, trade: string): Promise<void> {
  const leg = { kind: 'leg', id: `${trade}.out` } as const;
  await worked(desk, 'TPL-TEST-TRANSFER', leg, { answers: TESTED });
  await worked(desk, 'TPL-RELEASE', leg);
  made(await desk.api.otc.release({ leg: leg.id, reference: `0x${transaction(2)}`, amount: '12' }));
}

async function failed(desk: Desk, trade: string): Promise<void> {
  made(
    await desk.api.otc.fail({
      trade,
      code: 'late-funding',
      what: 'Nothing has come by the cut-off. The desk says that its bank holds the wire for a check.',
      owner: 'Tomas Reyes',
      nextActionAt: desk.world.at(-1, '09:00:00'),
    }),
  );
  await answered(
    desk,
    'TPL-FAIL',
    { kind: 'trade', id: trade },
    {
      by: desk.second,
      answers: {
        F02: text('Their settlement line, on the number of the agreement, at 08:20.'),
        F03: text('Told both ways: the dollars of SB-104, due yesterday 17:00 Lisbon, all of it missing.'),
        F04: text(`Ours: 0x${transaction(2)}. Theirs: none given yet.`),
        F05: 'later',
        F07: 'later',
        F08: 'later',
        F09: 'later',
      },
    },
  );
}

async function batch({ api, world }: Desk, trades: readonly string[]): Promise<void> {
  made(
    await api.otc.makeBatch({
      reference: `NET-${world.today}`,
      trades: [...trades],
      cutOff: { time: '15:00', zone: 'Europe/Lisbon' },
      agreement: 'Netting annex, invented',
    }),
  );
}

/** Their bitcoin is here; the destination of our dollars has not been compared yet. */
async function openRelease(desk: Desk, trade: string): Promise<void> {
  made(await desk.api.otc.recordReceipt({ leg: `${trade}.in`, reference: transaction(3), amount: '0.8' }));
  await answered(desk, 'TPL-RELEASE', { kind: 'leg', id: `${trade}.out` }, { answers: { R03: 'later', R04: 'later' } });
}

function amountOf(legs: ReadonlyArray<{ readonly direction: string; readonly amount: string }>, direction: 'in' | 'out'): string {
  return legs.find((leg) => leg.direction === direction)!.amount;
}

/** A transaction id that is none: the number, over and over. */
function transaction(n: number): string {
  return `${n}`.repeat(64);
}
