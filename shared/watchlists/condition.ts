import type { Condition, Leaf, Operand, Parsed, Subject, Vocabulary } from './expression.ts';
import { ExpressionParser } from './expression-parser.ts';
import { sameSubject } from './expression-text.ts';

/** Reads a screen's filter, such as `rate.base > 4% and tvl > 5m`. */
export function parseCondition(text: string, vocabulary: Vocabulary): Parsed<Condition> {
  const parser = new ExpressionParser(text, vocabulary);
  const condition = parser.condition();
  const whole = parser.end();
  return condition !== null && whole ? { ok: condition, notes: parser.notes } : { fault: parser.reader.fault! };
}

/** The parts of a condition that are compared, crossed or tested, in the order in which they stand. */
export function leavesOf(condition: Condition): readonly Leaf[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.parts.flatMap(leavesOf);
    case 'not':
      return leavesOf(condition.part);
    default:
      return [condition];
  }
}

/** The one thing that a condition is about: what all its comparisons have on their left; `null` where there are several, or none. */
export function subjectOf(condition: Condition): Subject | null {
  const subjects = leavesOf(condition).map((leaf) => {
    if (leaf.kind === 'text') return { kind: 'name', name: leaf.name } as const;
    return leaf.kind === 'compare' ? leaf.left : leaf.kind === 'test' ? null : leaf.of;
  });
  const first = subjects[0];
  if (first === undefined || first === null || first.kind === 'quantity') return null;
  return subjects.every((one) => one !== null && one.kind !== 'quantity' && sameSubject(one, first)) ? first : null;
}

/** The names that a condition reads, each once. */
export function namesOf(condition: Condition): readonly string[] {
  const names = leavesOf(condition).flatMap((leaf) => {
    if (leaf.kind === 'test' || leaf.kind === 'text') return [leaf.name];
    return operandsOf(leaf).flatMap((operand) => (operand.kind === 'quantity' ? [] : [operand.name]));
  });
  return [...new Set(names)];
}

/** What a part compares: none where it is a test or about words. */
export function operandsOf(leaf: Leaf): readonly Operand[] {
  if (leaf.kind === 'compare') return [leaf.left, leaf.right];
  if (leaf.kind === 'crosses') return [leaf.of, leaf.level];
  return leaf.kind === 'between' ? [leaf.of, leaf.low, leaf.high] : [];
}
