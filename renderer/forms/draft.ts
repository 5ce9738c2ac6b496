import type { z } from 'zod';
import { dayNumber, Decimal, parseDecimal } from '../../shared/figures/index.ts';
import type { Field } from './field.ts';

/** What stands in a form's fields, by path, exactly as it was typed. */
export type Draft = Readonly<Record<string, string>>;

/** Sentences about fields, by path. */
export type Complaints = Readonly<Record<string, string>>;

export type ReadDraft<T> = { readonly value: T } | { readonly complaints: Complaints };

interface Reading<T> {
  readonly fields: readonly Field[];
  readonly schema: z.ZodType<T>;
  /** Members that no field asks for. */
  readonly given?: Readonly<Record<string, unknown>>;
  /** The field that hears a complaint about what no field asks for. */
  readonly otherwise: string;
}

/** What a draft describes by a schema, or what is still missing or wrong, field by field. Empty fields are left out. */
export function readDraft<T>(draft: Draft, { fields, schema, given, otherwise }: Reading<T>): ReadDraft<T> {
  const complaints: Record<string, string> = {};
  const described: Record<string, unknown> = { ...given };
  for (const field of fields) {
    const text = (draft[field.path] ?? '').trim();
    if (text === '') {
      if (field.needed) complaints[field.path] = `${bareLabel(field)} is needed.`;
      continue;
    }
    const read = readField(field, text);
    if ('complaint' in read) complaints[field.path] = read.complaint;
    else put(described, field.path.split('.'), read.value);
  }
  if (Object.keys(complaints).length > 0) return { complaints };
  const parsed = schema.safeParse(described);
  if (parsed.success) return { value: parsed.data };
  for (const issue of parsed.error.issues) {
    complaints[fieldAt(fields, issue.path.map(String)) ?? otherwise] ??=
      `${issue.message.charAt(0).toUpperCase()}${issue.message.slice(1)}.`;
  }
  return { complaints };
}

/** A draft that reads back as this, for editing. */
export function writeDraft(value: unknown, fields: readonly Field[]): Draft {
  const draft: Record<string, string> = {};
  for (const field of fields) {
    const member = at(value, field.path.split('.'));
    if (member !== undefined && member !== null) draft[field.path] = writeField(field, member);
  }
  return draft;
}

type ReadField = { readonly value: unknown } | { readonly complaint: string };

function readField(field: Field, text: string): ReadField {
  switch (field.type) {
    case 'text':
    case 'passage':
    case 'asset':
    case 'choice':
      return { value: text };
    case 'flag':
    case 'yes-no':
      return { value: text === 'yes' };
    case 'day':
      return dayNumber(text) !== null ? { value: text } : { complaint: `${text} is no day; write it as 2026-03-14.` };
    case 'decimal':
      return readNumber(text);
    case 'percent':
      return readPercent(text);
    case 'whole':
      return /^\d{1,9}$/.test(text) ? { value: Number(text) } : { complaint: `${text} is no whole number.` };
    case 'lines':
    case 'choices':
      return { value: linesOf(text) };
    case 'percent-pairs':
      return readPairs(text, field.pairs ?? 'share', readPercent);
    case 'decimal-pairs':
      return readPairs(text, field.pairs ?? 'amount', readNumber);
    default:
      return field.type satisfies never;
  }
}

function readNumber(text: string): ReadField {
  const bare = text.replaceAll(/[\s\u202f_]/g, '');
  if (parseDecimal(bare) !== null) return { value: bare };
  return { complaint: `${text} is no number; write it as 1500.50, with a point and without commas.` };
}

function readPercent(text: string): ReadField {
  const read = readNumber(text.replace('%', ''));
  return 'complaint' in read ? read : { value: new Decimal(String(read.value)).div(100).toFixed() };
}

function readPairs(text: string, name: string, readSecond: (text: string) => ReadField): ReadField {
  const pairs: Array<Record<string, unknown>> = [];
  for (const line of linesOf(text)) {
    const match = /^(\S+)\s+(.+)$/.exec(line);
    if (!match) return { complaint: `“${line}” needs an asset and a number, such as WETH 83.` };
    const read = readSecond(match[2] ?? '');
    if ('complaint' in read) return read;
    pairs.push({ asset: match[1], [name]: read.value });
  }
  return { value: pairs };
}

function writeField(field: Field, value: unknown): string {
  switch (field.type) {
    case 'percent':
      return percent(value);
    case 'flag':
      return value === true ? 'yes' : '';
    case 'yes-no':
      return value === true ? 'yes' : 'no';
    case 'lines':
    case 'choices':
      return (value as readonly string[]).join('\n');
    case 'percent-pairs':
    case 'decimal-pairs':
      return (value as ReadonlyArray<Readonly<Record<string, string>>>).map((pair) => writePair(field, pair)).join('\n');
    default:
      return String(value);
  }
}

function writePair({ type, pairs }: Field, pair: Readonly<Record<string, string>>): string {
  const second = pair[pairs ?? (type === 'percent-pairs' ? 'share' : 'amount')] ?? '';
  return type === 'percent-pairs' ? `${pair['asset']} ${percent(second)} %` : `${pair['asset']} ${second}`;
}

function percent(fraction: unknown): string {
  return new Decimal(String(fraction)).times(100).toFixed();
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

function bareLabel(field: Field): string {
  return field.label.replace(/, .*$/, '');
}

/** The field that a complaint about a path belongs to. */
function fieldAt(fields: readonly Field[], path: readonly string[]): string | null {
  for (let length = path.length; length > 0; length -= 1) {
    const start = path.slice(0, length).join('.');
    const field = fields.find((each) => each.path === start) ?? fields.find((each) => each.path.startsWith(`${start}.`));
    if (field) return field.path;
  }
  return null;
}

function put(into: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [head = '', ...rest] = path;
  if (rest.length === 0) {
    into[head] = value;
    return;
  }
  const inner = into[head] ?? (/^\d+$/.test(rest[0] ?? '') ? [] : {});
  into[head] = inner;
  put(inner as Record<string, unknown>, rest, value);
}

function at(from: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined),
    from,
  );
}
