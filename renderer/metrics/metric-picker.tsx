import { useState } from 'react';
import type { SubjectKind } from '../../shared/figures/index.ts';
import { Picker, type PickerGroup } from './picker.tsx';
import { type MetricEntry, useMetrics } from './readings.ts';
import { METRIC_GROUPS, UNIT_WORDS } from './words.ts';

interface MetricPickerProps {
  readonly label: string;
  readonly subject: SubjectKind;
  /** Id of the metric. */
  readonly value: string | null;
  readonly onChange: (metric: MetricEntry) => void;
  /** Which of them fit; all where absent. */
  readonly fits?: (metric: MetricEntry) => boolean;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly needed?: boolean;
}

/** Finds a metric of a kind of subject by its name or its word; beneath the list stand what it means, its unit and its basis. */
export function MetricPicker({ label, subject, value, onChange, fits, hint, error, needed }: MetricPickerProps) {
  const [typed, setTyped] = useState('');
  const metrics = useMetrics(subject);
  const chosen = metrics.find(({ id }) => id === value);
  const words = typed.toLowerCase().split(/\s+/);
  const found = metrics.filter(
    (metric) =>
      (fits?.(metric) ?? true) && words.every((word) => `${metric.name} ${metric.word} ${metric.id}`.toLowerCase().includes(word)),
  );
  return (
    <Picker
      label={label}
      hint={hint ?? (chosen === undefined ? undefined : metricSays(chosen))}
      error={error}
      {...(needed === undefined ? {} : { needed })}
      placeholder="Find a metric"
      shown={chosen?.name ?? value ?? ''}
      groups={groupsOf(found)}
      nothing={metrics.length === 0 ? 'Nothing can be read of this.' : 'No metric has all of these words.'}
      onType={setTyped}
      onChoose={onChange}
    />
  );
}

/** What a metric means, in which unit and on what basis, in one line. */
function metricSays({ says, unit, basis, freshDays }: MetricEntry): string {
  const fresh = freshDays === null ? '' : ` Too old after ${freshDays} ${freshDays === 1 ? 'day' : 'days'}.`;
  return `${says} In ${UNIT_WORDS[unit]}.${basis === null ? '' : ` ${basis}`}${fresh}`;
}

function groupsOf(metrics: readonly MetricEntry[]): readonly PickerGroup<MetricEntry>[] {
  return METRIC_GROUPS.flatMap(({ title, units }) => {
    const options = metrics
      .filter(({ unit }) => units.includes(unit))
      .map((metric) => ({
        key: metric.id.replaceAll(/[^\w-]/g, '_'),
        value: metric,
        title: metric.name,
        beside: metric.word,
        says: metricSays(metric),
      }));
    return options.length === 0 ? [] : [{ title, options }];
  });
}
