import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  ASSETS,
  assetSchema,
  findAsset,
  NETWORKS,
  networkOfAsset,
  networkSchema,
  resolveAsset,
  toleranceDays,
  aliasKey,
} from '../../shared/market/index.ts';

describe('the asset catalogue', () => {
  it('holds rows of the declared shape, each code once in any letter case', () => {
    expect(z.array(assetSchema).safeParse(ASSETS).error).toBeUndefined();
    expect(new Set(ASSETS.map((asset) => asset.code.toUpperCase())).size).toBe(ASSETS.length);
  });

  it('names each CoinGecko id and each chain address once', () => {
    const ids = ASSETS.flatMap((asset) => (asset.coingecko ? [asset.coingecko] : []));
    expect(new Set(ids).size).toBe(ids.length);
    const caips = ASSETS.flatMap((asset) => asset.caip ?? []);
    expect(new Set(caips).size).toBe(caips.length);
    for (const caip of caips)
      expect(caip).toMatch(/^[a-z0-9]+:[A-Za-z0-9-]+\/(?:slip44:\d+|erc20:0x[0-9a-f]{40}|token:[1-9A-HJ-NP-Za-km-z]{32,44})$/);
  });

  it('leads every derived asset to a base in finitely many steps, and every peg to a fiat currency', () => {
    for (const asset of ASSETS) {
      const path = [asset];
      for (let at = asset; at.underlying; at = path.at(-1)!) {
        path.push(findAsset(at.underlying.asset)!);
        expect(path).not.toContain(undefined);
        expect(path.length).toBeLessThan(5);
      }
    }
    const pegs = ASSETS.flatMap((asset) => (asset.peg === undefined ? [] : [findAsset(asset.peg)?.kind]));
    expect(new Set(pegs)).toEqual(new Set(['fiat']));
  });

  it('knows the tolerance of unknown assets, and the owner has the last word', () => {
    expect(toleranceDays('NOBODYKNOWS')).toBe(3);
    expect(toleranceDays('EUR')).toBe(5);
    expect(toleranceDays('EUR', new Map([['EUR', 10]]))).toBe(10);
  });
});

describe('networks', () => {
  it('hold rows of the declared shape, whose native assets are in the catalogue and point back', () => {
    expect(z.array(networkSchema).safeParse(NETWORKS).error).toBeUndefined();
    expect(NETWORKS.map((network) => findAsset(network.asset)?.network)).toEqual(NETWORKS.map((network) => network.id));
    const native = ASSETS.filter((asset) => asset.network !== undefined);
    expect(native.map((asset) => networkOfAsset(asset.code)?.id)).toEqual(native.map((asset) => asset.network));
  });
});

describe('resolveAsset', () => {
  it.each([
    ['kraken', 'XXBT', { asset: 'BTC' }],
    ['kraken', 'XETH', { asset: 'ETH' }],
    ['kraken', 'ZEUR', { asset: 'EUR' }],
    ['kraken', 'XTZ', { asset: 'XTZ' }],
    ['kraken', 'XBT', { asset: 'BTC' }],
    ['kraken', 'XDG', { asset: 'DOGE' }],
    ['kraken', 'XXDG', { asset: 'DOGE' }],
    ['kraken', 'DOT.S', { asset: 'DOT', product: 'staked' }],
    ['kraken', 'DOT28.S', { asset: 'DOT', product: 'bonded', termDays: 28 }],
    ['kraken', 'MATIC04.S', { asset: 'MATIC', product: 'bonded', termDays: 4 }],
    ['kraken', 'DOT.P', { asset: 'DOT', product: 'parachain' }],
    ['kraken', 'XBT.M', { asset: 'BTC', product: 'opt-in' }],
    ['kraken', 'SOL.F', { asset: 'SOL', product: 'flexible' }],
    ['kraken', 'ADA.B', { asset: 'ADA', product: 'bonded' }],
    ['kraken', 'EUR.HOLD', { asset: 'EUR', product: 'hold' }],
    ['kraken', 'ETH2', { asset: 'ETH', product: 'staked' }],
    ['kraken', 'ETH2.S', { asset: 'ETH', product: 'staked' }],
    ['Kraken', 'ETHW', { asset: 'ETHW' }],
    ['kraken', 'LUNA2', { asset: 'LUNA' }],
    ['kraken', 'C98', { asset: 'C98' }],
    ['binance', 'LDBTC', { asset: 'BTC', product: 'flexible' }],
    ['binance', 'LDBETH', { asset: 'ETH', product: 'flexible' }],
    ['binance', 'LDO', { asset: 'LDO' }],
    ['binance', 'LDLDO', { asset: 'LDO', product: 'flexible' }],
    ['binance', 'BETH', { asset: 'ETH', product: 'staked' }],
    ['binance', 'WBETH', { asset: 'wBETH' }],
    ['coinbase', 'ETH2', { asset: 'ETH', product: 'staked' }],
    ['rotki', 'eip155:1/erc20:0xae7ab96520DE3A18E5e111B5EaAb095312D7fE84', { asset: 'stETH' }],
    [
      'rotki',
      'eip155:1/erc20:0x00000000000000000000000000000000DeaDBeef',
      { asset: 'eip155:1/erc20:0x00000000000000000000000000000000DeaDBeef' },
    ],
    ['koinly', 'WFLR;9546698', { asset: 'WFLR' }],
    ['any', 'btc', { asset: 'BTC' }],
    ['constructor', 'toString', { asset: 'toString' }],
    ['any', 'STETH', { asset: 'stETH' }],
    ['any', ' unknowncoin ', { asset: 'UNKNOWNCOIN' }],
    ['any', 'aEthWETH', { asset: 'aEthWETH' }],
  ])('%s %s', (platform, ticker, expected) => {
    expect(resolveAsset(platform, ticker)).toEqual(expected);
  });

  it('lets the alias that the owner has set win, on one platform or on all', () => {
    const aliases = new Map([
      [aliasKey('Kraken', 'xxbt'), 'MYCOIN'],
      [aliasKey('*', 'foo'), 'BAR'],
    ]);
    expect(resolveAsset('kraken', 'XXBT', aliases)).toEqual({ asset: 'MYCOIN' });
    expect(resolveAsset('binance', 'XBT', aliases)).toEqual({ asset: 'BTC' });
    expect(resolveAsset('binance', 'Foo', aliases)).toEqual({ asset: 'BAR' });
  });

  it('answers a code of the catalogue by itself', () => {
    for (const asset of ASSETS) expect(resolveAsset('any', asset.code)).toEqual({ asset: asset.code });
  });
});
