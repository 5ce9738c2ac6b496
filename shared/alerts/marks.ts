import { type History, medianOf } from '../figures/index.ts';
import { lastIndexAt } from './subject-at.ts';
import type { Span } from './firing-comparison.ts';

/** A stretch of the past that a person would have wanted to be warned of, such as a fall from its peak to its trough; milliseconds since 1970. */
export interface Fall {
  readonly from: number;
  readonly to: number;
}

/** A fall that may be worth marking. */
export interface Drawdown extends Fall {
  /** The share that was lost from the peak to the trough, above zero. */
  readonly depth: number;
  readonly peak: number;
  readonly trough: number;
  /** When the value was back at its peak; null where it never was. */
  readonly recovered: number | null;
}

/** How a rule did against what was marked. */
export interface MarkScore {
  readonly marks: readonly MarkWarning[];
  /** Marks without a warning, and firings that warned of nothing. */
  readonly missed: number;
  readonly falseAlarms: readonly Span[];
  /** The share of firings that warned of something; null where there is none. */
  readonly precision: number | null;
  /** The share of marks that were warned of; null where there is none. */
  readonly recall: number | null;
  /** The median lead of the marks that were warned of, in milliseconds. */
  readonly medianLead: number | null;
}

export interface MarkWarning {
  readonly mark: Fall;
  /** The first firing that warned of it; null where none did. */
  readonly firing: Span | null;
  /** How long before the mark's beginning it fired, in milliseconds; negative: so long after it had begun. */
  readonly lead: number | null;
  /** The share of the fall that still lay ahead at the firing, of the last value known then; null where that cannot be said. */
  readonly ahead: number | null;
}

/**
 * Scores firings against marks. A firing warns of a mark if it fires at some time between `before` milliseconds ahead of the mark's beginning and the
 * mark's end. What has not cleared counts to the end of the history.
 */
export function scoreMarks(firings: readonly Span[], marks: readonly Fall[], before: number, history: History): MarkScore {
  const end = history.length === 0 ? Number.NEGATIVE_INFINITY : history.at[history.length - 1]!;
  const warned = new Set<Span>();
  const warnings = marks.map((mark): MarkWarning => {
    const found = firings.filter(({ at, cleared }) => at <= mark.to && (cleared ?? Math.max(end, mark.to)) > mark.from - before);
    for (const firing of found) warned.add(firing);
    const [firing] = found;
    if (firing === undefined) return { mark, firing: null, lead: null, ahead: null };
    return { mark, firing, lead: mark.from - firing.at, ahead: aheadAt(history, mark, firing.at) };
  });
  const leads = warnings.flatMap(({ lead }) => (lead === null ? [] : [lead]));
  const caught = leads.length;
  return {
    marks: warnings,
    missed: marks.length - caught,
    falseAlarms: firings.filter((firing) => !warned.has(firing)),
    precision: firings.length === 0 ? null : warned.size / firings.length,
    recall: marks.length === 0 ? null : caught / marks.length,
    medianLead: caught === 0 ? null : medianOf(leads),
  };
}

/**
 * Falls of `depth` (a share above zero) at least, each from a peak to the trough after it. A fall is over once the value has risen from its lowest by
 * the same share; so a long decline with recoveries in it is several. Values at or below zero have no share and are stepped over.
 */
export function drawdownsOf(history: History, depth: number): readonly Drawdown[] {
  const found: Drawdown[] = [];
  const { at, value, length } = history;
  let [peak, trough] = [-1, -1];
  const close = (): void => {
    if (peak < 0 || trough < 0) return;
    const lost = 1 - value[trough]! / value[peak]!;
    if (lost < depth) return;
    found.push({
      from: at[peak]!,
      to: at[trough]!,
      depth: lost,
      peak: value[peak]!,
      trough: value[trough]!,
      recovered: recoveryOf(history, peak, trough),
    });
  };
  for (let index = 0; index < length; index += 1) {
    const now = value[index]!;
    if (!(now > 0)) continue;
    if (peak < 0 || (now >= value[peak]! && (trough < 0 || 1 - value[trough]! / value[peak]! < depth))) [peak, trough] = [index, -1];
    else if (trough < 0 || now < value[trough]!) trough = index;
    else if (1 - value[trough]! / value[peak]! >= depth && now / value[trough]! - 1 >= depth) {
      close();
      [peak, trough] = [index, -1];
    }
  }
  close();
  return found;
}

/** Firings a month (of 30.436875 days, the mean of the calendar) over the time that a history covers; null where it covers none. */
export function firingsPerMonth(firings: readonly Span[], history: History): number | null {
  if (history.length < 2) return null;
  const months = (history.at[history.length - 1]! - history.at[0]!) / (30.436_875 * 864e5);
  return firings.length / months;
}

function aheadAt(history: History, mark: Fall, at: number): number | null {
  const valueAt = (instant: number): number => history.value[lastIndexAt(history, instant)] ?? Number.NaN;
  const [peak, trough, now] = [valueAt(mark.from), valueAt(mark.to), valueAt(Math.max(at, mark.from))];
  const share = (now - trough) / (peak - trough);
  return peak > trough && !Number.isNaN(share) ? share : null;
}

function recoveryOf({ at, value, length }: History, peak: number, trough: number): number | null {
  for (let index = trough; index < length; index += 1) if (value[index]! >= value[peak]!) return at[index]!;
  return null;
}
