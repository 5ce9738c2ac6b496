import { isDay } from '../figures/index.ts';
import {
  type Completion,
  completionAt,
  type Condition,
  ExpressionParser,
  leavesOf,
  type Parsed,
  sameSubject,
  subjectOf,
  thresholdOf,
  unitOfSubject,
  type Vocabulary,
} from '../watchlists/index.ts';
import { type AlertRule, SEVERITIES } from './rule.ts';

type Draft = { -readonly [K in keyof AlertRule]?: AlertRule[K] };
const TAIL = ['for', 'clear', 'stale', 'cooldown', 'once', 'severity', 'until'] as const;
const ENDINGS: ReadonlySet<string> = new Set(TAIL);

/**
 * Reads a rule: a condition of the screener's grammar and, in any order, `for 2h`, `clear > 0.99` (a whole condition, or one without its
 * left side where the rule is about one thing), `clear for 1h`, `stale 6h`, `cooldown 1d`, `once`, `severity high` and `until 2026-12-31`.
 * `for` after a clear condition is the rule's: a note then says so.
 */
export function parseRule(text: string, vocabulary: Vocabulary): Parsed<AlertRule> {
  const reading = new RuleReading(text, vocabulary);
  const rule = reading.rule();
  return rule === null ? { fault: reading.parser.reader.fault! } : { ok: rule, notes: reading.notes };
}

/** What may follow in a rule at `position`. */
export function ruleCompletion(text: string, position: number, vocabulary: Vocabulary): Completion {
  return completionAt(text, position, vocabulary, (before) => {
    const reading = new RuleReading(before, vocabulary);
    reading.rule();
    return reading.parser;
  });
}

class RuleReading {
  readonly parser: ExpressionParser;
  readonly notes: string[] = [];
  readonly #vocabulary: Vocabulary;
  readonly #draft: Draft = {};
  /** The part of the tail that was read last, unless it was `clear for`. */
  #last: string | null = null;

  constructor(text: string, vocabulary: Vocabulary) {
    this.parser = new ExpressionParser(text, vocabulary, ENDINGS);
    this.#vocabulary = vocabulary;
  }

  rule(): AlertRule | null {
    const condition = this.parser.condition();
    if (condition === null) return null;
    this.#draft.condition = condition;
    let going = true;
    while (going) going = this.#tail(condition);
    if (!this.parser.end()) return null;
    const rule = { ...this.#draft, condition };
    return this.#isSound(rule) ? rule : null;
  }

  /** One part of the tail; false where none stands here, or a fault was kept. */
  #tail(condition: Condition): boolean {
    const { reader } = this.parser;
    if (reader.fault !== null) return false;
    const word = TAIL.filter((one) => one === 'clear' || !(tailField(one) in this.#draft)).find((one) => reader.sees(one));
    if (word === undefined) return this.#isRepeated();
    const last = this.#last;
    this.#last = word;
    reader.take();
    switch (word) {
      case 'for':
        if (last === 'clear') {
          this.notes.push('The “for” after “clear” says how long the condition must hold to fire. For the clearing write “clear for”.');
        }
        return this.#lasts('holdFor');
      case 'clear':
        return this.#clears(condition);
      case 'stale':
      case 'cooldown':
        return this.#lasts(word);
      case 'once':
        this.#draft.once = true;
        return true;
      case 'severity':
        return this.#grades();
      case 'until':
        return this.#ends();
    }
  }

  #isRepeated(): false {
    const { reader } = this.parser;
    const word = TAIL.find((one) => reader.token.kind === 'name' && reader.token.text.toLowerCase() === one);
    return word === undefined ? false : reader.faultAt(reader.token, 'twice', `“${word}” is said twice. Say it once.`);
  }

  #lasts(field: 'holdFor' | 'clearFor' | 'stale' | 'cooldown'): boolean {
    const duration = this.parser.duration();
    if (duration === null) return false;
    this.#draft[field] = duration;
    return true;
  }

  #clears(condition: Condition): boolean {
    const { reader } = this.parser;
    const { from } = reader.previous;
    const timed = reader.takes('for');
    if (timed ? this.#draft.clearFor !== undefined : this.#draft.clear !== undefined) {
      return reader.faultAt(reader.previous, 'twice', `“clear${timed ? ' for' : ''}” is said twice. Say it once.`);
    }
    if (timed) {
      this.#last = null;
      return this.#lasts('clearFor');
    }
    const clear = this.parser.condition(subjectOf(condition));
    if (clear === null) return false;
    if (overlap(condition, clear, this.#vocabulary)) {
      const message = 'This clears the alert while its condition still holds. Clear on the other side of the level that fires.';
      return reader.faultAt(reader.since(from), 'clear-overlaps', message);
    }
    this.#draft.clear = clear;
    return true;
  }

  #grades(): boolean {
    const { reader } = this.parser;
    const severity = SEVERITIES.find((one) => reader.takes(one));
    if (severity === undefined) return reader.fails('unexpected', `here one of ${SEVERITIES.join(', ')} must stand`);
    this.#draft.severity = severity;
    return true;
  }

  #ends(): boolean {
    const { reader } = this.parser;
    reader.want('day');
    const { token } = reader;
    if (token.kind !== 'day' || !isDay(token.text)) return reader.fails('no-day', 'here a day that exists must stand, such as 2026-12-31');
    reader.take();
    this.#draft.until = token.text;
    return true;
  }

  /** A crossing is an instant and nothing that lasts. */
  #isSound(rule: AlertRule): boolean {
    const crossing = leavesOf(rule.condition).some(({ kind }) => kind === 'crosses');
    if (!crossing || rule.holdFor === undefined) return true;
    const message = 'A crossing happens at one observation and cannot hold for a time. Write a level instead, such as value < 0.98 for 2h.';
    const { reader } = this.parser;
    return reader.faultAt(reader.since(0), 'crossing-for', message);
  }
}

function tailField(word: (typeof TAIL)[number]): keyof AlertRule {
  return word === 'for' ? 'holdFor' : word;
}

/** Whether two plain levels of the same thing can hold at once. Of other conditions that is seen only when they meet. */
function overlap(condition: Condition, clear: Condition, vocabulary: Vocabulary): boolean {
  if (condition.kind !== 'compare' || clear.kind !== 'compare') return false;
  const { left, right } = condition;
  if (left.kind === 'quantity' || right.kind !== 'quantity' || clear.left.kind === 'quantity' || clear.right.kind !== 'quantity')
    return false;
  if (!sameSubject(left, clear.left)) return false;
  const unit = unitOfSubject(left, vocabulary);
  const [fires, clears] = [thresholdOf(right, unit), thresholdOf(clear.right, unit)];
  const order = clears.comparedTo(fires);
  const touching = condition.comparison.endsWith('=') && clear.comparison.endsWith('=');
  const [down, up] = [condition.comparison.startsWith('<'), condition.comparison.startsWith('>')];
  if (down) return clear.comparison.startsWith('<') || (clear.comparison.startsWith('>') && (order < 0 || (order === 0 && touching)));
  if (up) return clear.comparison.startsWith('>') || (clear.comparison.startsWith('<') && (order > 0 || (order === 0 && touching)));
  return false;
}
