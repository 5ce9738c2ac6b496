import { Decimal, type Figure, known, trailStep, figureText, unavailable, ZERO } from '../figures/index.ts';
import { type EquityLine, meetMaintenance, type NoMeeting } from './bracket-search.ts';
import type { Bracket } from './margin-brackets.ts';
import type { Side } from './reference.ts';

/**
 * A position whose liquidation is asked for. `quantity`: base units of a linear contract; face value in quote (contracts × face) of an inverse one.
 * `marginBalance`, `otherMaintenance` and `otherPnl`: in quote, or in coin of an inverse one; for an isolated position the margin put to it and no
 * others, for a cross position the account's.
 */
export interface MarginedPosition {
  readonly kind: 'linear' | 'inverse';
  readonly side: Side;
  readonly entry: Decimal;
  readonly quantity: Decimal;
  readonly marginBalance: Decimal;
  readonly otherMaintenance?: Decimal;
  readonly otherPnl?: Decimal;
  /** A taker rate that the venue counts into maintenance; safer to give than to leave out. */
  readonly closeFee?: Decimal;
}

export interface Liquidation {
  /** Quote for one base unit. */
  readonly price: Decimal;
  /** The row of the table that applies at that price, from 1. */
  readonly tier: number;
}

/**
 * The price at which a position's equity is down to its maintenance margin, with the tier that holds at that price and not at entry. Linear: P = (W
 * − O + U + c − s·q·E) / (q·r − s·q). Inverse: P = (r + s)·Q / (W − O + U + c + s·Q/E).
 *
 * An estimate: every other price stands still, and funding until then, partial liquidation, haircuts on collateral and auto-deleveraging are left
 * out. Sources: binance.com support (USD-M and COIN-M, "liquidation price"), v4-documentation of dYdX (liquidations), Bybit help centre (isolated).
 *
 * Unavailable: `cannot-be-liquidated` (a fully funded long, a short of an inverse contract without leverage), `below-maintenance-at-any-price`,
 * `beyond-the-table`, `tiers-contradictory`, `not-positive`.
 */
export function liquidationPrice(position: MarginedPosition, brackets: readonly Bracket[]): Figure<Liquidation> {
  const fault = unusable(position);
  if (fault) return unavailable('not-positive', fault);
  const { kind, side, closeFee = ZERO } = position;
  const equity = equityLine(position);
  const met = meetMaintenance(
    equity,
    brackets.map((bracket) => ({ ...bracket, rate: bracket.rate.plus(closeFee) })),
  );
  if ('none' in met) return unavailable(met.none, WHY_NOT[met.none](kind, side));
  const price = priceAt(position, met.notional);
  const { tier, rate, amount, growth } = met.bracket;
  const step = trailStep(
    kind === 'linear' ? LINEAR : INVERSE,
    { ...shown(position), r: rate, c: amount, ...(growth.isZero() ? {} : { growth }), tier },
    figureText(price),
  );
  return known({ price, tier }, [step]);
}

/**
 * The liquidation price where maintenance is fixed at the value on entry and the fee for closing is taken at the bankruptcy price, as Bybit
 * described inverse contracts before 2026. `rate` and `takerFee` are fractions. Kept to recompute older statements; `liquidationPrice` is what its
 * newer pages describe.
 */
export function liquidationWithMaintenanceAtEntry(position: MarginedPosition, rate: Decimal, takerFee: Decimal): Figure<Decimal> {
  const bankruptcy = bankruptcyPrice(position, takerFee);
  if (!('ok' in bankruptcy)) return bankruptcy;
  const equity = equityLine(position);
  const fee = notional(position, bankruptcy.ok).times(takerFee);
  const maintenance = notional(position, position.entry).times(rate).plus(fee);
  const left = maintenance.minus(equity.atZero).times(equity.slope);
  if (!left.greaterThan(0)) return unavailable('cannot-be-liquidated', WHY_NOT['cannot-be-liquidated'](position.kind, position.side));
  const price = priceAt(position, left);
  const step = trailStep(AT_ENTRY, { ...shown(position), r: rate, f: takerFee, bankruptcy: bankruptcy.ok }, figureText(price));
  return known(price, [...bankruptcy.trail, step]);
}

/**
 * The price at which closing leaves nothing: equity equals the fee for closing. Fee as a fraction of the notional.
 * Unavailable: `cannot-be-liquidated`, `not-positive`, `below-maintenance-at-any-price`.
 */
export function bankruptcyPrice(position: MarginedPosition, takerFee: Decimal): Figure<Decimal> {
  const bracket: Bracket = { tier: 1, floor: ZERO, cap: null, rate: takerFee, amount: ZERO, growth: ZERO };
  const met = liquidationPrice({ ...position, closeFee: ZERO }, [bracket]);
  if (!('ok' in met)) return met;
  const step = trailStep(BANKRUPTCY, { ...shown(position), f: takerFee }, figureText(met.ok.price));
  return known(met.ok.price, [step]);
}

/** Margin balance plus profit and loss at a price: quote of a linear contract, coin of an inverse one. */
export function equityAt(position: MarginedPosition, price: Decimal): Decimal {
  const { atZero, slope } = equityLine(position);
  return atZero.plus(notional(position, price).times(slope));
}

function equityLine({
  kind,
  side,
  entry,
  quantity,
  marginBalance,
  otherMaintenance = ZERO,
  otherPnl = ZERO,
}: MarginedPosition): EquityLine {
  const own = marginBalance.minus(otherMaintenance).plus(otherPnl);
  const atEntry = kind === 'linear' ? quantity.times(entry) : quantity.dividedBy(entry);
  const slope = (side === 'long') === (kind === 'linear') ? 1 : -1;
  return { atZero: slope > 0 ? own.minus(atEntry) : own.plus(atEntry), slope };
}

function notional({ kind, quantity }: MarginedPosition, price: Decimal): Decimal {
  return kind === 'linear' ? quantity.times(price) : quantity.dividedBy(price);
}

function priceAt({ kind, quantity }: MarginedPosition, worth: Decimal): Decimal {
  return kind === 'linear' ? worth.dividedBy(quantity) : quantity.dividedBy(worth);
}

function unusable({ entry, quantity, closeFee }: MarginedPosition): string | null {
  if (!entry.greaterThan(0)) return 'The entry price must be above zero.';
  if (!quantity.greaterThan(0)) return 'The quantity must be above zero; the side says which way it goes.';
  return closeFee?.isNegative() ? 'The fee for closing must not be negative.' : null;
}

function shown({ side, entry, quantity, marginBalance, otherMaintenance = ZERO, otherPnl = ZERO }: MarginedPosition) {
  return { s: side === 'long' ? '1' : '-1', q: quantity, E: entry, W: marginBalance, O: otherMaintenance, U: otherPnl };
}

const WHY_NOT: Readonly<Record<NoMeeting, (kind: MarginedPosition['kind'], side: Side) => string>> = {
  'cannot-be-liquidated': (kind, side) =>
    kind === 'linear'
      ? `The margin covers this ${side} even at a price of zero, so no price liquidates it.`
      : `The coin held as margin covers this ${side} at any price, so no price liquidates it.`,
  'below-maintenance-at-any-price': () => 'The equity is below the maintenance margin at any price: such a position cannot be held.',
  'beyond-the-table': () =>
    'Liquidation would come at a size that the margin table has no row for: the venue does not take such a position, or the table is not whole.',
  'tiers-contradictory': () =>
    'The rows of the margin table contradict each other: their amounts do not follow from rates and bounds, so no row, or more than one, fits. Derive the amounts, or get the table anew.',
};

const SYMBOLS = { unit: 'quote for one base unit' };
const LINEAR = {
  ...SYMBOLS,
  figure: 'liquidation price',
  formula: '(W − O + U + c − s q E) / (q r − s q), tier taken at this price',
  source: 'binance.com support b3c689c1 (USD-M); dYdX v4-documentation, liquidations',
};
const INVERSE = {
  ...SYMBOLS,
  figure: 'liquidation price',
  formula: '(r + s) q / (W − O + U + c + s q / E), q face value, tier taken at this price',
  source: 'binance.com support ceccfcfb (COIN-M); Bybit help centre, isolated mode',
};
const AT_ENTRY = {
  ...SYMBOLS,
  figure: 'liquidation price',
  formula: 'equity = r · value at entry + f · value at bankruptcy',
  source: 'help.bybit.com 360039261334',
};
const BANKRUPTCY = { ...SYMBOLS, figure: 'bankruptcy price', formula: 'equity = f · value', source: 'help.bybit.com 360039261334' };
