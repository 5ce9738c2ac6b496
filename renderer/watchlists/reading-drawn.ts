import { known, type MetricUnit } from '../../shared/figures/index.ts';
import { isKnownReading, type Reading } from '../../shared/watchlists/index.ts';
import { DASH, exactText, numberText, percentText } from '../figures/number-text.ts';
import { basisWords } from '../figures/rate-badge.tsx';
import { ageText } from '../figures/time-text.ts';
import type { Drawn } from '../grid/drawn-cell.ts';
import { type MetricEntry, metricText } from '../metrics/index.ts';

/** What must be known of a metric to print its values; null where the registry does not know it any more. */
export type Printable = { readonly [K in 'unit' | 'subject']: MetricEntry[K] | null };

/** How readings are shown: amounts of the owner are hidden in discreet mode, ages are told where a value is not of now. */
export interface ReadingStyle {
  readonly discreet: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Days after which a value is too old to act on. */
  readonly freshDays?: number | null;
}

/** What stands after the name in a heading: the currency of money and prices, where all are in one. */
export function currencyWord(currencies: readonly string[]): string {
  return currencies.length === 1 ? (currencies[0] ?? '') : '';
}

/** A reading as a cell: the value above, what kind of figure it is and how old below. Unknown is a dash with its reason. */
export function readingDrawn(reading: Reading | null, metric: Printable, { discreet, now, freshDays }: ReadingStyle): Drawn {
  if (reading === null) return { text: '' };
  if (!isKnownReading(reading)) return { text: DASH, tone: 'muted', tip: reading.unknown };
  const { text, currency, asOf, basis } = reading;
  const shown = readingText(reading, metric, discreet);
  if (shown === HIDDEN) return { text: shown, tip: 'hidden in discreet mode' };
  const age = asOf === undefined ? null : ageOf(asOf, now);
  const old = age !== null && age > (freshDays ?? UNSAID_FRESH) * 864e5;
  // A fresh value is of now as far as anybody acts on it; only an old one carries its age.
  const under = [
    basis === undefined ? null : shortBasis(basis),
    old ? `${ageText(now - (age ?? 0), now)}${basis === undefined ? ' old' : ''}` : null,
  ];
  const exact = isWords(metric) ? null : `${exactText(text)}${currency === undefined ? '' : ` ${currency}`}`;
  const tip = [
    exact,
    basis === undefined ? null : basisWords(basis),
    asOf === undefined ? null : `as of ${asOf.replace('T', ' ').replace(/(:\d\d)(:\d\d(\.\d+)?)?Z$/, '$1 UTC')}`,
    old ? `older than the ${freshDays ?? UNSAID_FRESH} days for which it counts as fresh` : null,
  ];
  const told = under.filter((part) => part !== null).join(' · ');
  return {
    text: shown,
    ...(old ? { tone: 'muted' as const } : {}),
    ...(told === '' ? {} : { under: told }),
    ...(tip.every((part) => part === null) ? {} : { tip: tip.filter((part) => part !== null).join(' · ') }),
  };
}

export const HIDDEN = '•••';
/** Days after which a value carries its age where its metric does not say when it is too old. */
const UNSAID_FRESH = 2;

/** The value of a reading alone, without its currency, which the heading tells. */
export function readingText(reading: Reading, { unit, subject }: Printable, discreet = false): string {
  if (!isKnownReading(reading)) return DASH;
  if (unit === null || subject === null) return reading.text;
  return metricText({ unit, subject }, known({ text: reading.text }), { discreet });
}

function isWords({ unit }: Printable): boolean {
  return unit === null || unit === 'text' || unit === 'verdict';
}

/** How a value went since it was added: growth in per cent, of rates and scores the difference. */
export function changeText(change: string, of: 'growth' | 'difference', unit: MetricUnit | null): string {
  if (of === 'growth') return percentText(change, { sign: true });
  if (unit === 'fraction') return `${percentText(change, { sign: true }).replace(/\s*%$/, '')} pp`;
  return numberText(change, { most: 2, fewest: 0, sign: true });
}

/** The currencies of what is known, each once. */
export function currenciesOf(readings: readonly (Reading | null)[]): readonly string[] {
  return [
    ...new Set(readings.flatMap((reading) => (reading !== null && isKnownReading(reading) && reading.currency ? [reading.currency] : []))),
  ];
}

/** A subject's name in two lines: what it is called, and the rest of its title, such as where it is. */
export function titleLines(title: string): Pick<Drawn, 'text' | 'under'> {
  const at = title.indexOf(', ');
  return at === -1 ? { text: title } : { text: title.slice(0, at), under: title.slice(at + 2) };
}

/** Pixels for a column of figures: what its heading needs, and what a rate with its kind and age does. */
export function figureWidth(heading: string, unit: MetricUnit | null): number {
  return Math.max(unit === 'fraction' ? 104 : 76, Math.min(150, Math.round(heading.length * 6.6) + 16));
}

/** A number to sort by; null where there is none. */
export function sortNumber(reading: Reading | null): number | null {
  if (reading === null || !isKnownReading(reading)) return null;
  const number = Number(reading.text);
  return Number.isNaN(number) ? null : number;
}

/** The kind of rate in the fewest words: `APY quoted`. All of it stands in the tip. */
function shortBasis({ kind, standing, net, real }: Parameters<typeof basisWords>[0]): string {
  const rate = kind === 'APR' || kind === 'APY' ? `${kind} ` : '';
  return `${rate}${real ? 'real ' : ''}${standing}${net === 'net' ? ' net' : ''}`;
}

function ageOf(asOf: string, now: number): number {
  // A day counts at its end.
  const instant = asOf.length === 10 ? Date.parse(`${asOf}T00:00:00Z`) + 864e5 : Date.parse(asOf);
  return Math.max(0, now - instant);
}
