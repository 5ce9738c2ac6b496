import type { FiringLine } from './readings.ts';
import { instantText, lengthText } from './words.ts';
import './marks.css';

export interface FiringState {
  readonly tone: 'fires' | 'seen' | 'over';
  readonly words: string;
  /** What else is to be said of it, in order. */
  readonly also: readonly string[];
}

const ENDED: Readonly<Record<NonNullable<FiringLine['ended']>, string>> = {
  cleared: 'cleared',
  disarmed: 'ended: its rule was disarmed',
  edited: 'ended: its rule was changed',
  removed: 'ended: its rule was removed',
  idle: 'ended: its subject left the scope',
  corrected: 'ended: data that came later say otherwise',
};

/** Where a firing stands, in words. */
export function stateOf(line: FiringLine, now: number): FiringState {
  const { ended, acknowledged, snoozedUntil, passed, late, what, cleared, due } = line;
  const also: string[] = [];
  if (what === 'unknown') also.push('cannot be evaluated');
  if (late) also.push('late');
  if (line.void) also.push('would not have fired');
  if (ended === null) {
    if (acknowledged !== null) also.unshift('acknowledged');
    if (snoozedUntil !== null) also.unshift(`snoozed for ${lengthText(Math.max(0, Date.parse(snoozedUntil) - now))}`);
    return { tone: acknowledged === null && snoozedUntil === null ? 'fires' : 'seen', words: 'fires', also };
  }
  const lasted = cleared === null ? '' : ` after ${lengthText(Date.parse(cleared) - Date.parse(due))}`;
  return { tone: 'over', words: passed ? `passed${lasted}` : `${ENDED[ended]}${ended === 'cleared' ? lasted : ''}`, also };
}

/** Where a firing stands, as a list shows it. */
export function StateMark({ line, now }: { readonly line: FiringLine; readonly now: number }) {
  const { tone, words, also } = stateOf(line, now);
  return (
    <span className={`firing-state ${tone}`}>
      {words}
      {also.length > 0 && <small>{also.join(' · ')}</small>}
    </span>
  );
}

/** Since when: the instant that it speaks of, not the one at which it was found. */
export function sinceWords({ due, found, late }: FiringLine): string {
  return `${instantText(Date.parse(due))}${late ? `, found ${instantText(Date.parse(found))}` : ''}`;
}
