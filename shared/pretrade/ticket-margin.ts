import { Decimal, type Figure, isKnown, type Known, known, ONE, unavailable, ZERO } from '../figures/index.ts';
import { type DailyBar, type Distance, averageTrueRange, liquidationDistance, worstDailyMove } from './liquidation-distance.ts';
import { type Liquidation, liquidationPrice, type MarginedPosition } from './liquidation.ts';
import { bracketsOf, notionalAt } from './margin-brackets.ts';
import { maximumLeverage, optionMargin, portfolioMarginRefused, requiredMargin } from './required-margin.ts';
import { derive, given, member, restingOn, through } from './ticket-derive.ts';
import type { DailyCloses, TicketInputs } from './ticket-inputs.ts';
import { isMargined } from './ticket-terms.ts';

/** The margin of a ticket and what it can stand. Money is in the settlement currency. */
export interface TicketMargin {
  readonly required: Figure<Decimal>;
  readonly maintenance: Figure<Decimal>;
  readonly leverageUsed: Figure<Decimal>;
  readonly leverageAllowed: Figure<Decimal>;
  readonly liquidation: Figure<Liquidation>;
  /** The position as the formulas took it; what a plot draws with. */
  readonly position: Figure<MarginedPosition>;
}

interface MarginQuestion {
  readonly entry: Figure<Decimal>;
  /** Base units of a linear contract, face value of an inverse one. */
  readonly position: Figure<Decimal>;
  readonly quantity: Figure<Decimal>;
  readonly feeIn: Figure<Decimal>;
  readonly taker: Figure<Decimal>;
}

const NO_LIQUIDATION = unavailable('not-applicable', 'It is not margined, so that it cannot be liquidated.');

/** Required margin, maintenance, leverage and liquidation of a ticket, from its own margin table. */
export function marginOf(inputs: TicketInputs, question: MarginQuestion): TicketMargin {
  const { terms } = inputs;
  if (!isMargined(terms.variant)) {
    const nothing = {
      maintenance: NO_LIQUIDATION,
      leverageUsed: NO_LIQUIDATION,
      leverageAllowed: NO_LIQUIDATION,
      liquidation: NO_LIQUIDATION,
      position: NO_LIQUIDATION,
    };
    return { ...nothing, required: terms.variant === 'option' ? marginOfOption(inputs, question) : priceOf(question) };
  }
  const settlement = settlementOf(inputs);
  const leverage = given(terms.leverage, 'Say with which leverage.');
  if (!isKnown(settlement)) return all(settlement);
  const kind = settlement.ok;
  const order = (v: { readonly entry: Decimal; readonly position: Decimal }) => ({
    kind,
    side: terms.side,
    entry: v.entry,
    quantity: v.position,
  });
  const { entry, position, feeIn } = question;
  const margin = through({ entry, position, leverage, feeIn }, (v) => requiredMargin(order(v), v.leverage, { open: v.feeIn, close: ZERO }));
  const required = member(margin, ({ total }) => total);
  const held = balanceOf(
    inputs,
    member(margin, ({ initial }) => initial),
  );
  const margined = marginedPosition(inputs, kind, question, held);
  const liquidation = isKnown(margined) ? liquidationOf(inputs, margined) : margined;
  const notional = derive(AT_ENTRY, { position, entry }, (v) => notionalAt(kind, v.position, v.entry));
  return {
    required,
    leverageUsed: derive(
      LEVERAGE,
      { notional, held: terms.marginMode === 'cross' ? member(margin, ({ initial }) => initial) : held },
      (v) => v.notional.dividedBy(v.held),
    ),
    leverageAllowed: leverageAllowed(inputs, question),
    maintenance: maintenanceAtEntry(inputs, kind, question),
    liquidation,
    position: margined,
  };
}

/** How far the mark is from liquidation, in per cent and in daily moves, and those moves; all from closing prices. */
export function distanceOf(inputs: TicketInputs, mark: Figure<Decimal>, liquidation: Figure<Liquidation>) {
  const moves = dailyMoves(inputs.daily, inputs.terms.side);
  const distance = through({ mark, price: member(liquidation, ({ price }) => price) }, (v) =>
    liquidationDistance(inputs.terms.side, v.mark, v.price, {
      ...(isKnown(moves.range) ? { averageRange: moves.range.ok.times(v.mark) } : {}),
      ...(isKnown(moves.worst) ? { worstMove: moves.worst.ok } : {}),
    }),
  );
  const inMoves = (of: Figure<Decimal>, read: (distance: Distance) => Decimal | undefined): Figure<Decimal> => {
    if (!isKnown(of)) return of;
    if (!isKnown(distance)) return distance;
    const value = read(distance.ok);
    return value === undefined
      ? unavailable('no-moves', 'The price did not move in the days that are known, so that a distance cannot be counted in moves.')
      : known(value, [...of.trail, ...distance.trail]);
  };
  return {
    range: moves.range,
    worst: moves.worst,
    fraction: member(distance, ({ fraction }) => fraction),
    inRanges: inMoves(moves.range, ({ ranges }) => ranges),
    inWorstDays: inMoves(moves.worst, ({ worstMoves }) => worstMoves),
  };
}

/** Mean daily move of fourteen days as a fraction of the last close, and the worst against a side in the days given, ninety at most. */
export function dailyMoves(
  daily: DailyCloses | null,
  side: 'long' | 'short',
): { readonly range: Figure<Decimal>; readonly worst: Figure<Decimal> } {
  if (!daily) {
    const none = unavailable(
      'no-daily-prices',
      'There are no daily prices of this asset. Import a price file of the market, or enter prices.',
    );
    return { range: none, worst: none };
  }
  const bars = daily.closes.slice(-DAYS_FOR_WORST - 1).map(({ price }): DailyBar => {
    const close = new Decimal(price);
    return { high: close, low: close, close };
  });
  const last = bars.at(-1)?.close ?? ONE;
  const range = member(averageTrueRange(bars.slice(-DAYS_FOR_RANGE - 1)), (average) => average.dividedBy(last));
  return { range, worst: worstDailyMove(side, bars) };
}
const DAYS_FOR_RANGE = 14;
const DAYS_FOR_WORST = 90;

/** Whether the instrument settles in the quote or in the coin; a quanto is refused. */
export function settlementOf({ instrument, terms }: Pick<TicketInputs, 'instrument' | 'terms'>): Figure<'linear' | 'inverse'> {
  if (!instrument)
    return unavailable(
      'no-instrument',
      `Whether ${terms.symbol ?? 'this contract'} is linear or inverse is not known. Import the venue’s file of instruments.`,
    );
  return instrument.row.settlement === 'quanto'
    ? unavailable('quanto', 'A quanto contract settles in a third asset at a fixed rate; its liquidation is not computed here.')
    : known(instrument.row.settlement);
}

/** The margin balance that stands behind the position: its own where isolated, the account’s where cross. */
function balanceOf({ terms }: TicketInputs, initial: Figure<Decimal>): Figure<Decimal> {
  switch (terms.marginMode) {
    case undefined:
      return unavailable('missing', 'Choose the margin mode: isolated or cross.');
    case 'portfolio':
      return portfolioMarginRefused();
    case 'isolated':
      return terms.collateral.added === undefined
        ? initial
        : derive(ISOLATED, { initial, added: known(new Decimal(terms.collateral.added)) }, (v) => v.initial.plus(v.added));
    case 'cross':
      return given(terms.collateral.balance, 'In cross mode the whole account answers: give its balance.');
  }
}

function marginedPosition(
  inputs: TicketInputs,
  kind: 'linear' | 'inverse',
  { entry, position, taker }: MarginQuestion,
  held: Figure<Decimal>,
): Figure<MarginedPosition> {
  const { terms, rules } = inputs;
  const cross = terms.marginMode === 'cross';
  const others = cross
    ? {
        otherMaintenance: given(
          terms.collateral.otherMaintenance,
          'In cross mode give the maintenance margin of the other positions; 0 where there are none.',
        ),
        otherPnl: given(
          terms.collateral.otherUnrealised,
          'In cross mode give the unrealised profit of the other positions; 0 where there are none.',
        ),
      }
    : { otherMaintenance: known(ZERO), otherPnl: known(ZERO) };
  const closeFee: Figure<Decimal> = rules.includeCloseFee ? taker : known(ZERO);
  return through({ held, entry, position, closeFee, ...others }, (v) =>
    known({
      kind,
      side: terms.side,
      entry: v.entry,
      quantity: v.position,
      marginBalance: v.held,
      otherMaintenance: v.otherMaintenance,
      otherPnl: v.otherPnl,
      closeFee: Decimal.max(v.closeFee, ZERO),
    }),
  );
}

const NO_TABLE = unavailable(
  'no-margin-table',
  'There is no margin table for this instrument. Import the venue’s: without its rows no liquidation price is right.',
);

function liquidationOf({ margin }: TicketInputs, { ok: position, trail }: Known<MarginedPosition>): Figure<Liquidation> {
  if (!margin) return NO_TABLE;
  const brackets = bracketsOf(margin.row, position.quantity);
  if (!isKnown(brackets)) return brackets;
  const liquidation = liquidationPrice(position, brackets.ok);
  if (!isKnown(liquidation)) return liquidation;
  const figure = known(liquidation.ok, [...trail, ...liquidation.trail]);
  return restingOn(figure, 'margin table', `${margin.row.instrument}, row ${liquidation.ok.tier}`, margin.origin, margin.row.asOf);
}

function leverageAllowed({ margin, instrument }: TicketInputs, { position, entry }: MarginQuestion): Figure<Decimal> {
  if (margin) {
    const allowed = through({ position, entry }, (v) => maximumLeverage(margin.row, v.position, v.entry));
    if (isKnown(allowed)) return restingOn(allowed, 'margin table', margin.row.instrument, margin.origin, margin.row.asOf);
    if (allowed.unavailable.reason !== 'unknown-maximum') return allowed;
  }
  const printed = instrument?.row.maxLeverage;
  if (instrument && printed !== undefined)
    return restingOn(known(new Decimal(printed)), 'instrument', instrument.row.symbol, instrument.origin, instrument.row.asOf);
  return margin ? unavailable('unknown-maximum', 'The margin table does not say which leverage its rows allow.') : NO_TABLE;
}

function maintenanceAtEntry({ margin }: TicketInputs, kind: 'linear' | 'inverse', { position, entry }: MarginQuestion): Figure<Decimal> {
  if (!margin) return NO_TABLE;
  return through({ position, entry }, (v) => {
    const brackets = bracketsOf(margin.row, v.position);
    if (!isKnown(brackets)) return brackets;
    const notional = notionalAt(kind, v.position, v.entry);
    const row = brackets.ok.find(
      ({ floor, cap }) => notional.greaterThanOrEqualTo(floor) && (cap === null || notional.lessThanOrEqualTo(cap)),
    );
    if (!row) return unavailable('beyond-the-table', 'The position is larger than the margin table reaches.');
    const held = derive(
      MAINTENANCE,
      { notional: known(notional), rate: known(row.rate), growth: known(row.growth), amount: known(row.amount) },
      (m) => m.rate.times(m.notional).plus(m.growth.times(m.notional).times(m.notional)).minus(m.amount),
    );
    return restingOn(held, 'margin table', `${margin.row.instrument}, row ${row.tier}`, margin.origin, margin.row.asOf);
  });
}

function marginOfOption({ terms }: TicketInputs, { entry, quantity }: MarginQuestion): Figure<Decimal> {
  if (terms.side === 'short' && terms.option?.quotedMargin !== undefined) return given(terms.option.quotedMargin, '');
  return through({ quantity, entry }, (v) => optionMargin(terms.side, v.quantity, v.entry));
}

/** What is bought outright costs its price. */
function priceOf({ quantity, entry, feeIn }: MarginQuestion): Figure<Decimal> {
  return derive(OUTRIGHT, { quantity, entry, feeIn }, (v) => v.quantity.times(v.entry).times(ONE.plus(v.feeIn)));
}

function all(figure: { readonly unavailable: { readonly reason: string; readonly message: string } }): TicketMargin {
  return { required: figure, maintenance: figure, leverageUsed: figure, leverageAllowed: figure, liquidation: figure, position: figure };
}

const SOURCE = 'venues-otc §2.2';
const AT_ENTRY = { figure: 'notional at entry', formula: 'linear: q · E; inverse: Q / E', source: SOURCE, unit: 'settlement currency' };
const LEVERAGE = { figure: 'leverage', formula: 'notional / margin', source: SOURCE, unit: 'times' };
const ISOLATED = { figure: 'margin balance', formula: 'initial margin + added', source: SOURCE, unit: 'settlement currency' };
const MAINTENANCE = {
  figure: 'maintenance margin',
  formula: 'rate · N + growth · N² − amount',
  source: SOURCE,
  unit: 'settlement currency',
};
const OUTRIGHT = { figure: 'price of the purchase', formula: 'quantity · entry · (1 + fee)', source: SOURCE, unit: 'quote' };
