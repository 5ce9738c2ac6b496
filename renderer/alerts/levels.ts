import { type AlertRule, thresholdsOf, withThreshold } from '../../shared/alerts/index.ts';
import { Decimal, decimalText, type MetricUnit } from '../../shared/figures/index.ts';
import {
  type Condition,
  type Leaf,
  type Operand,
  operandText,
  type Quantity,
  quantityText,
  thresholdOf,
  unitOfSubject,
  type Vocabulary,
} from '../../shared/watchlists/index.ts';

/** One number that a rule compares with, found by where it stands, so that it can be moved. */
export interface Level {
  /** Where it stands: `fires 0`, `clears 1`. */
  readonly key: string;
  readonly tone: 'fires' | 'clears';
  /** `below 0.98`. */
  readonly label: string;
  /** What it is compared with, as written: `peg`, `change(price, 7d)`. */
  readonly of: string;
  /** Whether it lies on the metric's own axis; a change over a week does not. */
  readonly onAxis: boolean;
  /** In the unit of the values. */
  readonly value: number;
  readonly unit: MetricUnit | null;
  readonly quantity: Quantity;
  /** The clause of the condition that it stands in, as `leavesOf` counts them; of the clearing, as well. */
  readonly clause: number;
}

/** The levels of a rule in the order in which they are written, those of its clearing last. */
export function levelsOf(rule: AlertRule, vocabulary: Vocabulary): readonly Level[] {
  const found: Level[] = [];
  mapRule(rule, (quantity, place) => {
    const unit = place.of === null ? null : unitOfSubject(place.of, vocabulary);
    const isTime = unit === 'milliseconds';
    found.push({
      key: place.key,
      tone: place.tone,
      label: `${place.words} ${quantityText(quantity)}`,
      of: place.of === null ? '' : operandText(place.of),
      onAxis: place.of?.kind === 'name',
      value: thresholdOf(quantity, unit).toNumber(),
      unit: isTime ? null : unit,
      quantity,
      clause: place.clause,
    });
    return quantity;
  });
  return found;
}

/**
 * The same rule with one of its levels at another value, written in the unit in which it was written. With a level that fires the one that clears
 * moves too, so that the band between them stays.
 */
export function withLevel(rule: AlertRule, level: Level, value: number): AlertRule {
  const one = thresholdOf({ ...level.quantity, number: '1' }, level.unit);
  const digits = Math.max(0, 6 - Math.ceil(Math.log10(Math.max(1, Math.abs(value / one.toNumber())))));
  const number = decimalText(new Decimal(value).dividedBy(one).toDecimalPlaces(digits));
  const isPlain = level.tone === 'fires' && thresholdsOf(rule).some(({ clause }) => clause === level.clause);
  const moved = isPlain ? withThreshold(rule, level.clause, number) : null;
  return moved ?? mapRule(rule, (quantity, { key }) => (key === level.key ? { ...quantity, number } : quantity));
}

interface Place {
  readonly key: string;
  readonly tone: 'fires' | 'clears';
  readonly clause: number;
  readonly words: string;
  readonly of: Exclude<Operand, Quantity> | null;
}

type Moving = (quantity: Quantity, place: Place) => Quantity;

const WORDS = { '<': 'below', '<=': 'at most', '>': 'above', '>=': 'at least', '=': 'exactly', '!=': 'not' } as const;

function mapRule(rule: AlertRule, move: Moving): AlertRule {
  const condition = mapCondition(rule.condition, 'fires', counter(), move);
  return rule.clear === undefined
    ? { ...rule, condition }
    : { ...rule, condition, clear: mapCondition(rule.clear, 'clears', counter(), move) };
}

/** Leaves are counted as `leavesOf` does. */
function mapCondition(condition: Condition, tone: Place['tone'], next: () => number, move: Moving): Condition {
  switch (condition.kind) {
    case 'not':
      return { ...condition, part: mapCondition(condition.part, tone, next, move) };
    case 'all':
    case 'any':
      return { ...condition, parts: condition.parts.map((part) => mapCondition(part, tone, next, move)) };
    default:
      return mapLeaf(condition, tone, next(), move);
  }
}

function mapLeaf(leaf: Leaf, tone: Place['tone'], clause: number, move: Moving): Condition {
  const moved = (operand: Operand, of: Operand, words: string): Operand =>
    operand.kind === 'quantity' && of.kind !== 'quantity' ? move(operand, { key: `${tone} ${clause}`, tone, clause, words, of }) : operand;
  switch (leaf.kind) {
    case 'compare': {
      const { left, right, comparison } = leaf;
      return { ...leaf, right: moved(right, left, WORDS[comparison]), left: moved(left, right, WORDS[MIRRORED[comparison]]) };
    }
    case 'between': {
      const { of, low, high } = leaf;
      const bound = (quantity: Quantity, words: string) => move(quantity, { key: `${tone} ${clause} ${words}`, tone, clause, words, of });
      return { ...leaf, low: bound(low, 'from'), high: bound(high, 'to') };
    }
    case 'crosses':
      return { ...leaf, level: moved(leaf.level, leaf.of, leaf.direction) };
    default:
      return leaf;
  }
}

const MIRRORED = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=', '!=': '!=' } as const;

function counter(): () => number {
  let count = 0;
  return () => {
    count += 1;
    return count - 1;
  };
}
