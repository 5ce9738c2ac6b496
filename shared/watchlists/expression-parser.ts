import { Decimal, decimalText } from '../figures/index.ts';
import {
  type Comparison,
  COMPARISONS,
  type Condition,
  type Duration,
  DURATION_UNITS,
  type Operand,
  type Quantity,
  type Subject,
  TEXT_RELATIONS,
  type TestName,
  type Vocabulary,
} from './expression.ts';
import { type FunctionEntry, FUNCTIONS, functionNamed, unitOfSubject } from './functions.ts';
import { nearest } from './nearest.ts';
import { isDuration, isTime, millisecondsOf, unitFault, unitOf } from './quantity.ts';
import { isWords, textRelation } from './text-relation.ts';
import { TokenReader } from './token-reader.ts';

/** Deeper nesting is no rule that anybody could read, and would end the stack. */
const DEEPEST = 100;
/** How tightly the words bind: `a or b and not c` is `a or (b and (not c))`. */
const BINDING: Readonly<Record<string, number>> = { or: 1, and: 2 };
const NEGATION = 3;
const RELATIONS: readonly string[] = [...COMPARISONS, 'between', 'crosses'];
/** `-5m < mean(lockup`: from the sign to the name. */
const NAME_WITHIN = 6;
/** Words that the grammar uses itself and no name can be. */
export const RESERVED: ReadonlySet<string> = new Set(['and', 'or', 'not', 'between', 'crosses', 'above', 'below']);

/**
 * Reads conditions (Pratt's top-down operator precedence). Whoever has a longer grammar — the tail of an alert's rule — goes on reading where the
 * condition ended, with the same reader. Each method gives `null` once a fault is kept.
 *
 * Names of other rules are not in the grammar, hence no rule can go round in a circle. Should they come, they enter as names of the
 * vocabulary, and whoever offers them offers only those that do not depend on the rule at hand.
 */
export class ExpressionParser {
  readonly reader: TokenReader;
  readonly vocabulary: Vocabulary;
  /** What is worth saying of a text that can be read all the same. */
  readonly notes: string[] = [];
  /** Words that end a condition; they cannot be names. */
  readonly #endings: ReadonlySet<string>;
  /** What a comparison without a left side is about (`clear > 0.99`). */
  #elided: Subject | null = null;
  #depth = 0;

  constructor(text: string, vocabulary: Vocabulary, endings: ReadonlySet<string> = new Set()) {
    this.reader = new TokenReader(text);
    this.vocabulary = vocabulary;
    this.#endings = endings;
  }

  /** A condition up to the first word that cannot go on with it. `elided`: what comparisons without a left side are about. */
  condition(elided: Subject | null = null): Condition | null {
    this.#elided = elided;
    return this.#joined(0);
  }

  /** A positive span of time: `2h`, `30 min`, `5m` (minutes here). */
  duration(): Duration | null {
    const { reader } = this;
    const { token } = reader;
    reader.want('duration');
    if (token.kind !== 'number') return reader.fails('unexpected', 'here a time such as 2h, 30min or 7d must stand') || null;
    const unit = unitOf(token.unit ?? '', true);
    if (unit === null || !isDuration(unit)) {
      const message = `${token.text}${token.unit ?? ''} is no time. Write it with ${DURATION_UNITS.join(', ')}, such as 2h or 7d.`;
      return reader.faultAt(token, 'no-duration', message) || null;
    }
    const duration: Duration = { number: decimalText(new Decimal(token.text)), unit };
    if (millisecondsOf(duration) === null) {
      const message = `${token.text}${unit} is no span of time that can be watched: it must be above zero, whole milliseconds, and a century at most.`;
      return reader.faultAt(token, 'no-duration', message) || null;
    }
    reader.take();
    return duration;
  }

  /** Whether all was read; else keeps a fault. */
  end(): boolean {
    const { reader } = this;
    if (reader.fault !== null) return false;
    if (reader.token.kind === 'end') return true;
    const near = reader.token.kind === 'name' ? nearest(reader.token.text, reader.wanted) : null;
    return reader.fails(
      'unexpected',
      near === null ? `only these may stand here: ${reader.wanted.join(', ')}` : `“${near}” seems to be meant`,
    );
  }

  #joined(binding: number): Condition | null {
    this.#depth += 1;
    let left = this.#depth > DEEPEST ? this.#tooDeep() : this.#single();
    while (left !== null) {
      const word = this.reader.sees('and') ? 'and' : this.reader.sees('or') ? 'or' : null;
      const tightness = word === null ? 0 : (BINDING[word] ?? 0);
      if (word === null || tightness <= binding) break;
      left = this.#chain(left, word, tightness);
    }
    this.#depth -= 1;
    return left;
  }

  /** All that one word joins, side by side: a chain of ten thousand is one node and no tower of them. */
  #chain(first: Condition, word: 'and' | 'or', tightness: number): Condition | null {
    const kind = word === 'and' ? 'all' : 'any';
    const parts = first.kind === kind ? [...first.parts] : [first];
    while (this.reader.takes(word)) {
      const part = this.#joined(tightness);
      if (part === null) return null;
      if (part.kind === kind) parts.push(...part.parts);
      else parts.push(part);
    }
    return { kind, parts };
  }

  #single(): Condition | null {
    const { reader } = this;
    if (reader.takes('not')) {
      const part = this.#joined(NEGATION);
      return part === null ? null : { kind: 'not', part };
    }
    if (reader.takes('(')) {
      const inner = this.#joined(0);
      return inner !== null && reader.requires(')') ? inner : null;
    }
    const { from } = reader.token;
    if (this.#elided !== null && this.#seesRelation()) return this.#relation(this.#elided, from);
    const test = this.#test();
    if (test !== undefined) return test;
    const left = this.#operand(this.#unitAhead());
    return left === null ? null : this.#relation(left, from);
  }

  #tooDeep(): null {
    return this.reader.faultAt(this.reader.token, 'too-deep', `Conditions are nested deeper than ${DEEPEST}. Take them apart.`) || null;
  }

  /** `stuck(value, 6h)` and `missing(value, 2h)`, which are true or not by themselves; `undefined` where none stands here. */
  #test(): Condition | null | undefined {
    const { reader } = this;
    const entry = functionNamed(reader.token.text.toLowerCase());
    if (reader.token.kind !== 'name' || entry?.gives !== 'truth' || reader.following.text !== '(') return undefined;
    const call = this.#call(entry);
    return call?.window === undefined ? null : { kind: 'test', test: entry.name as TestName, name: call.name, window: call.window };
  }

  #seesRelation(): boolean {
    const { reader } = this;
    const isText = this.#elided?.kind === 'name' && isWords(this.vocabulary.get(this.#elided.name));
    const relations = isText ? TEXT_RELATIONS : RELATIONS;
    reader.want(...relations);
    return relations.some((word) => reader.isAt(word));
  }

  #relation(left: Operand, from: number): Condition | null {
    const { reader } = this;
    const entry = left.kind === 'name' ? this.vocabulary.get(left.name) : undefined;
    if (entry !== undefined && isWords(entry)) return textRelation(reader, entry, this.notes, (word) => this.#isReserved(word));
    const comparison = COMPARISONS.find((sign) => reader.takes(sign));
    if (comparison !== undefined) return this.#compare(left, comparison, from);
    if (left.kind !== 'quantity') {
      if (reader.takes('between')) return this.#between(left, from);
      if (reader.takes('crosses')) return this.#crosses(left, from);
    }
    return reader.fails('unexpected', 'here a comparison such as < 0.98 must stand') || null;
  }

  #compare(left: Operand, comparison: Comparison, from: number): Condition | null {
    const right = this.#operand(left.kind === 'quantity' ? this.#unitAhead() : this.#unit(left));
    if (right === null) return null;
    if (RELATIONS.some((word) => this.reader.isAt(word))) {
      const message = 'A comparison has two sides. For a range write “between … and …”; else join two comparisons with “and”.';
      return this.reader.faultAt(this.reader.token, 'two-comparisons', message) || null;
    }
    if (left.kind === 'quantity' && right.kind === 'quantity') {
      const message = 'Two numbers are compared, which is always so or never. Name what is to be watched.';
      return this.reader.faultAt(this.reader.since(from), 'nothing-watched', message) || null;
    }
    return this.#fits(left, right, from) ? { kind: 'compare', left, comparison, right } : null;
  }

  #between(of: Subject, from: number): Condition | null {
    const low = this.#threshold(of, from);
    if (low === null || !this.reader.requires('and')) return null;
    const high = this.#threshold(of, from);
    return high === null ? null : { kind: 'between', of, low, high };
  }

  #crosses(of: Subject, from: number): Condition | null {
    const { reader } = this;
    const direction = reader.takes('above') ? 'above' : reader.takes('below') ? 'below' : null;
    if (direction === null) return reader.fails('unexpected', 'after “crosses” must stand “above” or “below”') || null;
    const level = this.#operand(this.#unit(of));
    return level !== null && this.#fits(of, level, from) ? { kind: 'crosses', of, direction, level } : null;
  }

  #threshold(of: Subject, from: number): Quantity | null {
    const operand = this.#operand(this.#unit(of));
    if (operand === null || !this.#fits(of, operand, from)) return null;
    if (operand.kind === 'quantity') return operand;
    return (
      this.reader.faultAt(this.reader.previous, 'no-number', 'The bounds of “between” are numbers. Join two comparisons with “and”.') ||
      null
    );
  }

  /** Checks that the two sides can be compared at all. */
  #fits(left: Operand, right: Operand, from: number): boolean {
    const here = this.reader.since(from);
    if (left.kind === 'quantity') return right.kind === 'quantity' || this.#fits(right, left, from);
    const unit = this.#unit(left);
    const shown = left.kind === 'name' ? left.name : `${left.kind === 'measure' ? left.measure : left.kind}(${left.name}…)`;
    if (right.kind === 'quantity') {
      const fault = unitFault(right, unit, shown);
      return fault === null || this.reader.faultAt(here, 'wrong-unit', fault);
    }
    const other = this.#unit(right);
    if (other === 'text' || other === 'verdict') {
      const message = `${right.name} is words and cannot be compared with ${shown}. Write ${right.name} = … by itself.`;
      return this.reader.faultAt(here, 'wrong-unit', message);
    }
    if (unit === null || other === null || unit === other) return true;
    return this.reader.faultAt(here, 'wrong-unit', `${shown} is in ${unit}, the other side in ${other}: they cannot be compared.`);
  }

  #operand(unit: ReturnType<typeof unitOfSubject>): Operand | null {
    const { reader } = this;
    const { token } = reader;
    reader.want('number', 'name', 'function');
    if (token.kind === 'number' || reader.sees('-')) return this.#quantity(unit === 'milliseconds' || isTime(unit));
    if (token.kind !== 'name' || this.#isReserved(token.text)) {
      return reader.fails('unexpected', 'here a name, a function or a number must stand') || null;
    }
    const entry = functionNamed(token.text.toLowerCase());
    if (entry !== undefined && reader.following.text === '(') return this.#measure(entry);
    const name = this.#name();
    return name === null ? null : { kind: 'name', name };
  }

  #quantity(timed: boolean): Quantity | null {
    const { reader } = this;
    const { from } = reader.token;
    const negative = reader.takes('-');
    const { token } = reader;
    reader.want('number');
    if (token.kind !== 'number') return reader.fails('unexpected', 'after the sign a number must stand') || null;
    reader.take();
    const unit = unitOf(token.unit ?? '', timed);
    if (unit === null) {
      const message = `“${token.unit ?? ''}” is no unit. Known are %, bp, k, m (million), bn and the times ${DURATION_UNITS.join(', ')}.`;
      return reader.faultAt({ from, to: token.to }, 'unknown-unit', message) || null;
    }
    const number = new Decimal(token.text);
    return { kind: 'quantity', number: decimalText(negative ? number.negated() : number), unit };
  }

  #measure(entry: FunctionEntry): Subject | null {
    if (entry.gives === 'truth') {
      const message = `${entry.name}(…) is true or not by itself and cannot be compared. Leave the comparison out.`;
      return this.reader.faultAt(this.reader.token, 'no-number', message) || null;
    }
    const { from } = this.reader.token;
    const call = this.#call(entry);
    if (call === null) return null;
    if (entry.gives !== 'time' && isWords(this.vocabulary.get(call.name))) {
      const message = `${call.name} is words, of which there is no ${entry.name}. Write ${call.name} = …, or ${entry.name}(…) of a number.`;
      return this.reader.faultAt(this.reader.since(from), 'wrong-unit', message) || null;
    }
    if (call.window === undefined) return { kind: entry.name as 'age' | 'rank', name: call.name };
    return {
      kind: 'measure',
      measure: entry.name as Extract<Subject, { kind: 'measure' }>['measure'],
      name: call.name,
      window: call.window,
    };
  }

  #call(entry: FunctionEntry): { readonly name: string; readonly window?: Duration } | null {
    const { reader } = this;
    reader.take();
    reader.take();
    const name = this.#name();
    if (name === null) return null;
    if (!entry.windowed) return reader.requires(')') ? { name } : null;
    if (!reader.requires(',')) return null;
    const window = this.duration();
    return window !== null && reader.requires(')') ? { name, window } : null;
  }

  #name(): string | null {
    const { reader } = this;
    const { token } = reader;
    reader.want('name');
    if (token.kind !== 'name' || this.#isReserved(token.text)) return reader.fails('unexpected', 'here a name must stand') || null;
    if (!this.vocabulary.has(token.text)) return this.#unknownName(token);
    reader.take();
    return token.text;
  }

  #unknownName(token: { readonly text: string; readonly from: number; readonly to: number }): null {
    const near = nearest(token.text, [...this.vocabulary.keys(), ...FUNCTIONS.map(({ name }) => name)]);
    const remedy = near === null ? `Known are ${[...this.vocabulary.keys()].slice(0, 5).join(', ')}.` : `Did you mean ${near}?`;
    const shown = token.text.length > 60 ? `${token.text.slice(0, 57)}…` : token.text;
    return this.reader.faultAt(token, 'unknown-name', `Nothing is called “${shown}”. ${remedy}`) || null;
  }

  #isReserved(text: string): boolean {
    const word = text.toLowerCase();
    return RESERVED.has(word) || this.#endings.has(word);
  }

  #unit(of: Subject): ReturnType<typeof unitOfSubject> {
    return unitOfSubject(of, this.vocabulary);
  }

  /** The unit of the name that a number on the left is compared with (`5m < age(value)`), seen by looking ahead. */
  #unitAhead(): ReturnType<typeof unitOfSubject> {
    for (const { kind, text } of this.reader.ahead(NAME_WITHIN)) {
      if (kind !== 'name') continue;
      if (text.toLowerCase() === 'age') return 'milliseconds';
      const entry = this.vocabulary.get(text);
      if (entry !== undefined) return entry.unit;
    }
    return null;
  }
}
