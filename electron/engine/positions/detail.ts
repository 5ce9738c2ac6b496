import type { z } from 'zod';
import {
  Decimal,
  decimalText,
  type Figure,
  figureText,
  isKnown,
  known,
  type RateBasis,
  unavailable,
} from '../../../shared/figures/index.ts';
import {
  annualReturn,
  breakEvenDays,
  bucketWorth,
  COMPONENTS,
  componentWords,
  DailyDeflator,
  type DailyPrices,
  type Decomposition,
  earned,
  earnedPerDay,
  feesOverDivergence,
  inRangeShare,
  moneyDecimal,
  moneyWeightedReturn,
  periodReturn,
  pooledQuantities,
  quantityDecimal,
  type Terms,
  timeWeighted,
  worthOf,
} from '../../../shared/positions/index.ts';
import type { Engine } from '../engine.ts';
import type { oneAnswer, PositionAnswer } from './answers.ts';
import { decimalFigure, moneyText, rateText } from './figure-text.ts';
import type { ListQuestion } from './list.ts';
import { type Measures, measuresFor } from './measures.ts';
import { claimedStreams, documentsOf, measured, readPosition } from './position-rows.ts';
import { conclusionWords } from './position-words.ts';
import { summarise, xirrBasis, xirrText } from './summary.ts';

/** One position with everything that is to be said of it; `null` where there is none of that name. */
export function onePosition(engine: Engine, position: string, question: ListQuestion): z.infer<typeof oneAnswer> | null {
  const row = readPosition(engine.store, position);
  if (!row) return null;
  const measures = measuresFor(engine, question);
  const entries = measured(engine.store, row);
  const { summary, decomposition: result } = summarise(row, entries, measures, question.after);
  const realised: RateBasis = { kind: 'period', standing: 'realised', net: 'net', windowDays: result.days, asOf: result.until };
  const annual = annualReturn(result);
  return {
    summary,
    terms: row.terms,
    note: row.note,
    documents: [...documentsOf(engine.store, position)],
    streams: [...claimedStreams(engine.store, position)],
    asOf: measures.asOf,
    currency: measures.currency,
    deflator: deflatorName(measures, row.terms),
    window: { ...result.window, base: result.base, until: result.until, days: result.days },
    begin: moneyText(result.begin),
    end: moneyText(result.end),
    netFlow: moneyText(result.netFlow),
    capital: moneyText(result.capital),
    components: COMPONENTS.flatMap((component) => {
      const worth = result.components.get(component);
      return worth === undefined ? [] : [{ component, ...componentWords(component), figure: moneyText(worth) }];
    }),
    nominal: moneyText(result.nominal),
    afterTax: moneyText(result.afterTax),
    real: moneyText(result.real),
    realReturn: rateText(periodReturn(result.real, result, true), { ...realised, real: true }),
    nominalReturn: rateText(periodReturn(result.nominal, result, false), realised),
    annual: {
      ...rateText(annual, { ...realised, kind: 'APY', compounding: 'yearly', real: true }),
      ifPersisted: isKnown(annual) && annual.ok.ifPersisted,
    },
    xirr: xirrAnswer(result),
    twr: twrAnswer(timeWeighted(entries, result, measures.prices), realised),
    earned: earnedAnswer(result),
    breakEvenDays: decimalFigure(breakEvenDays(result)),
    feesOverDivergence: decimalFigure(feesOverDivergence(result)),
    inRange: decimalFigure(inRangeShare(row.terms, result, measures.prices)),
    held: heldAnswer(result, measures.prices),
    flows: result.flows.map(({ day, amount }) => ({ day, amount: decimalText(moneyDecimal(amount)) })),
    conclusions: result.conclusions.map((conclusion) => ({
      code: conclusion.says,
      says: conclusionWords(conclusion),
      activity: conclusion.entry,
      day: conclusion.day,
    })),
  };
}

/** What this position's real return is measured against. */
function deflatorName(measures: Measures, terms: Terms): string | null {
  const { deflator } = measures.measureOf(terms);
  return deflator instanceof DailyDeflator ? deflator.deflator.name : measures.deflator;
}

function xirrAnswer(result: Decomposition): PositionAnswer['xirr'] {
  const rate = moneyWeightedReturn(result);
  const basis = xirrBasis(result);
  if (!isKnown(rate)) return { figure: rate, periodReturn: rate, roots: [], basis };
  const { periodReturn: period, roots } = rate.ok;
  return { figure: xirrText(rate), periodReturn: known(figureText(period)), roots: roots.map(figureText), basis };
}

function twrAnswer(twr: ReturnType<typeof timeWeighted>, basis: RateBasis): PositionAnswer['twr'] {
  if (!isKnown(twr)) return { figure: twr, annualised: twr, basis };
  const { return: total, annualised } = twr.ok;
  return {
    figure: known(figureText(total), twr.trail),
    annualised: annualised
      ? known(figureText(annualised))
      : unavailable('less-than-a-year', 'A return over less than 365 days is not annualised.'),
    basis,
  };
}

function earnedAnswer(result: Decomposition): PositionAnswer['earned'] {
  const day = earnedPerDay(result);
  const times = (days: number): Figure<string> => (isKnown(day) ? known(figureText(day.ok.times(new Decimal(days)))) : day);
  return { total: moneyText(earned(result)), day: times(1), week: times(7), year: times(365) };
}

/** What is held, owed and claimable; a pool's holdings as they are now, a staked token as itself. */
function heldAnswer(result: Decomposition, prices: DailyPrices): PositionAnswer['held'] {
  const { holdings } = result;
  const day = result.window.through;
  const rows: PositionAnswer['held'] = [];
  for (const { asset, quantity } of pooledQuantities(holdings, day, prices)) {
    rows.push({
      place: 'pool',
      asset,
      of: 'pool',
      quantity: decimalText(quantityDecimal(quantity)),
      value: moneyText(worthOf(quantity, asset, day, prices)),
    });
  }
  for (const token of holdings.staked) {
    const quantity = holdings.tokensOf(token);
    if (quantity === 0n) continue;
    rows.push({
      place: 'holding',
      asset: token.token,
      of: 'token',
      quantity: decimalText(quantityDecimal(quantity)),
      value: moneyText(worthOf(quantity, token.token, day, prices)),
    });
  }
  for (const bucket of holdings.buckets) {
    if (bucket.quantity === 0n) continue;
    rows.push({
      place: bucket.place,
      asset: bucket.asset,
      of: bucket.of,
      quantity: decimalText(quantityDecimal(bucket.quantity)),
      value: moneyText(bucketWorth(bucket, day, prices)),
    });
  }
  return rows;
}
