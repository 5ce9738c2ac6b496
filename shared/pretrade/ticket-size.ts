import { computed, Decimal, decimalText, type Figure, known, unavailable } from '../figures/index.ts';
import { derive, through } from './ticket-derive.ts';
import type { Instrument, SizeUnit } from './reference.ts';

/**
 * Sizes of one position in every unit. `quantity` is base units; `position` is what the formulas of margin take: base units of a linear contract,
 * face value of an inverse one.
 */
export interface TicketSize {
  readonly quantity: Figure<Decimal>;
  readonly position: Figure<Decimal>;
  readonly contracts: Figure<Decimal>;
  readonly order: Figure<Decimal>;
  readonly notional: Figure<Decimal>;
}

const NO_INSTRUMENT = unavailable(
  'no-instrument',
  'Choose an instrument; where it is not in the list, import the venue’s file of instruments.',
);

/** Base units from a size in any unit, at a price. */
export function baseUnits(instrument: Instrument | null, size: Figure<Decimal>, unit: SizeUnit, price: Figure<Decimal>): Figure<Decimal> {
  if (unit === 'base') return size;
  if (unit === 'quote') return derive(BASE_OF_QUOTE, { value: size, price }, ({ value, price }) => value.dividedBy(price));
  if (!instrument) return NO_INSTRUMENT;
  const contractSize = new Decimal(instrument.contractSize);
  if (instrument.contractUnit === 'base')
    return derive(BASE_OF_CONTRACTS, { contracts: size, size: known(contractSize) }, (v) => v.contracts.times(v.size));
  return derive(BASE_OF_FACE, { contracts: size, face: known(contractSize), price }, (v) => v.contracts.times(v.face).dividedBy(v.price));
}

/** All sizes of a position of so many base units at a price. The order is not rounded here. */
export function sizesOf(instrument: Instrument | null, quantity: Figure<Decimal>, price: Figure<Decimal>): TicketSize {
  const notional = derive(NOTIONAL, { quantity, price }, (v) => v.quantity.times(v.price));
  if (!instrument) return { quantity, notional, position: quantity, contracts: NO_INSTRUMENT, order: NO_INSTRUMENT };
  const size = new Decimal(instrument.contractSize);
  const contracts =
    instrument.contractUnit === 'base'
      ? derive(CONTRACTS, { quantity, size: known(size) }, (v) => v.quantity.dividedBy(v.size))
      : derive(CONTRACTS, { quantity: notional, size: known(size) }, (v) => v.quantity.dividedBy(v.size));
  const inUnit = { base: quantity, quote: notional, contracts };
  return {
    quantity,
    notional,
    contracts,
    order: inUnit[instrument.orderUnit],
    position: instrument.settlement === 'inverse' ? notional : quantity,
  };
}

/**
 * An order's size rounded down to the instrument's step. Unavailable (`below-step`) where nothing is left. Unknown steps leave it as it is, and the
 * check of the size says so.
 */
export function roundedOrder(instrument: Instrument, order: Figure<Decimal>): Figure<Decimal> {
  const { lot } = instrument;
  if (lot === undefined || !new Decimal(lot).greaterThan(0)) return order;
  return through({ order, step: known(new Decimal(lot)) }, ({ order, step }) => {
    const rounded = order.dividedBy(step).floor().times(step);
    if (!rounded.greaterThan(0))
      return unavailable(
        'below-step',
        `The size ${decimalText(order.toSignificantDigits(8))} is below one step of ${lot} (${UNIT_WORDS[instrument.orderUnit]}).`,
      );
    return computed(ROUNDED, { order, step }, rounded);
  });
}

/** What an order’s size breaks of the instrument’s limits, each in a sentence; empty where it may be sent. */
export function orderFaults(instrument: Instrument, order: Decimal, notional: Decimal): readonly string[] {
  const unit = UNIT_WORDS[instrument.orderUnit];
  const shown = decimalText(order.toSignificantDigits(12));
  const faults: string[] = [];
  const above = (limit: string | undefined) => (limit === undefined ? null : new Decimal(limit));
  const [lot, least, most, leastNotional] = [
    above(instrument.lot),
    above(instrument.minSize),
    above(instrument.maxSize),
    above(instrument.minNotional),
  ];
  if (lot?.greaterThan(0) && !order.modulo(lot).isZero())
    faults.push(
      `${shown} ${unit} is no whole number of steps of ${decimalText(lot)}; ${decimalText(order.dividedBy(lot).floor().times(lot))} would be.`,
    );
  if (least && order.lessThan(least)) faults.push(`${shown} ${unit} is below the least size of ${decimalText(least)}.`);
  if (most?.greaterThan(0) && order.greaterThan(most))
    faults.push(`${shown} ${unit} is above the largest size of ${decimalText(most)}; send it in parts.`);
  if (leastNotional && notional.lessThan(leastNotional))
    faults.push(
      `A notional of ${decimalText(notional.toDecimalPlaces(2))} ${instrument.quote} is below the least of ${decimalText(leastNotional)}.`,
    );
  return faults;
}

/** Which limits of an order the instrument’s file does not tell. */
export function unknownLimits(instrument: Instrument): readonly string[] {
  return [
    ...(instrument.lot === undefined ? ['step'] : []),
    ...(instrument.minSize === undefined ? ['least size'] : []),
    ...(instrument.minNotional === undefined && instrument.minSize === undefined ? ['least notional'] : []),
  ];
}

export const UNIT_WORDS: Readonly<Record<SizeUnit, string>> = { base: 'units', quote: 'of face value', contracts: 'contracts' };

const SOURCE = 'the instrument’s file';
const BASE_OF_QUOTE = { figure: 'size', formula: 'value / price', unit: 'base units' };
const BASE_OF_CONTRACTS = { figure: 'size', formula: 'contracts · contract size', source: SOURCE, unit: 'base units' };
const BASE_OF_FACE = { figure: 'size', formula: 'contracts · face / price', source: SOURCE, unit: 'base units' };
const CONTRACTS = { figure: 'contracts', formula: 'size / contract size', source: SOURCE, unit: 'contracts' };
const NOTIONAL = { figure: 'notional', formula: 'quantity · entry', unit: 'quote' };
const ROUNDED = { figure: 'order size', formula: '⌊size / step⌋ · step', source: SOURCE, unit: 'order unit' };
