import { VERDICTS } from '../figures/index.ts';
import type { Comparison, Condition, MeasureName, Operand, Subject, TextRelation } from './expression.ts';
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

const TEXT_VERBS: Readonly<Record<TextRelation, string>> = { '=': 'is', '!=': 'is not', in: 'is', '~': 'contains' };

/** What a sentence calls a name of the vocabulary: `TVL of stETH/ETH` for `tvl`. */
export type Spoken = (name: string) => string;

/**
 * A condition as a clause of a sentence: “value falls below 0.98”. Comparisons of `elided` are told without it: “above 0.99”. Names are as they are
 * written unless `spoken` has others for them.
 */
export function conditionWords(condition: Condition, elided: Subject | null = null, spoken: Spoken = (name) => name): string {
  const told = (operand: Operand): string => operandWords(operand, spoken);
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
    case 'text': {
      const subject: Subject = { kind: 'name', name: condition.name };
      const verb = TEXT_VERBS[condition.relation];
      return `${of(subject)}${isElided(subject, elided) ? verb.replace(/^is /, '') : verb} ${listWords(condition.texts)}`;
    }
    case 'test':
      return condition.test === 'stuck'
        ? `${spoken(condition.name)} has not changed for ${durationWords(condition.window)}`
        : `nothing has been observed of ${spoken(condition.name)} for ${durationWords(condition.window)}`;
    case 'not':
      return `it is not so that ${bracketed(condition.part, elided, spoken)}`;
    case 'all':
      return condition.parts.map((part) => bracketed(part, elided, spoken)).join(' and ');
    case 'any':
      return condition.parts.map((part) => bracketed(part, elided, spoken)).join(' or ');
  }
}

function bracketed(condition: Condition, elided: Subject | null, spoken: Spoken): string {
  const words = conditionWords(condition, elided, spoken);
  return condition.kind === 'all' || condition.kind === 'any' ? `(${words})` : words;
}

function isElided(subject: Subject, elided: Subject | null): boolean {
  return elided !== null && sameSubject(subject, elided);
}

function operandWords(operand: Operand, spoken: Spoken): string {
  if (operand.kind === 'quantity') {
    const { number, unit } = operand;
    if (isDuration(unit)) return durationWords({ number, unit });
    return `${number.replace('-', '−')}${AMOUNT_WORDS[unit] ?? ''}`;
  }
  const name = spoken(operand.name);
  switch (operand.kind) {
    case 'name':
      return name;
    case 'measure': {
      const window = durationWords(operand.window);
      return MEASURE_WORDS[operand.measure](name, window);
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
const MEASURE_WORDS: Readonly<Record<MeasureName, (name: string, window: string) => string>> = {
  change: (name, window) => `the change of ${name} over ${window}`,
  points: (name, window) => `the difference of ${name} over ${window}`,
  mean: (name, window) => `the mean of ${name} over ${window}`,
  median: (name, window) => `the median of ${name} over ${window}`,
  min: (name, window) => `the lowest ${name} of ${window}`,
  max: (name, window) => `the highest ${name} of ${window}`,
  drawdown: (name, window) => `the fall of ${name} from its highest of ${window}`,
  zscore: (name, window) => `the distance of ${name} from its mean over ${window}, in standard deviations,`,
};

function listWords(texts: readonly string[]): string {
  const told = texts.map((text) => (VERDICTS.some((verdict) => verdict === text) ? text : `“${text}”`));
  return told.length < 2 ? (told[0] ?? '') : `${told.slice(0, -1).join(', ')} or ${told.at(-1) ?? ''}`;
}
