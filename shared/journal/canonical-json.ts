/** A value that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Deeper than any record of ours, and shallow enough that a cycle ends in a sentence instead of an exhausted stack. */
const DEEPEST = 200;
const NEEDS_ESCAPE = /["\\\p{Cc}\ud800-\udfff]/u;

/**
 * The canonical text of a JSON value (RFC 8785): members in the order of their UTF-16 code units, numbers as ECMAScript writes
 * them (`-0` becomes `0`), the shortest escapes, no white space. Its bytes are the text in UTF-8.
 *
 * Throws a TypeError for what JSON cannot say or would silently change: NaN, infinities, lone surrogates, `undefined`, functions,
 * big integers, dates and other objects that are not plain, and nesting (or a cycle) deeper than 200.
 */
export function canonicalJson(value: unknown): string {
  return write(value, es6Number, DEEPEST);
}

/**
 * The canonical text of a value under the journal's house rule (provenance §8.2.2), which adds to `canonicalJson` that a number
 * is an integer no further from zero than 2^53−1 and not minus zero. Decimals are strings.
 */
export function canonicalBody(value: unknown): string {
  return write(value, integerNumber, DEEPEST);
}

function write(value: unknown, numberText: (value: number) => string, depth: number): string {
  switch (typeof value) {
    case 'string':
      return canonicalString(value);
    case 'number':
      return numberText(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (depth === 0) throw new TypeError(`canonical JSON: nested deeper than ${DEEPEST}, or in a cycle`);
      return Array.isArray(value) ? writeArray(value, numberText, depth - 1) : writeObject(value, numberText, depth - 1);
    default:
      throw new TypeError(`canonical JSON: ${typeof value} is no JSON value`);
  }
}

function writeArray(items: readonly unknown[], numberText: (value: number) => string, depth: number): string {
  if (items.length === 0) return '[]';
  let text = '[';
  for (let i = 0; i < items.length; i++) text += (i === 0 ? '' : ',') + write(items[i], numberText, depth);
  return `${text}]`;
}

function writeObject(object: object, numberText: (value: number) => string, depth: number): string {
  if (!isPlain(object)) throw new TypeError(`canonical JSON: ${object.constructor.name} is no plain object`);
  const members = object as Readonly<Record<string, unknown>>;
  const names = sorted(Object.keys(members));
  if (names.length === 0) return '{}';
  let text = '';
  for (const name of names) text += `${text === '' ? '{' : ','}${canonicalString(name)}:${write(members[name], numberText, depth)}`;
  return `${text}}`;
}

/** Most of our objects are written with their names in order already; sorting those again would cost more than writing them. */
function sorted(names: string[]): readonly string[] {
  for (let i = 1; i < names.length; i++) if (names[i - 1]! > names[i]!) return names.sort();
  return names;
}

/** An object literal of any realm, or one without a prototype. */
function isPlain(object: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(object);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** A string in quotes as RFC 8785 §3.2.2.2 escapes it. Throws where it holds half of a surrogate pair. */
export function canonicalString(text: string): string {
  if (!NEEDS_ESCAPE.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new TypeError('canonical JSON: half of a surrogate pair is no text');
  return JSON.stringify(text);
}

function es6Number(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`canonical JSON: ${value} is no JSON number`);
  return `${value}`;
}

function integerNumber(value: number): string {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) {
    throw new TypeError(`canonical JSON: ${value} must be a string here; the only numbers of a journal body are integers up to 2^53−1`);
  }
  return `${value}`;
}
