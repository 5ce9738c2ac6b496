import type { TicketTermsDraft } from '../../../shared/pretrade/index.ts';
import { type Desk, type DiaryEntry, made } from './diary.ts';
import { type MadeAnswers, worked } from './made-answers.ts';

/** Four tickets: one whose trade is over, one that is signed, one that only waits for the signature, and one that must not be opened. */
export const madeTickets: readonly DiaryEntry[] = [
  { when: { today: 0.2 }, what: 'A ticket that ended', does: over },
  { when: { today: 0.35 }, what: 'A signed ticket', does: signedTicket },
  { when: { today: 0.9 }, what: 'A ticket that must not be opened', does: noGo },
  { when: { today: 0.98 }, what: 'A ticket that is ready', does: ready },
];

const PERPETUAL = 'TPL-PRETRADE-PERP';

function trade(desk: Desk, asset: string, side: 'long' | 'short', changes: Partial<TicketTermsDraft>): TicketTermsDraft {
  const digits = asset === 'BTC' ? 1 : 2;
  const sign = side === 'long' ? 1 : -1;
  const entry = desk.world.price(asset, 1);
  return {
    variant: 'perpetual',
    venue: 'binance-futures',
    account: 'main',
    symbol: `${asset}USDT`,
    side,
    entry: entry.toFixed(digits),
    stop: (entry * (1 - sign * 0.022)).toFixed(digits),
    target: (entry * (1 + sign * 0.055)).toFixed(digits),
    maxLoss: '1200',
    leverage: '4',
    marginMode: 'isolated',
    collateral: { free: '42000', from: 'venue-balance' },
    holdHours: '72',
    sizing: { capital: '420000', winRate: '0.47', payoff: '1.9' },
    ...changes,
  };
}

const REASONS: MadeAnswers = {
  P30: {
    is: 'text',
    text: 'The range of three weeks broke on volume; back inside it I am wrong. Stop order in the book at the stop of the ticket.',
  },
};

async function checked(desk: Desk, ticket: string): Promise<void> {
  desk.pass(60);
  await worked(desk, PERPETUAL, { kind: 'ticket', id: ticket }, { answers: REASONS, pace: 6 });
}

async function over(desk: Desk): Promise<void> {
  const { api } = desk;
  const terms = trade(desk, 'ETH', 'short', {
    reason: 'Weak while bitcoin held; wrong above the high of yesterday.',
    exitPlan: 'Stop order at the high, half at the target, out after three days in any case.',
  });
  const { ticket } = made(await api.pretrade.draft({ terms }));
  await checked(desk, ticket);
  made(await api.pretrade.sign({ ticket }));
  desk.pass(900);
  made(
    await api.pretrade.close({
      ticket,
      outcome: 'closed',
      profit: '-1163.4',
      note: 'Stopped within the hour. Slippage 2 bp more than the book had said.',
    }),
  );
}

async function signedTicket(desk: Desk): Promise<void> {
  const terms = trade(desk, 'BTC', 'long', {
    maxLoss: '1500',
    reason: 'Break of the range that held for three weeks; wrong below its upper edge.',
    exitPlan: 'Stop order in the book, half at the target, the rest behind a trailing stop.',
  });
  const { ticket } = made(await desk.api.pretrade.draft({ terms }));
  await checked(desk, ticket);
  made(await desk.api.pretrade.sign({ ticket }));
}

async function ready(desk: Desk): Promise<void> {
  const terms = trade(desk, 'ETH', 'long', {
    maxLoss: '900',
    leverage: '3',
    reason: 'Ether follows with a day’s delay; a smaller bet on the same idea.',
    exitPlan: 'Stop order in the book; out when bitcoin falls back into its range.',
  });
  const { ticket } = made(await desk.api.pretrade.draft({ terms }));
  await checked(desk, ticket);
}

/** Fifteen times, and a stop that lies where the position is gone already. */
async function noGo(desk: Desk): Promise<void> {
  const entry = desk.world.price('BTC', 1);
  const terms = trade(desk, 'BTC', 'long', {
    title: 'Long BTCUSDT before the figures',
    stop: (entry * 0.91).toFixed(1),
    leverage: '15',
    maxLoss: '9000',
    reason: 'It can only go up.',
  });
  made(await desk.api.pretrade.draft({ terms }));
}
