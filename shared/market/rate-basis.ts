import type { RateBasis } from '../figures/index.ts';

/**
 * What an aggregator's percentages are. DefiLlama calls all of them APY; most are simple annual rates of a window, and only some projects
 * reinvest by themselves. Sources: the aggregator's own tooltip ("for non-autocompounding pools APY = APR"), and for each project named below its
 * adapter in DefiLlama/yield-server, `src/adaptors/<project>/index.js`.
 */
interface QuotedBasis {
  readonly kind: 'APR' | 'APY';
  readonly compounding: string;
  readonly windowDays?: number;
  /** Net of the protocol's own fee. */
  readonly net?: true;
  readonly says: string;
}

const LINEAR = 'simple, nothing reinvested';
const UNKNOWN: QuotedBasis = {
  kind: 'APY',
  compounding: 'unknown',
  says: 'APY as quoted; whether and how it compounds is not stated by the source.',
};
const REWARD: QuotedBasis = {
  kind: 'APR',
  compounding: LINEAR,
  says: 'Rewards are paid in other tokens and not reinvested by themselves: a simple rate at the present price of the reward token.',
};
const FEES: QuotedBasis = {
  kind: 'APR',
  compounding: LINEAR,
  windowDays: 1,
  says: 'Fees of the last 24 hours × 365 / value locked: a simple rate of one day.',
};
const LENDING: QuotedBasis = {
  kind: 'APR',
  compounding: 'quoted linear; the protocol itself compounds each second',
  says: 'The liquidity rate of the contract as a simple annual rate; what is earned is a little more, because interest bears interest.',
};

/** Base rates by project, as `project` of a pool has it. */
const BASE: ReadonlyMap<string, QuotedBasis> = new Map(
  Object.entries<QuotedBasis>({
    lido: {
      kind: 'APR',
      compounding: LINEAR,
      net: true,
      says: "The protocol's own APR, a moving average over several days, net of its fee.",
    },
    'rocket-pool': { kind: 'APR', compounding: LINEAR, says: "The protocol's own APR, as its interface gives it." },
    'aave-v2': LENDING,
    'aave-v3': LENDING,
    'compound-v2': {
      kind: 'APY',
      compounding: 'daily, from the rate per block',
      says: '(rate per block × 7,200 blocks a day + 1)^365 − 1, as the Compound v2 documentation has it.',
    },
    'compound-v3': { kind: 'APR', compounding: LINEAR, says: 'Supply rate per second × 31,536,000: a simple annual rate.' },
    'uniswap-v2': FEES,
    'uniswap-v3': FEES,
    'pancakeswap-amm-v3': FEES,
    'aerodrome-slipstream': FEES,
    'curve-dex': {
      kind: 'APY',
      compounding: 'unknown',
      windowDays: 1,
      says: 'The daily APY that Curve publishes of its fees; how it compounds is not stated by the source.',
    },
    'ethena-usde': {
      kind: 'APY',
      compounding: 'weekly',
      says: 'The last distribution × 3 a day × 365 / value locked, compounded 52 times a year.',
    },
    beefy: { kind: 'APY', compounding: 'by the vault', says: 'The APY that Beefy publishes; its vaults reinvest by themselves.' },
    'yearn-finance': {
      kind: 'APR',
      compounding: LINEAR,
      net: true,
      says: 'The net APR that Yearn expects or has had, as its interface gives it.',
    },
  }),
);

/**
 * What the base or the reward part of a pool's quoted rate is. Parts of unlike kinds must be compounded apart, and unlike kinds are never
 * ranked together. Unknown projects stay unknown.
 */
export function rateBasisOf(project: string | null, part: 'base' | 'reward', asOf?: string): RateBasis & { readonly says: string } {
  return { ...quotedBasisOf(project, part, asOf), says: quotedBasis(project, part).says };
}

/** The same without its sentence, as figures carry it. */
export function quotedBasisOf(project: string | null, part: 'base' | 'reward', asOf?: string): RateBasis {
  const basis = quotedBasis(project, part);
  return {
    kind: basis.kind,
    compounding: basis.compounding,
    standing: 'quoted',
    net: basis.net ? 'net' : 'gross',
    source: 'DefiLlama',
    ...(basis.windowDays === undefined ? {} : { windowDays: basis.windowDays }),
    ...(asOf === undefined ? {} : { asOf }),
  };
}

function quotedBasis(project: string | null, part: 'base' | 'reward'): QuotedBasis {
  return part === 'reward' ? REWARD : (BASE.get(project ?? '') ?? UNKNOWN);
}
