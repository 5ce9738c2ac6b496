import { type Decimal, decimalText, type Figure, isKnown, type Verdict } from '../figures/index.ts';
import type { TicketFigureId } from './ticket-figures.ts';
import type { CheckResult } from './ticket-result.ts';

/** What a check found: its verdict with what was measured and why, in a sentence that names numbers. */
export interface Found {
  readonly verdict: Verdict;
  readonly value: string | null;
  readonly says: string;
  readonly figures?: readonly TicketFigureId[];
  readonly validUntil?: string | null;
  readonly from?: CheckResult['from'];
  readonly run?: string | null;
}

/** A check whose figure is not there: unknown, with the figure’s own reason. */
export function lacking(figure: Figure<unknown>, figures: readonly TicketFigureId[]): Found {
  return { verdict: 'unknown', value: null, says: isKnown(figure) ? 'It is not known.' : figure.unavailable.message, figures };
}

/** A number as sentences print it: eight significant digits. */
export function number(value: Decimal): string {
  return decimalText(value.toSignificantDigits(8));
}

/** A fraction in per cent. */
export function percent(fraction: Decimal): string {
  return `${decimalText(fraction.times(100).toDecimalPlaces(2))} %`;
}

/** An instant so many minutes after another. */
export function later(instant: string, minutes: number): string {
  return new Date(Date.parse(instant) + minutes * 60_000).toISOString();
}
