import { useMemo } from 'react';
import { parseRule } from '../../shared/alerts/index.ts';
import type { SubjectKind } from '../../shared/figures/index.ts';
import { namesOf } from '../../shared/watchlists/index.ts';
import { useVocabulary } from '../expressions/index.ts';
import { type MetricEntry, useMetrics } from '../metrics/index.ts';
import { usePreferences } from '../window/preferences.ts';
import { axisText } from './axis.ts';
import { isOwnMoney, withoutAmounts } from './discreet.ts';
import { drawnOf } from './drawn-metric.ts';
import { levelsOf } from './levels.ts';
import { type Band, type Mark, MetricChart, type Threshold } from './metric-chart.tsx';
import { type MetricPast, useMetricPast } from './metric-past.ts';
import { type Stretch, type TimeView, useTimeView } from './time-view.ts';
import { valueText } from './words.ts';

interface AlertChartProps {
  readonly kind: SubjectKind;
  readonly subject: string;
  readonly subjectTitle: string;
  /** The rule's text, as it stood. */
  readonly rule: string;
  readonly bands: readonly Band[];
  readonly marks?: readonly Mark[];
  /** Shared with what lies under it; its own where absent. */
  readonly view?: TimeView;
  readonly height?: number;
}

/** The metric that a rule reads, with the rule's levels over it and its firings behind it. Says why where there is nothing to draw. */
export function AlertChart(props: AlertChartProps) {
  const { kind, subject, rule } = props;
  const vocabulary = useVocabulary(kind);
  const metrics = useMetrics(kind);
  const read = useMemo(() => {
    if (vocabulary === null) return null;
    const parsed = parseRule(rule, vocabulary);
    return 'fault' in parsed ? null : parsed.ok;
  }, [rule, vocabulary]);
  const metric = useMemo(() => drawnOf(read === null ? [] : namesOf(read.condition), metrics), [read, metrics]);
  const name = metric?.word;
  const past = useMetricPast(metric ?? null, subject);
  const thresholds = useMemo<readonly Threshold[]>(
    () =>
      read === null || vocabulary === null
        ? []
        : levelsOf(read, vocabulary)
            .filter(({ onAxis, of }) => onAxis && of === name)
            .map(({ key, tone, label, value }) => ({ key, tone, label: tone === 'clears' ? `clears ${label}` : label, value })),
    [read, vocabulary, name],
  );
  if (past.state === 'unavailable') return <p className="muted">{past.message}</p>;
  if (past.state === 'reading' || metric === undefined)
    return (
      <p className="muted chart-waits">
        {metric === undefined && vocabulary !== null && read === null ? 'Its metric is gone, so there is nothing to draw.' : ''}
      </p>
    );
  return <Drawn {...props} past={past.past} metric={metric} thresholds={thresholds} />;
}

interface DrawnProps extends AlertChartProps {
  readonly past: MetricPast;
  readonly metric: MetricEntry;
  readonly thresholds: readonly Threshold[];
}

function Drawn({ past, metric, thresholds, bands, marks, view, kind, subjectTitle, height }: DrawnProps) {
  const discreet = usePreferences((state) => state.discreet);
  const hides = discreet && isOwnMoney(metric.unit, kind);
  const { drawn, currency } = past;
  const whole = useMemo<Stretch>(() => {
    const ends = bands.map(({ to }) => to);
    return [drawn.at[0] ?? 0, Math.max(drawn.at[drawn.length - 1] ?? 1, ...ends)];
  }, [drawn, bands]);
  const own = useTimeView(whole);
  return (
    <MetricChart
      title={`${metric.name} of ${subjectTitle}`}
      says={[currency, past.says].filter((each) => each !== null).join(' · ')}
      observations={drawn}
      stepped={past.kept !== null}
      view={view ?? own}
      thresholds={hides ? thresholds.map((each) => ({ ...each, label: withoutAmounts(each.label) })) : thresholds}
      bands={bands}
      {...(marks === undefined ? {} : { marks })}
      {...(height === undefined ? {} : { height })}
      text={(value) => valueText(String(value), { unit: metric.unit, subject: kind, currency, discreet })}
      axisText={(value) => (hides ? '' : axisText(value, metric.unit))}
    />
  );
}
