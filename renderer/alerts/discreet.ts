import type { Why } from '../../shared/alerts/index.ts';
import { METRIC_UNITS, type SubjectKind } from '../../shared/figures/index.ts';
import { kindOfMetric, type MetricEntry } from '../metrics/index.ts';

/** What stands in place of an amount that discreet mode hides. */
export const HIDDEN = '•••';

/** Whether values of a unit are amounts that are somebody's own, of this kind of subject: discreet mode hides them, and the levels beside them. */
export function isOwnMoney(unit: string, kind: SubjectKind): boolean {
  const known = METRIC_UNITS.find((each) => each === unit);
  return known !== undefined && kindOfMetric({ unit: known, subject: kind }, undefined)?.as === 'money';
}

/** Whether what made a rule fire names amounts of somebody's own. */
export function tellsAmounts({ readings }: Why, kind: SubjectKind): boolean {
  return readings.some(({ unit }) => isOwnMoney(unit, kind));
}

/** Whether a rule's text compares amounts of somebody's own. */
export function asksAmounts(rule: string, kind: SubjectKind, metrics: readonly MetricEntry[]): boolean {
  const words = new Set(rule.match(/[\w.-]+/g));
  return metrics.some(({ subject, word, unit }) => subject === kind && words.has(word) && isOwnMoney(unit, kind));
}

/** A rule as text or in words, its amounts hidden; shares, times and dates stay. */
export function withoutAmounts(text: string): string {
  return text.replaceAll(AMOUNT, HIDDEN);
}

const AMOUNT =
  /(?<![\w.-])-?\d+(?:[.,]\d+)*(?:(?:k|m|bn)(?!\w)|\s(?:thousand|million|billion)\b)?(?!\w|[.,]\d|-|\s?%|\s(?:second|minute|hour|day|week))/g;
