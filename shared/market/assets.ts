import { z } from 'zod';
import catalogueData from '../../data/assets.json' with { type: 'json' };
import { assetCode } from '../figures/index.ts';

export const ASSET_KINDS = ['fiat', 'coin', 'stablecoin', 'liquid-staking', 'wrapped'] as const;

/**
 * How one unit of an asset relates to its underlying.
 * - `rebasing`: one unit stays worth one of the underlying; the balance grows (stETH).
 * - `reward-bearing`: the balance stays; the rate of one unit in the underlying grows (wstETH, rETH, mSOL).
 * - `wrapped`: redeemable one for one, without yield (WETH).
 */
export const UNDERLYING_RELATIONS = ['rebasing', 'reward-bearing', 'wrapped'] as const;

export const assetSchema = z.strictObject({
  code: assetCode,
  name: z.string().min(1),
  kind: z.enum(ASSET_KINDS),
  /** Decimal places of the smallest unit. */
  decimals: z.int().min(0).max(36),
  coingecko: z.string().min(1).optional(),
  /** How many days old a price may be before the value counts as unavailable. */
  toleranceDays: z.int().min(0),
  /** Id of the network that pays its staking rewards. */
  network: z.string().optional(),
  underlying: z.object({ asset: assetCode, relation: z.enum(UNDERLYING_RELATIONS) }).optional(),
  /** The currency a stablecoin promises to be worth one unit of. */
  peg: assetCode.optional(),
  caip: z.array(z.string()).optional(),
});
export type Asset = z.infer<typeof assetSchema>;

/** The bundled catalogue, `data/assets.json`; a test holds each row against {@link assetSchema}. */
export const ASSETS = catalogueData as readonly Asset[];

/** Tolerance of an asset that the catalogue does not know. */
export const DEFAULT_TOLERANCE_DAYS = 3;

/** What a platform's ticker says about where the balance lies, besides which asset it is. */
export type AssetProduct = 'staked' | 'bonded' | 'opt-in' | 'flexible' | 'parachain' | 'hold';

export interface ResolvedAsset {
  readonly asset: string;
  readonly product?: AssetProduct;
  /** Days of unbonding that the ticker names (`DOT28.S`). */
  readonly termDays?: number;
}

/** Aliases that a person has set: `platform:ticker` (or `*:ticker` for every platform) to asset code. See {@link aliasKey}. */
export type Aliases = ReadonlyMap<string, string>;

export function aliasKey(platform: string, ticker: string): string {
  return `${platform.trim().toLowerCase()}:${ticker.trim().toUpperCase()}`;
}

const BY_CODE: ReadonlyMap<string, Asset> = new Map(ASSETS.map((asset) => [asset.code.toUpperCase(), asset]));
const BY_CAIP: ReadonlyMap<string, Asset> = new Map(ASSETS.flatMap((asset) => (asset.caip ?? []).map((caip) => [caipKey(caip), asset])));
const BY_COINGECKO: ReadonlyMap<string, Asset> = new Map(ASSETS.flatMap((asset) => (asset.coingecko ? [[asset.coingecko, asset]] : [])));

/** The catalogue's entry for a code, whatever its case; `undefined` where the catalogue does not know it. */
export function findAsset(code: string): Asset | undefined {
  return BY_CODE.get(code.toUpperCase());
}

/** The asset that CoinGecko calls by this id (`bitcoin`); ids are not tickers, many coins share one ticker. */
export function assetOfCoingeckoId(id: string): Asset | undefined {
  return BY_COINGECKO.get(id);
}

export function isFiat(code: string): boolean {
  return findAsset(code)?.kind === 'fiat';
}

/** Days that a price of `code` may be old: the owner's setting, else the catalogue's, else {@link DEFAULT_TOLERANCE_DAYS}. */
export function toleranceDays(code: string, own?: ReadonlyMap<string, number>): number {
  return own?.get(code) ?? findAsset(code)?.toleranceDays ?? DEFAULT_TOLERANCE_DAYS;
}

/**
 * The asset that a platform means by a ticker, and what the ticker says about its product.
 *
 * Order: the owner's alias, CAIP-19 id, the platform's own notation, names that several platforms use, the catalogue (which settles the
 * letter case). A ticker that nobody knows comes back as it is, in capitals where it was all small letters; an unknown CAIP id is left whole.
 */
export function resolveAsset(platform: string, ticker: string, aliases?: Aliases): ResolvedAsset {
  // Koinly's bulk export appends its own id to the ticker: `WFLR;9546698`.
  const text = ticker.trim().replace(/;\d+$/, '');
  const alias = aliases?.get(aliasKey(platform, text)) ?? aliases?.get(aliasKey('*', text));
  if (alias !== undefined) return { asset: alias };
  if (text.includes('/')) return { asset: BY_CAIP.get(caipKey(text))?.code ?? text };
  const notation = NOTATIONS.get(platform.trim().toLowerCase());
  return notation?.(text.toUpperCase()) ?? { asset: codeOf(text) };
}

type Notation = (ticker: string) => ResolvedAsset | undefined;

const NOTATIONS: ReadonlyMap<string, Notation> = new Map<string, Notation>([
  ['kraken', kraken],
  ['binance', binance],
  ['coinbase', ethTwo],
  ['coinbase-pro', ethTwo],
]);

const KRAKEN_CLASSIC: Readonly<Record<string, string>> = {
  XETC: 'ETC',
  XETH: 'ETH',
  XLTC: 'LTC',
  XMLN: 'MLN',
  XREP: 'REP',
  XXBT: 'BTC',
  XXDG: 'DOGE',
  XXLM: 'XLM',
  XXMR: 'XMR',
  XXRP: 'XRP',
  XZEC: 'ZEC',
  XICN: 'ICN',
  XDAO: 'DAO',
  XNMC: 'NMC',
  XXVN: 'VEN',
  ZAUD: 'AUD',
  ZCAD: 'CAD',
  ZEUR: 'EUR',
  ZGBP: 'GBP',
  ZJPY: 'JPY',
  ZKRW: 'KRW',
  ZUSD: 'USD',
  // Kraken kept the old tickers for the collapsed chain and numbered the new one.
  LUNA: 'LUNC',
  LUNA2: 'LUNA',
  UST: 'USTC',
};

const KRAKEN_SUFFIXES: Readonly<Record<string, AssetProduct>> = {
  S: 'staked',
  B: 'bonded',
  M: 'opt-in',
  F: 'flexible',
  P: 'parachain',
  HOLD: 'hold',
};

/** Kraken: `XXBT`, `ZEUR`, a suffix for the product (`.S .B .M .F .P .HOLD`), days of bonding before it (`DOT28.S`), `ETH2`. */
function kraken(ticker: string): ResolvedAsset {
  const [, stem = ticker, suffix] = /^(.+)\.(S|B|M|F|P|HOLD)$/.exec(ticker) ?? [];
  const product = suffix === undefined ? undefined : KRAKEN_SUFFIXES[suffix];
  if (stem === 'ETH2') return { asset: 'ETH', product: product ?? 'staked' };
  const term = product === undefined ? null : /^([A-Z]+)(\d{2})$/.exec(stem);
  const name = term?.[1] ?? stem;
  const asset = KRAKEN_CLASSIC[name] ?? codeOf(name);
  if (product === undefined) return { asset };
  return term ? { asset, product: 'bonded', termDays: Number(term[2]) } : { asset, product };
}

/**
 * Binance: `LD` before the ticker marks flexible earn (`LDBTC`; `LDO` is Lido), and BETH is ether staked one for one.
 * Wrapped BETH is another token, whose rate grows.
 */
function binance(ticker: string): ResolvedAsset | undefined {
  if (ticker === 'BETH') return { asset: 'ETH', product: 'staked' };
  const flexible = /^LD([A-Z0-9]{2,})$/.exec(ticker)?.[1];
  if (flexible !== undefined && !BY_CODE.has(ticker)) return { asset: flexible === 'BETH' ? 'ETH' : codeOf(flexible), product: 'flexible' };
  return undefined;
}

/** Coinbase called staked ether ETH2 until the merge: the same asset, elsewhere. */
function ethTwo(ticker: string): ResolvedAsset | undefined {
  return ticker === 'ETH2' ? { asset: 'ETH', product: 'staked' } : undefined;
}

/** Other names for the same asset that are in use on more than one platform. */
const SYNONYMS: Readonly<Record<string, string>> = {
  XBT: 'BTC',
  XDG: 'DOGE',
  BCC: 'BCH',
  BCHABC: 'BCH',
  STR: 'XLM',
};

function codeOf(ticker: string): string {
  const known = BY_CODE.get(ticker.toUpperCase());
  if (known) return known.code;
  const synonym = SYNONYMS[ticker.toUpperCase()];
  if (synonym !== undefined) return synonym;
  return /^[a-z0-9]+$/.test(ticker) ? ticker.toUpperCase() : ticker;
}

/** Addresses of EVM chains are written with a checksum in the letter case, which is not part of their identity. */
function caipKey(caip: string): string {
  return caip.startsWith('eip155:') ? caip.toLowerCase() : caip;
}
