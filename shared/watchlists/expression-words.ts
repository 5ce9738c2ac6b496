import type { Comparison, Condition, Operand, Subject } from './expression.ts';
import { sameSubject } from './expression-text.ts';
import { durationWords, isDuration } from './quantity.ts';

const VERBS: Readonly<Record<Comparison, string>> = {
  '<': 'falls below',
  '<=': 'is at most',
  '>': 'rises above',
  '>=': 'is at least',
  '=': 'is exactly',
  '!=': 'is not',
};
/** As of a state that is waited for: “clear above 0.99”. */
const PREPOSITIONS: Readonly<Record<Comparison, string>> = {
  '<': 'below',
  '<=': 'at or below',
  '>': 'above',
  '>=': 'at or above',
  '=': 'at exactly',
  '!=': 'away from',
};

/** A condition as a clause of a sentence: “value falls below 0.98”. Comparisons of `elided` are told without it: “above 0.99”. */
export function conditionWords(condition: Condition, elided: Subject | null = null): string {
  const told = (operand: Operand): string => operandWords(operand);
  const of = (subject: Subject): string => (isElided(subject, elided) ? '' : `${told(subject)} `);
  switch (condition.kind) {
    case 'compare': {
      const { left, right, comparison } = condition;
      if (left.kind !== 'quantity' && isElided(left, elided)) return `${PREPOSITIONS[comparison]} ${told(right)}`;
      return `${told(left)} ${VERBS[comparison]} ${told(right)}`;
    }
    case 'between': {
      const verb = isElided(condition.of, elided) ? '' : 'is ';
      return `${of(condition.of)}${verb}from ${told(condition.low)} to ${told(condition.high)}`;
    }
    case 'crosses':
      return `${of(condition.of)}crosses to ${condition.direction} ${told(condition.level)}`;
    case 'test':
      return condition.test === 'stuck'
        ? `${condition.name} has not changed for ${durationWords(condition.window)}`
        : `nothing has been observed of ${condition.name} for ${durationWords(condition.window)}`;
    case 'not':
      return `it is not so that ${bracketed(condition.part, elided)}`;
    case 'all':
      return condition.parts.map((part) => bracketed(part, elided)).join(' and ');
    case 'any':
      return condition.parts.map((part) => bracketed(part, elided)).join(' or ');
  }
}

function bracketed(condition: Condition, elided: Subject | null): string {
  const words = conditionWords(condition, elided);
  return condition.kind === 'all' || condition.kind === 'any' ? `(${words})` : words;
}

function isElided(subject: Subject, elided: Subject | null): boolean {
  return elided !== null && sameSubject(subject, elided);
}

function operandWords(operand: Operand): string {
  if (operand.kind === 'quantity') {
    const { number, unit } = operand;
    if (isDuration(unit)) return durationWords({ number, unit });
    return `${number.replace('-', '−')}${AMOUNT_WORDS[unit] ?? ''}`;
  }
  const { name } = operand;
  switch (operand.kind) {
    case 'name':
      return name;
    case 'measure': {
      const window = durationWords(operand.window);
      return MEASURE_WORDS[operand.measure].replace('%', name).replace('#', window);
    }
    case 'age':
      return `the time since ${name} was last observed`;
    case 'rank':
      return `the rank of ${name}`;
  }
}

const AMOUNT_WORDS: Readonly<Record<string, string>> = {
  '%': ' %',
  bp: ' basis points',
  k: ' thousand',
  m: ' million',
  bn: ' billion',
};
const MEASURE_WORDS: Readonly<Record<Extract<Operand, { kind: 'measure' }>['measure'], string>> = {
  change: 'the change of % over #',
  points: 'the difference of % over #',
  mean: 'the mean of % over #',
  median: 'the median of % over #',
  min: 'the lowest % of #',
  max: 'the highest % of #',
  drawdown: 'the fall of % from its highest of #',
  zscore: 'the distance of % from its mean over #, in standard deviations,',
};
