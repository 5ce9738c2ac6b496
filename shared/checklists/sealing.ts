import { factsAsked, type Facts } from './condition.ts';
import type { Answer, Override } from './answer.ts';
import { runHash, type SealedContent } from './hashes.ts';
import { isExpired, type RunRecord, type RunStanding } from './run.ts';

/** What a signature of this revision covers: version, subject, what was asked and answered, what was not asked and why, overrides. */
export function sealedContent(run: RunRecord, standing: RunStanding, facts: Facts): SealedContent {
  const shown = standing.items.filter(({ result }) => result !== null);
  const answers: Record<string, Answer> = {};
  const overrides: Record<string, Override> = {};
  for (const { item, record } of shown) {
    if (record.answer !== null) answers[item.id] = record.answer;
    if (record.override !== null) overrides[item.id] = record.override;
  }
  return {
    run: run.run,
    revision: run.revision,
    version: run.hash,
    about: run.about,
    answers,
    hidden: standing.hidden,
    facts: run.frozen?.facts ?? factsAsked(run.template, facts),
    overrides,
  };
}

export function sealedHash(run: RunRecord, standing: RunStanding, facts: Facts): string {
  return runHash(sealedContent(run, standing, facts));
}

/**
 * The first instant at which a run signed at `at` does not count any more: when a critical answer expires, or the whole is due again. An
 * answer that was overridden sets no term. Null where it stands for good.
 */
export function expiryOf(run: RunRecord, standing: RunStanding, at: string): string | null {
  const terms = standing.items.flatMap(({ item, result, record }) => {
    if (result === null || !item.critical || record.override !== null || isExpired(record.answer, at)) return [];
    return record.answer?.validUntil ?? [];
  });
  const { renewAfterDays } = run.template;
  if (renewAfterDays !== undefined) terms.push(new Date(Date.parse(at) + renewAfterDays * 86_400_000).toISOString());
  return terms.length === 0 ? null : terms.reduce((first, term) => (term < first ? term : first));
}
