import { addDays, type Day, Decimal, type Figure, figureText, isKnown, known, type RateBasis } from '../../../shared/figures/index.ts';
import {
  type Component,
  debtAssets,
  decompose,
  type Decomposition,
  earnedPerDay,
  groupOf,
  type Measured,
  type moneyWeightedReturn,
  ownAssets,
  periodReturn,
  quickMoneyWeightedReturn,
  stakedTokens,
  type Terms,
  unlockOf,
  type Window,
} from '../../../shared/positions/index.ts';
import type { PositionSummary } from './answers.ts';
import { decimalFigure, moneyText, rateText } from './figure-text.ts';
import { flagsOf } from './flags.ts';
import { healthOf } from './health.ts';
import type { Measures } from './measures.ts';
import type { PositionRow } from './position-rows.ts';
import { detailOf } from './position-words.ts';

/** A position taken apart, and as a list shows it. */
export interface Summarised {
  readonly decomposition: Decomposition;
  readonly summary: PositionSummary;
}

export function summarise(row: PositionRow, position: Measured, measures: Measures, after: Day | undefined): Summarised {
  const { terms } = row;
  const window = windowOf(row, position, measures.asOf, after);
  const result = decompose(position, window, measures.measureOf(terms));
  const health = healthOf(terms, result.holdings, measures.asOf, measures.prices);
  const xirr = quickMoneyWeightedReturn(result);
  const realised: RateBasis = { kind: 'period', standing: 'realised', net: 'net', windowDays: result.days, asOf: result.until };
  const last = position.entries.at(-1);
  return {
    decomposition: result,
    summary: {
      position: row.position,
      title: terms.title,
      kind: terms.kind,
      group: groupOf(terms.kind),
      platform: terms.platform,
      network: terms.network ?? null,
      assets: [...assetsOf(terms)],
      detail: detailOf(terms),
      status: row.closed === null || row.closed > measures.asOf ? 'open' : 'closed',
      opened: terms.opened,
      closed: row.closed,
      value: moneyText(result.end),
      nominal: moneyText(result.nominal),
      real: moneyText(result.real),
      realReturn: bare(rateText(periodReturn(result.real, result, true), { ...realised, real: true })),
      nominalReturn: bare(rateText(periodReturn(result.nominal, result, false), realised)),
      xirr: { figure: numberFigure(xirr), basis: xirrBasis(result) },
      earnedPerDay: withoutTrail(decimalFigure(earnedPerDay(result))),
      components: componentTexts(result),
      unlock: result.holdings.isEmpty() ? { days: 0, day: measures.asOf, because: 'free' } : unlockOf(terms, measures.asOf),
      health,
      flags: [...flagsOf(row, result, health, measures)],
      activities: position.entries.length,
      lastActivity: last?.activity.at ?? null,
    },
  };
}

/** Lists carry no trails: thousands of rows would be mostly explanation. The position itself has them. */
function withoutTrail(figure: Figure<string>): Figure<string> {
  return isKnown(figure) ? known(figure.ok) : figure;
}

function bare(rate: { figure: Figure<string>; basis: RateBasis }): { figure: Figure<string>; basis: RateBasis } {
  return { figure: withoutTrail(rate.figure), basis: rate.basis };
}

/** The money-weighted return's badge: effective and nominal; over less than a year it is annualised all the same, and says so. */
export function xirrBasis(result: Decomposition): RateBasis {
  return {
    kind: 'APY',
    compounding: 'money-weighted, effective',
    standing: 'realised',
    net: 'net',
    real: false,
    windowDays: result.days,
    asOf: result.until,
  };
}

/** The rate of a money-weighted return as a figure. */
export function xirrText(figure: ReturnType<typeof moneyWeightedReturn>): Figure<string> {
  return isKnown(figure) ? known(figureText(figure.ok.rate), figure.trail) : figure;
}

export function componentTexts(result: Decomposition): Partial<Record<Component, Figure<string>>> {
  return Object.fromEntries([...result.components].map(([component, worth]) => [component, moneyText(worth)]));
}

/** Since the opening — or the first activity, if that was earlier — unless a later beginning is asked for. */
export function windowOf(row: PositionRow, position: Measured, asOf: Day, after: Day | undefined): Window {
  const first = position.entries[0]?.activity.at.slice(0, 10) ?? row.terms.opened;
  const opening = addDays(first < row.terms.opened ? first : row.terms.opened, -1);
  const begin = after !== undefined && after > opening ? after : opening;
  return { after: begin > asOf ? asOf : begin, through: asOf };
}

function assetsOf(terms: Terms): ReadonlySet<string> {
  return new Set([...ownAssets(terms), ...debtAssets(terms), ...stakedTokens(terms).map((token) => token.underlying)]);
}

/** A rate that was computed in doubles. */
export function numberFigure(figure: ReturnType<typeof quickMoneyWeightedReturn>): Figure<string> {
  return isKnown(figure) ? known(figureText(new Decimal(figure.ok.rate))) : figure;
}
