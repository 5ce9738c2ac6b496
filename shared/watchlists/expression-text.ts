import { VERDICTS } from '../figures/index.ts';
import type { Condition, Operand, Subject } from './expression.ts';
import { durationText, quantityText } from './quantity.ts';

/**
 * The canonical text of a condition, with no more parentheses than needed: parsing it gives the same condition again. Comparisons of
 * `elided` are written without their left side.
 */
export function conditionText(condition: Condition, elided: Subject | null = null): string {
  switch (condition.kind) {
    case 'compare': {
      const left = condition.left.kind !== 'quantity' && elided !== null && sameSubject(condition.left, elided);
      return `${left ? '' : `${operandText(condition.left)} `}${condition.comparison} ${operandText(condition.right)}`;
    }
    case 'between':
      return `${leftText(condition.of, elided)}between ${quantityText(condition.low)} and ${quantityText(condition.high)}`;
    case 'crosses':
      return `${leftText(condition.of, elided)}crosses ${condition.direction} ${operandText(condition.level)}`;
    case 'text': {
      const { name, relation, texts } = condition;
      const words = relation === 'in' ? `(${texts.map(quoted).join(', ')})` : quoted(texts[0] ?? '');
      return `${leftText({ kind: 'name', name }, elided)}${relation} ${words}`;
    }
    case 'test':
      return `${condition.test}(${condition.name}, ${durationText(condition.window)})`;
    case 'not':
      return `not ${inBrackets(condition.part, elided)}`;
    case 'all':
      return condition.parts.map((part) => (part.kind === 'any' ? inBrackets(part, elided) : conditionText(part, elided))).join(' and ');
    case 'any':
      return condition.parts.map((part) => conditionText(part, elided)).join(' or ');
  }
}

export function operandText(operand: Operand): string {
  switch (operand.kind) {
    case 'quantity':
      return quantityText(operand);
    case 'name':
      return operand.name;
    case 'measure':
      return `${operand.measure}(${operand.name}, ${durationText(operand.window)})`;
    default:
      return `${operand.kind}(${operand.name})`;
  }
}

/** A text as it is written in an expression: between quotes, but for the words of a verdict. */
export function quoted(text: string): string {
  if (VERDICTS.some((verdict) => verdict === text)) return text;
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

export function sameSubject(one: Subject, other: Subject): boolean {
  return operandText(one) === operandText(other);
}

function leftText(subject: Subject, elided: Subject | null): string {
  return elided !== null && sameSubject(subject, elided) ? '' : `${operandText(subject)} `;
}

function inBrackets(condition: Condition, elided: Subject | null): string {
  const text = conditionText(condition, elided);
  return condition.kind === 'all' || condition.kind === 'any' ? `(${text})` : text;
}
