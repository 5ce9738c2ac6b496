import { useDeferredValue, useMemo, useState } from 'react';
import { type AlertRule, drawdownsOf, parseRule } from '../../shared/alerts/index.ts';
import type { SubjectKind } from '../../shared/figures/index.ts';
import type { Vocabulary } from '../../shared/watchlists/index.ts';
import { ExpressionField } from '../expressions/index.ts';
import type { MetricEntry } from '../metrics/index.ts';
import { useNow } from '../window/clock.ts';
import { usePreferences } from '../window/preferences.ts';
import { axisText, niceStep } from './axis.ts';
import { isOwnMoney, withoutAmounts } from './discreet.ts';
import { useDrawdowns } from './drawdowns.ts';
import { LevelSlider } from './level-slider.tsx';
import { type Level, levelsOf, withLevel } from './levels.ts';
import { type Band, MetricChart, type Threshold } from './metric-chart.tsx';
import type { MetricPast } from './metric-past.ts';
import { figuresOf } from './rehearsal-figures.ts';
import { RehearsalTable } from './rehearsal-table.tsx';
import { rangeOf } from './series-path.ts';
import { type Tried, useTrial } from './trial.ts';
import { type Stretch, useTimeView } from './time-view.ts';
import { instantText, valueText } from './words.ts';

interface RehearsalSectionProps {
  /** The rule as it is written; null while its text means nothing. */
  readonly rule: AlertRule | null;
  readonly vocabulary: Vocabulary;
  readonly kind: SubjectKind;
  readonly subject: string;
  readonly subjectTitle: string;
  /** What the rule reads first; it is what is drawn. */
  readonly metric: MetricEntry;
  readonly past: MetricPast;
  /** Told when a level is moved. */
  readonly onRule: (rule: AlertRule) => void;
}

/** Levels move by so many steps over what was ever observed. */
const STEPS = 400;

/** What the rule would have done on what is stored: firings behind the metric, levels to be moved, beside another rule if one is written. */
export function RehearsalSection({ rule, vocabulary, kind, subject, subjectTitle, metric, past, onRule }: RehearsalSectionProps) {
  const { history, drawn, currency } = past;
  const discreet = usePreferences((state) => state.discreet);
  const hides = discreet && isOwnMoney(metric.unit, kind);
  const now = useNow();
  // What was only read holds until now; an observation says nothing of what came after it.
  const until = past.kept === null ? 0 : now;
  const whole = useMemo<Stretch>(() => [history.at[0] ?? 0, Math.max(history.at[history.length - 1] ?? 1, until)], [history, until]);
  const view = useTimeView(whole);
  const drawdowns = useDrawdowns({ kind, subject, metric: metric.id });
  const [other, setOther] = useState<string | null>(null);
  // Firings follow a level that is dragged as fast as they can, and the level itself never waits for them.
  const shown = useDeferredValue(rule);
  const at = { kind, subject, word: metric.word, past };
  const first = useTrial(shown, vocabulary, at);
  const otherRule = useMemo(() => readRule(other, vocabulary), [other, vocabulary]);
  const second = useTrial(otherRule, vocabulary, at);
  const levels = useMemo(() => (rule === null ? [] : levelsOf(rule, vocabulary)), [rule, vocabulary]);
  const range = useMemo(() => rangeOf(history, whole[0], whole[1]), [history, whole]);
  const text = (value: number) => valueText(String(value), { unit: metric.unit, subject: kind, currency, discreet });
  const step = range === null || range[0] === range[1] ? 0 : niceStep((range[1] - range[0]) / STEPS);
  const bands = useMemo(
    () => [
      ...drawdowns.marks.map(({ from, to }): Band => ({ key: `marked ${from}`, from, to, tone: 'marked', label: 'marked as a drawdown' })),
      ...bandsOf(first.tried, whole[1], 'firing'),
      ...bandsOf(second.tried, whole[1], 'other'),
    ],
    [drawdowns.marks, first.tried, second.tried, whole],
  );

  function moveTo(level: Level, value: number): void {
    if (rule !== null) onRule(withLevel(rule, level, value));
  }

  return (
    <section className="rehearsal" aria-label="Rehearsal">
      {past.kept !== null && (
        <p className="rehearsal-kept">
          There is no past of “{metric.name}” to rehearse on but what was kept: it was {past.says}, by rules that were armed then. What lay
          between was never seen.
        </p>
      )}
      <MetricChart
        title={`${metric.name} of ${subjectTitle}`}
        says={[currency, past.says].filter((each) => each !== null).join(' · ')}
        observations={drawn}
        stepped={past.kept !== null}
        view={view}
        thresholds={levels.filter(({ onAxis, of }) => onAxis && of === metric.word).map((level) => thresholdOn(level, step, hides))}
        bands={bands}
        marks={drawdowns.begun === null ? [] : [{ at: drawdowns.begun, label: 'a drawdown begins' }]}
        height={230}
        text={text}
        axisText={(value) => (hides ? '' : axisText(value, metric.unit))}
        onThreshold={(key, value) => {
          const level = levels.find((each) => each.key === key);
          if (level) moveTo(level, value);
        }}
        onMark={drawdowns.mark}
      />
      {levels.map((level) => (
        <LevelSlider
          key={level.key}
          level={level}
          range={level.onAxis ? range : null}
          text={(value) => valueText(String(value), { unit: level.unit ?? 'count', subject: kind, discreet })}
          onMove={(value) => moveTo(level, value)}
        />
      ))}
      {first.refusal !== null && <p className="muted">{first.refusal}</p>}
      {drawdowns.begun !== null && (
        <p className="muted" role="status">
          A drawdown begins on {instantText(drawdowns.begun)}. <kbd>m</kbd> marks its end.{' '}
          <button type="button" className="way" onClick={drawdowns.drop}>
            Drop it
          </button>
        </p>
      )}
      {first.tried && (
        <RehearsalTable
          one={{ tried: first.tried, figures: figuresOf(first.tried, history, whole) }}
          other={second.tried ? { tried: second.tried, figures: figuresOf(second.tried, history, whole) } : null}
          marked={drawdowns.marks}
          onForget={drawdowns.forget}
          onPropose={(depth) => drawdowns.add(drawdownsOf(history, depth))}
          onReveal={view.reveal}
          text={text}
          history={history}
        />
      )}
      {other === null ? (
        <button type="button" className="way not-printed" onClick={() => setOther('')}>
          Compare with another rule
        </button>
      ) : (
        <div className="rehearsal-other">
          <ExpressionField
            kind="rule"
            label="Another rule to compare with"
            vocabulary={vocabulary}
            value={other}
            onChange={setOther}
            empty="Its firings are drawn at the foot of the chart."
          />
          {second.refusal !== null && <p className="muted">{second.refusal}</p>}
          <button type="button" className="way" onClick={() => setOther(null)}>
            Leave it out
          </button>
        </div>
      )}
    </section>
  );
}

function readRule(text: string | null, vocabulary: Vocabulary): AlertRule | null {
  if (text === null || text.trim() === '') return null;
  const parsed = parseRule(text, vocabulary);
  return 'fault' in parsed ? null : parsed.ok;
}

function bandsOf(tried: Tried | null, end: number, tone: 'firing' | 'other'): readonly Band[] {
  if (tried === null) return [];
  return tried.firings.map(({ at, cleared }) => ({
    key: `${tone} ${at}`,
    from: at,
    to: cleared ?? end,
    tone,
    label: tone === 'firing' ? 'firing' : 'the other rule firing',
  }));
}

function thresholdOn({ key, tone, value, ...level }: Level, step: number, hides: boolean): Threshold {
  const label = hides ? withoutAmounts(level.label) : level.label;
  return { key, tone, label: tone === 'clears' ? `clears ${label}` : label, value, ...(step > 0 ? { step } : {}) };
}
