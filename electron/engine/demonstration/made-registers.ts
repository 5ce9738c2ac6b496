import type { z } from 'zod';
import { type limitSchema, type recordSchema, VENUE_FORMAT } from '../../../shared/venues/index.ts';
import { type Desk, type DiaryEntry, made } from './diary.ts';
import { kept } from './made-evidence.ts';
import { ENTITY, OWNER_NAME, SECOND_NAME } from './made-people.ts';

type Detail = z.input<typeof recordSchema>;

/** Accounts, checks, keys, contacts, limits and red flags, entered on the days on which one would have. */
export const madeRegisters: readonly DiaryEntry[] = [
  { when: { ago: 188, time: '09:00:00' }, what: 'Rules and accounts', does: accounts },
  { when: { ago: 187, time: '10:00:00' }, what: 'Limits', does: limits },
  { when: { ago: 140, time: '11:00:00' }, what: 'Keys and contacts', does: keysAndContacts },
  { when: { ago: 126, time: '09:30:00' }, what: 'A red flag', does: closedFlag },
  ...eligibility(),
  { when: { ago: 22, time: '11:00:00' }, what: 'A young key', does: youngKey },
  { when: { ago: 16, time: '15:10:00' }, what: 'A red flag', does: openFlag },
  { when: { ago: 9, time: '07:45:00' }, what: 'A critical red flag', does: criticalFlag },
  { when: { ago: 1, time: '18:00:00' }, what: 'Balances', does: balances },
];

async function add({ api }: Desk, venue: string, detail: Detail): Promise<string> {
  return made(await api.venues.addRecord({ venue, detail })).record;
}

/** Two invented places beside the catalogue's: where the demonstration has something bad to tell, it tells it of nobody who exists. */
const OWN_VENUES = [
  {
    id: 'halcyon',
    venue: {
      name: 'Halcyon Derivatives',
      kind: 'derivatives',
      type: 'cex',
      custody: 'venue',
      products: ['perpetuals'],
      tags: ['invented'],
    },
  },
  {
    id: 'northgate-otc',
    venue: { name: 'Northgate OTC', kind: 'otc', type: 'desk', custody: 'bilateral', channels: ['chat', 'phone'], tags: ['invented'] },
  },
] as const;

async function accounts(desk: Desk): Promise<void> {
  const { api, world } = desk;
  for (const own of OWN_VENUES) {
    made(await api.venues.importVenue({ content: JSON.stringify({ format: VENUE_FORMAT, ...own }) }));
  }
  made(
    await api.venues.setPolicy({
      custodyAccepted: ['venue', 'self', 'clearing', 'segregated', 'off-exchange', 'bilateral'],
      floors: { security: '4' },
    }),
  );
  const held: readonly (readonly [string, string, string[], 'hardware' | 'totp' | 'passkey'])[] = [
    ['deribit', '••••4821', ['perpetuals', 'futures', 'options'], 'hardware'],
    ['binance-futures', '••••0977', ['perpetuals', 'futures', 'spot'], 'hardware'],
    ['kraken-futures', '••••3310', ['perpetuals', 'futures'], 'totp'],
    ['okx', '••••7702', ['perpetuals', 'spot'], 'totp'],
  ];
  for (const [venue, reference, permissions, twoFactor] of held) {
    await add(desk, venue, {
      kind: 'account',
      label: 'main',
      entity: ENTITY,
      reference,
      marginMode: 'isolated',
      permissions,
      twoFactor,
      allowList: { on: true, lockHours: 24 },
      openedOn: world.ago(188),
    });
  }
  await add(desk, 'dydx', {
    kind: 'account',
    label: 'trading wallet',
    reference: '0x71…a9e4',
    twoFactor: 'hardware',
    openedOn: world.ago(188),
  });
  for (const desk_ of ['cumberland', 'b2c2']) {
    const details = (await api.venues.one({ venue: desk_ }))!.details;
    made(await api.venues.edit({ venue: desk_, details: { ...details, custody: 'bilateral' } }));
  }
}

async function limits({ api }: Desk): Promise<void> {
  const set: readonly z.input<typeof limitSchema>[] = [
    {
      scope: { to: 'venue', venue: 'deribit' },
      metric: 'exposure',
      amount: '20000',
      currency: 'USD',
      note: 'Collateral for two positions.',
    },
    { scope: { to: 'venue', venue: 'binance-futures' }, metric: 'exposure', amount: '90000', currency: 'USD' },
    { scope: { to: 'venue', venue: 'kraken-futures' }, metric: 'exposure', amount: '15000', currency: 'USD' },
    { scope: { to: 'venue', venue: 'dydx' }, metric: 'exposure', amount: '8000', currency: 'USD' },
    { scope: { to: 'venue', venue: 'okx' }, metric: 'exposure', amount: '5000', currency: 'USD', note: 'Being wound down.' },
    { scope: { to: 'venue', venue: 'halcyon' }, metric: 'exposure', amount: '5000', currency: 'USD' },
    { scope: { to: 'desk', venue: 'cumberland' }, metric: 'exposure', amount: '200000', currency: 'USD' },
    { scope: { to: 'desk', venue: 'b2c2' }, metric: 'exposure', amount: '150000', currency: 'USD' },
    { scope: { to: 'group', group: 'Kraken' }, metric: 'exposure', amount: '30000', currency: 'USD' },
    { scope: { to: 'desk', venue: 'cumberland' }, metric: 'settlement', amount: '500000', currency: 'USD' },
    { scope: { to: 'total' }, metric: 'settlement', amount: '250000', currency: 'USD', note: 'Paid and not yet received, over all desks.' },
    { scope: { to: 'total' }, metric: 'loss', amount: '2500', currency: 'USD', note: 'Of one trade.' },
    { scope: { to: 'total' }, metric: 'leverage', amount: '5', currency: null },
  ];
  for (const detail of set) made(await api.venues.setLimit({ detail }));
}

async function keysAndContacts(desk: Desk): Promise<void> {
  const { world } = desk;
  const key = { kind: 'api-key', ipBound: true, owner: OWNER_NAME } as const;
  await add(desk, 'deribit', { ...key, label: 'risk reader', scopes: ['read'], createdOn: world.ago(140) });
  await add(desk, 'deribit', { kind: 'contact', name: 'Institutional desk', role: 'Account manager', handle: 'via the support portal' });
  await add(desk, 'cumberland', { kind: 'contact', name: 'Hana Okafor', role: 'Sales trader', handle: 'chat “solberg–cumberland”' });
  await add(desk, 'b2c2', { kind: 'contact', name: 'Pieter Aalto', role: 'Sales trader', handle: '+44 20 0000 0100' });
  const channel = { kind: 'channel', verifiedOn: world.ago(140), by: SECOND_NAME } as const;
  await add(desk, 'cumberland', {
    ...channel,
    means: 'phone',
    handle: '+1 312 000 0100',
    how: 'Called the number of the signed agreement',
  });
  await add(desk, 'northgate-otc', {
    ...channel,
    means: 'chat',
    handle: 'chat “solberg–northgate”',
    how: 'Video call',
    validUntil: world.ago(10),
  });
}

async function youngKey(desk: Desk): Promise<void> {
  await add(desk, 'binance-futures', {
    kind: 'api-key',
    label: 'order sender',
    scopes: ['read', 'trade'],
    ipBound: true,
    createdOn: desk.world.ago(22),
    owner: OWNER_NAME,
  });
}

async function closedFlag(desk: Desk): Promise<void> {
  const { world } = desk;
  await add(desk, 'kraken-futures', {
    kind: 'red-flag',
    flag: 'no-status-page',
    severity: 'minor',
    says: 'Invented: the status page did not mention a halt of an hour.',
    seenOn: world.ago(133),
    closed: { on: world.ago(126), because: 'The page lists the halt since, with its cause' },
  });
}

async function openFlag(desk: Desk): Promise<void> {
  await add(desk, 'binance-futures', {
    kind: 'red-flag',
    flag: 'silent-on-risk',
    severity: 'minor',
    says: 'Invented: the order of forced closing is described for one product only.',
    seenOn: desk.world.ago(16),
    evidence: [await kept(desk, 'terms')],
  });
}

async function criticalFlag(desk: Desk): Promise<void> {
  await add(desk, 'halcyon', {
    kind: 'red-flag',
    flag: 'withdrawals-delayed',
    severity: 'critical',
    says: 'Withdrawals of several assets wait since the morning, without a time given.',
    seenOn: desk.world.ago(9),
    evidence: [await kept(desk, 'incident')],
  });
}

/** Eligibility, identity and law, venue by venue: one runs out soon, one has, one says no. */
function eligibility(): readonly DiaryEntry[] {
  const checks: readonly (readonly [venue: string, ago: number, result: 'eligible' | 'not-eligible', kyc: boolean])[] = [
    ['okx', 130, 'eligible', true],
    ['kraken-futures', 82, 'eligible', true],
    ['cumberland', 60, 'eligible', true],
    ['b2c2', 58, 'eligible', true],
    ['dydx', 44, 'eligible', true],
    ['halcyon', 34, 'eligible', true],
    ['bitget', 33, 'not-eligible', false],
    ['deribit', 28, 'eligible', true],
    ['binance-futures', 21, 'eligible', true],
  ];
  return checks.map(([venue, ago, result, kyc]) => ({
    when: { ago, time: '09:10:00' },
    what: 'Eligibility',
    async does(desk) {
      const found = { checkedOn: desk.world.ago(ago), evidence: [await kept(desk, 'terms')] };
      await add(desk, venue, {
        kind: 'eligibility',
        entity: ENTITY,
        region: 'PT',
        result,
        source: 'Terms of service, section 2',
        ...found,
      });
      if (!kyc) return;
      await add(desk, venue, { kind: 'attestation', of: 'kyc', result: 'pass', source: 'Account page', ...found, evidence: [] });
      await add(desk, venue, {
        kind: 'attestation',
        of: 'legal',
        result: 'pass',
        source: 'Sanctions lists of the day',
        ...found,
        evidence: [],
      });
    },
  }));
}

async function balances(desk: Desk): Promise<void> {
  const { world } = desk;
  const asOf = world.ago(1);
  const coins = (quantity: number, asset: string) => ({ amount: (quantity * world.price(asset, 1)).toFixed(2), currency: 'USD' });
  const lying: readonly (readonly [string, Detail])[] = [
    ['deribit', { kind: 'balance', holds: 'collateral', asset: 'BTC', amount: '0.15', value: coins(0.15, 'BTC'), asOf }],
    ['deribit', { kind: 'balance', holds: 'unrealised', asset: 'USDC', amount: '640', value: { amount: '640', currency: 'USD' }, asOf }],
    ['binance-futures', { kind: 'balance', holds: 'collateral', asset: 'USDT', amount: '42000', asOf }],
    ['kraken-futures', { kind: 'balance', holds: 'collateral', asset: 'USD', amount: '3200', asOf }],
    [
      'okx',
      { kind: 'balance', holds: 'cash', asset: 'USDT', amount: '6340', asOf, note: 'A withdrawal to the allow-list waits for its day.' },
    ],
    ['dydx', { kind: 'balance', holds: 'collateral', asset: 'USDC', amount: '2500', asOf }],
  ];
  for (const [venue, detail] of lying) await add(desk, venue, detail);
  const rating = { kind: 'rating', source: 'An invented rating house', scale: '0 to 10', asOf: world.ago(1) } as const;
  await add(desk, 'deribit', { ...rating, rated: '8.6' });
}
