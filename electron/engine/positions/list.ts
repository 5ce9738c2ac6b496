import { type Day, type Figure, known, type RateBasis, unavailable } from '../../../shared/figures/index.ts';
import {
  type Component,
  COMPONENTS,
  type Decomposition,
  isMoney,
  moneyDecimal,
  portfolioReturn,
  POSITION_GROUPS,
  type PositionGroup,
} from '../../../shared/positions/index.ts';
import type { z } from 'zod';
import type { Engine } from '../engine.ts';
import type { listAnswer, PositionTotal } from './answers.ts';
import { decimalFigure, moneyText } from './figure-text.ts';
import { type MeasureQuestion, type Measures, measuresFor } from './measures.ts';
import { type PositionRow, readPositions } from './position-rows.ts';
import { summaries } from './summary-cache.ts';
import { numberFigure, type Summarised } from './summary.ts';

export interface ListQuestion extends MeasureQuestion {
  readonly after?: string | undefined;
  /** All by default. */
  readonly status?: 'open' | 'closed' | undefined;
}

/** Every position with its figures, and totals over all and by group that add up to what is known and say what is missing. */
export async function listPositions(engine: Engine, question: ListQuestion): Promise<z.infer<typeof listAnswer>> {
  for (let attempt = 1; ; attempt += 1) {
    const measures = measuresFor(engine, question);
    // While others write all the time, the last attempt goes through in one piece.
    const all = await summaries(
      engine,
      positionsOf(engine, measures.asOf, question.status),
      measures,
      question.after,
      attempt < MOST_ATTEMPTS,
    );
    if (all) return answerOf(measures, all);
  }
}

const MOST_ATTEMPTS = 3;

/** Those that had been opened by that day, and were open or closed on it. */
function positionsOf(engine: Engine, asOf: Day, status: ListQuestion['status']): readonly PositionRow[] {
  return readPositions(engine.store).filter(
    ({ terms, closed }) => terms.opened <= asOf && (status === undefined || (closed === null || closed > asOf) === (status === 'open')),
  );
}

function answerOf(measures: Measures, all: readonly Summarised[]): z.infer<typeof listAnswer> {
  const byGroup = POSITION_GROUPS.map((group) => ({ group, list: all.filter(({ summary }) => summary.group === group) }));
  return {
    asOf: measures.asOf,
    currency: measures.currency,
    deflator: measures.deflator,
    positions: all.map(({ summary }) => summary),
    totals: [totalOf('all', all), ...byGroup.filter(({ list }) => list.length > 0).map(({ group, list }) => totalOf(group, list))],
  };
}

function totalOf(group: PositionGroup | 'all', all: readonly Summarised[]): PositionTotal {
  const results = all.map(({ decomposition }) => decomposition);
  const components: Partial<Record<Component, Figure<string>>> = {};
  for (const component of COMPONENTS) {
    if (!results.some((result) => result.components.has(component))) continue;
    components[component] = moneyText(knownSum(results, (result) => result.components.get(component) ?? 0n).sum);
  }
  const value = knownSum(results, (result) => result.end);
  const nominal = knownSum(results, (result) => result.nominal);
  const real = knownSum(results, (result) => result.real);
  return {
    group,
    positions: all.length,
    value: moneyText(value.sum),
    nominal: moneyText(nominal.sum),
    real: moneyText(real.sum),
    realReturn: totalReturn(results),
    xirr: totalRate(results),
    components,
    unavailable: { value: value.missing, nominal: nominal.missing, real: real.missing },
  };
}

function knownSum(
  results: readonly Decomposition[],
  part: (result: Decomposition) => Decomposition['end'],
): { readonly sum: bigint; readonly missing: number } {
  let [sum, missing] = [0n, 0];
  for (const result of results) {
    const worth = part(result);
    if (isMoney(worth)) sum += worth;
    else missing += 1;
  }
  return { sum, missing };
}

/** Money-weighted, nominal, over all positions whose flows are known. */
function totalRate(results: readonly Decomposition[]): { figure: Figure<string>; basis: RateBasis } {
  const rate = portfolioReturn(results);
  const days = results.reduce((most, result) => Math.max(most, result.days), 0);
  const basis: RateBasis = {
    kind: 'APY',
    compounding: 'money-weighted, effective',
    standing: 'realised',
    net: 'net',
    real: false,
    windowDays: days,
  };
  return { figure: numberFigure(rate), basis };
}

/** The real return of those positions of which both gain and capital are known, over their capital; each over its own window. */
function totalReturn(results: readonly Decomposition[]): { figure: Figure<string>; basis: RateBasis } {
  let [gain, capital, days] = [0n, 0n, 0];
  for (const result of results) {
    if (!isMoney(result.real) || !isMoney(result.capital) || result.capital <= 0n) continue;
    gain += result.real;
    capital += result.capital;
    days = Math.max(days, result.days);
  }
  const figure =
    capital > 0n
      ? known(moneyDecimal(gain).dividedBy(moneyDecimal(capital)))
      : unavailable('no-capital', 'No position has both a known real return and money at work.');
  return { figure: decimalFigure(figure), basis: { kind: 'period', standing: 'realised', net: 'net', real: true, windowDays: days } };
}
