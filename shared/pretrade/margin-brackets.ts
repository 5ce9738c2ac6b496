import { Decimal, decimalText, type Figure, known, ONE, unavailable, ZERO } from '../figures/index.ts';
import type { MarginTable, MarginTier, TieredMargin } from './reference.ts';

/**
 * One row of a margin table as the formulas take it: for notionals N from `floor` to `cap` (`null`: without end), maintenance = rate · N +
 * growth · N² − amount. N is in quote for linear contracts and in coin for inverse ones.
 */
export interface Bracket {
  /** Its row in the table, from 1. */
  readonly tier: number;
  readonly floor: Decimal;
  readonly cap: Decimal | null;
  readonly rate: Decimal;
  readonly amount: Decimal;
  /** How much the rate grows with each unit of notional; zero but for venues with a continuous rate. */
  readonly growth: Decimal;
}

/** The brackets of rows as a calculator is given them, bounds in the notional of the contract. */
export function bracketsOfRows(rows: readonly MarginTier[]): Figure<readonly Bracket[]> {
  const brackets = rows.map((row, place): Bracket => ({ ...parsed(row), tier: place + 1, growth: ZERO }));
  const fault = unsorted(brackets);
  return fault ? unavailable('tiers-unsorted', fault) : known(brackets);
}

/**
 * The brackets of a margin table that can apply to a position. `quantity`: base units of a linear contract, face value in quote of an inverse
 * one. Where the table counts size and not notional (contracts, or base units of a linear contract), the price cannot move a position from row to
 * row, and its one row is answered.
 *
 * Unavailable: `tiers-unsorted`, `beyond-the-table`, `unit-unknown` (contracts of an unknown size).
 */
export function bracketsOf(table: MarginTable, quantity: Decimal): Figure<readonly Bracket[]> {
  const whole = { tier: 1, floor: ZERO, cap: null, amount: ZERO };
  switch (table.shape) {
    case 'open-interest':
      return known([{ ...whole, rate: new Decimal(table.maintenanceRate), growth: ZERO }]);
    case 'continuous': {
      const [base, growth] = [new Decimal(table.maintenanceBase), new Decimal(table.maintenancePerUnit)];
      const size = quantity.abs();
      return known([
        table.settlement === 'linear' ? { ...whole, rate: base.plus(growth.times(size)), growth: ZERO } : { ...whole, rate: base, growth },
      ]);
    }
    case 'tiers': {
      const brackets = bracketsOfRows(table.tiers);
      if (!('ok' in brackets) || countsNotional(table)) return brackets;
      const size = sizeInTable(table, quantity);
      if (!size) return unavailable('unit-unknown', 'The table counts contracts, and the size of a contract is not known.');
      const row = brackets.ok.find((bracket) => holds(bracket, size));
      if (!row) return beyondTheTable(size, table);
      return known([{ ...row, floor: ZERO, cap: null }]);
    }
  }
}

/** The row of a table that a position is in at a price, as `bracketsOf` counts. Price in quote for one base unit. */
export function tierAt(table: TieredMargin, quantity: Decimal, price: Decimal): Figure<MarginTier & { readonly tier: number }> {
  const size = countsNotional(table) ? notionalAt(table.settlement, quantity, price) : sizeInTable(table, quantity);
  if (!size) return unavailable('unit-unknown', 'The table counts contracts, and the size of a contract is not known.');
  const fault = unsorted(table.tiers.map((row, place) => ({ ...parsed(row), tier: place + 1, growth: ZERO })));
  if (fault) return unavailable('tiers-unsorted', fault);
  const place = table.tiers.findIndex((row) => holds(parsed(row), size));
  const row = table.tiers[place];
  return row ? known({ ...row, tier: place + 1 }) : beyondTheTable(size, table);
}

/** Quote value of base units, or coin value of a face value in quote: the notional that rates apply to. */
export function notionalAt(settlement: 'linear' | 'inverse', quantity: Decimal, price: Decimal): Decimal {
  return settlement === 'linear' ? quantity.abs().times(price) : quantity.abs().dividedBy(price);
}

/**
 * Rows with the amounts that make maintenance continuous: cₙ = cₙ₋₁ + floorₙ · (rₙ − rₙ₋₁). Verified on Binance's example of 50 BTC and on
 * Bybit's printed rows. Rows must ascend.
 */
export function withDerivedAmounts(rows: readonly MarginTier[]): readonly MarginTier[] {
  const derived: MarginTier[] = [];
  for (const [place, row] of rows.entries()) {
    const below = derived[place - 1];
    derived.push({ ...row, amount: below ? decimalText(amountAbove(below, row)) : '0' });
  }
  return derived;
}

/** The amount of a row by the recursion, from the row below it. */
export function amountAbove(below: MarginTier, row: MarginTier): Decimal {
  return new Decimal(below.amount).plus(new Decimal(row.floor).times(new Decimal(row.rate).minus(below.rate)));
}

/** Whether two amounts agree within 0.01 %, as far as venues round them. */
export function agree(amount: Decimal, expected: Decimal): boolean {
  return amount.minus(expected).abs().lessThanOrEqualTo(expected.abs().times('0.0001'));
}

/** Whether the rows of a table bound the notional, which moves with the price, and not the size of a position, which does not. */
export function countsNotional(table: TieredMargin): boolean {
  return table.unit === (table.settlement === 'linear' ? 'quote' : 'base');
}

/** What makes rows unusable for a search: bounds that do not ascend or leave gaps, rates that fall or are no fractions. */
function unsorted(brackets: readonly Bracket[]): string | null {
  for (const [place, { tier, floor, cap, rate }] of brackets.entries()) {
    const below = brackets[place - 1];
    if (floor.isNegative() || (cap && !cap.greaterThan(floor)))
      return `Row ${tier} of the margin table goes from ${floor.toFixed()} to ${cap?.toFixed() ?? 'no end'}, which is no range.`;
    if (rate.isNegative() || !rate.lessThan(ONE))
      return `Row ${tier} of the margin table has the maintenance rate ${rate.toFixed()}; it is a fraction between 0 and 1: write 0.4 % as "0.004".`;
    if (!below) continue;
    if (!below.cap?.equals(floor))
      return `Row ${tier} of the margin table begins at ${floor.toFixed()}, but the row before it ends at ${below.cap?.toFixed() ?? 'no end'}: rows must ascend without gap or overlap.`;
    if (rate.lessThan(below.rate))
      return `Row ${tier} of the margin table has a lower rate than the row before it; rates rise with the size.`;
  }
  return brackets.length === 0 ? 'The margin table has no rows.' : null;
}

function parsed({ floor, cap, rate, amount }: MarginTier) {
  return { floor: new Decimal(floor), cap: cap === null ? null : new Decimal(cap), rate: new Decimal(rate), amount: new Decimal(amount) };
}

function holds({ floor, cap }: { readonly floor: Decimal; readonly cap: Decimal | null }, size: Decimal): boolean {
  return (size.greaterThan(floor) || (floor.isZero() && size.isZero())) && (cap === null || size.lessThanOrEqualTo(cap));
}

/** A position's size in the unit that a table counts; `null` where contracts have no known size. */
function sizeInTable(table: TieredMargin, quantity: Decimal): Decimal | null {
  if (table.unit !== 'contracts') return quantity.abs();
  if (table.contractSize === undefined) return null;
  return quantity.abs().dividedBy(table.contractSize);
}

function beyondTheTable(size: Decimal, table: TieredMargin) {
  return unavailable(
    'beyond-the-table',
    `A size of ${size.toSignificantDigits(12).toFixed()} lies outside the ${table.tiers.length} rows of the margin table of ${table.instrument}; the venue does not take it, or the table is not whole.`,
  );
}
