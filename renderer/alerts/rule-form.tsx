import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import {
  type AlertRule,
  EMPTY_FORM,
  type FormComparison,
  formComparisons,
  type FormMeasure,
  formOf,
  type RuleForm as Fields,
  ruleOfForm,
  SEVERITIES,
  type Severity,
} from '../../shared/alerts/index.ts';
import type { MetricUnit, SubjectKind } from '../../shared/figures/index.ts';
import type { Vocabulary } from '../../shared/watchlists/index.ts';
import { type MetricEntry, MetricPicker } from '../metrics/index.ts';

interface RuleFormProps {
  readonly kind: SubjectKind;
  readonly metrics: readonly MetricEntry[];
  readonly vocabulary: Vocabulary;
  /** The rule as its text says it; null while that means nothing. */
  readonly rule: AlertRule | null;
  /** What was typed into the fields last, as long as the text was not touched since. */
  readonly fields: Fields | null;
  /** Its numbers have fields of their own already. */
  readonly hasNumbers: boolean;
  readonly onFields: (fields: Fields, text: string) => void;
}

/** What is asked of the metric, in the order in which people ask. */
const MEASURES: ReadonlyArray<readonly [FormMeasure, string]> = [
  ['value', 'value'],
  ['change', 'change, per cent, over'],
  ['points', 'change, points, over'],
  ['drawdown', 'fall from highest of'],
  ['mean', 'mean over'],
  ['median', 'median over'],
  ['min', 'lowest of'],
  ['max', 'highest of'],
  ['zscore', 'deviations from mean of'],
  ['rank', 'rank among all'],
  ['age', 'time since observed'],
  ['stuck', 'not changed for'],
  ['missing', 'not observed for'],
];
const COMPARISON_WORDS: Readonly<Record<FormComparison, string>> = {
  '<': 'is below',
  '<=': 'is at most',
  '>': 'is above',
  '>=': 'is at least',
  '=': 'is',
  '!=': 'is not',
  '~': 'contains',
  between: 'is between',
  'crosses above': 'crosses to above',
  'crosses below': 'crosses to below',
};
/** These look back over a time. */
const WINDOWED: ReadonlySet<FormMeasure> = new Set([
  'change',
  'points',
  'drawdown',
  'mean',
  'median',
  'min',
  'max',
  'zscore',
  'stuck',
  'missing',
]);

/** The condition of a rule in fields. They and the text are the same rule: a change of either is a change of both. */
export function RuleForm({ kind, metrics, vocabulary, rule, fields, hasNumbers, onFields }: RuleFormProps) {
  const read = useMemo(() => (rule === null ? EMPTY_FORM : formOf(rule)), [rule]);
  const shown = fields ?? read;
  const fault = useMemo(() => {
    if (fields === null) return null;
    const found = ruleOfForm(fields, vocabulary);
    return 'fault' in found ? found.fault : null;
  }, [fields, vocabulary]);
  if (shown === null) {
    return (
      <p className="muted">
        This rule joins several conditions or asks for more than fields can:{' '}
        {hasNumbers ? 'its numbers are set here, all else is written as text above.' : 'it is written as text above.'} The fields come back
        with a rule of one condition.
      </p>
    );
  }
  const { measure, comparison } = shown;
  const metric = metrics.find(({ word }) => word === shown.metric);
  const isWords = metric?.unit === 'text' || metric?.unit === 'verdict';
  const isTest = measure === 'stuck' || measure === 'missing';
  function set(changes: Partial<Fields>): void {
    const next = { ...shown!, ...changes };
    const found = ruleOfForm(next, vocabulary);
    onFields(next, 'fault' in found ? unfinishedText(next) : found.text);
  }
  const field = (label: string, name: keyof Fields, placeholder: string, description?: string) => (
    <TextInput
      label={label}
      description={description}
      error={fault?.field === name && String(shown[name]) !== '' ? fault.message : undefined}
      value={String(shown[name])}
      placeholder={placeholder}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <>
      <fieldset>
        <legend>Fires when</legend>
        <MetricPicker label="Metric" subject={kind} value={metric?.id ?? null} onChange={({ word }) => set({ metric: word })} />
        <div className="rule-line wide">
          <NativeSelect
            label="What of it"
            value={measure}
            data={(isWords ? MEASURES.filter(([name]) => name === 'value' || name === 'stuck' || name === 'missing') : MEASURES).map(
              ([value, label]) => ({ value, label }),
            )}
            onChange={(event) => {
              const next = event.currentTarget.value as FormMeasure;
              set({ measure: next, window: WINDOWED.has(next) && shown.window === '' ? '7d' : shown.window });
            }}
          />
          {WINDOWED.has(measure) && field('Time', 'window', '7d')}
        </div>
        {!isTest && (
          <div className="rule-line wide">
            <NativeSelect
              label="Is"
              value={comparison}
              data={formComparisons(isWords).map((value) => ({ value, label: COMPARISON_WORDS[value] }))}
              onChange={(event) => set({ comparison: event.currentTarget.value as FormComparison })}
            />
            {field('Level', 'level', exampleOf(measure, metric?.unit))}
            {comparison === 'between' && field('and', 'upper', exampleOf(measure, metric?.unit))}
          </div>
        )}
        {!comparison.startsWith('crosses') &&
          field('For at least', 'holdFor', '2h', 'without a break; empty fires at the first observation')}
      </fieldset>
      <fieldset>
        <legend>Clears</legend>
        <div className="rule-line">
          {!isTest &&
            !isWords &&
            comparison !== 'between' &&
            field(comparison.includes('<') || comparison.endsWith('below') ? 'Above' : 'Below', 'clear', 'at once')}
          {field('For', 'clearFor', '30min')}
          {field('Then quiet for', 'cooldown', '1d')}
        </div>
      </fieldset>
      <fieldset>
        <legend>How loud, how long</legend>
        <div className="rule-line loud">
          <NativeSelect
            label="Severity"
            value={shown.severity}
            data={[
              { value: '', label: 'medium' },
              ...SEVERITIES.filter((each) => each !== 'medium' || shown.severity === 'medium').map((value) => ({ value, label: value })),
            ]}
            onChange={(event) => set({ severity: event.currentTarget.value as Severity | '' })}
          />
          {field('Stale after', 'stale', '3d')}
          {field('Until', 'until', 'YYYY-MM-DD')}
        </div>
        <Checkbox
          label="Once: it never fires again"
          checked={shown.once}
          onChange={(event) => set({ once: event.currentTarget.checked })}
        />
      </fieldset>
    </>
  );
}

const LEVELS: Partial<Readonly<Record<MetricUnit, string>>> = {
  fraction: '4%',
  price: '0.98',
  money: '5m',
  days: '7d',
  hours: '12h',
  minutes: '30min',
  'basis-points': '50bp',
  score: '7.5',
  text: 'Ethereum',
  verdict: 'fail',
};

function exampleOf(measure: FormMeasure, unit: MetricUnit | undefined): string {
  switch (measure) {
    case 'change':
    case 'drawdown':
      return '10%';
    case 'zscore':
      return '3';
    case 'rank':
      return '10';
    case 'age':
      return '12h';
    default:
      return (unit === undefined ? undefined : LEVELS[unit]) ?? '10';
  }
}

/** What stands in the text while the fields mean nothing yet. */
function unfinishedText({ metric, measure, window, comparison, level, holdFor }: Fields): string {
  const subject = measure === 'value' ? metric : WINDOWED.has(measure) ? `${measure}(${metric}, ${window})` : `${measure}(${metric})`;
  const compared = measure === 'stuck' || measure === 'missing' ? subject : `${subject} ${comparison} ${level}`;
  return holdFor === '' ? compared : `${compared} for ${holdFor}`;
}
