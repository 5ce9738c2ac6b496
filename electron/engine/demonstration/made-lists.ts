import { type Desk, made } from './diary.ts';
import { poolId } from './made-pools.ts';

/** Two watchlists and two screens, as somebody keeps them who looks every week. */
export async function madeLists(desk: Desk): Promise<void> {
  await stablePools(desk);
  await coins(desk);
  await screens(desk);
}

async function stablePools({ api, world, pass }: Desk): Promise<void> {
  const { list } = made(
    await api.watchlists.save({
      terms: {
        title: 'Stablecoin yields',
        says: 'Where idle dollars could go next: at least fifty million in the pool, a rate that does not hang on rewards.',
        metrics: ['market.pool-rate-base', 'market.pool-rate', 'market.pool-tvl', 'market.pool-lockup'],
        trends: ['market.pool-rate'],
        columns: [
          { column: 'most', name: 'Most we would place', type: 'money', currency: 'USD' },
          { column: 'audit', name: 'Audits', type: 'text', currency: null },
        ],
      },
    }),
  );
  const pools = ['aave-usdc', 'morpho-usdc', 'compound-usdc', 'spark-susds', 'ethena-susde', 'fluid-usdc', 'euler-usdc', 'maple-usdc'];
  const { entries } = made(await api.watchlists.add({ list, about: pools.map((name) => ({ kind: 'pool', id: poolId(name) })) }));
  const entryOf = (name: string) => entries[pools.indexOf(name)]!;
  pass(240);
  const tags: Readonly<Record<string, readonly string[]>> = {
    'aave-usdc': ['core'],
    'compound-usdc': ['core'],
    'morpho-usdc': ['curated'],
    'ethena-susde': ['basis trade', 'cool-down'],
    'maple-usdc': ['credit', 'lock-up'],
    'euler-usdc': ['on trial'],
  };
  for (const [name, after] of Object.entries(tags)) {
    made(await api.watchlists.setEntry({ entry: entryOf(name), setting: { field: 'tags', after: [...after] } }));
  }
  for (const [name, most, audit] of [
    ['aave-usdc', '1000000', 'several'],
    ['morpho-usdc', '400000', 'several; the curator decides where it lends'],
    ['euler-usdc', '100000', 'rewritten after 2023'],
  ] as const) {
    made(await api.watchlists.setEntry({ entry: entryOf(name), setting: { field: 'value', column: 'most', after: most } }));
    made(await api.watchlists.setEntry({ entry: entryOf(name), setting: { field: 'value', column: 'audit', after: audit } }));
  }
  made(await api.watchlists.setEntry({ entry: entryOf('euler-usdc'), setting: { field: 'review', after: world.ago(3) } }));
  made(await api.watchlists.setEntry({ entry: entryOf('maple-usdc'), setting: { field: 'review', after: world.ago(-20) } }));
  made(
    await api.watchlists.setEntry({
      entry: entryOf('morpho-usdc'),
      setting: { field: 'targets', after: [{ metric: 'market.pool-tvl', direction: 'at-least', value: '400000000', currency: null }] },
    }),
  );
  made(
    await api.watchlists.setEntry({
      entry: entryOf('aave-usdc'),
      setting: { field: 'targets', after: [{ metric: 'market.pool-rate-base', direction: 'at-least', value: '0.055', currency: null }] },
    }),
  );
  made(
    await api.watchlists.writeNote({
      entry: entryOf('ethena-susde'),
      note: 'Pays what funding pays. Seven days to get out: never more than we can wait for.',
    }),
  );
  pass(90);
  made(
    await api.watchlists.writeNote({
      entry: entryOf('ethena-susde'),
      note: 'Pays what funding pays, and funding has halved since summer. Seven days to get out: never more than we can wait for.',
    }),
  );
}

async function coins({ api, pass }: Desk): Promise<void> {
  const { list } = made(
    await api.watchlists.save({
      terms: {
        title: 'What we hold and lean on',
        says: 'Coins, their staked forms and the networks behind them.',
        metrics: ['market.asset-price', 'market.asset-peg', 'market.pair-price', 'market.network-inflation', 'market.network-unbonding'],
        trends: ['market.asset-price', 'market.pair-price'],
        columns: [],
      },
    }),
  );
  const about = [
    { kind: 'asset', id: 'ETH' },
    { kind: 'asset', id: 'USDT' },
    { kind: 'pair', id: 'stETH/ETH' },
    { kind: 'network', id: 'polkadot' },
    { kind: 'network', id: 'solana' },
    { kind: 'venue', id: 'deribit' },
  ] as const;
  made(await api.watchlists.add({ list, about: [...about] }));
  pass(120);
}

async function screens({ api, pass }: Desk): Promise<void> {
  const columns = ['market.pool-rate', 'market.pool-rate-base', 'market.pool-tvl', 'market.pool-chain', 'market.pool-project'];
  for (const [title, says, condition] of [
    [
      'Stable and worth a look',
      'Stablecoins that earn without rewards, in pools that one can leave.',
      'rate.base > 4.5% and tvl > 50m and stablecoin = "yes" and exposure = "single"',
    ],
    ['Money leaves', 'Pools that lost a fifth of their size within a week.', 'change(tvl, 7d) < -20% and tvl > 1m'],
  ] as const) {
    made(
      await api.watchlists.saveScreen({
        terms: { title, says, kind: 'pool', condition, columns, sort: { metric: 'market.pool-rate-base', descending: true } },
      }),
    );
    pass(60);
  }
}
