import { type Outcome, done, refuse } from '../figures/index.ts';
import type { Json } from './canonical-json.ts';

export interface StrictJsonLimits {
  /** Nesting of lists and objects; 100 unless told. */
  readonly depth?: number;
  /** Length in UTF-16 code units; 64 Mi unless told. */
  readonly length?: number;
  /**
   * `exact` (the default) refuses a whole number beyond ±(2^53−1), which a double would change in silence; `es6` reads every number
   * as the nearest double, as RFC 8785 does. Both refuse what overflows. `text` answers each number as the string of its digits, which
   * loses nothing.
   */
  readonly numbers?: 'exact' | 'es6' | 'text';
}

/**
 * Reads JSON (RFC 8259) as I-JSON (RFC 7493) wants it: a name twice in one object, half of a surrogate pair, and numbers that cannot be
 * kept are refused instead of settled in silence. The refusal (`json-invalid`) names line and column, counted from 1.
 */
export function parseStrictJson(text: string, limits: StrictJsonLimits = {}): Outcome<Json> {
  const { depth = 100, length = 1 << 26, numbers = 'exact' } = limits;
  if (text.length > length) return refuse('json-invalid', `The JSON text has ${text.length} characters; ${length} is the most.`);
  const reader = new Reader(text, depth, numbers);
  try {
    return done(reader.document());
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    const { line, column } = place(text, fault.at);
    return refuse('json-invalid', `The JSON text is wrong at line ${line}, column ${column}: ${fault.message}.`, { line, column });
  }
}

class Fault extends Error {
  readonly at: number;
  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const PLAIN_STRING = /(?:[^"\\\p{Cc}]|[\u007f-\u009f])*/uy;
const SPACE = /[ \t\n\r]*/y;
const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const WORDS: readonly (readonly [string, Json])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

class Reader {
  readonly #text: string;
  readonly #depth: number;
  readonly #numbers: 'exact' | 'es6' | 'text';
  #at = 0;

  constructor(text: string, depth: number, numbers: 'exact' | 'es6' | 'text') {
    this.#text = text;
    this.#depth = depth;
    this.#numbers = numbers;
  }

  document(): Json {
    this.#take(SPACE);
    const value = this.#value(this.#depth);
    if (this.#at < this.#text.length) throw new Fault(this.#at, 'something follows after the end of the value');
    return value;
  }

  #value(depth: number): Json {
    const value = this.#bareValue(depth);
    this.#take(SPACE);
    return value;
  }

  #bareValue(depth: number): Json {
    const next = this.#text[this.#at];
    if (next === '{' || next === '[') {
      if (depth === 0) throw new Fault(this.#at, `it is nested deeper than ${this.#depth}`);
      return next === '{' ? this.#object(depth - 1) : this.#array(depth - 1);
    }
    if (next === '"') return this.#string();
    for (const [word, value] of WORDS) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return value;
      }
    }
    return this.#number();
  }

  #object(depth: number): Json {
    const members: Record<string, Json> = {};
    this.#open();
    if (this.#closes('}')) return members;
    do {
      this.#take(SPACE);
      const start = this.#at;
      if (this.#text[start] !== '"') throw new Fault(start, 'a name in quotes was expected');
      const name = this.#string();
      if (Object.hasOwn(members, name)) throw new Fault(start, `the name ${JSON.stringify(name)} stands here a second time`);
      this.#take(SPACE);
      this.#expect(':');
      this.#take(SPACE);
      // An assignment to `__proto__` would set the prototype instead.
      Object.defineProperty(members, name, { value: this.#value(depth), enumerable: true, writable: true, configurable: true });
    } while (this.#continues('}'));
    return members;
  }

  #array(depth: number): Json {
    const items: Json[] = [];
    this.#open();
    if (this.#closes(']')) return items;
    do {
      this.#take(SPACE);
      items.push(this.#value(depth));
    } while (this.#continues(']'));
    return items;
  }

  #string(): string {
    const start = this.#at++;
    let text = this.#take(PLAIN_STRING);
    while (this.#text[this.#at] === '\\') text += this.#escape() + this.#take(PLAIN_STRING);
    if (this.#text[this.#at] !== '"') {
      throw new Fault(
        this.#at,
        this.#at < this.#text.length ? 'a control character must be written as an escape' : 'a string does not end',
      );
    }
    this.#at += 1;
    if (!text.isWellFormed()) throw new Fault(start, 'this string holds half of a surrogate pair');
    return text;
  }

  #escape(): string {
    const letter = this.#text[this.#at + 1] ?? '';
    const simple = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
    const hex = this.#text.slice(this.#at + 2, this.#at + 6);
    if (simple === undefined && !(letter === 'u' && /^[0-9a-fA-F]{4}$/.test(hex))) throw new Fault(this.#at, 'this escape is unknown');
    this.#at += simple === undefined ? 6 : 2;
    return simple ?? String.fromCharCode(Number.parseInt(hex, 16));
  }

  #number(): number | string {
    const start = this.#at;
    const digits = this.#take(NUMBER);
    if (digits === '') throw new Fault(start, start < this.#text.length ? 'a value was expected' : 'the text ends too early');
    if (this.#numbers === 'text') return digits;
    const value = Number(digits);
    if (!Number.isFinite(value)) throw new Fault(start, `the number ${shown(digits)} is too large`);
    if (this.#numbers === 'exact' && /^-?\d+$/.test(digits) && !Number.isSafeInteger(value)) {
      throw new Fault(start, `the whole number ${shown(digits)} is beyond 2^53−1 and would lose digits; write it as a string`);
    }
    return value;
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const taken = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += taken.length;
    return taken;
  }

  #open(): void {
    this.#at += 1;
    this.#take(SPACE);
  }

  #closes(bracket: string): boolean {
    if (this.#text[this.#at] !== bracket) return false;
    this.#at += 1;
    return true;
  }

  #continues(bracket: string): boolean {
    if (this.#closes(bracket)) return false;
    this.#expect(',', `a comma or ${bracket} was expected`);
    return true;
  }

  #expect(mark: string, otherwise = `${mark} was expected`): void {
    if (this.#text[this.#at] !== mark) throw new Fault(this.#at, otherwise);
    this.#at += 1;
  }
}

function shown(digits: string): string {
  return digits.length > 40 ? `${digits.slice(0, 40)}…` : digits;
}

function place(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
