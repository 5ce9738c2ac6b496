import { amount, gas, type MadePosition, recurring, type World } from './world.ts';

/** Lending: a supply, a loop that holds, and a loan that was liquidated in part. */
export function madeLending(world: World): readonly MadePosition[] {
  return [supply(world), loop(world), liquidated(world)];
}

function supply(world: World): MadePosition {
  const opened = 190;
  let held = 15_000;
  return {
    terms: {
      kind: 'lending-supply',
      title: 'USDC supply',
      platform: 'Aave v3',
      network: 'Ethereum',
      opened: world.ago(opened),
      asset: 'USDC',
      quoted: { rate: '0.0446', basis: 'apr-simple', net: 'net', source: 'Aave', asOf: world.ago(1) },
    },
    activities: [
      {
        kind: 'open',
        at: world.at(opened),
        into: [amount('USDC', held, 2)],
        fees: [gas(world, opened, 4.6)],
        transaction: '0xaa01…supply',
      },
      ...recurring(opened, 30).map((ago, i) => {
        const earned = (held * (0.041 + 0.003 * (i % 3)) * 30) / 365;
        held += earned;
        return { kind: 'reward' as const, at: world.at(ago, '00:00:11'), into: [amount('USDC', earned, 6)], rewardTo: 'position' as const };
      }),
    ],
  };
}

function loop(world: World): MadePosition {
  const opened = 100;
  let owed = 6_000;
  return {
    terms: {
      kind: 'loop',
      title: 'ETH ⇄ USDC loop',
      platform: 'Aave v3',
      network: 'Ethereum',
      opened: world.ago(opened),
      collateral: [{ asset: 'ETH', liquidationThreshold: '0.83' }],
      debt: ['USDC'],
      turns: 2,
      risks: ['Liquidated where ether falls by what the health factor says'],
    },
    activities: [
      {
        kind: 'open',
        at: world.at(opened, '14:00:00'),
        into: [amount('ETH', 5.6)],
        fees: [gas(world, opened, 9.1)],
        transaction: '0x1009…loop',
      },
      { kind: 'borrow', at: world.at(opened, '14:05:00'), outOf: [amount('USDC', owed, 2)] },
      ...recurring(opened, 25).flatMap((ago) => {
        const interest = (owed * 0.052 * 25) / 365;
        owed += interest;
        return [
          { kind: 'interest' as const, at: world.at(ago, '00:00:35'), into: [amount('USDC', interest, 6)] },
          {
            kind: 'reward' as const,
            at: world.at(ago, '00:00:36'),
            into: [amount('ETH', (5.6 * 0.0188 * 25) / 365, 9)],
            rewardTo: 'position' as const,
          },
        ];
      }),
    ],
  };
}

function liquidated(world: World): MadePosition {
  const opened = 430;
  const seized = 340;
  return {
    terms: {
      kind: 'lending-borrow',
      title: 'ETH against USDC',
      platform: 'Compound III',
      network: 'Ethereum',
      opened: world.ago(opened),
      collateral: [{ asset: 'ETH', liquidationThreshold: '0.895' }],
      debt: ['USDC'],
    },
    activities: [
      { kind: 'open', at: world.at(opened), into: [amount('ETH', 4)], fees: [gas(world, opened, 12.2)], transaction: '0xc0de…open' },
      { kind: 'borrow', at: world.at(opened, '09:20:00'), outOf: [amount('USDC', 6_600, 2)] },
      { kind: 'interest', at: world.at(seized + 1, '00:00:00'), into: [amount('USDC', 84.3, 2)] },
      {
        kind: 'liquidation',
        at: world.at(seized, '03:31:00'),
        into: [amount('USDC', 3_340, 2)],
        outOf: [amount('ETH', (3_340 * 1.07) / world.price('ETH', seized))],
        note: 'Half of the debt was settled with collateral at seven per cent above its price.',
        transaction: '0xdead…absorb',
      },
      { kind: 'interest', at: world.at(120, '00:00:00'), into: [amount('USDC', 98.1, 2)] },
    ],
    note: 'Asleep when ether fell. A health-factor alert at 1.2 would have been in time.',
  };
}
