import { hash } from 'node:crypto';
import { join } from 'node:path';
import { createCaller } from '../../electron/engine/api/router.ts';
import { importMarketFile } from '../../electron/engine/market/index.ts';
import type { OpenEngine } from '../../electron/engine/open-engine.ts';
import { addDays } from '../../shared/figures/index.ts';
import { type TicketTermsDraft, type TicketTerms, ticketTermsSchema } from '../../shared/pretrade/index.ts';
import { ok, open, temporaryFolder } from '../workspace/open-workspace.ts';
import { fixture, NOW, SAVED } from './reading.ts';

export const VENUE = 'binance-futures';

export interface TicketDesk {
  readonly engine: OpenEngine;
  readonly api: ReturnType<typeof createCaller>;
  readonly path: string;
  /** Moves the clock. */
  pass(minutes: number): void;
}

/** A workspace on disk with a clock that stands until it is moved. */
export function ticketDesk(path: string = join(temporaryFolder(), 'desk.countinghouse')): TicketDesk {
  let now = NOW;
  const engine = open(path, { mode: 'open-or-create', now: () => now });
  return {
    engine,
    api: createCaller({ engine }),
    path,
    pass(minutes) {
      now = new Date(Date.parse(now) + minutes * 60_000).toISOString();
    },
  };
}

export const FEE_TABLE = JSON.stringify({
  product: 'linear perpetual',
  conditions: 'all',
  as_of: '2025-09-01T00:00:00Z',
  rates: 'percent',
  tiers: [
    { name: 'VIP 0', vol30d_usd: '0', maker: '0.0200', taker: '0.0500' },
    { name: 'VIP 1', vol30d_usd: '15000000', maker: '0.0160', taker: '0.0400' },
    { name: 'VIP 2', vol30d_usd: '50000000', maker: '0.0140', taker: '0.0350' },
  ],
});

type Told = Partial<Parameters<TicketDesk['api']['pretrade']['import']>[0]>;

/** Imports a text as a person would who answers and accepts what he is asked. */
export async function take({ api }: TicketDesk, name: string, content: string, told: Told = {}): Promise<string> {
  const asked = { name, content, venue: VENUE, ...told };
  const preview = ok(await api.pretrade.previewImport(asked));
  const accept = preview.findings
    .filter(({ severity, acceptable }) => severity !== 'notice' && acceptable)
    .map(({ key }) => ({ key, reason: 'Looked at it: it is so.' }));
  const taken = ok(await api.pretrade.import({ ...asked, accept }));
  if (taken.reference === null) throw new Error(taken.blockedBy.join(' '));
  return taken.reference;
}

/** Everything that a ticket on the made book needs: files of the venue, daily prices, what was told of the account and the venue. */
export async function furnished(desk: TicketDesk = ticketDesk()): Promise<TicketDesk> {
  const saved = { answers: { 'taken-at': SAVED } };
  await take(desk, 'exchangeInfo.json', fixture('binance-exchange-info'));
  await take(desk, 'leverageBracket.json', fixture('binance-brackets'), saved);
  await take(desk, 'depth.json', fixture('binance-depth'), { answers: { symbol: 'BTCUSDT' } });
  await take(desk, 'fundingRate.json', fixture('binance-funding-history'));
  await take(desk, 'fees.json', FEE_TABLE);
  takePrices(desk, 'BTC', 'USDT', 40, (day) => 50_000 + 500 * ((day % 3) - 1));
  const { api } = desk;
  ok(await api.market.enterPrice({ asset: 'USDT', currency: 'USD', day: '2025-09-17', price: '1' }));
  ok(await api.pretrade.tellVolume({ venue: VENUE, told: { asOf: '2025-09-15', volume: '20000000' } }));
  await vetted(desk);
  return desk;
}

/** Daily closes of the days before the desk's own. */
export function takePrices({ engine }: TicketDesk, asset: string, currency: string, days: number, price: (day: number) => number): void {
  const rows = Array.from({ length: days }, (_, index) => `${addDays('2025-09-16', index + 1 - days)},${price(index)}`);
  const bytes = new TextEncoder().encode(`date,price\n${rows.join('\n')}\n`);
  const file = { name: `${asset}-${currency}.csv`, bytes, sha256: hash('sha256', bytes, 'hex') };
  ok(importMarketFile(engine, file, { answers: { asset, currency }, keep: true, show: { from: 1, rows: 1 } }));
}

/** Registers of the venue as somebody keeps them who has looked. */
export async function vetted({ api }: TicketDesk, venue: string = VENUE): Promise<void> {
  const day = '2025-09-10';
  const add = async (detail: Parameters<typeof api.venues.addRecord>[0]['detail']) => ok(await api.venues.addRecord({ venue, detail }));
  await add({ kind: 'eligibility', entity: 'Household', region: 'PT', result: 'eligible', checkedOn: day, source: 'terms of use' });
  await add({ kind: 'attestation', of: 'kyc', result: 'pass', checkedOn: day, source: 'account page' });
  await add({ kind: 'attestation', of: 'legal', result: 'pass', checkedOn: day, source: 'lists' });
  await add({
    kind: 'account',
    label: 'main',
    permissions: ['perpetuals', 'futures', 'spot', 'options'],
    twoFactor: 'hardware',
    allowList: { on: true, lockHours: 24 },
  });
  await add({ kind: 'api-key', label: 'reader', scopes: ['read', 'trade'], ipBound: true, createdOn: '2025-09-01', owner: 'me' });
  ok(await api.venues.setLimit({ detail: { scope: { to: 'venue', venue }, metric: 'exposure', amount: '100000', currency: 'USD' } }));
}

/** A trade that passes: long 1.2 or so at 50 000 with a stop at 49 000. */
export const SOUND: TicketTermsDraft = {
  variant: 'perpetual',
  venue: VENUE,
  account: 'main',
  symbol: 'BTCUSDT',
  side: 'long',
  entry: '50000',
  stop: '49000',
  target: '53000',
  maxLoss: '1500',
  leverage: '4',
  marginMode: 'isolated',
  collateral: { free: '40000' },
  holdHours: '48',
  sizing: { capital: '200000', winRate: '0.55', payoff: '1.2' },
  reason: 'Break of the range that held for two weeks; wrong below 49 000.',
  exitPlan: 'Stop order at 49 000, half at the target.',
};

export function terms(draft: TicketTermsDraft = SOUND): TicketTerms {
  return ticketTermsSchema.parse(draft);
}

/** Runs and signs the ticket's checklist: what the program reads is read, the rest is answered. */
export async function checklistSigned({ api }: TicketDesk, ticket: string, template = 'TPL-PRETRADE-PERP'): Promise<string> {
  const { run } = ok(await api.checklists.start({ template, about: { kind: 'ticket', id: ticket } }));
  const opened = (await api.checklists.run({ run }))!;
  for (const { id, item, shown } of opened.items) {
    if (!shown) continue;
    const { kind } = item;
    const given =
      kind === 'computed'
        ? ({ is: 'computed' } as const)
        : kind === 'tick'
          ? ({ is: 'tick', holds: true } as const)
          : ({ is: 'text', text: 'The range broke; below 49 000 I am wrong; stop order 4711.' } as const);
    ok(await api.checklists.answer({ run, item: id, given }));
  }
  const { signing } = (await api.checklists.run({ run }))!;
  return ok(await api.checklists.sign({ run, runHash: signing.runHash, person: 'owner' })).runHash;
}
