import { useMemo, useState } from 'react';
import type { AlertRule } from '../../shared/alerts/index.ts';
import { namesOf, type Scope, type Vocabulary } from '../../shared/watchlists/index.ts';
import { KIND_WORDS, type MetricEntry, SubjectPicker } from '../metrics/index.ts';
import { drawnOf } from './drawn-metric.ts';
import { useMetricPast } from './metric-past.ts';
import { RehearsalSection } from './rehearsal-section.tsx';
import { useScopeSample } from './scope-sample.ts';
import { useTitles } from './titles.ts';

interface RuleRehearsalProps {
  readonly about: Scope;
  readonly rule: AlertRule | null;
  readonly vocabulary: Vocabulary | null;
  readonly metrics: readonly MetricEntry[];
  readonly onRule: (rule: AlertRule) => void;
}

/** The rehearsal of a rule that is being written, for one subject of those it is about. */
export function RuleRehearsal({ about, rule, vocabulary, metrics, onRule }: RuleRehearsalProps) {
  const { kind } = about;
  const offered = useScopeSample(about, rule);
  const [chosen, setChosen] = useState<string | null>(null);
  const subject = chosen !== null && (about.which.of !== 'named' || about.which.ids.includes(chosen)) ? chosen : (offered[0] ?? null);
  const titles = useTitles(kind, subject === null ? NONE : [subject]);
  const metric = useMemo(() => drawnOf(rule === null ? [] : namesOf(rule.condition), metrics), [rule, metrics]);
  const past = useMetricPast(metric ?? null, subject);
  const [one] = KIND_WORDS[kind];
  return (
    <div className="rule-rehearsal">
      {about.which.of !== 'named' || about.which.ids.length > 1 ? (
        <SubjectPicker
          label={`Rehearsed on one ${one}`}
          kinds={[kind]}
          value={subject === null ? null : { kind, id: subject }}
          onChange={({ id }) => setChosen(id)}
        />
      ) : null}
      {subject === null && <p className="muted">Choose what it watches, and what it would have done stands here.</p>}
      {subject !== null && rule === null && (
        <p className="muted">As soon as the rule means something, what it would have done stands here.</p>
      )}
      {subject !== null && rule !== null && past.state === 'unavailable' && <p className="muted">{past.message}</p>}
      {subject !== null && vocabulary !== null && metric !== undefined && past.state === 'known' && (
        <RehearsalSection
          key={`${metric.id} ${subject}`}
          rule={rule}
          vocabulary={vocabulary}
          kind={kind}
          subject={subject}
          subjectTitle={titles.get(subject) ?? subject}
          metric={metric}
          past={past.past}
          onRule={onRule}
        />
      )}
    </div>
  );
}

const NONE: readonly string[] = [];
