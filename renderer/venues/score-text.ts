import type { Figure } from '../../shared/figures/index.ts';
import { isKnown } from '../../shared/figures/index.ts';
import { counted, moneyText, numberText, percentText } from '../figures/number-text.ts';
import type { LimitUse, SumAnswer, VenueSummary } from './readings.ts';

/** A score from 0 to 10 as screens print it: `7.40`. */
export function scoreText(score: string): string {
  return numberText(score, { most: 2 });
}

/** From where to where a score may lie, as finely as the score itself, which must not seem to lie outside: `5.60–8.10`. */
export function intervalText(low: string, high: string): string {
  return `${scoreText(low)}–${scoreText(high)}`;
}

/** A share without digits after the point: `80 %`. */
export function shareText(share: string): string {
  return percentText(share).replace(/[.,]\d+/, '');
}

/** A sum with what it lacks, as a tip says it. */
export function sumSays({ items, missing }: SumAnswer): string {
  if (items === 0) return 'Nothing of yours is known to be there.';
  const of = `Of ${counted(items, 'amount')}`;
  return missing === 0
    ? `${of}.`
    : `${of}; ${counted(missing, 'of them has', 'of them have')} no value and ${missing === 1 ? 'is' : 'are'} not in it.`;
}

/** A sum as a screen prints it; where nothing has a value it is unknown, not nothing. */
export function sumText({ known, items, missing }: SumAnswer, discreet: boolean): string {
  if (missing > 0 && missing === items) return '—';
  return discreet ? '•••' : moneyText(known);
}

/** How much of a limit is used: `62 %`. */
export function usedText(use: Figure<string>): string {
  return isKnown(use) ? shareText(use.ok) : '—';
}

/** What a venue's score is, or why it has none and what to do. */
export function scoreSays({ place, gate }: VenueSummary): string {
  const { score, low, high, coverage, geometric, because } = place;
  if (score === null) return `Not scored: nothing is scored before somebody enters a value with its source and date. Open it and press s.`;
  const hole = geometric === null ? '' : ` The geometric mean, which hides no hole, is ${scoreText(geometric)}.`;
  const apart = because === null || gate !== 'pass' ? '' : ` ${because}`;
  return `${scoreText(score)} of 10, with ${shareText(coverage)} of the weights covered; what is missing puts it between ${intervalText(low, high)}.${hole}${apart}`;
}

export function limitTone(tone: LimitUse['tone']): '' | 'flag' | 'loss' {
  return tone === 'red' ? 'loss' : tone === 'amber' ? 'flag' : '';
}
