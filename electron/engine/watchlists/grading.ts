import {
  addDays,
  dayOf,
  Decimal,
  type Figure,
  figureText,
  type History,
  isKnown,
  type MetricValue,
  type SubjectKind,
  type TrailInput,
  wordOf,
} from '../../../shared/figures/index.ts';
import {
  basisKey,
  type ComputedGrade,
  computeGrade,
  type Factor,
  type FactorFinding,
  type FactorSource,
  factorsOf,
  type GradeName,
  historyMeasure,
  type HistoryMeasure,
  judgeFactor,
  type Measured,
} from '../../../shared/watchlists/index.ts';
import type { Engine } from '../engine.ts';
import { marketBook } from '../market/index.ts';
import type { MetricSource } from '../sources.ts';
import { metricsOf } from './metric-columns.ts';

/** A grade of a subject as of a day: from the newest data of the metrics, and from histories until the end of that day. */
export function gradeOf(engine: Engine, kind: SubjectKind, id: string, grade: GradeName, day: string = dayOf(engine.now())): ComputedGrade {
  const metrics = new Map(metricsOf(engine, kind).map((metric) => [wordOf(metric), metric]));
  const graded: Graded = { engine, id, day, metrics };
  return computeGrade(
    grade,
    factorsOf(kind, grade).map((factor) => judgeFactor(factor, findingOf(graded, factor))),
  );
}

/** What is graded, and as of when. */
export interface Graded {
  readonly engine: Engine;
  readonly id: string;
  readonly day: string;
  readonly metrics: ReadonlyMap<string, MetricSource>;
}

/** What a factor is found to be of one subject, with the rows that it rests on. */
export function findingOf(graded: Graded, { from, unlessReason }: Factor): FactorFinding {
  const metric = graded.metrics.get(from.word);
  if (!metric) return { unknown: `There is no metric ${from.word} of it.` };
  if (from.of === 'history') return historyFinding(graded, metric, from, unlessReason ?? []);
  const figure = metric.read(graded.engine, graded.id);
  if (!isKnown(figure)) return unavailableFinding(figure, unlessReason ?? []);
  const { text, asOf } = figure.ok;
  const inputs = inputsOf(metric, figure);
  switch (from.of) {
    case 'words':
      return { value: text, text, formula: 'as told', inputs };
    case 'metric':
      return { value: Number(text), text: `${text}${asOf === undefined ? '' : ` (${asOf.slice(0, 10)})`}`, formula: 'as told', inputs };
    case 'share':
      return shareFinding(graded, metric, figure.ok, from, inputs);
    case 'real-rate':
      return realRateFinding(graded, figure.ok, inputs);
  }
}

function historyFinding(
  { engine, id, day }: Graded,
  metric: MetricSource,
  { measure }: Extract<FactorSource, { of: 'history' }>,
  unlessReason: readonly string[],
): FactorFinding {
  const figure = metric.history?.(engine, id);
  if (figure === undefined) return { unknown: `The past of ${metric.name} is not kept.` };
  if (!isKnown(figure)) return unavailableFinding(figure, unlessReason);
  const told = figure.ok;
  const { history } = told;
  const measured = measuredOn(day, measure, history);
  if (!('value' in measured)) return { unknown: measured.message };
  const ends = [...new Set([measured.from, measured.to])];
  const inputs = ends.map(
    (index): TrailInput => ({
      name: metric.name,
      value: String(history.value[index]),
      origin: told.originOf(index),
      asOf: new Date(history.at[index]!).toISOString(),
    }),
  );
  const { value } = measured;
  return { value, text: String(value), formula: `${measure} of ${wordOf(metric)}`, inputs };
}

/** A measure of a history as of the end of a day, to six digits. */
export function measuredOn(day: string, measure: HistoryMeasure, history: History): Measured {
  const measured = historyMeasure(measure, history, Date.parse(`${addDays(day, 1)}T00:00:00Z`));
  return 'value' in measured ? { ...measured, value: Number(measured.value.toPrecision(6)) } : measured;
}

/** The share of a rate in itself and others; only of rates of one basis, which an unlike one would make meaningless. */
function shareFinding(
  { engine, id, metrics }: Graded,
  metric: MetricSource,
  own: MetricValue,
  { others }: Extract<FactorSource, { of: 'share' }>,
  inputs: readonly TrailInput[],
): FactorFinding {
  let whole = new Decimal(own.text);
  const all = [...inputs];
  for (const word of others) {
    const other = metrics.get(word);
    const figure = other?.read(engine, id);
    if (!other || !figure || !isKnown(figure)) continue;
    const unlike = kindOf(own) !== kindOf(figure.ok);
    if (unlike && Number(figure.ok.text) !== 0) {
      return {
        unknown: `${metric.name} is ${basisKey(own.basis)} and ${other.name} ${basisKey(figure.ok.basis)}: no share of unlike rates.`,
      };
    }
    whole = whole.plus(figure.ok.text);
    all.push(...inputsOf(other, figure));
  }
  if (!whole.greaterThan(0)) return { unknown: 'Nothing is paid, so there is no share of it.' };
  const share = new Decimal(own.text).dividedBy(whole).toSignificantDigits(6);
  return { value: share.toNumber(), text: figureText(share), formula: `${metric.name} / (itself + ${others.join(' + ')})`, inputs: all };
}

/** (1 + rate) / (consumer prices now / a year before) − 1. A simple rate that is not reinvested pays itself over one year, as an APY does. */
function realRateFinding({ engine, id, day, metrics }: Graded, { text }: MetricValue, inputs: readonly TrailInput[]): FactorFinding {
  const stable = metrics.get('stablecoin')?.read(engine, id);
  if (!stable || !isKnown(stable) || stable.ok.text !== 'yes') {
    return { unknown: 'What is deposited is no money as far as is told, so consumer prices say nothing of it.' };
  }
  const prices = marketBook(engine.store).consumerPrices('USD');
  const [now, before] = [prices.index(day), prices.index(addDays(day, -365))];
  if (!isKnown(now)) return { unknown: now.unavailable.message };
  if (!isKnown(before)) return { unknown: before.unavailable.message };
  const inflation = now.ok.value.dividedBy(before.ok.value);
  const real = new Decimal(text).plus(1).dividedBy(inflation).minus(1).toSignificantDigits(6);
  const index: TrailInput = {
    name: 'consumer prices in USD, over a year',
    value: figureText(inflation),
    origin: { kind: 'step', figure: `${prices.name} on ${day} and ${addDays(day, -365)}` },
  };
  return { value: real.toNumber(), text: figureText(real), formula: '(1 + rate) / inflation − 1', inputs: [...inputs, index] };
}

function kindOf({ basis }: MetricValue): string {
  return `${basis?.kind ?? ''} ${basis?.compounding ?? ''}`;
}

function inputsOf(metric: MetricSource, figure: Extract<Figure<MetricValue>, { ok: MetricValue }>): readonly TrailInput[] {
  const rows = figure.trail.flatMap(({ inputs }) => inputs.filter(({ origin }) => origin.kind !== 'step'));
  if (rows.length > 0) return rows;
  const { text, asOf } = figure.ok;
  return [{ name: metric.name, value: text, origin: { kind: 'given' }, ...(asOf === undefined ? {} : { asOf }) }];
}

function unavailableFinding<T>(figure: Exclude<Figure<T>, { ok: T }>, unlessReason: readonly string[]): FactorFinding {
  const { reason, message } = figure.unavailable;
  return unlessReason.includes(reason) ? { notApplicable: message } : { unknown: message };
}
