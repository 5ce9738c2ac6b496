import { useMemo } from 'react';
import { type Clause, explainFiring, parseRule, planOf, whyUnknownWords } from '../../shared/alerts/index.ts';
import { History, isRefused } from '../../shared/figures/index.ts';
import { useVocabulary } from '../expressions/index.ts';
import { useMetrics } from '../metrics/index.ts';
import { useMetricPasts } from './metric-past.ts';
import type { FiringLine } from './readings.ts';

const NOTHING = new History();

interface ClausesSectionProps {
  readonly firing: Pick<FiringLine, 'kind' | 'subject' | 'observed'>;
  /** The rule's text, as it stood. */
  readonly rule: string;
}

/** Which parts of the rule held at that instant, computed again from the histories as they are now. */
export function ClausesSection({ firing: { kind, subject, observed }, rule }: ClausesSectionProps) {
  const vocabulary = useVocabulary(kind);
  const metrics = useMetrics(kind);
  const plan = useMemo(() => {
    if (vocabulary === null) return null;
    const parsed = parseRule(rule, vocabulary);
    if ('fault' in parsed) return null;
    const made = planOf(parsed.ok, vocabulary);
    return isRefused(made) || made.ok.inputs.some(({ isRank }) => isRank) ? null : made.ok;
  }, [rule, vocabulary]);
  const ids = (plan?.inputs ?? []).map(({ name }) => metrics.find(({ word }) => word === name)?.id ?? null);
  const pasts = useMetricPasts(ids, subject);
  const clauses = useMemo(
    () =>
      plan === null || pasts === null || pasts.includes(null)
        ? []
        : explainFiring(
            plan,
            pasts.map((past) => ({ history: past?.history ?? NOTHING })),
            Date.parse(observed),
          ),
    [plan, pasts, observed],
  );
  if (clauses.length === 0) return null;
  return (
    <section aria-label="What held">
      <h2>
        What held<span>at {observed.slice(0, 16).replace('T', ' ')} UTC, computed again from the data as they are now</span>
      </h2>
      <ul className="clauses">
        {clauses.map((clause) => (
          <li key={clause.text}>
            <span className={clause.holds === true ? 'holds yes' : 'holds'}>
              {clause.holds === null ? 'unknown' : clause.holds ? 'held' : 'did not'}
            </span>
            <code>{clause.text}</code>
            <span className="muted">{unknownWords(clause)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function unknownWords({ sides }: Clause): string {
  return sides.flatMap(({ unknown, subject }) => (unknown === null ? [] : [whyUnknownWords(unknown, subject)])).join('; ');
}
