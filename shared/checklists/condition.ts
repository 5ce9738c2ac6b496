import type { Verdict } from '../figures/index.ts';
import type { Condition, Item, Template } from './template.ts';
import { itemsOf } from './template.ts';
import type { Hidden } from './answer.ts';

export type Facts = Readonly<Record<string, string | null>>;
/** Results of the items that have one. */
export type Results = ReadonlyMap<string, Verdict>;

/** Items that are asked, in order, and those that are not, each with its reason. */
export interface Asked {
  readonly shown: readonly Item[];
  readonly hidden: readonly Hidden[];
}

/**
 * Which items are asked. An item falls away only where its condition is known not to hold: a fact that is not known and an answer that
 * has not been given leave it standing. An item that is not asked counts as "not applicable" in the conditions of later ones.
 */
export function askedItems(template: Template, facts: Facts, results: Results): Asked {
  const told = new Map(results);
  const shown: Item[] = [];
  const hidden: Hidden[] = [];
  for (const item of itemsOf(template)) {
    if (item.condition === undefined || holds(item.condition, facts, told) !== false) shown.push(item);
    else {
      hidden.push({
        item: item.id,
        because: `Asked only where ${conditionWords(item.condition)}; ${foundWords(item.condition, facts, told)}.`,
      });
      told.set(item.id, 'not-applicable');
    }
  }
  return { shown, hidden };
}

/** The facts for which conditions ask, as they are told; null where one is not known. */
export function factsAsked(template: Template, facts: Facts): Record<string, string | null> {
  const names = new Set(itemsOf(template).flatMap((item) => (item.condition === undefined ? [] : namesOf(item.condition, 'fact'))));
  return Object.fromEntries([...names].sort().map((name) => [name, facts[name] ?? null]));
}

/** The facts for which one item's condition asks. */
export function factsOfItem(item: Item, facts: Facts): Record<string, string | null> {
  const names = item.condition === undefined ? [] : namesOf(item.condition, 'fact');
  return Object.fromEntries([...new Set(names)].sort().map((name) => [name, facts[name] ?? null]));
}

/** Whether a condition holds; undefined where that hangs on what is not known (Kleene's three values). */
function holds(condition: Condition, facts: Facts, results: Results): boolean | undefined {
  if ('fact' in condition) {
    const fact = facts[condition.fact] ?? null;
    return fact === null ? undefined : condition.is.includes(fact);
  }
  if ('answer' in condition) {
    const result = results.get(condition.answer);
    return result === undefined ? undefined : condition.is.includes(result);
  }
  if ('not' in condition) {
    const inner = holds(condition.not, facts, results);
    return inner === undefined ? undefined : !inner;
  }
  const parts = new Set(('all' in condition ? condition.all : condition.any).map((part) => holds(part, facts, results)));
  const decisive = 'any' in condition;
  if (parts.has(decisive)) return decisive;
  return parts.has(undefined) ? undefined : !decisive;
}

/** A condition in words: `instrument.settlement is "inverse" or "quanto"`. */
export function conditionWords(condition: Condition): string {
  if ('fact' in condition) return `${condition.fact} is ${condition.is.map((value) => `“${value}”`).join(' or ')}`;
  if ('answer' in condition)
    return `${condition.answer} is answered ${condition.is.map((value) => `“${value.replace('-', ' ')}”`).join(' or ')}`;
  if ('not' in condition) return `not (${conditionWords(condition.not)})`;
  return 'all' in condition ? condition.all.map(inBrackets).join(' and ') : condition.any.map(inBrackets).join(' or ');
}

function inBrackets(condition: Condition): string {
  const words = conditionWords(condition);
  return 'fact' in condition || 'answer' in condition ? words : `(${words})`;
}

/** What was found instead: `instrument.settlement is "linear"`. */
function foundWords(condition: Condition, facts: Facts, results: Results): string {
  const found = [
    ...namesOf(condition, 'fact').map((name) => [name, facts[name] ?? null] as const),
    ...namesOf(condition, 'answer').map((name) => [name, results.get(name)?.replace('-', ' ') ?? null] as const),
  ];
  return [...new Map(found)].map(([name, value]) => `${name} is ${value === null ? 'not known' : `“${value}”`}`).join(', ');
}

function namesOf(condition: Condition, of: 'fact' | 'answer'): readonly string[] {
  if ('fact' in condition) return of === 'fact' ? [condition.fact] : [];
  if ('answer' in condition) return of === 'answer' ? [condition.answer] : [];
  if ('not' in condition) return namesOf(condition.not, of);
  return ('all' in condition ? condition.all : condition.any).flatMap((part) => namesOf(part, of));
}
