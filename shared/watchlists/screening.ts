import { leavesOf } from './condition.ts';
import type { Comparison, Condition, Leaf, Subject, Vocabulary } from './expression.ts';
import { operandText } from './expression-text.ts';
import { unitOfSubject } from './functions.ts';
import { lengthOf, thresholdOf } from './quantity.ts';
import { textTest } from './text-relation.ts';

/** What a screen says of a subject. What hangs on missing data is unknown, which is neither. */
export const OUT = 0;
export const IN = 1;
export const UNJUDGED = 2;

/** The subjects of a kind side by side, in one order. */
export interface ScreenColumns {
  readonly length: number;
  /** The values of a metric by its word, NaN where unknown. */
  numbers(name: string): Float64Array;
  /** The words of a metric, null where unknown. */
  texts(name: string): readonly (string | null)[];
  /** What needs the past of each subject; null where it has not been looked up, which counts as unknown. */
  past(leaf: PastLeaf): Float64Array | null;
}

/** What is computed from a history: a measure or an age (a number), a test or a crossing (1, 0). NaN where unknown. */
export type PastLeaf =
  | Extract<Subject, { kind: 'measure' }>
  | { readonly kind: 'age'; readonly name: string }
  | Extract<Condition, { kind: 'test' | 'crosses' }>;

/** The key of what is computed from histories: the same text, the same numbers. */
export function pastKey(leaf: PastLeaf): string {
  if (leaf.kind === 'test') return `${leaf.test}(${leaf.name}, ${lengthOf(leaf.window)})`;
  if (leaf.kind === 'crosses') return `${operandText(leaf.of)} crosses ${leaf.direction} ${operandText(leaf.level)}`;
  return operandText(leaf);
}

/** All that a condition asks of the past, each once. */
export function pastLeavesOf(condition: Condition): readonly PastLeaf[] {
  const found = new Map<string, PastLeaf>();
  for (const leaf of leavesOf(condition)) for (const past of pastOf(leaf)) found.set(pastKey(past), past);
  return [...found.values()];
}

/**
 * Judges every subject: for each row {@link IN}, {@link OUT} or {@link UNJUDGED}, after Kleene. Numbers are compared as binary ones, which rounding
 * keeps in order: two that differ only beyond the seventeenth digit count as equal.
 */
export function screened(condition: Condition, vocabulary: Vocabulary, columns: ScreenColumns): Uint8Array {
  const { length } = columns;
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const decisive = condition.kind === 'all' ? OUT : IN;
      const [first, ...others] = condition.parts.map((part) => screened(part, vocabulary, columns));
      const joined = first ?? new Uint8Array(length).fill(IN);
      for (const part of others) {
        for (let row = 0; row < length; row += 1) {
          if (joined[row] === decisive) continue;
          if (part[row] === decisive) joined[row] = decisive;
          else if (part[row] === UNJUDGED) joined[row] = UNJUDGED;
        }
      }
      return joined;
    }
    case 'not': {
      const inner = screened(condition.part, vocabulary, columns);
      for (let row = 0; row < length; row += 1) if (inner[row] !== UNJUDGED) inner[row] = IN - inner[row]!;
      return inner;
    }
    case 'text': {
      const says = textTest(condition.relation, condition.texts);
      return worded(columns.texts(condition.name), says);
    }
    case 'test':
    case 'crosses': {
      const values = columns.past(condition);
      return Uint8Array.from({ length }, (_, row) => truthOf(values?.[row] ?? Number.NaN));
    }
    case 'between': {
      const unit = unitOfSubject(condition.of, vocabulary);
      const values = numbersOf(condition.of, columns);
      const [low, high] = [thresholdOf(condition.low, unit).toNumber(), thresholdOf(condition.high, unit).toNumber()];
      const out = new Uint8Array(length);
      for (let row = 0; row < length; row += 1) {
        const value = values[row]!;
        out[row] = Number.isNaN(value) ? UNJUDGED : value >= low && value <= high ? IN : OUT;
      }
      return out;
    }
    case 'compare':
      return compared(condition, vocabulary, columns);
  }
}

/** The place of each value among all, the highest first: 1, 2, 2, 4. What is unknown (NaN) has none and takes none away. */
export function ranksOf(values: Float64Array): Float64Array {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  return values.map((value) => (Number.isNaN(value) ? Number.NaN : sorted.length - notAbove(sorted, value) + 1));
}

/** How many of the sorted values are not above. */
function notAbove(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A column is the same array until something of it changes: it is ranked once, and not at every key press. */
function keptRanks(values: Float64Array): Float64Array {
  const ranks = RANKS.get(values) ?? ranksOf(values);
  RANKS.set(values, ranks);
  return ranks;
}
const RANKS = new WeakMap<Float64Array, Float64Array>();

function compared(
  { left, comparison, right }: Extract<Condition, { kind: 'compare' }>,
  vocabulary: Vocabulary,
  columns: ScreenColumns,
): Uint8Array {
  if (left.kind === 'quantity' && right.kind !== 'quantity') {
    return compared({ kind: 'compare', left: right, comparison: TURNED[comparison], right: left }, vocabulary, columns);
  }
  const values = left.kind === 'quantity' ? new Float64Array(columns.length) : numbersOf(left, columns);
  const truths = TRUTHS[comparison];
  const out = new Uint8Array(columns.length);
  if (right.kind === 'quantity') {
    const level = thresholdOf(right, left.kind === 'quantity' ? null : unitOfSubject(left, vocabulary)).toNumber();
    for (let row = 0; row < out.length; row += 1) {
      const value = values[row]!;
      out[row] = value < level ? truths[0] : value > level ? truths[2] : value === level ? truths[1] : UNJUDGED;
    }
    return out;
  }
  const others = numbersOf(right, columns);
  for (let row = 0; row < out.length; row += 1) {
    const [value, other] = [values[row]!, others[row]!];
    out[row] = value < other ? truths[0] : value > other ? truths[2] : value === other ? truths[1] : UNJUDGED;
  }
  return out;
}

function numbersOf(subject: Subject, columns: ScreenColumns): Float64Array {
  if (subject.kind === 'name') return columns.numbers(subject.name);
  if (subject.kind === 'rank') return keptRanks(columns.numbers(subject.name));
  const past = subject.kind === 'measure' ? subject : ({ kind: 'age', name: subject.name } as const);
  return columns.past(past) ?? new Float64Array(columns.length).fill(Number.NaN);
}

function worded(texts: readonly (string | null)[], says: (text: string) => boolean): Uint8Array {
  // Few words occur often: each is looked at once.
  const known = new Map<string, number>();
  const out = new Uint8Array(texts.length);
  for (let row = 0; row < out.length; row += 1) {
    const text = texts[row] ?? null;
    if (text === null) {
      out[row] = UNJUDGED;
      continue;
    }
    let truth = known.get(text);
    if (truth === undefined) known.set(text, (truth = says(text) ? IN : OUT));
    out[row] = truth;
  }
  return out;
}

function truthOf(value: number): number {
  return Number.isNaN(value) ? UNJUDGED : value === 0 ? OUT : IN;
}

function pastOf(leaf: Leaf): readonly PastLeaf[] {
  if (leaf.kind === 'test') return [leaf];
  if (leaf.kind === 'crosses') return [leaf];
  const operands = leaf.kind === 'compare' ? [leaf.left, leaf.right] : leaf.kind === 'between' ? [leaf.of] : [];
  return operands.flatMap((operand): readonly PastLeaf[] => {
    if (operand.kind === 'measure') return [operand];
    return operand.kind === 'age' ? [{ kind: 'age', name: operand.name }] : [];
  });
}

/** Which truth each order gives: of below, equal, above. */
const TRUTHS: Readonly<Record<Comparison, readonly [number, number, number]>> = {
  '<': [IN, OUT, OUT],
  '<=': [IN, IN, OUT],
  '>': [OUT, OUT, IN],
  '>=': [OUT, IN, IN],
  '=': [OUT, IN, OUT],
  '!=': [IN, OUT, IN],
};
const TURNED: Readonly<Record<Comparison, Comparison>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=', '!=': '!=' };
