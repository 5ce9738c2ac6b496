import {
  type Comparison,
  COMPARISONS,
  type Condition,
  durationText,
  type MeasureName,
  type Operand,
  operandText,
  type Quantity,
  quantityText,
  quoted,
  sameSubject,
  type Subject,
  type TestName,
  type Vocabulary,
} from '../watchlists/index.ts';
import type { AlertRule, Severity } from './rule.ts';
import { parseRule } from './rule-parser.ts';

/** How a form asks: the value itself, a function of it, or whether it is stuck or missing. */
export type FormMeasure = 'value' | MeasureName | 'age' | 'rank' | TestName;
export type FormComparison = Comparison | '~' | 'between' | 'crosses above' | 'crosses below';

/** A rule of a common shape as the fields of a form, each as it is typed; empty where it is left out. */
export interface RuleForm {
  readonly metric: string;
  readonly measure: FormMeasure;
  /** `7d`, of what looks back. */
  readonly window: string;
  readonly comparison: FormComparison;
  /** `0.98`, `4%`, `5m`, another metric, or of words the text without quotes. */
  readonly level: string;
  /** The other bound of `between`. */
  readonly upper: string;
  readonly holdFor: string;
  /** The level beyond which it is over, on the other side; and whether that level itself counts. */
  readonly clear: string;
  readonly clearIncludes: boolean;
  readonly clearFor: string;
  readonly stale: string;
  readonly cooldown: string;
  readonly once: boolean;
  readonly severity: Severity | '';
  readonly until: string;
}

export const EMPTY_FORM: RuleForm = {
  metric: '',
  measure: 'value',
  window: '',
  comparison: '<',
  level: '',
  upper: '',
  holdFor: '',
  clear: '',
  clearIncludes: false,
  clearFor: '',
  stale: '',
  cooldown: '',
  once: false,
  severity: '',
  until: '',
};

/** Which field of a form is at fault, and the sentence of the parser. */
export interface FormFault {
  readonly field: keyof RuleForm;
  readonly code: string;
  readonly message: string;
}

/** The form of a rule; null where the rule says more than the form can. */
export function formOf(rule: AlertRule): RuleForm | null {
  const { condition } = rule;
  const shape = shapeOf(condition);
  if (shape === null) return null;
  const cleared = rule.clear === undefined ? { clear: '', clearIncludes: false } : clearOf(condition, rule.clear);
  if (cleared === null) return null;
  const length = (duration: AlertRule['holdFor']): string => (duration === undefined ? '' : durationText(duration));
  return {
    ...EMPTY_FORM,
    ...shape,
    ...cleared,
    holdFor: length(rule.holdFor),
    clearFor: length(rule.clearFor),
    stale: length(rule.stale),
    cooldown: length(rule.cooldown),
    once: rule.once ?? false,
    severity: rule.severity ?? '',
    until: rule.until ?? '',
  };
}

/** The rule that a form's fields say, or the field that cannot be read. Fields that its measure or comparison does not need are passed over. */
export function ruleOfForm(
  form: RuleForm,
  vocabulary: Vocabulary,
): { readonly ok: AlertRule; readonly text: string; readonly notes: readonly string[] } | { readonly fault: FormFault } {
  const pieces = piecesOf(form, vocabulary);
  const empty = pieces.find(({ text, isNeeded }) => isNeeded && text.trim() === '');
  if (empty?.field !== undefined) {
    return { fault: { field: empty.field, code: 'missing', message: `${FIELD_WORDS[empty.field] ?? 'This'} is missing.` } };
  }
  const text = pieces.map((piece) => piece.text).join('');
  const parsed = parseRule(text, vocabulary);
  if ('ok' in parsed) return { ok: parsed.ok, text, notes: parsed.notes };
  const { code, message, from } = parsed.fault;
  return { fault: { field: fieldAt(pieces, from), code, message } };
}

interface Piece {
  readonly text: string;
  readonly field?: keyof RuleForm;
  readonly isNeeded?: boolean;
}

const FIELD_WORDS: Partial<Readonly<Record<keyof RuleForm, string>>> = {
  metric: 'The metric',
  window: 'The time over which it is looked at',
  level: 'The level',
  upper: 'The upper bound',
};

function piecesOf(form: RuleForm, vocabulary: Vocabulary): readonly Piece[] {
  const tail: Piece[] = [];
  const add = (word: string, field: keyof RuleForm, text: string): void => {
    if (text.trim() !== '') tail.push({ text: ` ${word} `, field }, { text: text.trim(), field });
  };
  add('for', 'holdFor', form.holdFor);
  const direction = clearingComparison(form);
  if (direction !== null) add(`clear ${direction}`, 'clear', form.clear);
  add('clear for', 'clearFor', form.clearFor);
  add('stale', 'stale', form.stale);
  add('cooldown', 'cooldown', form.cooldown);
  if (form.once) tail.push({ text: ' once', field: 'once' });
  add('severity', 'severity', form.severity);
  add('until', 'until', form.until);
  return [...conditionPieces(form, vocabulary), ...tail];
}

function conditionPieces(form: RuleForm, vocabulary: Vocabulary): readonly Piece[] {
  const { measure, metric, comparison, level, upper } = form;
  const name: Piece = { text: metric.trim(), field: 'metric', isNeeded: true };
  const window: Piece = { text: form.window.trim(), field: 'window', isNeeded: true };
  if (measure === 'stuck' || measure === 'missing') return [{ text: `${measure}(` }, name, { text: ', ' }, window, { text: ')' }];
  const subject: Piece[] =
    measure === 'value'
      ? [name]
      : measure === 'age' || measure === 'rank'
        ? [{ text: `${measure}(` }, name, { text: ')' }]
        : [{ text: `${measure}(` }, name, { text: ', ' }, window, { text: ')' }];
  const unit = vocabulary.get(metric.trim())?.unit;
  const isWords = measure === 'value' && (unit === 'text' || unit === 'verdict');
  const bound: Piece = { text: isWords && level.trim() !== '' ? quoted(level.trim()) : level.trim(), field: 'level', isNeeded: true };
  const relation: Piece = { text: ` ${comparison} `, field: 'comparison' };
  if (comparison !== 'between') return [...subject, relation, bound];
  return [...subject, relation, bound, { text: ' and ' }, { text: upper.trim(), field: 'upper', isNeeded: true }];
}

/** The comparison with which a rule of this form clears; null where it has no level to clear at. */
function clearingComparison({ measure, comparison, clearIncludes }: RuleForm): Comparison | null {
  if (measure === 'stuck' || measure === 'missing') return null;
  if (comparison === '<' || comparison === '<=' || comparison === 'crosses below') return clearIncludes ? '>=' : '>';
  if (comparison === '>' || comparison === '>=' || comparison === 'crosses above') return clearIncludes ? '<=' : '<';
  return null;
}

function shapeOf(condition: Condition): Partial<RuleForm> | null {
  switch (condition.kind) {
    case 'test':
      return { metric: condition.name, measure: condition.test, window: durationText(condition.window) };
    case 'text': {
      const { name, relation, texts } = condition;
      const [level = ''] = texts;
      // Blanks at its ends would be lost in a field.
      return relation === 'in' || level !== level.trim() ? null : { metric: name, comparison: relation, level };
    }
    case 'between':
      return {
        ...subjectShape(condition.of),
        comparison: 'between',
        level: quantityText(condition.low),
        upper: quantityText(condition.high),
      };
    case 'crosses':
      return { ...subjectShape(condition.of), comparison: `crosses ${condition.direction}`, level: operandText(condition.level) };
    case 'compare':
      if (condition.left.kind === 'quantity') return null;
      return { ...subjectShape(condition.left), comparison: condition.comparison, level: operandText(condition.right) };
    default:
      return null;
  }
}

function subjectShape(subject: Subject): Partial<RuleForm> {
  if (subject.kind === 'name') return { metric: subject.name };
  if (subject.kind === 'measure') return { metric: subject.name, measure: subject.measure, window: durationText(subject.window) };
  return { metric: subject.name, measure: subject.kind };
}

function clearOf(condition: Condition, clear: Condition): { readonly clear: string; readonly clearIncludes: boolean } | null {
  const subject = condition.kind === 'compare' ? condition.left : condition.kind === 'crosses' ? condition.of : null;
  if (subject === null || subject.kind === 'quantity' || clear.kind !== 'compare') return null;
  const isSame = clear.left.kind !== 'quantity' && sameSubject(clear.left, subject);
  const shape = shapeOf(condition);
  if (!isSame || shape === null || !isQuantity(clear.right)) return null;
  const clearIncludes = clear.comparison.endsWith('=');
  if (clearingComparison({ ...EMPTY_FORM, ...shape, clearIncludes }) !== clear.comparison) return null;
  return { clear: quantityText(clear.right), clearIncludes };
}

function isQuantity(operand: Operand): operand is Quantity {
  return operand.kind === 'quantity';
}

/** The field that the character belongs to; between fields, and at the end, the one before. */
function fieldAt(pieces: readonly Piece[], at: number): keyof RuleForm {
  let [from, field]: [number, keyof RuleForm] = [0, 'metric'];
  for (const piece of pieces) {
    if (piece.field !== undefined && from <= at) field = piece.field;
    from += piece.text.length;
  }
  return field;
}

/** The comparisons that a form offers of a metric: of words only whether they are so. */
export function formComparisons(isWords: boolean): readonly FormComparison[] {
  return isWords ? ['=', '!=', '~'] : [...COMPARISONS, 'between', 'crosses above', 'crosses below'];
}
