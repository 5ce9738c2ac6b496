import type { RuleTerms } from '../../../shared/alerts/index.ts';

/** Whether two versions of a rule are evaluated alike, so that an edit from one to the other leaves its watches where they stand. */
export function isSameEvaluation(one: RuleTerms, other: RuleTerms): boolean {
  return evaluated(one) === evaluated(other);
}

function evaluated({ rule, about, schedule, tellsUnknown }: RuleTerms): string {
  return JSON.stringify([rule, about, schedule, tellsUnknown]);
}
