import fc from 'fast-check';
import { addDays } from '../../shared/figures/index.ts';
import type { Activity, Amount } from '../../shared/positions/activity.ts';
import { POSITION_KINDS, type PositionKind, type Terms, termsSchema } from '../../shared/positions/terms.ts';
import type { Measured } from '../../shared/positions/walk.ts';
import { madeBook } from './made-market.ts';

export const FIRST_DAY = '2025-01-01';
export const LAST_DAY = '2025-03-31';
const DAYS = 89;

const ASSETS = ['AAA', 'BBB', 'CCC', 'STK', 'UND'];
const ABOUT = { title: 'made', platform: 'made', opened: FIRST_DAY };

/** One set of terms per kind, liquidity once per model, liquid staking once per mode. */
export const MADE_TERMS: readonly unknown[] = [
  { kind: 'native-staking', ...ABOUT, asset: 'AAA' },
  { kind: 'delegated-staking', ...ABOUT, asset: 'AAA', commission: '0.05' },
  { kind: 'own-validator', ...ABOUT, asset: 'AAA', validators: ['33710'] },
  { kind: 'liquid-staking', ...ABOUT, asset: 'STK', underlying: 'UND', mode: 'reward-bearing' },
  { kind: 'liquid-staking', ...ABOUT, asset: 'STK', underlying: 'UND', mode: 'rebasing' },
  { kind: 'liquid-staking', ...ABOUT, asset: 'STK', underlying: 'UND', mode: 'reward-bearing', valuedBy: 'underlying' },
  { kind: 'lending-supply', ...ABOUT, asset: 'AAA' },
  { kind: 'lending-borrow', ...ABOUT, collateral: [{ asset: 'AAA', liquidationThreshold: '0.8' }], debt: ['BBB'] },
  {
    kind: 'loop',
    ...ABOUT,
    collateral: [{ asset: 'STK', liquidationThreshold: '0.9', token: { underlying: 'UND', mode: 'reward-bearing' } }],
    debt: ['UND'],
  },
  { kind: 'liquidity', ...ABOUT, pool: { model: 'constant-product', assets: ['AAA', 'BBB'] } },
  {
    kind: 'liquidity',
    ...ABOUT,
    pool: {
      model: 'weighted',
      legs: [
        { asset: 'AAA', weight: '60' },
        { asset: 'BBB', weight: '20' },
        { asset: 'CCC', weight: '20' },
      ],
    },
  },
  { kind: 'liquidity', ...ABOUT, pool: { model: 'concentrated', assets: ['AAA', 'BBB'], lower: '0.7', upper: '1.6' } },
  { kind: 'liquidity', ...ABOUT, pool: { model: 'stable-swap', assets: ['AAA', 'BBB'], amplification: '200' } },
  { kind: 'earn-flexible', ...ABOUT, asset: 'AAA' },
  { kind: 'earn-fixed', ...ABOUT, asset: 'AAA', matures: LAST_DAY },
];

const day = fc.integer({ min: 0, max: DAYS });
/** Quantities with as many decimals as chains have, from dust to thousands. */
const quantity = fc
  .tuple(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 1, max: 999_999_999 }), fc.integer({ min: 0, max: 999_999_999 }))
  .map(([whole, high, low]) => `${whole}.${String(high).padStart(9, '0')}${String(low).padStart(9, '0')}`);
const small = fc.integer({ min: 1, max: 99_999_999 }).map((units) => `0.${String(units).padStart(8, '0')}`);

/** Prices between 0.5 and 2, observed on some days only: the book answers with the last one before. */
export const madePrices = fc
  .record(
    Object.fromEntries(
      ASSETS.map((asset) => [asset, fc.array(fc.tuple(day, fc.integer({ min: 50_000_000, max: 200_000_000 })), { maxLength: 30 })]),
    ),
  )
  .chain((prices) => fc.tuple(fc.constant(prices), fc.array(fc.tuple(day, fc.integer({ min: -20, max: 200 })), { maxLength: 20 })))
  .map(([prices, growth]) => {
    const series = Object.fromEntries(
      Object.entries(prices).map(([asset, points]) => [
        asset,
        { '2024-12-31': '1', ...Object.fromEntries(points.map(([at, units]) => [addDays(FIRST_DAY, at), (units / 1e8).toFixed(8)])) },
      ]),
    );
    let rate = 1.1;
    const rates: Record<string, string> = { '2024-12-31': '1.1' };
    for (const [at, step] of [...growth].sort(([a], [b]) => a - b)) {
      rate *= 1 + step / 100_000;
      rates[addDays(FIRST_DAY, at)] = rate.toFixed(12);
    }
    return madeBook('USD', series, { STK: rates });
  });

/** A position of any kind with activities that fit it, in the order of time. */
export const madePosition: fc.Arbitrary<Measured> = fc
  .constantFrom(...MADE_TERMS)
  .map((terms) => termsSchema.parse(terms))
  .chain((terms) => fc.tuple(fc.constant(terms), fc.array(step(terms), { minLength: 1, maxLength: 25 }), first(terms)))
  .map(([terms, steps, opening]) => measured(terms, [opening, ...steps]));

function measured(terms: Terms, steps: readonly { day: number; activity: Partial<Activity> }[]): Measured {
  const ordered = [...steps].sort((a, b) => a.day - b.day);
  return {
    terms,
    entries: ordered.map(({ day: at, activity }, index) => ({
      id: `e${index}`,
      activity: { stream: 'position:made', at: `${addDays(FIRST_DAY, at)}T12:00:00Z`, kind: 'open', ...activity },
      origin: { kind: 'event', event: `e${index}` },
    })),
  };
}

type Step = fc.Arbitrary<{ day: number; activity: Partial<Activity> }>;

function dated(activity: fc.Arbitrary<Partial<Activity>>): Step {
  return fc.record({ day, activity });
}

function amounts(assets: readonly string[], size: fc.Arbitrary<string> = quantity): fc.Arbitrary<Amount[]> {
  return fc.tuple(...assets.map((asset) => size.map((text) => ({ asset, quantity: text }))));
}

function held(terms: Terms): readonly string[] {
  if (terms.kind === 'liquidity') return terms.pool.model === 'weighted' ? terms.pool.legs.map((leg) => leg.asset) : terms.pool.assets;
  return terms.kind === 'lending-borrow' || terms.kind === 'loop' ? terms.collateral.map((each) => each.asset) : [terms.asset];
}

function first(terms: Terms): Step {
  return amounts(held(terms)).map((into) => ({ day: 0, activity: { kind: 'open', into } }));
}

function step(terms: Terms): Step {
  const own = held(terms);
  const to = fc.constantFrom('position' as const, 'claimable' as const, 'wallet' as const);
  const from = fc.constantFrom('position' as const, 'wallet' as const);
  const common: Step[] = [
    dated(amounts(own).map((into) => ({ kind: 'add', into }))),
    dated(fc.tuple(amounts(own, small), to).map(([into, rewardTo]) => ({ kind: 'reward', into, rewardTo }))),
    dated(
      fc
        .tuple(amounts(['CCC'], small), fc.constantFrom('claimable' as const, 'wallet' as const))
        .map(([into, rewardTo]) => ({ kind: 'reward', into, rewardTo })),
    ),
    dated(amounts(['CCC'], small).map((outOf) => ({ kind: 'claim', outOf }))),
    dated(amounts(own).map((outOf) => ({ kind: 'withdraw', outOf }))),
    dated(fc.tuple(amounts(own), small).map(([outOf, share]) => ({ kind: 'withdraw', outOf, share }))),
    dated(fc.tuple(amounts(['CCC'], small), from).map(([fees]) => ({ kind: 'gas', fees, feesFrom: 'wallet' as const }))),
    dated(fc.tuple(amounts([own[0] ?? ''], small), from).map(([fees, feesFrom]) => ({ kind: 'fee', fees, feesFrom }))),
    dated(amounts(own).map((outOf) => ({ kind: 'transfer', outOf }))),
    dated(amounts(own).map((into) => ({ kind: 'transfer', into }))),
  ];
  const debt = terms.kind === 'lending-borrow' || terms.kind === 'loop' ? terms.debt : [];
  if (debt.length > 0) {
    common.push(
      dated(amounts(debt).map((outOf) => ({ kind: 'borrow', outOf }))),
      dated(amounts(debt, small).map((into) => ({ kind: 'interest', into }))),
      dated(amounts(debt).map((into) => ({ kind: 'repay', into }))),
      dated(fc.tuple(amounts(own, small), amounts(debt, small)).map(([outOf, into]) => ({ kind: 'liquidation', outOf, into }))),
    );
  } else if (terms.kind === 'liquidity') {
    common.push(dated(fc.tuple(amounts(own, small), to).map(([into, rewardTo]) => ({ kind: 'collect-fees', into, rewardTo }))));
  } else {
    common.push(
      dated(amounts(own, small).map((into) => ({ kind: 'rebase', into }))),
      dated(amounts(own, small).map((outOf) => ({ kind: 'slash', outOf }))),
      dated(amounts(own, small).map((into) => ({ kind: 'compound', into }))),
    );
  }
  common.push(dated(amounts(own).map((outOf) => ({ kind: 'close', outOf }))));
  return fc.oneof(...common);
}

/** The kinds that the made terms cover, so that a test can see that none is missing. */
export const MADE_KINDS: ReadonlySet<PositionKind> = new Set(MADE_TERMS.map((terms) => termsSchema.parse(terms).kind));
export const ALL_KINDS: readonly PositionKind[] = POSITION_KINDS;
