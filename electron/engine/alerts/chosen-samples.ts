import { type ReadyRule, isToldGone, recordedInputs } from './ready-rule.ts';
import type { PassSeries } from './samples.ts';
import type { Turn } from './turns.ts';
import { evaluateFurther, type WatchEvaluation } from './watch-evaluation.ts';

/**
 * Decides which of the readings of now are kept: those that are due, those that change a watch, and with them whatever such a watch reads beside.
 * Yields when its turn is over.
 */
export function* chooseSamples(rules: readonly ReadyRule[], series: PassSeries, now: number, turn: Turn): Generator<void> {
  const sampled = rules.filter(({ compiled }) => compiled.samples);
  for (const rule of sampled) {
    const { plan, metrics } = rule.compiled;
    for (const { id } of rule.chosen) {
      if (turn.isOver()) yield;
      if (isToldGone(rule, id)) continue;
      const isDue = plan.inputs.some((input, n) => series.isDue(input, metrics[n]!, rule, id));
      if (isDue || isChanged(rule, id, series, now)) keepAll(rule, id, series);
    }
  }
  // A sample that is kept for one watch is there for every other one that reads it; what these read beside must be of the same time.
  for (let isMore = true; isMore; ) {
    isMore = false;
    for (const rule of sampled) {
      const { plan, metrics } = rule.compiled;
      for (const { id } of rule.chosen) {
        const isAny = plan.inputs.some((input, n) => series.isWanted(input, metrics[n]!, rule, id));
        if (isAny && keepAll(rule, id, series)) isMore = true;
        if (turn.isOver()) yield;
      }
    }
  }
}

function isChanged(rule: ReadyRule, subject: string, series: PassSeries, now: number): boolean {
  const { plan, metrics } = rule.compiled;
  const until = rule.watches.get(subject)?.begunUntil ?? null;
  const recorded = recordedInputs(rule, subject, series);
  const read = plan.inputs.map((input, n) => series.read(input, metrics[n]!, rule, subject));
  const last = rule.remembered.get(subject);
  const isKnown = last !== undefined && last.wakes === Number.POSITIVE_INFINITY && last.isOver(recorded);
  const before = isKnown ? last.evaluation : evaluateFurther(plan, recorded, until, now, last);
  const after = evaluateFurther(plan, read, until, now, last);
  return stateText(before) !== stateText(after);
}

function stateText({ state, holds, spans }: WatchEvaluation): string {
  return JSON.stringify([state, holds === null, spans.length, spans.at(-1)?.cleared ?? null]);
}

function keepAll({ compiled, ...rule }: ReadyRule, subject: string, series: PassSeries): boolean {
  let isNew = false;
  compiled.plan.inputs.forEach((input, n) => {
    if (series.keep(input, compiled.metrics[n]!, rule, subject)) isNew = true;
  });
  return isNew;
}
