import {
  computed,
  Decimal,
  type Figure,
  isKnown,
  known,
  ONE,
  together,
  trailStep,
  figureText,
  unavailable,
  ZERO,
} from '../figures/index.ts';
import { bankruptcyPrice } from './liquidation.ts';
import { notionalAt, tierAt } from './margin-brackets.ts';
import type { ContinuousMargin, MarginTable, OpenInterestMargin, Side } from './reference.ts';

/** Quantities as `MarginedPosition` has them: base units of a linear contract, face value of an inverse one. */
export interface OrderedPosition {
  readonly kind: 'linear' | 'inverse';
  readonly side: Side;
  readonly entry: Decimal;
  readonly quantity: Decimal;
}

/** In the settling currency: quote of a linear contract, coin of an inverse one. */
export interface RequiredMargin {
  readonly initial: Decimal;
  readonly openFee: Decimal;
  /** The fee for closing at the price at which this margin is used up. */
  readonly closeFee: Decimal;
  readonly total: Decimal;
}

/**
 * Margin to open a position at a leverage: notional / leverage, plus the fee for opening and, at venues that reserve it, the fee for closing at the
 * bankruptcy price. Fees are fractions. Source: Bybit help centre, order cost.
 * Unavailable: `not-positive` for entry, quantity or leverage that are not above zero.
 */
export function requiredMargin(
  position: OrderedPosition,
  leverage: Decimal,
  fees: { readonly open: Decimal; readonly close: Decimal } = { open: ZERO, close: ZERO },
): Figure<RequiredMargin> {
  if (!leverage.greaterThan(0)) return unavailable('not-positive', 'The leverage must be above zero.');
  if (!position.entry.greaterThan(0) || !position.quantity.greaterThan(0))
    return unavailable('not-positive', 'Entry price and quantity must be above zero.');
  const notional = notionalAt(position.kind, position.quantity, position.entry);
  const initial = notional.dividedBy(leverage);
  const bankruptcy = bankruptcyPrice({ ...position, marginBalance: initial }, ZERO);
  // A position that no price can bankrupt (fully funded) reserves nothing for closing.
  const closeFee = isKnown(bankruptcy) ? notionalAt(position.kind, position.quantity, bankruptcy.ok).times(fees.close) : ZERO;
  const openFee = notional.times(fees.open);
  const total = initial.plus(openFee).plus(closeFee);
  const inputs = {
    notional,
    leverage,
    feeOpen: fees.open,
    feeClose: fees.close,
    ...(isKnown(bankruptcy) && { bankruptcy: bankruptcy.ok }),
  };
  return known({ initial, openFee, closeFee, total }, [trailStep(REQUIRED, inputs, figureText(total))]);
}

/** Initial and maintenance margin as fractions of the notional. */
export interface MarginRates {
  readonly initial: Decimal;
  readonly maintenance: Decimal;
}

/**
 * Deribit's rates for a size in coin: base + perUnit · size, both for initial and for maintenance margin.
 * Source: support.deribit.com 25944738177565 (25 BTC at 100,000: 53,125 and 28,125 USDC).
 */
export function continuousRates(table: ContinuousMargin, coinSize: Decimal): Figure<MarginRates> {
  const at = (base: string, perUnit: string) => new Decimal(base).plus(new Decimal(perUnit).times(coinSize.abs()));
  const rate = (figure: string, base: string, perUnit: string) =>
    computed({ ...CONTINUOUS, figure }, { base: new Decimal(base), perUnit: new Decimal(perUnit), size: coinSize }, at(base, perUnit));
  return together({
    initial: rate('initial margin rate', table.initialBase, table.initialPerUnit),
    maintenance: rate('maintenance margin rate', table.maintenanceBase, table.maintenancePerUnit),
  });
}

/**
 * dYdX's initial rate: min(base + max((OI · price − lower) / (upper − lower), 0) · (1 − base), 1), open interest in base units, caps in quote; with caps
 * of zero (or none) the base rate. The maintenance rate does not move. Source: v4-documentation, margin.
 * Unavailable: `open-interest-unknown` where caps stand but no open interest.
 */
export function openInterestRates(table: OpenInterestMargin, price: Decimal): Figure<MarginRates> {
  const base = new Decimal(table.initialRate);
  const maintenance = computed(
    { ...OPEN_INTEREST, figure: 'maintenance margin rate', formula: 'as the market states it' },
    {},
    new Decimal(table.maintenanceRate),
  );
  const [lower, upper] = [new Decimal(table.lowerCap ?? '0'), new Decimal(table.upperCap ?? '0')];
  const span = upper.minus(lower);
  if (!span.greaterThan(0)) {
    return together({
      initial: computed({ ...OPEN_INTEREST, figure: 'initial margin rate', formula: 'base' }, { base }, base),
      maintenance,
    });
  }
  if (table.openInterest === undefined) {
    return unavailable(
      'open-interest-unknown',
      `The initial margin of ${table.instrument} rises with its open interest, which the file does not tell.`,
    );
  }
  const scale = Decimal.max(new Decimal(table.openInterest).times(price).minus(lower).dividedBy(span), ZERO);
  const initial = Decimal.min(base.plus(scale.times(ONE.minus(base))), ONE);
  const formula = 'min(base + max((OI · price − lower) / (upper − lower), 0) · (1 − base), 1)';
  const inputs = { base, OI: new Decimal(table.openInterest), price, lower, upper };
  return together({ initial: computed({ ...OPEN_INTEREST, figure: 'initial margin rate', formula }, inputs, initial), maintenance });
}

/**
 * The most leverage that a margin table allows for a size at a price: the row's own figure, or one divided by its initial rate.
 * Unavailable: `unknown-maximum` where the table tells neither, and as `tierAt` and the rates are.
 */
export function maximumLeverage(table: MarginTable, quantity: Decimal, price: Decimal): Figure<Decimal> {
  if (table.shape === 'tiers') {
    const row = tierAt(table, quantity, price);
    if (!isKnown(row)) return row;
    const { maxLeverage, initialRate, tier } = row.ok;
    const most = maxLeverage ? new Decimal(maxLeverage) : initialRate ? ONE.dividedBy(initialRate) : null;
    if (most === null)
      return unavailable(
        'unknown-maximum',
        `Row ${tier} of the margin table of ${table.instrument} tells neither leverage nor initial rate.`,
      );
    return computed(MAXIMUM, { tier, ...(maxLeverage ? { maxLeverage: most } : { initialRate: initialRate ?? '' }) }, most);
  }
  const coinSize = table.settlement === 'linear' ? quantity.abs() : quantity.abs().dividedBy(price);
  const rates = table.shape === 'continuous' ? continuousRates(table, coinSize) : openInterestRates(table, price);
  if (!isKnown(rates)) return rates;
  const bySize = ONE.dividedBy(rates.ok.initial);
  const most = table.shape === 'continuous' && table.maxLeverage ? Decimal.min(bySize, table.maxLeverage) : bySize;
  return computed(MAXIMUM, { initialRate: rates.ok.initial }, most);
}

/**
 * Margin of a bought option: its premium, which is also the most that it can lose before fees. What a written option needs depends on formulas of
 * each venue that no table here states, so it is refused (`written-option`).
 */
export function optionMargin(side: Side, quantity: Decimal, premium: Decimal): Figure<Decimal> {
  if (side === 'short')
    return unavailable(
      'written-option',
      'The margin of a written option follows formulas of the venue that no imported table states. Read it off the venue and enter it.',
    );
  if (quantity.isNegative() || premium.isNegative()) return unavailable('not-positive', 'Quantity and premium must not be negative.');
  return computed(OPTION, { quantity, premium }, quantity.times(premium));
}

/** Why no liquidation price is given under portfolio margin. */
export function portfolioMarginRefused() {
  return unavailable(
    'portfolio-margin',
    'Under portfolio margin liquidation depends on the whole account, on the venue’s scenarios and on its offsets, which no file tells. Any price printed here would be false comfort: read the venue’s own.',
  );
}

const REQUIRED = {
  figure: 'required margin',
  formula: 'notional / leverage + notional · fee + notional at bankruptcy · fee',
  source: 'Bybit help centre, order cost',
  unit: 'settling currency',
};
const CONTINUOUS = { formula: 'base + per unit · size', source: 'support.deribit.com 25944738177565', unit: 'fraction of the notional' };
const OPEN_INTEREST = { source: 'dYdX v4-documentation, margin', unit: 'fraction of the notional' };
const MAXIMUM = { figure: 'maximum leverage', formula: 'of the row for this size', source: 'margin table', unit: 'times' };
const OPTION = {
  figure: 'margin of a bought option',
  formula: 'quantity · premium',
  source: 'the premium is paid at once and is all that can be lost',
  unit: 'currency of the premium',
};
