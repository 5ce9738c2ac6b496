import {
  type Figure,
  isKnown,
  known,
  type MetricUnit,
  type MetricValue,
  type SubjectKind,
  type Verdict,
} from '../../shared/figures/index.ts';
import { type Kind, shownText } from '../figures/figure-view.tsx';
import { DASH } from '../figures/number-text.ts';
import type { MetricEntry } from './readings.ts';
import { VERDICT_WORDS } from './words.ts';

type Printed = Pick<MetricEntry, 'unit' | 'subject'>;

/** Kinds whose amounts are the market's and nobody's own: discreet mode shows them. */
const PUBLIC: ReadonlySet<SubjectKind> = new Set(['pool', 'asset', 'pair', 'network']);

/** How a metric's decimal text is to be read; `null` where its values are words. */
export function kindOfMetric({ unit, subject }: Printed, currency: string | undefined): Kind | null {
  const money = currency ?? '';
  switch (unit) {
    case 'fraction':
      return { as: 'rate' };
    case 'money':
      return PUBLIC.has(subject) ? { as: 'size', currency: money } : { as: 'money', currency: money };
    case 'price':
      return { as: 'price', currency: money };
    case 'text':
    case 'verdict':
      return null;
    default:
      return { as: 'counted', unit: UNITS[unit] };
  }
}

const UNITS: Readonly<Record<Exclude<MetricUnit, 'fraction' | 'money' | 'price' | 'text' | 'verdict'>, string>> = {
  'basis-points': 'bp',
  days: 'd',
  hours: 'h',
  minutes: 'min',
  count: '',
  score: '',
};

/** A metric's value as a cell or a line of text prints it, with its currency but without basis and age; a dash where it is unknown. */
export function metricText(
  metric: Printed,
  figure: Figure<Pick<MetricValue, 'text' | 'currency'>>,
  options: { readonly change?: boolean; readonly discreet?: boolean } = {},
): string {
  if (!isKnown(figure)) return DASH;
  const { text, currency } = figure.ok;
  const kind = kindOfMetric(metric, currency);
  if (kind === null) return metric.unit === 'verdict' ? (VERDICT_WORDS[text as Verdict] ?? text) : text;
  const shown = shownText(known(text), kind, options);
  return currency === undefined ? shown : `${shown} ${currency}`;
}
