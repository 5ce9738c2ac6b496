import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAmounts, writeAmounts } from '../../renderer/positions/amount-lines.ts';
import { activityDraft, activitySentence, emptyActivity, readActivity } from '../../renderer/positions/activity-fields.ts';
import { draftOf, emptyDraft, readTerms } from '../../renderer/positions/draft.ts';
import { termsSentence } from '../../renderer/positions/terms-sentence.ts';
import type { Activity, Terms } from '../../shared/positions/index.ts';

const about = { title: 'Mine', platform: 'Somewhere', opened: '2026-03-01' };
const TERMS: readonly Terms[] = [
  { kind: 'native-staking', ...about, asset: 'DOT', commission: '0.05', lockedUntil: '2027-03-14', unbondingDays: 28 },
  { kind: 'delegated-staking', ...about, asset: 'ATOM', validators: ['one', 'two'], network: 'Cosmos Hub' },
  { kind: 'own-validator', ...about, asset: 'ETH', validators: ['1204417'] },
  { kind: 'liquid-staking', ...about, asset: 'stETH', underlying: 'ETH', mode: 'rebasing', valuedBy: 'market' },
  { kind: 'lending-supply', ...about, asset: 'USDC', quoted: { rate: '0.0446', basis: 'apy', net: 'net' } },
  { kind: 'lending-borrow', ...about, collateral: [{ asset: 'ETH', liquidationThreshold: '0.83' }], debt: ['USDC', 'DAI'] },
  { kind: 'loop', ...about, collateral: [{ asset: 'wstETH', liquidationThreshold: '0.795' }], debt: ['ETH'], turns: 4 },
  { kind: 'liquidity', ...about, pool: { model: 'constant-product', assets: ['ETH', 'USDC'] }, fee: '0.003' },
  {
    kind: 'liquidity',
    ...about,
    pool: { model: 'concentrated', assets: ['WETH', 'USDC'], lower: '1500', upper: '2500' },
    reference: '0xabc',
  },
  {
    kind: 'liquidity',
    ...about,
    pool: {
      model: 'weighted',
      legs: [
        { asset: 'BAL', weight: '80' },
        { asset: 'WETH', weight: '20' },
      ],
    },
  },
  { kind: 'liquidity', ...about, pool: { model: 'stable-swap', assets: ['USDC', 'USDT'], amplification: '2000' } },
  { kind: 'earn-flexible', ...about, asset: 'BTC', counterparty: 'Nexo', risks: ['unsecured', 'no insurance'] },
  {
    kind: 'earn-fixed',
    ...about,
    asset: 'EUR',
    matures: '2026-05-30',
    renews: true,
    quoted: { rate: '0.05', basis: 'apr-simple', net: 'net' },
  },
];

describe('the form of a position', () => {
  test.each(TERMS)('reads back what it wrote: $kind', (terms) => {
    expect(readTerms(terms.kind, draftOf(terms))).toEqual({ value: terms });
  });

  test('takes shares as percentages, without a float in between', () => {
    const read = readTerms('native-staking', {
      ...emptyDraft('native-staking', '2026-03-01'),
      title: 'x',
      platform: 'y',
      asset: 'DOT',
      'quoted.rate': '11.9 %',
    });
    expect(read).toMatchObject({ value: { quoted: { rate: '0.119', basis: 'apr-simple', net: 'net' } } });
  });

  test('says of every field what is missing or wrong, at that field', () => {
    const read = readTerms('liquidity', {
      ...emptyDraft('liquidity', '2026-02-30'),
      'pool.model': 'concentrated',
      'pool.assets.0': 'WETH',
      'pool.lower': '2500',
      'pool.upper': 'a lot',
      fee: '1,5',
    });
    expect(read).toEqual({
      complaints: {
        title: 'Name is needed.',
        platform: 'Where is needed.',
        'pool.assets.1': 'Second asset is needed.',
        'pool.upper': 'a lot is no number; write it as 1500.50, with a point and without commas.',
        fee: '1,5 is no number; write it as 1500.50, with a point and without commas.',
        opened: '2026-02-30 is no day; write it as 2026-03-14.',
      },
    });
  });

  test('hands the schema’s own complaint to the field it is about', () => {
    const draft = { ...draftOf(TERMS[8]!), 'pool.lower': '2500', 'pool.upper': '1500' };
    expect(readTerms('liquidity', draft)).toEqual({ complaints: { 'pool.upper': 'Must be above the lower price.' } });
    const early = { ...draftOf(TERMS[12]!), matures: '2026-02-01' };
    expect(readTerms('earn-fixed', early)).toEqual({ complaints: { matures: 'Must not be before the day it was opened.' } });
  });

  test('never throws, whatever is typed', () => {
    const typed = fc.dictionary(
      fc.constantFrom('asset', 'title', 'platform', 'opened', 'commission', 'quoted.rate', 'collateral', 'pool.legs', 'matures', 'debt'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...TERMS.map(({ kind }) => kind)), typed, (kind, draft) => {
        expect(Object.keys(readTerms(kind, draft))).toHaveLength(1);
      }),
    );
  });
});

describe('the sentence of a position', () => {
  test.each([
    [
      0,
      [{ asset: 'DOT', quantity: '120' }],
      'You stake 120 DOT at Somewhere, locked until 14 Mar 2027, and 28 days from asking for it to having it.',
    ],
    [1, [], 'You delegate ATOM on Cosmos Hub to 2 validators.'],
    [
      8,
      [{ asset: 'WETH', quantity: '2.2' }],
      'You provide 2.2 WETH to a pool on Somewhere between 1,500.00 and 2,500.00 USDC per WETH. Outside that range it earns no fees and holds one asset only.',
    ],
    [11, [{ asset: 'BTC', quantity: '0.5' }], 'You lend 0.5 BTC to Nexo, back whenever you ask.'],
  ] as const)('says what %i means', (index, put, sentence) => {
    expect(termsSentence(TERMS[index]!, put)).toBe(sentence);
  });

  test('counts a fixed term to its end, actual days over 365', () => {
    // 10,000 at 5 % for 90 days: 10000 · 0.05 · 90/365 = 123.2877.
    expect(termsSentence(TERMS[12]!, [{ asset: 'EUR', quantity: '10000' }])).toMatch(
      /for 90 days, until 30 May 2026, then again\. At 5\.00.% APR, that is about 123 EUR by then/,
    );
  });

  test('takes a commission off before it counts', () => {
    const terms: Terms = {
      ...TERMS[0]!,
      kind: 'native-staking',
      asset: 'DOT',
      commission: '0.05',
      quoted: { rate: '0.119', basis: 'apr-simple', net: 'gross' },
    };
    // 120 · 0.119 · 0.95 · 30/365 = 1.115.
    expect(termsSentence(terms, [{ asset: 'DOT', quantity: '120' }])).toMatch(/net of 5\.00.% commission, that is about 1\.12 DOT a month/);
  });
});

describe('what happened', () => {
  const stream = 'position:p';
  const activities: readonly Activity[] = [
    {
      kind: 'open',
      at: '2026-04-01T09:12:33.000Z',
      stream,
      into: [
        { asset: 'WETH', quantity: '2.2' },
        { asset: 'USDC', quantity: '5592.82' },
      ],
      fees: [{ asset: 'ETH', quantity: '0.004' }],
    },
    {
      kind: 'reward',
      at: '2026-04-02T00:00:00.000Z',
      stream,
      into: [{ asset: 'DOT', quantity: '0.1' }],
      rewardTo: 'claimable',
      note: 'era 1200',
    },
    {
      kind: 'liquidation',
      at: '2026-04-03T00:00:00.000Z',
      stream,
      into: [{ asset: 'USDC', quantity: '500' }],
      outOf: [{ asset: 'ETH', quantity: '0.2' }],
    },
    { kind: 'gas', at: '2026-04-04T00:00:00.000Z', stream, fees: [{ asset: 'ETH', quantity: '0.002' }], transaction: '0xabc' },
    { kind: 'close', at: '2026-04-05T00:00:00.000Z', stream },
  ];

  test.each(activities)('reads back what it wrote: $kind', (activity) => {
    expect(readActivity(activityDraft(activity), stream)).toEqual({ activity });
  });

  test('is said in a sentence', () => {
    expect(activities.map(activitySentence)).toEqual([
      'On 1 Apr 2026 you put 2.2 WETH and 5,592.82 USDC in, and paid 0.004 ETH on top.',
      'On 2 Apr 2026 you earned 0.1 DOT, still to be claimed.',
      'On 3 Apr 2026 0.2 ETH of collateral were taken and 500 USDC of debt settled.',
      'On 4 Apr 2026 you paid 0.002 ETH of gas.',
      'On 5 Apr 2026 you closed the position.',
    ]);
  });

  test('asks for what is missing, and for a day that exists', () => {
    const draft = { ...emptyActivity('reward', '2026-04-01T10:00:00.000Z'), at: '2026-02-30' };
    expect(readActivity(draft, stream)).toEqual({
      complaints: {
        at: 'Write the day as 2026-03-14, or with a time as 2026-03-14 09:30, in UTC.',
        into: '“Earned” needs an amount, such as 1.1 DOT.',
      },
    });
  });

  test('is refused where its amounts do not fit, by the rule that compiles its legs', () => {
    const draft = { ...emptyActivity('liquidation', '2026-04-01T10:00:00.000Z'), into: '500 USDC' };
    expect(readActivity(draft, stream)).toEqual({
      complaints: { whole: expect.stringContaining('needs amounts in “into” and in “outOf”') },
    });
  });
});

describe('amounts as lines', () => {
  test('are read in either order and written back', () => {
    expect(readAmounts('120 DOT\n\nUSDC 0.5\n')).toEqual({
      amounts: [
        { asset: 'DOT', quantity: '120' },
        { asset: 'USDC', quantity: '0.5' },
      ],
    });
    expect(writeAmounts([{ asset: 'DOT', quantity: '120' }])).toBe('120 DOT');
  });

  test('say which line is none', () => {
    expect(readAmounts('120 DOT\nmany ETH')).toEqual({
      complaint: '“many ETH” is no amount; write a number and an asset, such as 120 DOT.',
    });
    expect(readAmounts('-1 DOT')).toMatchObject({ complaint: expect.stringContaining('negative') });
  });
});
