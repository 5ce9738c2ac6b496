import { amount, gas, type MadePosition, recurring, type World } from './world.ts';

/** Liquidity in the four models of a pool: fees that beat the divergence, a depeg, a fall that no fee makes good, and a plain pair. */
export function madeLiquidity(world: World): readonly MadePosition[] {
  return [concentrated(world), stable(world), weighted(world), plain(world)];
}

function concentrated(world: World): MadePosition {
  const opened = 214;
  const price = world.price('ETH', opened);
  const lower = Math.round((price * 0.75) / 10) * 10;
  const upper = Math.round((price * 1.3) / 10) * 10;
  const worth = 10_000;
  // Uniswap v3 whitepaper, 6.2: what one unit of liquidity holds at this price, scaled to what is put in.
  const first = 1 / Math.sqrt(price) - 1 / Math.sqrt(upper);
  const second = Math.sqrt(price) - Math.sqrt(lower);
  const liquidity = worth / (first * price + second);
  return {
    terms: {
      kind: 'liquidity',
      title: 'WETH–USDC 0.05 %',
      platform: 'Uniswap v3',
      network: 'Ethereum',
      opened: world.ago(opened),
      pool: { model: 'concentrated', assets: ['ETH', 'USDC'], lower: String(lower), upper: String(upper) },
      fee: '0.0005',
      reference: 'NFT 781204',
      risks: ['Out of range the position earns nothing', 'All of it turns into the coin that falls'],
    },
    activities: [
      {
        kind: 'open',
        at: world.at(opened),
        into: [amount('ETH', liquidity * first), amount('USDC', liquidity * second)],
        fees: [gas(world, opened, 11.4)],
        transaction: '0xe1f0…mint',
      },
      ...recurring(opened, 30).map((ago, i) => ({
        kind: 'collect-fees' as const,
        at: world.at(ago, '18:20:00'),
        into: [amount('ETH', (27 + 3 * (i % 3)) / world.price('ETH', ago)), amount('USDC', 29 + 4 * (i % 2), 2)],
        fees: [gas(world, ago, 3.9)],
        transaction: `0xc0${i}1…collect`,
      })),
      ...recurring(opened, 35).map((ago) => ({
        kind: 'reward' as const,
        at: world.at(ago, '00:05:00'),
        into: [amount('ARB', 26)],
        rewardTo: 'claimable' as const,
      })),
    ],
    note: 'Range chosen a quarter below and a third above; look again when ether leaves the middle half.',
  };
}

function stable(world: World): MadePosition {
  const opened = 300;
  return {
    terms: {
      kind: 'liquidity',
      title: 'USDC–USDT',
      platform: 'Curve',
      network: 'Ethereum',
      opened: world.ago(opened),
      pool: { model: 'stable-swap', assets: ['USDC', 'USDT'], amplification: '2000' },
      fee: '0.0001',
      risks: ['If one coin leaves its peg, the pool holds almost nothing else'],
    },
    activities: [
      {
        kind: 'open',
        at: world.at(opened),
        into: [amount('USDC', 1_150, 2), amount('USDT', 1_150, 2)],
        fees: [gas(world, opened, 6.2)],
        transaction: '0x3c4e…curve',
      },
      ...recurring(opened, 60).map((ago) => ({
        kind: 'collect-fees' as const,
        at: world.at(ago, '10:00:00'),
        into: [amount('USDC', 4.1, 2), amount('USDT', 3.9, 2)],
      })),
    ],
  };
}

function weighted(world: World): MadePosition {
  const opened = 390;
  const worth = 6_000;
  return {
    terms: {
      kind: 'liquidity',
      title: 'BAL–WETH 80/20',
      platform: 'Balancer',
      network: 'Ethereum',
      opened: world.ago(opened),
      pool: {
        model: 'weighted',
        legs: [
          { asset: 'BAL', weight: '0.8' },
          { asset: 'ETH', weight: '0.2' },
        ],
      },
      fee: '0.01',
      risks: ['Most of the incentives are paid in the coin that falls'],
    },
    activities: [
      {
        kind: 'open',
        at: world.at(opened),
        into: [amount('BAL', (worth * 0.8) / world.price('BAL', opened)), amount('ETH', (worth * 0.2) / world.price('ETH', opened))],
        fees: [gas(world, opened, 14.8)],
        transaction: '0x8bd2…join',
      },
      ...recurring(opened, 45).map((ago) => ({
        kind: 'reward' as const,
        at: world.at(ago, '00:10:00'),
        into: [amount('BAL', 48)],
        rewardTo: 'wallet' as const,
        fees: [gas(world, ago, 2.7)],
        transaction: '0x5a77…claim',
      })),
      ...recurring(opened, 60).map((ago) => ({
        kind: 'collect-fees' as const,
        at: world.at(ago, '10:30:00'),
        into: [amount('ETH', 0.0042)],
      })),
    ],
    note: 'Entered for the incentives. They did not pay for what they were paid in.',
  };
}

function plain(world: World): MadePosition {
  const opened = 150;
  const worth = 4_000;
  return {
    terms: {
      kind: 'liquidity',
      title: 'SOL–USDC',
      platform: 'Raydium',
      network: 'Solana',
      opened: world.ago(opened),
      pool: { model: 'constant-product', assets: ['SOL', 'USDC'] },
      fee: '0.0025',
    },
    activities: [
      {
        kind: 'open',
        at: world.at(opened),
        into: [amount('SOL', worth / 2 / world.price('SOL', opened)), amount('USDC', worth / 2, 2)],
        fees: [{ asset: 'SOL', quantity: '0.000205' }],
        transaction: '3rT…pool',
      },
      ...recurring(opened, 30).map((ago) => ({
        kind: 'collect-fees' as const,
        at: world.at(ago, '11:00:00'),
        into: [amount('SOL', 18 / world.price('SOL', ago)), amount('USDC', 18.4, 2)],
      })),
      {
        kind: 'withdraw',
        at: world.at(40),
        outOf: [amount('SOL', (worth / 8 / world.price('SOL', opened)) * 0.97), amount('USDC', (worth / 8) * 1.03, 2)],
        share: '0.25',
      },
    ],
  };
}
