import { DECIMAL_TEXT, Decimal, decimalText } from '../../figures/index.ts';
import type { Json } from '../../journal/index.ts';

/** A field of a row that is missing or is not what it must be; the row is told of and left out. */
export class FieldFault extends Error {
  readonly field: string;
  constructor(field: string, says: string) {
    super(says);
    this.field = field;
  }
}

export type Members = Readonly<Record<string, Json>>;

export function isMembers(value: Json | undefined): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The first element of a list that is an object, by which lists are recognised. */
export function firstMembers(value: Json | undefined): Members | null {
  const first = isList(value) ? value[0] : undefined;
  return isMembers(first) ? first : null;
}

/** A member where there is a value, and none where there is not. */
export function optional<Name extends string>(name: Name, value: string | undefined): { readonly [K in Name]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [K in Name]?: string });
}

/** Whether something is an object that has all of some names. */
export function has(value: Json | null | undefined, ...names: readonly string[]): value is Members {
  return isMembers(value) && names.every((name) => Object.hasOwn(value, name));
}

/**
 * One object of a file, read field by field. Numbers come as the digits that stand in the file, whether quoted or not; venues write an absent value as
 * nothing, `null` or an empty text.
 */
export class Fields {
  readonly members: Members;
  constructor(members: Members) {
    this.members = members;
  }

  has(name: string): boolean {
    return this.#given(name) !== undefined;
  }

  text(name: string): string {
    const value = this.optionalText(name);
    if (value === undefined) throw new FieldFault(name, `"${name}" is missing`);
    return value;
  }

  optionalText(name: string): string | undefined {
    const value = this.#given(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'string') throw new FieldFault(name, `"${name}" must be a text`);
    return value;
  }

  decimal(name: string): string {
    const value = this.optionalDecimal(name);
    if (value === undefined) throw new FieldFault(name, `"${name}" is missing`);
    return value;
  }

  optionalDecimal(name: string): string | undefined {
    const value = this.#given(name);
    return value === undefined ? undefined : decimalOf(value, name);
  }

  /** A decimal that is only told where it is above zero, as venues write 0 for "none". */
  positive(name: string): string | undefined {
    const value = this.optionalDecimal(name);
    return value !== undefined && new Decimal(value).greaterThan(0) ? value : undefined;
  }

  /** An instant from milliseconds since 1970, or from ISO text. */
  instant(name: string): string {
    const value = this.optionalInstant(name);
    if (value === undefined) throw new FieldFault(name, `"${name}" is missing`);
    return value;
  }

  optionalInstant(name: string): string | undefined {
    const value = this.#given(name);
    if (value === undefined || value === '0') return undefined;
    const instant = typeof value === 'string' ? instantOf(value) : null;
    if (instant === null) throw new FieldFault(name, `"${name}" is no instant: neither milliseconds since 1970 nor ISO text in UTC`);
    return instant;
  }

  list(name: string): readonly Json[] {
    const value = this.#given(name);
    if (!isList(value)) throw new FieldFault(name, `"${name}" must be a list`);
    return value;
  }

  /** A member that is an object; one without members where it is absent. */
  inner(name: string): Fields {
    const value = this.#given(name);
    if (value === undefined) return new Fields({});
    if (!isMembers(value)) throw new FieldFault(name, `"${name}" must be an object`);
    return new Fields(value);
  }

  #given(name: string): Json | undefined {
    const value = Object.hasOwn(this.members, name) ? this.members[name] : undefined;
    return value === null || value === '' ? undefined : value;
  }
}

/** The canonical text of a number as it stands in a file. */
export function decimalOf(value: Json | undefined, field: string): string {
  if (typeof value !== 'string' || !DECIMAL_TEXT.test(value)) throw new FieldFault(field, `"${field}" must be a number`);
  // No price has a hundred digits; such a number would only fill the memory.
  if (value.length > 100 || /e[+-]?\d{3}/i.test(value)) throw new FieldFault(field, `"${field}" is a number that cannot be meant`);
  return CANONICAL.test(value) ? value : decimalText(new Decimal(value));
}

/** Digits that need no rewriting: no exponent, no needless zeros. */
const CANONICAL = /^(?:0|-?[1-9]\d*|-?(?:0|[1-9]\d*)\.\d*[1-9])$/;
const MILLISECONDS = /^\d{12,14}$/;
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

function instantOf(text: string): string | null {
  const milliseconds = MILLISECONDS.test(text) ? Number(text) : ISO.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString();
}
