import type { Fault } from './expression.ts';
import { type Token, tokensOf } from './tokens.ts';

/** Longer texts are no rule that anybody could read. */
const LONGEST_TEXT = 20_000;

/**
 * Reads an expression's tokens one after the other, keeps the first fault, and remembers what was looked for at the furthest token: that is what
 * may stand there, for the fault's sentence and for completion alike.
 */
export class TokenReader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #at = 0;
  #fault: Fault | null = null;
  #wanted: { readonly at: number; readonly what: Set<string> } = { at: 0, what: new Set() };

  constructor(text: string) {
    this.#text = text;
    const tooLong = text.length > LONGEST_TEXT;
    this.#tokens = tooLong ? tokensOf('') : tokensOf(text);
    if (tooLong) {
      const message = `The text has ${text.length} characters; ${LONGEST_TEXT} at most can be read. Split it into several rules.`;
      this.#fault = { code: 'too-long', from: LONGEST_TEXT, to: text.length, message, expected: [] };
    }
  }

  get token(): Token {
    return this.#tokens[this.#at] ?? this.#tokens.at(-1)!;
  }

  /** The token after the present one. */
  get following(): Token {
    return this.#tokens[this.#at + 1] ?? this.#tokens.at(-1)!;
  }

  /** The present token and those after it, `count` at most. */
  ahead(count: number): readonly Token[] {
    return this.#tokens.slice(this.#at, this.#at + count);
  }

  get previous(): Token {
    return this.#tokens[Math.max(0, this.#at - 1)]!;
  }

  get fault(): Fault | null {
    return this.#fault;
  }

  /** What was looked for at the furthest token that was reached. */
  get wanted(): readonly string[] {
    return [...this.#wanted.what];
  }

  /** Steps over the token and gives it. */
  take(): Token {
    const token = this.token;
    if (this.#at < this.#tokens.length - 1) this.#at += 1;
    return token;
  }

  /** Notes that `what` may stand here. */
  want(...what: readonly string[]): void {
    if (this.#wanted.at !== this.#at) this.#wanted = { at: this.#at, what: new Set() };
    for (const one of what) this.#wanted.what.add(one);
  }

  /** Whether the token is this word or sign; case does not matter. */
  sees(text: string): boolean {
    this.want(text);
    return this.isAt(text);
  }

  /** As {@link sees}, where the word could not go on with what stands before it. */
  isAt(text: string): boolean {
    const { token } = this;
    return (token.kind === 'name' || token.kind === 'sign') && token.text.toLowerCase() === text;
  }

  /** Steps over the word or sign where it stands here. */
  takes(text: string): boolean {
    if (!this.sees(text)) return false;
    this.take();
    return true;
  }

  /** Steps over the word or sign, or keeps a fault that says it is missing. */
  requires(text: string): boolean {
    return this.takes(text) || this.fails('unexpected', `here “${text}” must stand`);
  }

  /** Keeps the fault that the present token cannot stand here; `clause` completes “…, but” and all that may stand here is added. */
  fails(code: string, clause: string): false {
    const { token } = this;
    const found = token.kind === 'end' ? 'The text ends' : `“${shorten(token.text + (token.unit ?? ''))}” stands`;
    return this.faultAt(token, code, `${found} at character ${token.from + 1}, but ${clause}.`);
  }

  /** Keeps a fault over the characters of `range`; only the first is kept. */
  faultAt(range: { readonly from: number; readonly to: number }, code: string, message: string): false {
    const expected = range.from === this.token.from ? this.wanted : [];
    this.#fault ??= { code, from: range.from, to: range.to, message, expected };
    return false;
  }

  /** The text from one position to the end of the token before the present one. */
  since(from: number): { readonly from: number; readonly to: number; readonly text: string } {
    const { to } = this.previous;
    return { from, to, text: this.#text.slice(from, to) };
  }
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 37)}…` : text;
}
