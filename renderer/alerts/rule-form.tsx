import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { SubjectKind } from '../../shared/figures/index.ts';
import { type AlertRule, SEVERITIES, type Severity } from '../../shared/alerts/index.ts';
import { type MetricEntry, MetricPicker } from '../metrics/index.ts';
import { asksFor, type RuleShape, type ShapeName, shapeOf, SHAPES, shapeText } from './rule-shape.ts';

interface RuleFormProps {
  readonly kind: SubjectKind;
  readonly metrics: readonly MetricEntry[];
  /** The rule as its text says it; null while that means nothing. */
  readonly rule: AlertRule | null;
  readonly text: string;
  readonly onText: (text: string) => void;
}

const LEVELS: Readonly<Record<string, string>> = {
  fraction: '4%',
  price: '0.98',
  money: '5m',
  days: '7d',
  hours: '12h',
  minutes: '30min',
  'basis-points': '50bp',
  score: '7.5',
};

const EMPTY: RuleShape = {
  metric: '',
  shape: 'level',
  direction: 'below',
  inclusive: false,
  level: '',
  window: '7d',
  holdFor: '',
  clear: '',
  clearFor: '',
  stale: '',
  cooldown: '',
  once: false,
  severity: '',
  until: '',
};

/** The condition of a rule in fields. They and the text are the same rule: a change of either is a change of both. */
export function RuleForm({ kind, metrics, rule, text, onText }: RuleFormProps) {
  const read = useMemo(() => (rule === null ? null : shapeOf(rule)), [rule]);
  // What is being typed means nothing for a while; the fields stay as they are until the text means something again.
  const [typed, setTyped] = useState<{ readonly text: string; readonly shape: RuleShape } | null>(null);
  const shape = typed !== null && typed.text === text ? typed.shape : (read ?? (rule === null ? (typed?.shape ?? EMPTY) : null));
  if (shape === null) {
    return (
      <p className="muted">
        This rule joins several conditions, or compares two figures: it is written as text above. The fields come back with a rule of one
        condition.
      </p>
    );
  }
  const set = (changes: Partial<RuleShape>) => {
    const next = { ...shape, ...changes };
    const written = shapeText(next);
    setTyped({ text: written, shape: next });
    onText(written);
  };
  const asks = asksFor(shape.shape);
  const metric = metrics.find(({ word }) => word === shape.metric);
  const example =
    shape.shape === 'level' || shape.shape === 'crosses'
      ? (LEVELS[metric?.unit ?? ''] ?? '10')
      : shape.shape === 'zscore'
        ? '3'
        : shape.shape === 'rank'
          ? '10'
          : '10%';
  const field = (label: string, name: keyof RuleShape, placeholder: string, description?: string) => (
    <TextInput
      label={label}
      description={description}
      value={String(shape[name])}
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
        <div className="rule-line">
          <NativeSelect
            label="Shape"
            value={shape.shape}
            data={SHAPES.map(([value, label]) => ({ value, label }))}
            onChange={(event) =>
              set({ shape: event.currentTarget.value as ShapeName, ...(event.currentTarget.value === 'crosses' ? { holdFor: '' } : {}) })
            }
          />
          {asks.direction && (
            <NativeSelect
              label="Direction"
              value={shape.direction}
              data={[
                { value: 'below', label: shape.shape === 'crosses' ? 'to below' : 'below' },
                { value: 'above', label: shape.shape === 'crosses' ? 'to above' : 'above' },
              ]}
              onChange={(event) => set({ direction: event.currentTarget.value === 'above' ? 'above' : 'below' })}
            />
          )}
          {asks.level && field('Level', 'level', example)}
          {asks.window && field('Within', 'window', '7d')}
        </div>
        {asks.lasts && field('For at least', 'holdFor', '2h', 'without a break; empty fires at the first observation')}
      </fieldset>
      <fieldset>
        <legend>Clears when</legend>
        <div className="rule-line">
          {asks.level && field(shape.direction === 'below' ? 'Above' : 'Below', 'clear', 'as soon as it is back')}
          {field('For', 'clearFor', '30min')}
          {field('Then quiet for', 'cooldown', '1d')}
        </div>
      </fieldset>
      <fieldset>
        <legend>How loud, how long</legend>
        <div className="rule-line">
          <NativeSelect
            label="Severity"
            value={shape.severity}
            data={[{ value: '', label: 'medium, if not said' }, ...SEVERITIES.map((value) => ({ value, label: value }))]}
            onChange={(event) => set({ severity: event.currentTarget.value as Severity | '' })}
          />
          {field('Unknown after', 'stale', '6h')}
          {field('Until', 'until', 'YYYY-MM-DD')}
        </div>
        <Checkbox
          label="Once: it never fires again"
          checked={shape.once}
          onChange={(event) => set({ once: event.currentTarget.checked })}
        />
      </fieldset>
    </>
  );
}
