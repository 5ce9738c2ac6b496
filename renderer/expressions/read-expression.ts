import { parseRule, ruleCompletion, ruleWords } from '../../shared/alerts/index.ts';
import {
  type Completion,
  conditionCompletion,
  conditionWords,
  type Fault,
  parseCondition,
  type Vocabulary,
} from '../../shared/watchlists/index.ts';

/** A screen's filter, or the longer text of an alert's rule. */
export type ExpressionKind = 'condition' | 'rule';

/** What a text says: nothing yet, what it means in words, or where it is wrong. */
export type ReadExpression =
  | { readonly state: 'empty' }
  | { readonly state: 'means'; readonly words: string; readonly notes: readonly string[] }
  | { readonly state: 'wrong'; readonly fault: Fault };

/** Reads a text by the grammar of its kind. */
export function readExpression(kind: ExpressionKind, text: string, vocabulary: Vocabulary): ReadExpression {
  if (text.trim() === '') return { state: 'empty' };
  if (kind === 'rule') {
    const rule = parseRule(text, vocabulary);
    return 'fault' in rule ? { state: 'wrong', fault: rule.fault } : meaning(ruleWords(rule.ok), rule.notes);
  }
  const condition = parseCondition(text, vocabulary);
  return 'fault' in condition
    ? { state: 'wrong', fault: condition.fault }
    : meaning(`where ${standing(conditionWords(condition.ok))}`, condition.notes);
}

/** A screen asks how things stand, where a rule waits for them to happen: the same condition, told without the movement. */
function standing(words: string): string {
  return words.replaceAll(' rises above ', ' is above ').replaceAll(' falls below ', ' is below ');
}

/** What may stand at the caret by the grammar of its kind. */
export function completionOf(kind: ExpressionKind, text: string, caret: number, vocabulary: Vocabulary): Completion {
  return kind === 'rule' ? ruleCompletion(text, caret, vocabulary) : conditionCompletion(text, caret, vocabulary);
}

/**
 * Whether a fault lies in what is still being typed: at the end of the text, with the caret there. It is then no mistake yet, only not all of it.
 */
export function isUnfinished(fault: Fault, text: string, caret: number): boolean {
  return fault.to >= text.trimEnd().length && caret >= fault.from;
}

function meaning(words: string, notes: readonly string[]): ReadExpression {
  return { state: 'means', words: `${words.charAt(0).toUpperCase()}${words.slice(1)}.`, notes };
}
