import type { History } from '../figures/index.ts';
import type { Vocabulary } from './expression.ts';
import { unitOfSubject } from './functions.ts';
import { lengthOf, thresholdOf } from './quantity.ts';
import type { PastLeaf } from './screening.ts';
import { crossedAtEnd, lastKnownAt, measureAtEnd, stuckAtEnd } from './window-measure.ts';

/**
 * From a history to what a condition asks of it, as of its last observation; NaN where that cannot be told. Of what moves with the clock it is the instant
 * of the last known observation: see {@link atInstant}.
 */
export function pastAnswer(leaf: PastLeaf, vocabulary: Vocabulary): (history: History) => number {
  switch (leaf.kind) {
    case 'measure': {
      const window = lengthOf(leaf.window);
      return (history) => measureAtEnd(leaf.measure, window, history);
    }
    case 'age':
      return lastKnownAt;
    case 'test': {
      const window = lengthOf(leaf.window);
      return leaf.test === 'missing' ? lastKnownAt : (history) => truth(stuckAtEnd(window, history));
    }
    case 'crosses': {
      const { of, direction, level } = leaf;
      // Against something that moves itself a crossing needs both pasts; a screen asks of one.
      const bound = level.kind === 'quantity' ? thresholdOf(level, unitOfSubject(of, vocabulary)).toNumber() : Number.NaN;
      return (history) => truth(crossedAtEnd(of, direction, bound, history));
    }
  }
}

/** Of answers kept as the instant of the last observation, the numbers at an instant: an age in milliseconds, or whether nothing was observed for so long. */
export function atInstant(leaf: PastLeaf, answers: Float64Array, now: number): Float64Array {
  if (leaf.kind === 'age') return answers.map((last) => now - last);
  if (leaf.kind !== 'test' || leaf.test !== 'missing') return answers;
  const window = lengthOf(leaf.window);
  return answers.map((last) => (Number.isNaN(last) ? Number.NaN : truth(now - last >= window)));
}

/** Whether answers are the instant of the last observation. */
export function isOfClock(leaf: PastLeaf): boolean {
  return leaf.kind === 'age' || (leaf.kind === 'test' && leaf.test === 'missing');
}

function truth(holds: boolean | null): number {
  return holds === null ? Number.NaN : holds ? 1 : 0;
}
