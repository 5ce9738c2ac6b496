import { type Day, Decimal, ONE, type Unavailability, ZERO } from '../figures/index.ts';
import { type Price, PRICE_PLACES, proRata, type Quantity, quantityDecimal, quantityFrom } from './fixed-point.ts';
import { isExternalFlow } from './flows.ts';
import type { Leg } from './legs.ts';
import { liquidityOf, type PoolModel, poolModel, type PoolPrices, withdrawal } from './pools.ts';
import type { Bucket, BucketClass, Conclusion, Effect, Entry, Postings } from './postings.ts';
import type { DailyPrices } from './prices.ts';
import { ownAssets, type StakedToken, stakedTokens, type Terms } from './terms.ts';

/**
 * What a position holds, folded from its legs in their order. Withdrawals, fees and slashing take from principal and kept rewards
 * pro rata, as no chain and no platform says which of the two they take.
 *
 * Where more leaves than was ever recorded to have entered — interest of an aToken and rebases never appear as transfers — the
 * difference was earned, and counts as earned on that day; the same holds for a claim above what was recorded as claimable and, as
 * interest, for a repayment above the debt. Where the difference is more than half of what was recorded, no interest explains it:
 * then the record begins too late, and the difference counts as capital that came just then.
 */
export class Holdings {
  readonly buckets: Bucket[] = [];
  readonly pool: PoolModel | null;
  readonly staked: readonly StakedToken[];
  /** Liquidity in the pool, in units of its invariant. */
  liquidity: Decimal = ZERO;
  /** Why the composition of the pool is unknown, where it is. */
  poolUnknown: Unavailability | null = null;
  readonly #own: ReadonlySet<string>;
  readonly #prices: DailyPrices;
  readonly #tokens = new Map<string, Quantity>();
  readonly #broken = new Set<string>();
  #entry: Entry | null = null;
  #day: Day = '';
  #postings: Postings;

  constructor(terms: Terms, prices: DailyPrices, postings: Postings) {
    this.pool = terms.kind === 'liquidity' ? poolModel(terms.pool) : null;
    this.staked = stakedTokens(terms);
    this.#own = new Set(this.pool ? [] : ownAssets(terms));
    this.#prices = prices;
    this.#postings = postings;
  }

  /** Folds one activity, whose legs have been compiled. Activities come in the order of time. */
  apply(entry: Entry, legs: readonly Leg[], day: Day): void {
    this.#entry = entry;
    this.#day = day;
    for (const token of this.staked) this.accrue(token, day);
    if (this.pool) this.#applyPooled(this.pool, legs);
    else if (this.staked.length > 0) this.#applyStaked(legs);
    else for (const leg of legs) this.#applyLeg(leg, leg.asset, leg.quantity, null);
    if (entry.activity.kind === 'close') this.#settleClose();
  }

  /** Brings a staked token's units to its rate of the day: growth is a reward, a fall a slashing. */
  accrue(token: StakedToken, day: Day): void {
    const quantity = this.#tokens.get(token.token) ?? 0n;
    if (token.mode === 'rebasing' || quantity === 0n || this.#broken.has(token.token)) return;
    const rate = this.#prices.rate(token, day);
    if (rate === null) return this.#break(token, day);
    const growth = atRate(quantity, rate) - this.held(token.underlying, token);
    if (growth > ROUNDING_UNITS) {
      this.#postings.moved('rewards', token.underlying, growth, false);
      this.#book('holding', token.underlying, 'reward', token, growth);
    } else if (growth < -ROUNDING_UNITS) {
      this.#postings.moved('slashing', token.underlying, growth, false);
      this.#take('holding', token.underlying, token, -growth);
    }
  }

  /** What is held of an asset, kept rewards included; of a staked token, units of its underlying. */
  held(asset: string, token: StakedToken | null = null): Quantity {
    return this.#total('holding', asset, token);
  }

  /** What is owed of an asset, as a positive quantity. */
  owed(asset: string): Quantity {
    return -this.#total('debt', asset, null);
  }

  /** Units of a staked token itself. */
  tokensOf(token: StakedToken): Quantity {
    return token.mode === 'rebasing' && !this.#broken.has(token.token)
      ? this.held(token.underlying, token)
      : (this.#tokens.get(token.token) ?? 0n);
  }

  isEmpty(): boolean {
    return this.buckets.every((bucket) => bucket.quantity === 0n) && [...this.#tokens.values()].every((quantity) => quantity === 0n);
  }

  #applyLeg(leg: Leg, asset: string, quantity: Quantity, token: StakedToken | null): void {
    const { account } = leg;
    if (account === 'holding' || account === 'claimable') {
      const of = token && account === 'claimable' ? null : token;
      if (quantity >= 0n) this.#book(account, asset, this.#classOf(leg, of), of, quantity);
      else this.#withdraw(account, asset, of, -quantity);
      return;
    }
    if (account === 'debt') return this.#owe(asset, quantity);
    const effect = this.#effectOf(leg, token);
    if (effect) this.#postings.moved(effect, asset, -quantity, true);
  }

  /**
   * Flows of a staked token count at its market price, its holdings in units of the underlying; what lies between belongs to the peg.
   * What leaves takes the same share of the units as of the tokens, so that the last token takes the last unit.
   */
  #applyStaked(legs: readonly Leg[]): void {
    const ratios = new Map<string, readonly [bigint, bigint] | null>();
    for (const token of this.staked) ratios.set(token.token, this.#unitsPerToken(token, legs));
    for (const leg of legs) {
      const token = this.staked.find((each) => each.token === leg.asset);
      if (!token) {
        this.#applyLeg(leg, leg.asset, leg.quantity, null);
        continue;
      }
      const isFlow = isExternalFlow(leg.account, 'position');
      if (isFlow) this.#applyLeg(leg, leg.asset, leg.quantity, token);
      if (leg.account === 'holding') this.#countTokens(token, leg.quantity);
      const ratio = ratios.get(token.token);
      if (!ratio) continue;
      const units = proRata(leg.quantity, ratio[0], ratio[1]);
      if (isFlow) {
        this.#postings.moved('peg', token.underlying, -units, true);
        this.#postings.moved('peg', token.token, leg.quantity, true);
      } else {
        this.#applyLeg(leg, token.underlying, units, token);
      }
    }
  }

  #unitsPerToken(token: StakedToken, legs: readonly Leg[]): readonly [bigint, bigint] | null {
    if (this.#broken.has(token.token)) return null;
    const rate = this.#prices.rate(token, this.#day);
    if (rate === null) {
      this.#break(token, this.#day);
      return null;
    }
    let leaving = 0n;
    for (const leg of legs) if (leg.asset === token.token && leg.account === 'holding' && leg.quantity < 0n) leaving -= leg.quantity;
    const tokens = this.tokensOf(token);
    return leaving > 0n && leaving <= tokens ? [this.held(token.underlying, token), tokens] : [rate, RATE_UNIT];
  }

  #countTokens(token: StakedToken, quantity: Quantity): void {
    const left = (this.#tokens.get(token.token) ?? 0n) + quantity;
    this.#tokens.set(token.token, left < 0n ? 0n : left);
  }

  #break(token: StakedToken, day: Day): void {
    if (this.#broken.has(token.token)) return;
    this.#broken.add(token.token);
    this.#postings.broken(token, this.#prices.whyNoRate(token, day));
  }

  /** A pool holds its assets together: what enters adds liquidity, what leaves takes a share of all of it. */
  #applyPooled(pool: PoolModel, legs: readonly Leg[]): void {
    const added = pool.assets.map(() => 0n);
    const taken = pool.assets.map(() => 0n);
    for (const leg of legs) {
      const place = leg.account === 'holding' ? pool.assets.indexOf(leg.asset) : -1;
      if (place >= 0 && leg.quantity < 0n) {
        taken[place] = (taken[place] ?? 0n) - leg.quantity;
        continue;
      }
      if (place >= 0) added[place] = (added[place] ?? 0n) + leg.quantity;
      this.#applyLeg(leg, leg.asset, leg.quantity, null);
    }
    if (added.some((quantity) => quantity > 0n)) {
      const more = liquidityOf(pool, added, this.#poolPrices(pool));
      if (more) this.liquidity = this.liquidity.plus(more);
      else this.#breakPool(pool);
    }
    if (taken.some((quantity) => quantity > 0n)) this.#leavePool(pool, taken);
  }

  #leavePool(pool: PoolModel, taken: readonly Quantity[]): void {
    const { activity } = this.#current();
    const stated = activity.kind === 'close' ? '1' : activity.share;
    const liquidity = liquidityOf(pool, taken, this.#poolPrices(pool));
    if (!liquidity) this.#breakPool(pool);
    const recorded = stated === undefined ? this.liquidity : this.liquidity.times(stated);
    const isBeyond = liquidity?.greaterThan(recorded.plus(recorded.times(MOST_GROWTH))) ?? false;
    const ofRecord = isBeyond && liquidity ? recorded.dividedBy(liquidity) : ONE;
    const left = withdrawal(this.liquidity, (liquidity ?? this.liquidity).times(ofRecord), stated);
    pool.assets.forEach((asset, place) => {
      const amount = quantityFrom(quantityDecimal(taken[place] ?? 0n).times(ofRecord));
      this.#bringIn(asset, (taken[place] ?? 0n) - amount);
      const given = left.ofShare(this.held(asset));
      const fees = left.feeOf(amount);
      if (fees !== 0n) this.#postings.moved('pool-fees', asset, fees, true);
      if (amount - fees - given !== 0n) this.#postings.moved('divergence', asset, amount - fees - given, true);
      this.#take('holding', asset, null, given);
    });
    if (left.share.equals(1)) this.poolUnknown = null;
    this.liquidity = left.share.equals(1) ? ZERO : this.liquidity.minus(this.liquidity.times(left.share));
  }

  #poolPrices(pool: PoolModel): PoolPrices {
    return () => pricesOfAll(this.#prices, pool.assets, this.#day);
  }

  /** A side is missing and so is the price that would say what it is worth in the pool: from here on its composition is unknown. */
  #breakPool(pool: PoolModel): void {
    const missing = pool.assets.find((asset) => this.#prices.price(asset, this.#day) === null) ?? '';
    this.poolUnknown ??= this.#prices.whyNoPrice(missing, this.#day);
  }

  #owe(asset: string, quantity: Quantity): void {
    const owed = this.owed(asset);
    const excess = quantity - owed;
    if (excess > 0n && isGrowth(excess, owed)) {
      this.#postings.moved('interest', asset, -excess, true);
      this.#conclude('interest-unrecorded', asset, excess);
    } else if (excess > 0n) {
      this.#postings.moved('flow', asset, -excess, true);
      this.#conclude('borrowed-unrecorded', asset, excess);
    }
    if (excess > 0n) this.#book('debt', asset, 'principal', null, -excess);
    this.#book('debt', asset, 'principal', null, quantity);
  }

  #withdraw(place: 'holding' | 'claimable', asset: string, token: StakedToken | null, quantity: Quantity): void {
    const held = this.#total(place, asset, token);
    const excess = quantity - held;
    if (excess > 0n && (place === 'claimable' || isGrowth(excess, held))) {
      const incentive = this.pool !== null || (token === null && !this.#own.has(asset));
      this.#postings.moved(incentive ? 'incentives' : 'rewards', asset, excess, true);
      this.#book(place, asset, incentive ? 'incentive' : 'reward', token, excess);
      this.#conclude('earned-unrecorded', asset, excess);
    } else if (excess > 0n) {
      this.#bringIn(asset, excess);
      this.#book(place, asset, 'principal', token, excess);
    }
    this.#take(place, asset, token, quantity);
  }

  /** Capital that nobody recorded: it counts as brought in at the moment in which it shows, so that no return comes of it. */
  #bringIn(asset: string, quantity: Quantity): void {
    if (quantity === 0n) return;
    this.#postings.moved('flow', asset, quantity, true);
    this.#conclude('put-in-unrecorded', asset, quantity);
  }

  /** Takes pro rata from every class; the last one takes what rounding left. */
  #take(place: Bucket['place'], asset: string, token: StakedToken | null, quantity: Quantity): void {
    let whole = this.#total(place, asset, token);
    let left = quantity;
    for (const bucket of this.buckets) {
      if (left === 0n || whole === 0n) return;
      if (bucket.place !== place || bucket.asset !== asset || bucket.token !== token || bucket.quantity === 0n) continue;
      const part = proRata(left, bucket.quantity, whole);
      whole -= bucket.quantity;
      left -= part;
      this.#change(bucket, -part);
    }
  }

  /** What a position still held by the record when it was closed for good did not come back; without amounts it is only said. */
  #settleClose(): void {
    const { activity } = this.#current();
    for (const bucket of this.buckets) {
      if (bucket.place !== 'holding' || bucket.quantity === 0n) continue;
      if (!activity.outOf?.length) {
        this.#conclude('closed-with-balance', bucket.asset, bucket.quantity);
        continue;
      }
      this.#conclude('lost-at-close', bucket.asset, bucket.quantity);
      this.#postings.moved('fees', bucket.asset, -bucket.quantity, true);
      if (bucket.token) this.#tokens.set(bucket.token.token, 0n);
      this.#change(bucket, -bucket.quantity);
    }
  }

  /** What a reward in a pool is: left in the pool it came from its fees, anywhere else it is an incentive. */
  #classOf(leg: Leg, token: StakedToken | null): BucketClass {
    if (leg.matter === 'pool-fee') return 'pool-fee';
    if (leg.matter !== 'reward') return 'principal';
    if (this.pool) return leg.account === 'holding' && this.pool.assets.includes(leg.asset) ? 'pool-fee' : 'incentive';
    return token !== null || this.#own.has(leg.asset) ? 'reward' : 'incentive';
  }

  #effectOf(leg: Leg, token: StakedToken | null): Effect | null {
    if (isExternalFlow(leg.account, 'position')) return isExternalFlow(leg.account, 'portfolio') ? 'flow' : 'transfer';
    switch (leg.account) {
      case 'exchange':
        return leg.matter === 'liquidation' ? 'liquidation' : 'fees';
      case 'income':
        return this.#incomeOf(leg, token);
      case 'cost':
        return leg.matter === 'gas' || leg.matter === 'slashing' || leg.matter === 'interest' ? leg.matter : 'fees';
      default:
        return null;
    }
  }

  #incomeOf(leg: Leg, token: StakedToken | null): Effect {
    if (leg.matter === 'pool-fee') return 'pool-fees';
    if (this.pool) return this.#keptInPool(this.pool, leg.asset) ? 'pool-fees' : 'incentives';
    return token !== null || this.#own.has(leg.asset) ? 'rewards' : 'incentives';
  }

  #keptInPool(pool: PoolModel, asset: string): boolean {
    const { activity } = this.#current();
    return pool.assets.includes(asset) && (activity.rewardTo ?? 'position') === 'position';
  }

  #book(place: Bucket['place'], asset: string, of: BucketClass, token: StakedToken | null, quantity: Quantity): void {
    let bucket = this.buckets.find((each) => each.asset === asset && each.of === of && each.place === place && each.token === token);
    if (!bucket) {
      bucket = { place, asset, token, of, quantity: 0n };
      this.buckets.push(bucket);
    }
    this.#change(bucket, quantity);
  }

  #change(bucket: Bucket, quantity: Quantity): void {
    bucket.quantity += quantity;
    this.#postings.booked(bucket, quantity);
  }

  #total(place: Bucket['place'], asset: string, token: StakedToken | null): Quantity {
    let total = 0n;
    for (const bucket of this.buckets) {
      if (bucket.asset === asset && bucket.place === place && bucket.token === token) total += bucket.quantity;
    }
    return total;
  }

  #conclude(says: Conclusion['says'], asset: string, quantity: Quantity): void {
    this.#postings.concluded({ says, entry: this.#current().id, day: this.#day, asset, quantity });
  }

  #current(): Entry {
    if (!this.#entry) throw new Error('no activity has been folded yet');
    return this.#entry;
  }
}

/** How far a balance may have grown by what nobody recorded; beyond that, capital is missing from the record. */
const MOST_GROWTH = new Decimal('0.5');

function isGrowth(excess: Quantity, recorded: Quantity): boolean {
  return excess * 2n <= recorded;
}

/** Units that rounding may leave or take at one step of a rate; 10^-20 of a coin. */
const ROUNDING_UNITS: Quantity = 10_000n;
const RATE_UNIT = 10n ** BigInt(PRICE_PLACES);

/** Prices of several assets on a day; `null` where one is unavailable. */
export function pricesOfAll(prices: DailyPrices, assets: readonly string[], day: Day): readonly Price[] | null {
  const found: Price[] = [];
  for (const asset of assets) {
    const price = prices.price(asset, day);
    if (price === null) return null;
    found.push(price);
  }
  return found;
}

function atRate(tokens: Quantity, rate: bigint): Quantity {
  return proRata(tokens, rate, RATE_UNIT);
}
