import { VERDICTS } from '../figures/index.ts';
import type { Condition, NameEntry, TextRelation } from './expression.ts';
import { quoted } from './expression-text.ts';
import { nearest } from './nearest.ts';
import type { TokenReader } from './token-reader.ts';

/** More than these are not offered one by one. */
const MOST_OFFERED = 500;
const ORDERS: readonly string[] = ['<', '<=', '>', '>=', 'between', 'crosses'];

/**
 * Reads what follows a name whose values are words: `= "Ethereum"`, `!= "USDC"`, `in ("aave-v3", "lido")`, `not in (…)`, `~ "ETH"`, `= fail`. A plain word
 * needs no quotes. A verdict has only the words of a verdict; of other texts one that does not occur now is a note, since it may occur tomorrow.
 */
export function textRelation(
  reader: TokenReader,
  entry: NameEntry,
  notes: string[],
  isReserved: (word: string) => boolean,
): Condition | null {
  const reading = new TextReading(reader, entry, notes, isReserved);
  return reading.condition();
}

/** Whether a name's values are words and no numbers. */
export function isWords(entry: NameEntry | undefined): boolean {
  return entry?.unit === 'text' || entry?.unit === 'verdict';
}

/** The words that a name may be, where they are known. */
export function valuesOf(entry: NameEntry): readonly string[] {
  return entry.unit === 'verdict' ? VERDICTS : (entry.values ?? []);
}

class TextReading {
  readonly #reader: TokenReader;
  readonly #entry: NameEntry;
  readonly #notes: string[];
  readonly #isReserved: (word: string) => boolean;

  constructor(reader: TokenReader, entry: NameEntry, notes: string[], isReserved: (word: string) => boolean) {
    this.#reader = reader;
    this.#entry = entry;
    this.#notes = notes;
    this.#isReserved = isReserved;
  }

  condition(): Condition | null {
    const reader = this.#reader;
    if (reader.takes('=')) return this.#one('=');
    if (reader.takes('!=')) return this.#one('!=');
    if (reader.takes('~')) return this.#one('~');
    if (reader.takes('in')) return this.#several();
    if (reader.takes('not')) {
      const inner = reader.requires('in') ? this.#several() : null;
      return inner === null ? null : { kind: 'not', part: inner };
    }
    const { name, unit } = this.#entry;
    const wrong = ORDERS.find((word) => reader.isAt(word));
    if (wrong === undefined) return reader.fails('unexpected', `here a comparison such as = ${this.#example()} must stand`) || null;
    const what = unit === 'verdict' ? 'a verdict' : 'words';
    const message = `${name} is ${what} and has no order; it cannot be compared with a number. Write ${name} = ${this.#example()}.`;
    return reader.faultAt(reader.token, 'wrong-unit', message) || null;
  }

  #one(relation: TextRelation): Condition | null {
    const text = this.#text(relation === '~');
    return text === null ? null : { kind: 'text', name: this.#entry.name, relation, texts: [text] };
  }

  #several(): Condition | null {
    const reader = this.#reader;
    if (!reader.requires('(')) return null;
    const texts: string[] = [];
    do {
      const text = this.#text(false);
      if (text === null) return null;
      if (!texts.includes(text)) texts.push(text);
    } while (reader.takes(','));
    return reader.requires(')') ? { kind: 'text', name: this.#entry.name, relation: 'in', texts } : null;
  }

  #text(isPart: boolean): string | null {
    const reader = this.#reader;
    const { token } = reader;
    const values = valuesOf(this.#entry);
    reader.want(...(values.length === 0 ? ['text'] : values.slice(0, MOST_OFFERED).map(quoted)));
    const isPlain = token.kind === 'name' && !this.#isReserved(token.text);
    if (token.kind !== 'text' && !isPlain) {
      if (token.text === '"' || token.text === '“' || token.text === "'") {
        return reader.faultAt(token, 'open-text', 'This quote is never closed. Put one at the end of the text as well.') || null;
      }
      return reader.fails('unexpected', `here a text such as ${this.#example()} must stand`) || null;
    }
    if (token.text.trim() === '') return reader.faultAt(token, 'empty-text', 'The text between the quotes is empty.') || null;
    const known = values.find((value) => isSameText(value, token.text));
    if (known === undefined && values.length > 0 && !isPart && !this.#isStranger(token)) return null;
    reader.take();
    return known ?? token.text;
  }

  /** What is to be said of a word that the name never is; false where it cannot be meant. */
  #isStranger(token: { readonly text: string; readonly from: number; readonly to: number }): boolean {
    const { name, unit } = this.#entry;
    const values = valuesOf(this.#entry);
    const near = nearest(token.text, values);
    if (unit === 'verdict') {
      const remedy = near === null ? `It is one of ${values.join(', ')}.` : `Did you mean ${near}?`;
      return this.#reader.faultAt(token, 'unknown-text', `${name} is never “${token.text}”. ${remedy}`);
    }
    this.#notes.push(`No ${name} is “${token.text}” now.${near === null ? '' : ` Did you mean “${near}”?`}`);
    return true;
  }

  #example(): string {
    const [first = 'Ethereum'] = valuesOf(this.#entry);
    return quoted(first);
  }
}

/** What a comparison with words asks of a text. */
export function textTest(relation: TextRelation, texts: readonly string[]): (text: string) => boolean {
  const folded = texts.map(foldedText);
  const [first = ''] = folded;
  if (relation === '~') return (text) => foldedText(text).includes(first);
  const asked = new Set(folded);
  return relation === '!=' ? (text) => !asked.has(foldedText(text)) : (text) => asked.has(foldedText(text));
}

/** Capitals do not matter, nor in which of its forms Unicode writes a letter. */
function isSameText(one: string, other: string): boolean {
  return one === other || foldedText(one) === foldedText(other);
}

/** A text as it is compared. */
function foldedText(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
