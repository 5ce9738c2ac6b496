import { useState } from 'react';
import { parseCondition, type Target, thresholdOf, type Vocabulary } from '../../shared/watchlists/index.ts';
import { ExpressionField, useVocabulary } from '../expressions/index.ts';
import { decimalText } from '../../shared/figures/index.ts';
import { type MetricEntry, useMetrics } from '../metrics/index.ts';
import { setEntry } from './changes.ts';
import type { EntryLine } from './readings.ts';

/** What is waited for, each with where it stands; another is written as a comparison, such as `rate.base >= 6%`. */
export function TargetsField({ entry }: { readonly entry: EntryLine }) {
  const [writing, setWriting] = useState(false);
  const { targets } = entry;
  const kept = targets.map(({ target }) => target);
  return (
    <div className="targets">
      {targets.length > 0 && (
        <ul>
          {targets.map(({ target, standing, says }, index) => (
            <li key={`${target.metric} ${target.direction} ${target.value}`}>
              <span className={standing === 'reached' ? 'flag' : standing === 'unknown' ? 'muted' : undefined}>{says}</span>{' '}
              <button
                type="button"
                className="quiet not-printed"
                aria-label={`Take the target away: ${says}`}
                onClick={() => void setEntry(entry, { field: 'targets', after: kept.toSpliced(index, 1) })}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      {writing ? (
        <NewTarget entry={entry} targets={kept} onDone={() => setWriting(false)} />
      ) : (
        <button type="button" className="way not-printed" onClick={() => setWriting(true)}>
          {targets.length === 0 ? 'Set a target' : 'Another target'}
        </button>
      )}
    </div>
  );
}

function NewTarget({
  entry,
  targets,
  onDone,
}: {
  readonly entry: EntryLine;
  readonly targets: readonly Target[];
  readonly onDone: () => void;
}) {
  const vocabulary = useVocabulary(entry.about.kind);
  const metrics = useMetrics(entry.about.kind);
  const [text, setText] = useState('');
  const [complaint, setComplaint] = useState<string | null>(null);

  async function keep(): Promise<void> {
    const read = targetIn(text, vocabulary, metrics);
    if ('complaint' in read) {
      setComplaint(read.complaint);
      return;
    }
    if (await setEntry(entry, { field: 'targets', after: [...targets, read.target] })) onDone();
  }

  return (
    <>
      <ExpressionField
        kind="condition"
        label={`A target for ${entry.title}`}
        vocabulary={vocabulary}
        value={text}
        onChange={(next) => {
          setText(next);
          setComplaint(null);
        }}
        onSubmit={() => void keep()}
        // What was typed stays; an empty field is done with.
        {...(text.trim() === '' ? { onLeave: onDone } : {})}
        placeholder={`${metrics.find(({ unit }) => unit === 'fraction')?.word ?? metrics[0]?.word ?? 'metric'} >= 6%`}
        empty="A metric and the value that you wait for. Enter keeps it, Esc leaves the field."
      />
      {complaint !== null && (
        <p className="refusal" role="alert">
          {complaint}
        </p>
      )}
    </>
  );
}

/** The target that a comparison writes. */
function targetIn(
  text: string,
  vocabulary: Vocabulary | null,
  metrics: readonly MetricEntry[],
): { readonly target: Target } | { readonly complaint: string } {
  const parsed = vocabulary === null ? null : parseCondition(text, vocabulary);
  if (parsed === null || 'fault' in parsed) return { complaint: 'Write a metric, a comparison and a value, such as rate.base >= 6%.' };
  const { ok: condition } = parsed;
  if (
    condition.kind !== 'compare' ||
    condition.left.kind !== 'name' ||
    condition.right.kind !== 'quantity' ||
    !/^[<>]/.test(condition.comparison)
  ) {
    return { complaint: 'A target is one metric at least or at most at one value, such as rate.base >= 6%.' };
  }
  const { left, comparison, right } = condition;
  const metric = metrics.find(({ word }) => word === left.name);
  if (!metric) return { complaint: `${left.name} is no metric of this.` };
  const value = decimalText(thresholdOf(right, metric.unit));
  return { target: { metric: metric.id, direction: comparison.startsWith('>') ? 'at-least' : 'at-most', value, currency: null } };
}
