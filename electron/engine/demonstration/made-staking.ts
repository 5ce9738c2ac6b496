import { amount, type MadePosition, recurring, type World } from './world.ts';

/** Staking in good and bad luck: a rebasing and a reward-bearing token, a delegation that was slashed, an own validator, a closed one. */
export function madeStaking(world: World): readonly MadePosition[] {
  return [rebasing(world), rewardBearing(world), marinade(world), slashed(world), validator(world), closed(world)];
}

function rebasing(world: World): MadePosition {
  const opened = 330;
  const yearly = 0.0289;
  let held = 6;
  return {
    terms: {
      kind: 'liquid-staking',
      title: 'stETH',
      platform: 'Lido',
      network: 'Ethereum',
      opened: world.ago(opened),
      asset: 'stETH',
      underlying: 'ETH',
      mode: 'rebasing',
      commission: '0.1',
      unbondingDays: 5,
      quoted: { rate: '0.0291', basis: 'apr-simple', net: 'net', source: 'Lido', asOf: world.ago(2) },
      risks: ['Smart contract of Lido', 'The token may trade below ether for weeks'],
    },
    activities: [
      { kind: 'open', at: world.at(opened), into: [amount('stETH', held)], fees: [amount('ETH', 0.0031)], transaction: '0x7d1c…steth' },
      ...recurring(opened, 7).map((ago) => {
        const grown = (held * yearly * 7) / 365;
        held += grown;
        return { kind: 'rebase' as const, at: world.at(ago, '12:30:00'), into: [amount('stETH', grown, 12)] };
      }),
    ],
  };
}

function rewardBearing(world: World): MadePosition {
  const opened = 280;
  return {
    terms: {
      kind: 'liquid-staking',
      title: 'wstETH',
      platform: 'Lido',
      network: 'Ethereum',
      opened: world.ago(opened),
      asset: 'wstETH',
      underlying: 'ETH',
      mode: 'reward-bearing',
      commission: '0.1',
      unbondingDays: 5,
    },
    activities: [
      { kind: 'open', at: world.at(opened), into: [amount('wstETH', 2.4)], fees: [amount('ETH', 0.0026)], transaction: '0x41b9…wsteth' },
      { kind: 'add', at: world.at(121), into: [amount('wstETH', 0.85)], fees: [amount('ETH', 0.0017)], transaction: '0x90aa…wsteth' },
    ],
  };
}

function marinade(world: World): MadePosition {
  const opened = 240;
  return {
    terms: {
      kind: 'liquid-staking',
      title: 'SOL',
      platform: 'Marinade',
      network: 'Solana',
      opened: world.ago(opened),
      asset: 'mSOL',
      underlying: 'SOL',
      mode: 'reward-bearing',
      unbondingDays: 2,
    },
    activities: [
      {
        kind: 'open',
        at: world.at(opened),
        into: [amount('mSOL', 55)],
        fees: [{ asset: 'SOL', quantity: '0.000105' }],
        transaction: '5Gk…msol',
      },
    ],
    note: 'Moved from the exchange after its commission went up.',
  };
}

function slashed(world: World): MadePosition {
  const opened = 360;
  const yearly = 0.168;
  const held = 900;
  const rewards = recurring(opened, 14).map((ago) => ({
    kind: 'reward' as const,
    at: world.at(ago, '06:00:00'),
    into: [amount('ATOM', (held * yearly * 14) / 365)],
    rewardTo: 'claimable' as const,
  }));
  const claimed = rewards.filter((_, i) => i < 14).reduce((total, reward) => total + Number(reward.into[0]!.quantity), 0);
  return {
    terms: {
      kind: 'delegated-staking',
      title: 'ATOM',
      platform: 'Own delegation',
      network: 'Cosmos Hub',
      opened: world.ago(opened),
      asset: 'ATOM',
      commission: '0.05',
      validators: ['cosmosvaloper1north', 'cosmosvaloper1harbour', 'cosmosvaloper1lantern'],
      unbondingDays: 21,
      quoted: { rate: '0.1768', basis: 'apr-simple', net: 'gross', source: 'Chain parameters', asOf: world.ago(30) },
      risks: ['Double signing costs a delegator 5 % of what is with that validator', 'Three weeks without reward to get out'],
    },
    activities: [
      { kind: 'open', at: world.at(opened), into: [amount('ATOM', held)], fees: [{ asset: 'ATOM', quantity: '0.0061' }] },
      ...rewards,
      { kind: 'claim', at: world.at(158), into: [amount('ATOM', claimed)], fees: [{ asset: 'ATOM', quantity: '0.0048' }] },
      {
        kind: 'slash',
        at: world.at(120, '17:44:00'),
        outOf: [amount('ATOM', 15)],
        note: 'Validator “harbour” signed twice: 5 % of 300 ATOM.',
      },
    ],
    note: 'Left “harbour” after the slashing; the other two keep 5 %.',
  };
}

function validator(world: World): MadePosition {
  const opened = 420;
  return {
    terms: {
      kind: 'own-validator',
      title: 'Validator 1204417',
      platform: 'Own node',
      network: 'Ethereum',
      opened: world.ago(opened),
      asset: 'ETH',
      validators: ['1204417'],
      unbondingDays: 9,
      risks: ['The exit queue varies', 'A slashing of 0.0078 ether and more if many are slashed at once'],
    },
    activities: [
      { kind: 'open', at: world.at(opened), into: [amount('ETH', 32)], fees: [amount('ETH', 0.0044)], transaction: '0x00de…posit' },
      ...recurring(opened, 30).map((ago) => ({
        kind: 'reward' as const,
        at: world.at(ago, '12:00:23'),
        into: [amount('ETH', (32 * 0.0274 * 30) / 365, 9)],
        rewardTo: 'wallet' as const,
      })),
      ...recurring(opened, 90).map((ago) => ({
        kind: 'fee' as const,
        at: world.at(ago, '08:00:00'),
        fees: [amount('USDC', 54, 2)],
        feesFrom: 'wallet' as const,
        note: 'Power and line of the node',
      })),
    ],
  };
}

function closed(world: World): MadePosition {
  const opened = 500;
  const held = 8_000;
  const rewards = recurring(opened, 20, 95).map((ago) => ({
    kind: 'reward' as const,
    at: world.at(ago, '21:45:00'),
    into: [amount('ADA', (held * 0.0245 * 20) / 365)],
  }));
  const kept = rewards.reduce((total, reward) => total + Number(reward.into[0]!.quantity), held);
  return {
    terms: {
      kind: 'native-staking',
      title: 'ADA',
      platform: 'Own wallet',
      network: 'Cardano',
      opened: world.ago(opened),
      asset: 'ADA',
      commission: '0.02',
    },
    activities: [
      { kind: 'open', at: world.at(opened), into: [amount('ADA', held)], fees: [{ asset: 'ADA', quantity: '2.17' }] },
      ...rewards,
      { kind: 'close', at: world.at(90), outOf: [amount('ADA', kept)], fees: [{ asset: 'ADA', quantity: '0.18' }] },
    ],
    note: 'Two and a half per cent did not pay for the fall of the coin.',
  };
}
