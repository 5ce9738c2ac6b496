import type { PositionKind } from '../../shared/positions/index.ts';
import type { Field } from '../forms/field.ts';

/** The fields that each kind asks for, the ones that make it what it is first. */
export function fieldsOf(kind: PositionKind, model: string): readonly Field[] {
  return [...NATURE[kind], ...(kind === 'liquidity' ? (POOL[model] ?? []) : []), ...ABOUT, ...LOCK, ...QUOTED, RISKS];
}

const asset: Field = { path: 'asset', label: 'Asset', type: 'asset', needed: true, hint: 'its code, such as DOT' };
const commission: Field = {
  path: 'commission',
  label: 'Commission, %',
  type: 'percent',
  hint: 'share of each reward that the operator keeps',
};
const validators: Field = { path: 'validators', label: 'Validators', type: 'lines', hint: 'one a line: index, name or public key' };
const collateral: Field = {
  path: 'collateral',
  label: 'Collateral',
  type: 'percent-pairs',
  pairs: 'liquidationThreshold',
  needed: true,
  hint: 'one a line: asset and liquidation threshold, such as WETH 83 %',
};
const debt: Field = { path: 'debt', label: 'Borrowed assets', type: 'lines', needed: true, hint: 'one a line, such as USDC' };

const NATURE: Readonly<Record<PositionKind, readonly Field[]>> = {
  'native-staking': [asset, commission],
  'delegated-staking': [asset, commission, validators],
  'own-validator': [asset, { ...validators, needed: true }],
  'liquid-staking': [
    { ...asset, label: 'Token', hint: 'the token you hold, such as stETH' },
    { path: 'underlying', label: 'Stands for', type: 'asset', needed: true, hint: 'the asset behind it, such as ETH' },
    {
      path: 'mode',
      label: 'How it earns',
      type: 'choice',
      needed: true,
      choices: [
        { value: 'rebasing', label: 'the balance grows (rebasing)' },
        { value: 'reward-bearing', label: 'each token grows (reward-bearing)' },
      ],
    },
    {
      path: 'valuedBy',
      label: 'Valued by',
      type: 'choice',
      choices: [
        { value: 'market', label: 'what the token fetches' },
        { value: 'underlying', label: 'what it could be redeemed for' },
      ],
    },
    commission,
  ],
  'lending-supply': [asset],
  'lending-borrow': [collateral, debt],
  loop: [collateral, debt, { path: 'turns', label: 'Turns', type: 'whole', hint: 'how often the borrowed amount was supplied again' }],
  liquidity: [
    {
      path: 'pool.model',
      label: 'Pool',
      type: 'choice',
      needed: true,
      choices: [
        { value: 'constant-product', label: 'half and half (constant product)' },
        { value: 'concentrated', label: 'concentrated in a range' },
        { value: 'weighted', label: 'weighted' },
        { value: 'stable-swap', label: 'stable swap' },
      ],
    },
  ],
  'earn-flexible': [asset],
  'earn-fixed': [
    asset,
    { path: 'matures', label: 'Matures', type: 'day', needed: true },
    { path: 'renews', label: 'Renews by itself', type: 'flag' },
  ],
};

const fee: Field = { path: 'fee', label: 'Trading fee, %', type: 'percent' };
const reference: Field = { path: 'reference', label: 'Address or number', type: 'text', hint: 'of the pool or of the position’s token' };
const pair: readonly Field[] = [
  { path: 'pool.assets.0', label: 'First asset', type: 'asset', needed: true },
  { path: 'pool.assets.1', label: 'Second asset', type: 'asset', needed: true },
];

const POOL: Readonly<Record<string, readonly Field[]>> = {
  'constant-product': [...pair, fee, reference],
  concentrated: [
    ...pair,
    { path: 'pool.lower', label: 'Lower price', type: 'decimal', needed: true, hint: 'of the first asset in the second' },
    { path: 'pool.upper', label: 'Upper price', type: 'decimal', needed: true },
    fee,
    reference,
  ],
  weighted: [
    {
      path: 'pool.legs',
      label: 'Assets and weights',
      type: 'decimal-pairs',
      pairs: 'weight',
      needed: true,
      hint: 'one a line, such as BAL 80',
    },
    fee,
    reference,
  ],
  'stable-swap': [...pair, { path: 'pool.amplification', label: 'Amplification A', type: 'decimal', needed: true }, fee, reference],
};

const ABOUT: readonly Field[] = [
  { path: 'title', label: 'Name', type: 'text', needed: true, hint: 'what you call it' },
  { path: 'platform', label: 'Where', type: 'text', needed: true, hint: 'platform or protocol, such as Kraken or Aave v3' },
  { path: 'network', label: 'Network', type: 'text', hint: 'such as Ethereum' },
  { path: 'opened', label: 'Opened', type: 'day', needed: true },
  { path: 'counterparty', label: 'Counterparty', type: 'text', hint: 'who owes the money back, where that is not the platform' },
];

const LOCK: readonly Field[] = [
  { path: 'lockedUntil', label: 'Locked until', type: 'day' },
  { path: 'unbondingDays', label: 'Unbonding, days', type: 'whole', hint: 'between asking for the money and having it' },
];

const QUOTED: readonly Field[] = [
  { path: 'quoted.rate', label: 'Quoted rate, %', type: 'percent', hint: 'a year' },
  {
    path: 'quoted.basis',
    label: 'The rate is',
    type: 'choice',
    choices: [
      { value: 'apr-simple', label: 'APR, not compounded' },
      { value: 'apr-compounded', label: 'APR, compounded' },
      { value: 'apy', label: 'APY' },
      { value: 'trailing-realised', label: 'what was earned lately' },
    ],
  },
  { path: 'quoted.perYear', label: 'Compounded, times a year', type: 'whole', hint: 'only of a compounded APR: 365 is daily' },
  {
    path: 'quoted.net',
    label: 'After commission',
    type: 'choice',
    choices: [
      { value: 'net', label: 'yes, net' },
      { value: 'gross', label: 'no, gross' },
    ],
  },
];

const RISKS: Field = { path: 'risks', label: 'Risks', type: 'lines', hint: 'as you see them, one a line' };
