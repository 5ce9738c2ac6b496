import { useMemo } from 'react';
import { type AlertRule, type Firing, planOf, rehearse, ruleText } from '../../shared/alerts/index.ts';
import { isRefused, type SubjectKind } from '../../shared/figures/index.ts';
import type { Vocabulary } from '../../shared/watchlists/index.ts';
import { useReading } from '../engine/reading.ts';
import { useSettled } from '../lists/index.ts';
import type { MetricPast } from './metric-past.ts';
import { rehearsalReading } from './readings.ts';
import { firstFrom } from './series-path.ts';

/** What a rule would have done. */
export interface Tried {
  readonly firings: readonly Firing[];
  readonly evaluated: number;
  readonly unknown: number;
}

export interface Trial {
  /** Null while it is not known. */
  readonly tried: Tried | null;
  readonly refusal: string | null;
}

interface Past {
  readonly kind: SubjectKind;
  readonly subject: string;
  /** What expressions call the metric whose past is at hand. */
  readonly word: string;
  readonly past: MetricPast;
}

const NOTHING: Trial = { tried: null, refusal: null };
/** A rule that is still being moved is not asked about. */
const STANDS_STILL = 300;

/**
 * What a rule would have done: computed here, at once, where all that it reads is at hand, so that firings follow a level while it is dragged; asked
 * of the engine where it reads more, or the past is longer than a chart is given.
 */
export function useTrial(rule: AlertRule | null, vocabulary: Vocabulary, { kind, subject, word, past }: Past): Trial {
  const here = useMemo<Trial | null>(() => {
    if (rule === null) return NOTHING;
    const plan = planOf(rule, vocabulary);
    if (isRefused(plan)) return { tried: null, refusal: plan.error.message };
    if (!past.isWhole || plan.ok.inputs.some(({ isRank, name }) => isRank || name !== word)) return null;
    const { firings, evaluated, unknown } = rehearse(plan.ok, past.history);
    return { tried: { firings, evaluated, unknown }, refusal: null };
  }, [rule, vocabulary, past, word]);
  const text = useSettled(here === null && rule !== null ? ruleText(rule) : '', STANDS_STILL);
  const { data } = useReading(
    rehearsalReading({ about: { kind, which: { of: 'named', ids: [subject] } }, rule: text, subject, limit: 1 }),
    { enabled: here === null && text !== '' },
  );
  const there = useMemo<Trial>(() => {
    if (here !== null || data === undefined) return NOTHING;
    if ('error' in data) return { tried: null, refusal: data.error.message };
    const [first] = data.ok.subjects;
    if (first === undefined) return NOTHING;
    if (first.because !== null) return { tried: null, refusal: first.because.message };
    const firings = first.firings.map(
      ({ at, cleared }): Firing => ({ at, index: firstFrom(past.history, at + 1) - 1, ...(cleared === null ? {} : { cleared }) }),
    );
    return { tried: { firings, evaluated: first.evaluated, unknown: first.unknown }, refusal: null };
  }, [here, data, past]);
  return here ?? there;
}
