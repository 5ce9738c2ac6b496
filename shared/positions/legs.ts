import { done, isRefused, type Outcome, refuse } from '../figures/index.ts';
import type { Activity, ActivityKind, Amount } from './activity.ts';
import { type Quantity, QUANTITY_PLACES, quantityOf } from './fixed-point.ts';

/**
 * The accounts between which a position's assets move. The first three are the position's own; `debt` holds what is owed as a
 * negative quantity. `wallet` is the owner's money beside the position, `elsewhere` another position of the same owner, `outside` the
 * rest of the world. `income` is where earnings come from (negative), `cost` where losses go (positive), `exchange` joins two assets
 * that were given for each other.
 */
export type Account = 'holding' | 'claimable' | 'debt' | 'wallet' | 'elsewhere' | 'outside' | 'income' | 'cost' | 'exchange';

/** What a leg is about: the kind of capital it adds, of income, of cost, or of exchange. */
export type LegMatter =
  | 'principal'
  | 'reward'
  | 'pool-fee'
  | 'fee'
  | 'gas'
  | 'slashing'
  | 'interest'
  | 'liquidation'
  | 'conversion'
  | 'trade'
  | 'income'
  | 'spend';

/** One side of an entry. Over the legs of one activity the quantities of each asset sum to zero. */
export interface Leg {
  readonly account: Account;
  readonly matter: LegMatter;
  readonly asset: string;
  readonly quantity: Quantity;
}

/**
 * The legs of one activity: double entry over the accounts of its position (or, for `deposit`, `withdrawal`, `trade`, `income` and
 * `spend`, of the wallet). Quantities of each asset sum to zero. Refused, naming the field, where the amounts do not fit the kind.
 *
 * What leaves a holding is not yet divided between principal and kept rewards; `Holdings` takes it pro rata.
 */
export function compile(activity: Activity): Outcome<readonly Leg[]> {
  const amounts = readAmounts(activity);
  if (isRefused(amounts)) return amounts;
  const { into, outOf, fees } = amounts.ok;
  const problem = misfit(activity, into.length > 0, outOf.length > 0, fees.length > 0);
  if (problem !== null) return refuse('activity-does-not-fit', problem, { kind: activity.kind });
  const legs: Leg[] = [];
  RULES[activity.kind].legs({ activity, into, outOf, legs });
  if (fees.length > 0) addFees(legs, activity, fees);
  return done(legs);
}

interface Read {
  readonly asset: string;
  readonly quantity: Quantity;
}

interface Draft {
  readonly activity: Activity;
  readonly into: readonly Read[];
  readonly outOf: readonly Read[];
  readonly legs: Leg[];
}

/** Which amounts a kind takes: none, what enters, what leaves, both, or one of the two. */
type Takes = 'into' | 'outOf' | 'both' | 'one' | 'outOf-or-none' | 'into-and-maybe-outOf' | 'only-fees' | 'any';

interface Rule {
  readonly takes: Takes;
  readonly says: string;
  readonly legs: (draft: Draft) => void;
}

const RULES: Readonly<Record<ActivityKind, Rule>> = {
  open: { takes: 'into', says: 'what was put in', legs: putIn },
  add: { takes: 'into', says: 'what was put in', legs: putIn },
  reward: {
    takes: 'into',
    says: 'what was earned',
    legs: ({ activity, into, legs }) => earn(legs, into, 'reward', place(activity, 'holding')),
  },
  compound: { takes: 'into-and-maybe-outOf', says: 'what was put back in', legs: compound },
  claim: { takes: 'one', says: 'what was claimed', legs: claim },
  fee: { takes: 'only-fees', says: 'what was paid', legs: ({ outOf, legs }) => pay(legs, outOf, 'holding', 'fee') },
  gas: { takes: 'only-fees', says: 'what was paid', legs: ({ outOf, legs }) => pay(legs, outOf, 'holding', 'gas') },
  slash: { takes: 'outOf', says: 'what was taken', legs: ({ outOf, legs }) => pay(legs, outOf, 'holding', 'slashing') },
  rebase: { takes: 'one', says: 'by how much the balance changed', legs: rebase },
  borrow: { takes: 'one', says: 'what was borrowed', legs: borrow },
  interest: { takes: 'any', says: 'the interest', legs: interest },
  repay: { takes: 'one', says: 'what was repaid', legs: repay },
  liquidation: { takes: 'both', says: 'the debt that was settled and the collateral that was taken for it', legs: liquidation },
  'collect-fees': {
    takes: 'one',
    says: 'the fees of the pool',
    legs: ({ activity, into, outOf, legs }) => earn(legs, [...into, ...outOf], 'pool-fee', place(activity, 'wallet')),
  },
  withdraw: { takes: 'outOf', says: 'what was taken out', legs: takeOut },
  transfer: { takes: 'one', says: 'what was moved', legs: transfer },
  close: { takes: 'outOf-or-none', says: 'what was taken out', legs: takeOut },
  deposit: { takes: 'into', says: 'what came in', legs: ({ into, legs }) => move(legs, into, 'outside', 'wallet', 'principal') },
  withdrawal: { takes: 'outOf', says: 'what went out', legs: ({ outOf, legs }) => move(legs, outOf, 'wallet', 'outside', 'principal') },
  trade: { takes: 'both', says: 'what was bought and what was given for it', legs: trade },
  income: { takes: 'into', says: 'what was earned', legs: ({ into, legs }) => move(legs, into, 'income', 'wallet', 'income') },
  spend: { takes: 'outOf', says: 'what was spent', legs: ({ outOf, legs }) => move(legs, outOf, 'wallet', 'cost', 'spend') },
};

/** Kinds that happen to a wallet, never inside a position. */
export function isWalletKind(kind: ActivityKind): boolean {
  return kind === 'deposit' || kind === 'withdrawal' || kind === 'trade' || kind === 'income' || kind === 'spend';
}

function move(legs: Leg[], amounts: readonly Read[], from: Account, to: Account, matter: LegMatter): void {
  for (const { asset, quantity } of amounts) {
    legs.push({ account: from, matter, asset, quantity: -quantity }, { account: to, matter, asset, quantity });
  }
}

function putIn({ into, legs }: Draft): void {
  move(legs, into, 'wallet', 'holding', 'principal');
}

function takeOut({ outOf, legs }: Draft): void {
  move(legs, outOf, 'holding', 'wallet', 'principal');
}

function earn(legs: Leg[], amounts: readonly Read[], matter: LegMatter, to: Account): void {
  move(legs, amounts, 'income', to, matter);
}

function pay(legs: Leg[], amounts: readonly Read[], from: Account, matter: LegMatter): void {
  move(legs, amounts, from, 'cost', matter);
}

/** From the claimable balance where `outOf` says what was taken from it, else straight from what was earned. */
function compound({ into, outOf, legs }: Draft): void {
  if (outOf.length === 0) return earn(legs, into, 'reward', 'holding');
  for (const { asset, quantity } of outOf) {
    legs.push({ account: 'claimable', matter: 'reward', asset, quantity: -quantity });
    legs.push({ account: 'exchange', matter: 'conversion', asset, quantity });
  }
  for (const { asset, quantity } of into) {
    legs.push({ account: 'exchange', matter: 'conversion', asset, quantity: -quantity });
    legs.push({ account: 'holding', matter: 'reward', asset, quantity });
  }
}

function claim({ activity, into, outOf, legs }: Draft): void {
  move(legs, [...into, ...outOf], 'claimable', place(activity, 'wallet'), 'reward');
}

function rebase({ into, outOf, legs }: Draft): void {
  earn(legs, into, 'reward', 'holding');
  pay(legs, outOf, 'holding', 'slashing');
}

/** `outOf`: the money went to the wallet. `into`: it stayed in the position. */
function borrow({ into, outOf, legs }: Draft): void {
  move(legs, outOf, 'debt', 'wallet', 'principal');
  move(legs, into, 'debt', 'holding', 'principal');
}

/** `into`: was added to the debt. `outOf`: was paid out of the holding. `fees`: was paid from where `feesFrom` says. */
function interest({ into, outOf, legs }: Draft): void {
  pay(legs, into, 'debt', 'interest');
  pay(legs, outOf, 'holding', 'interest');
}

/** `into`: with money from the wallet. `outOf`: with what the position held. */
function repay({ into, outOf, legs }: Draft): void {
  move(legs, into, 'wallet', 'debt', 'principal');
  move(legs, outOf, 'holding', 'debt', 'principal');
}

function liquidation({ into, outOf, legs }: Draft): void {
  move(legs, outOf, 'holding', 'exchange', 'liquidation');
  move(legs, into, 'exchange', 'debt', 'liquidation');
}

function transfer({ into, outOf, legs }: Draft): void {
  move(legs, into, 'elsewhere', 'holding', 'principal');
  move(legs, outOf, 'holding', 'elsewhere', 'principal');
}

function trade({ into, outOf, legs }: Draft): void {
  move(legs, outOf, 'wallet', 'exchange', 'trade');
  move(legs, into, 'exchange', 'wallet', 'trade');
}

/** What was paid on top. A fee of a transaction on a chain is gas, whatever else the transaction did. */
function addFees(legs: Leg[], activity: Activity, fees: readonly Read[]): void {
  const { kind } = activity;
  const onChain = kind === 'gas' || (activity.transaction !== undefined && kind !== 'fee' && !isWalletKind(kind));
  const from = activity.feesFrom === 'position' ? 'holding' : 'wallet';
  pay(legs, fees, from, kind === 'interest' ? 'interest' : onChain ? 'gas' : 'fee');
}

function place(activity: Activity, otherwise: Account): Account {
  switch (activity.rewardTo) {
    case 'position':
      return 'holding';
    case 'claimable':
      return 'claimable';
    case 'wallet':
      return 'wallet';
    default:
      return otherwise;
  }
}

/** The sentence why the amounts do not fit the kind; `null` where they do. */
function misfit(activity: Activity, into: boolean, outOf: boolean, fees: boolean): string | null {
  const { kind } = activity;
  const { takes } = RULES[kind];
  if (kind === 'claim' && activity.rewardTo === 'claimable') {
    return `${named(activity)} cannot go to the claimable balance, where it comes from; say “wallet” or “position”.`;
  }
  switch (takes) {
    case 'into':
      return into ? (outOf ? forbids(activity, 'outOf') : null) : wants(activity, 'into');
    case 'outOf':
      return outOf ? (into ? forbids(activity, 'into') : null) : wants(activity, 'outOf');
    case 'outOf-or-none':
      return into ? forbids(activity, 'into') : null;
    case 'into-and-maybe-outOf':
      return into ? null : wants(activity, 'into');
    case 'both':
      return into && outOf ? null : `${named(activity)} needs amounts in “into” and in “outOf”: ${RULES[kind].says}.`;
    case 'one':
      return into === outOf ? `${named(activity)} needs an amount in “into” or in “outOf”, not in both: ${RULES[kind].says}.` : null;
    case 'only-fees':
      return into ? forbids(activity, 'into') : fees || outOf ? null : wants(activity, 'fees');
    case 'any':
      return into || outOf || fees ? null : wants(activity, 'into');
  }
}

function named({ kind, at }: Activity): string {
  return `“${kind}” of ${at.slice(0, 10)}`;
}

function wants(activity: Activity, field: string): string {
  return `${named(activity)} needs an amount in “${field}”: ${RULES[activity.kind].says}.`;
}

function forbids(activity: Activity, field: string): string {
  return `${named(activity)} takes no amount in “${field}”; it says only ${RULES[activity.kind].says}.`;
}

function readAmounts(activity: Activity): Outcome<{ into: readonly Read[]; outOf: readonly Read[]; fees: readonly Read[] }> {
  const into = readList(activity, 'into', activity.into);
  if (isRefused(into)) return into;
  const outOf = readList(activity, 'outOf', activity.outOf);
  if (isRefused(outOf)) return outOf;
  const fees = readList(activity, 'fees', activity.fees);
  return isRefused(fees) ? fees : done({ into: into.ok, outOf: outOf.ok, fees: fees.ok });
}

const NOTHING: Outcome<readonly Read[]> = done([]);

function readList(activity: Activity, field: string, amounts: readonly Amount[] | undefined): Outcome<readonly Read[]> {
  if (amounts === undefined || amounts.length === 0) return NOTHING;
  const read: Read[] = [];
  for (const { asset, quantity } of amounts) {
    const units = quantityOf(quantity);
    if (units === null || units < 0n) {
      const why =
        units === null ? `is finer than ${QUANTITY_PLACES} decimals or no number` : 'is negative; the direction follows from the field';
      return refuse('bad-quantity', `“${activity.kind}” of ${activity.at.slice(0, 10)}: ${field} ${quantity} ${asset} ${why}.`, {
        field,
        asset,
        quantity,
      });
    }
    read.push({ asset, quantity: units });
  }
  return done(read);
}
