import { amount, type MadePosition, recurring, type World } from './world.ts';

/** Products of a platform: flexible, fixed for a term, and one in a coin that nobody priced here. */
export function madeEarn(world: World): readonly MadePosition[] {
  return [flexible(world), term(world), unpriced(world)];
}

function flexible(world: World): MadePosition {
  const opened = 270;
  return {
    terms: {
      kind: 'earn-flexible',
      title: 'BTC flexible',
      platform: 'Nexo',
      opened: world.ago(opened),
      asset: 'BTC',
      counterparty: 'Nexo Capital',
      quoted: { rate: '0.03', basis: 'apy', net: 'net', source: 'Platform', asOf: world.ago(5) },
      risks: ['An unsecured claim on the platform'],
    },
    activities: [
      { kind: 'open', at: world.at(opened), into: [amount('BTC', 0.35, 8)] },
      ...recurring(opened, 30).map((ago) => ({
        kind: 'reward' as const,
        at: world.at(ago, '06:00:00'),
        into: [amount('BTC', (0.35 * 0.0296 * 30) / 365, 8)],
        rewardTo: 'position' as const,
      })),
    ],
  };
}

function term(world: World): MadePosition {
  const opened = 49;
  return {
    terms: {
      kind: 'earn-fixed',
      title: 'EUR term deposit',
      platform: 'Nexo',
      opened: world.ago(opened),
      asset: 'EUR',
      counterparty: 'Nexo Capital',
      matures: world.ago(opened - 90),
      lockedUntil: world.ago(opened - 90),
      quoted: { rate: '0.07', basis: 'apr-simple', net: 'net', source: 'Platform', asOf: world.ago(opened) },
    },
    activities: [
      { kind: 'open', at: world.at(opened), into: [amount('EUR', 5_000, 2)] },
      ...recurring(opened, 7).map((ago) => ({
        kind: 'reward' as const,
        at: world.at(ago, '06:00:00'),
        into: [amount('EUR', (5_000 * 0.07 * 7) / 365, 2)],
        rewardTo: 'position' as const,
      })),
    ],
  };
}

function unpriced(world: World): MadePosition {
  const opened = 75;
  return {
    terms: { kind: 'earn-flexible', title: 'PYUSD savings', platform: 'Bitvavo', opened: world.ago(opened), asset: 'PYUSD' },
    activities: [
      { kind: 'open', at: world.at(opened), into: [amount('PYUSD', 2_000, 2)] },
      ...recurring(opened, 15).map((ago) => ({
        kind: 'reward' as const,
        at: world.at(ago, '06:00:00'),
        into: [amount('PYUSD', 3.7, 2)],
        rewardTo: 'position' as const,
      })),
    ],
    note: 'No price of PYUSD was imported: what depends on one says so.',
  };
}
