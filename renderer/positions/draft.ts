import { dayNumber, Decimal, parseDecimal } from '../../shared/figures/index.ts';
import { termsSchema, type PositionKind, type Terms } from '../../shared/positions/index.ts';
import { fieldsOf, type Field } from './fields.ts';

/** What stands in a form's fields, by path, exactly as it was typed. */
export type Draft = Readonly<Record<string, string>>;

/** Sentences about fields, by path. */
export type Complaints = Readonly<Record<string, string>>;

export type ReadDraft = { readonly terms: Terms } | { readonly complaints: Complaints };

/** What a form of this kind begins with. */
export function emptyDraft(kind: PositionKind, today: string): Draft {
  return {
    opened: today,
    'quoted.basis': 'apr-simple',
    'quoted.net': 'net',
    'pool.model': 'constant-product',
    ...(kind === 'liquid-staking' ? { mode: 'rebasing', valuedBy: 'market' } : {}),
  };
}

/** The terms that a draft describes, or what is still missing or wrong, field by field. */
export function readDraft(kind: PositionKind, draft: Draft): ReadDraft {
  const complaints: Record<string, string> = {};
  const terms: Record<string, unknown> = { kind };
  const rated = (draft['quoted.rate'] ?? '').trim() !== '';
  for (const field of fieldsOf(kind, draft['pool.model'] ?? '')) {
    if (field.path.startsWith('quoted.') && (!rated || (field.path === 'quoted.perYear' && draft['quoted.basis'] !== 'apr-compounded')))
      continue;
    const text = (draft[field.path] ?? '').trim();
    if (text === '') {
      if (field.needed) complaints[field.path] = `${bareLabel(field)} is needed.`;
      continue;
    }
    const read = readField(field, text);
    if ('complaint' in read) complaints[field.path] = read.complaint;
    else put(terms, field.path.split('.'), read.value);
  }
  if (Object.keys(complaints).length > 0) return { complaints };
  const parsed = termsSchema.safeParse(terms);
  if (parsed.success) return { terms: parsed.data };
  for (const issue of parsed.error.issues) {
    complaints[fieldAt(kind, draft, issue.path.map(String))] ??= `${issue.message.charAt(0).toUpperCase()}${issue.message.slice(1)}.`;
  }
  return { complaints };
}

/** A draft that reads back as these terms, for editing. */
export function draftOf(terms: Terms): Draft {
  const draft: Record<string, string> = {};
  const model = terms.kind === 'liquidity' ? terms.pool.model : '';
  for (const field of fieldsOf(terms.kind, model)) {
    const value = at(terms, field.path.split('.'));
    if (value !== undefined) draft[field.path] = writeField(field, value);
  }
  return { ...emptyDraft(terms.kind, terms.opened), ...draft };
}

type ReadField = { readonly value: unknown } | { readonly complaint: string };

function readField(field: Field, text: string): ReadField {
  switch (field.type) {
    case 'text':
    case 'asset':
    case 'choice':
      return { value: text };
    case 'flag':
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
      return { value: linesOf(text) };
    case 'percent-pairs':
      return readPairs(text, 'liquidationThreshold', readPercent);
    case 'weight-pairs':
      return readPairs(text, 'weight', readNumber);
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
  if (field.type === 'percent') return percent(value);
  if (field.type === 'flag') return value === true ? 'yes' : '';
  if (field.type === 'lines') return (value as readonly string[]).join('\n');
  if (field.type === 'percent-pairs') {
    return (value as ReadonlyArray<{ asset: string; liquidationThreshold: string }>)
      .map((each) => `${each.asset} ${percent(each.liquidationThreshold)} %`)
      .join('\n');
  }
  if (field.type === 'weight-pairs')
    return (value as ReadonlyArray<{ asset: string; weight: string }>).map((each) => `${each.asset} ${each.weight}`).join('\n');
  return String(value);
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

/** The field that a complaint about a path within the terms belongs to. */
function fieldAt(kind: PositionKind, draft: Draft, path: readonly string[]): string {
  const fields = fieldsOf(kind, draft['pool.model'] ?? '');
  for (let length = path.length; length > 0; length -= 1) {
    const start = path.slice(0, length).join('.');
    const field = fields.find((each) => each.path === start) ?? fields.find((each) => each.path.startsWith(`${start}.`));
    if (field) return field.path;
  }
  return 'title';
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
