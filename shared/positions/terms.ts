import { z } from 'zod';
import { assetCode, dayString, decimalString, identifier } from '../figures/index.ts';

const days = z.int().min(0).max(36_500);
/** A share from 0 to 1. */
const fraction = decimalString.refine((text) => Number(text) >= 0 && Number(text) <= 1, 'must be a share from 0 to 1, such as "0.05"');
const positive = decimalString.refine((text) => Number(text) > 0, 'must be above zero');

/**
 * A rate as somebody quoted it, with what it is: nothing may be compared without that.
 * `trailing-realised` is what was earned lately, annualised without compounding.
 */
export const quotedRateSchema = z.object({
  rate: decimalString,
  basis: z.enum(['apr-simple', 'apr-compounded', 'apy', 'trailing-realised']),
  /** Compoundings a year, of `apr-compounded`. */
  perYear: z.int().min(1).max(31_536_000).optional(),
  net: z.enum(['gross', 'net']).default('net'),
  asOf: dayString.optional(),
  source: z.string().max(500).optional(),
});
export type QuotedRate = z.infer<typeof quotedRateSchema>;

/** How a token stands to what it stands for; the market catalogue knows the same words. */
const stakedTokenSchema = z.object({
  underlying: assetCode,
  mode: z.enum(['rebasing', 'reward-bearing']),
});

/** Collateral with the share of its value at which it is liquidated. */
export const collateralSchema = z.object({ asset: assetCode, liquidationThreshold: fraction, token: stakedTokenSchema.optional() });

/**
 * How a pool prices its assets. Prices of a concentrated range are of `assets[0]` in `assets[1]`, in whole units (decimals applied).
 */
export const poolSchema = z.discriminatedUnion('model', [
  z.object({ model: z.literal('constant-product'), assets: z.tuple([assetCode, assetCode]) }),
  z.object({
    model: z.literal('weighted'),
    legs: z
      .array(z.object({ asset: assetCode, weight: positive }))
      .min(2)
      .max(8),
  }),
  z
    .object({ model: z.literal('concentrated'), assets: z.tuple([assetCode, assetCode]), lower: positive, upper: positive })
    .refine((pool) => Number(pool.lower) < Number(pool.upper), { path: ['upper'], message: 'must be above the lower price' }),
  z.object({ model: z.literal('stable-swap'), assets: z.tuple([assetCode, assetCode]), amplification: positive }),
]);
export type Pool = z.infer<typeof poolSchema>;

/** What every position knows of itself, whatever its kind. */
const about = {
  title: z.string().min(1).max(200),
  platform: z.string().min(1).max(120),
  network: z.string().min(1).max(120).optional(),
  opened: dayString,
  /** Who owes the money back, where that is not the platform. */
  counterparty: z.string().max(200).optional(),
  /** Nothing can be withdrawn before the end of this day. */
  lockedUntil: dayString.optional(),
  /** Days between asking for the money and having it. */
  unbondingDays: days.optional(),
  quoted: quotedRateSchema.optional(),
  /** Risks as the owner sees them, one a line. */
  risks: z.array(z.string().min(1).max(1_000)).max(50).optional(),
};
/** Share of each reward that the operator keeps. */
const commission = fraction.optional();

/** The terms of a position: what it is, where it lies, and what it was told it would earn. */
export const termsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('native-staking'), ...about, asset: assetCode, commission }),
  z.object({
    kind: z.literal('delegated-staking'),
    ...about,
    asset: assetCode,
    commission,
    validators: z.array(z.string().min(1).max(200)).max(100).optional(),
  }),
  z.object({
    kind: z.literal('own-validator'),
    ...about,
    asset: assetCode,
    /** Indices or public keys. */
    validators: z.array(z.string().min(1).max(200)).min(1).max(1_000),
  }),
  z.object({
    kind: z.literal('liquid-staking'),
    ...about,
    asset: assetCode,
    ...stakedTokenSchema.shape,
    commission,
    /** `market`: what the token fetches, with its distance from the underlying apart. `underlying`: as if it could be redeemed at its rate. */
    valuedBy: z.enum(['market', 'underlying']).default('market'),
  }),
  z.object({ kind: z.literal('lending-supply'), ...about, asset: assetCode }),
  z.object({
    kind: z.literal('lending-borrow'),
    ...about,
    collateral: z.array(collateralSchema).min(1).max(20),
    debt: z.array(assetCode).min(1).max(20),
  }),
  z.object({
    kind: z.literal('loop'),
    ...about,
    collateral: z.array(collateralSchema).length(1),
    debt: z.array(assetCode).length(1),
    /** Times that the borrowed amount was supplied again. */
    turns: z.int().min(1).max(50).optional(),
  }),
  z.object({
    kind: z.literal('liquidity'),
    ...about,
    pool: poolSchema,
    /** The pool's trading fee as a share: 0.0005 is 0.05 %. */
    fee: fraction.optional(),
    /** Address or number of the pool or of the position's token. */
    reference: identifier.optional(),
  }),
  z.object({ kind: z.literal('earn-flexible'), ...about, asset: assetCode }),
  z
    .object({ kind: z.literal('earn-fixed'), ...about, asset: assetCode, matures: dayString, renews: z.boolean().optional() })
    .refine((terms) => terms.matures >= terms.opened, { path: ['matures'], message: 'must not be before the day it was opened' }),
]);
export type Terms = z.infer<typeof termsSchema>;
/** Terms as a form or a command brings them: what has a default may be left out. */
export type TermsDraft = z.input<typeof termsSchema>;
export type PositionKind = Terms['kind'];

export const POSITION_KINDS = [
  'native-staking',
  'delegated-staking',
  'own-validator',
  'liquid-staking',
  'lending-supply',
  'lending-borrow',
  'loop',
  'liquidity',
  'earn-flexible',
  'earn-fixed',
] as const satisfies readonly PositionKind[];

/** The four families that lists group by. */
export const POSITION_GROUPS = ['staking', 'lending', 'liquidity', 'earn'] as const;
export type PositionGroup = (typeof POSITION_GROUPS)[number];

export function groupOf(kind: PositionKind): PositionGroup {
  return GROUPS[kind];
}

const GROUPS: Readonly<Record<PositionKind, PositionGroup>> = {
  'native-staking': 'staking',
  'delegated-staking': 'staking',
  'own-validator': 'staking',
  'liquid-staking': 'staking',
  'lending-supply': 'lending',
  'lending-borrow': 'lending',
  loop: 'lending',
  liquidity: 'liquidity',
  'earn-flexible': 'earn',
  'earn-fixed': 'earn',
};

/** A kind in words, for screens and sentences. */
export function kindWords(kind: PositionKind): string {
  return KIND_WORDS[kind];
}

const KIND_WORDS: Readonly<Record<PositionKind, string>> = {
  'native-staking': 'Native staking',
  'delegated-staking': 'Delegated staking',
  'own-validator': 'Own validator',
  'liquid-staking': 'Liquid staking',
  'lending-supply': 'Lending supply',
  'lending-borrow': 'Borrowing against collateral',
  loop: 'Leveraged loop',
  liquidity: 'Liquidity',
  'earn-flexible': 'Flexible earn',
  'earn-fixed': 'Fixed-term earn',
};

/** The assets of a pool in its order. */
export function poolAssets(pool: Pool): readonly string[] {
  return pool.model === 'weighted' ? pool.legs.map((leg) => leg.asset) : pool.assets;
}

/** The assets that a position holds by its nature; rewards in any other asset are incentives. */
export function ownAssets(terms: Terms): readonly string[] {
  switch (terms.kind) {
    case 'liquidity':
      return poolAssets(terms.pool);
    case 'lending-borrow':
    case 'loop':
      return terms.collateral.map((each) => each.asset);
    default:
      return [terms.asset];
  }
}

export function debtAssets(terms: Terms): readonly string[] {
  return terms.kind === 'lending-borrow' || terms.kind === 'loop' ? terms.debt : [];
}

/** A token of the position that stands for staked units of another asset. */
export interface StakedToken {
  readonly token: string;
  readonly underlying: string;
  readonly mode: 'rebasing' | 'reward-bearing';
  readonly valuedBy: 'market' | 'underlying';
}

export function stakedTokens(terms: Terms): readonly StakedToken[] {
  if (terms.kind === 'liquid-staking') {
    return [{ token: terms.asset, underlying: terms.underlying, mode: terms.mode, valuedBy: terms.valuedBy }];
  }
  if (terms.kind !== 'lending-borrow' && terms.kind !== 'loop') return [];
  return terms.collateral.flatMap((each) => (each.token ? [{ token: each.asset, ...each.token, valuedBy: 'market' as const }] : []));
}
