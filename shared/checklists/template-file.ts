import { Decimal, done, isRefused, type Outcome, refuse } from '../figures/index.ts';
import { parseStrictJson } from '../journal/index.ts';
import { itemsOf, type Template, TEMPLATE_FORMAT, templateSchema } from './template.ts';

/** One thing that is wrong with a template, and where: `chunks[1].items[0].atLeast`. */
export interface TemplateFault {
  readonly field: string;
  readonly message: string;
}

/** The template that a file's text holds, or everything that is wrong with it. */
export function readTemplate(text: string): { readonly template: Template } | { readonly faults: readonly TemplateFault[] } {
  const json = parseStrictJson(text, { numbers: 'es6' });
  if (isRefused(json)) return { faults: [{ field: '', message: json.error.message }] };
  return checkTemplate(json.ok);
}

/** The same of a value, such as a form's. */
export function checkTemplate(value: unknown): { readonly template: Template } | { readonly faults: readonly TemplateFault[] } {
  const format = typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined;
  if (format !== TEMPLATE_FORMAT) {
    const found = typeof format === 'string' ? `“${format}”` : 'nothing';
    return { faults: [{ field: 'format', message: `must be "${TEMPLATE_FORMAT}", and is ${found}: this is no checklist of ours` }] };
  }
  const read = templateSchema.safeParse(value);
  if (!read.success) return { faults: read.error.issues.flatMap((issue) => faultsOf(issue, value)) };
  const faults = contradictions(read.data);
  return faults.length > 0 ? { faults } : { template: read.data };
}

/** The template of a file, or a refusal whose sentence names the file, the first field and what is wrong there. */
export function importedTemplate(text: string, file: string): Outcome<Template> {
  const read = readTemplate(text);
  if ('template' in read) return done(read.template);
  const [first, ...more] = read.faults;
  const others = more.length === 0 ? '' : ` ${more.length} more ${more.length === 1 ? 'fault follows' : 'faults follow'}.`;
  return refuse('broken-template', `${file}: ${faultWords(first!)}.${others}`, { faults: read.faults });
}

export function faultWords({ field, message }: TemplateFault): string {
  return field === '' ? message.replace(/\.$/, '') : `${field} ${message.replace(/\.$/, '')}`;
}

/** A template as a file holds it. */
export function templateText(template: Template): string {
  return `${JSON.stringify(template, null, 2)}\n`;
}

interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly errors?: readonly (readonly Issue[])[];
  readonly keys?: readonly string[];
}

function faultsOf(issue: Issue, value: unknown): readonly TemplateFault[] {
  const field = fieldName(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return (issue.keys ?? []).map((key) => ({ field: fieldName([...issue.path, key]), message: 'is not a field that is known here' }));
  }
  if (valueAt(value, issue.path) === undefined && issue.code !== 'custom') return [{ field, message: 'is missing' }];
  return [{ field, message: issue.message.charAt(0).toLowerCase() + issue.message.slice(1) }];
}

function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (name, part) => (typeof part === 'number' ? `${name}[${part}]` : `${name}${name === '' ? '' : '.'}${String(part)}`),
    '',
  );
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, part) => (typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[part] : undefined),
    value,
  );
}

/** What each field allows by itself and no item can mean: bounds that cross, a characters' comparison without anything typed. */
function contradictions(template: Template): readonly TemplateFault[] {
  const places = new Map(
    template.chunks.flatMap((chunk, c) => chunk.items.map((item, i) => [item.id, `chunks[${c}].items[${i}]`] as const)),
  );
  const faults: TemplateFault[] = [];
  for (const item of itemsOf(template)) {
    const at = (field: string) => `${places.get(item.id)}.${field}`;
    if (item.kind === 'value' || item.kind === 'computed') {
      if (item.atLeast !== undefined && item.atMost !== undefined && new Decimal(item.atLeast).greaterThan(item.atMost)) {
        faults.push({
          field: at('atLeast'),
          message: `(${item.atLeast}) is greater than atMost (${item.atMost}), so that nothing could pass`,
        });
      }
    }
    if (item.kind === 'compare' && item.as === 'characters' && (!('typed' in item.right) || 'typed' in item.left)) {
      faults.push({
        field: at('right'),
        message: 'must be typed and left must not, because characters of the left side are typed on the right',
      });
    }
    if (item.kind === 'compare' && item.as !== 'number' && item.tolerance !== undefined) {
      faults.push({ field: at('tolerance'), message: 'is for numbers only' });
    }
    if (item.kind === 'choice') {
      const ids = item.options.map(({ id }) => id);
      const twice = ids.find((id, i) => ids.indexOf(id) !== i);
      if (twice !== undefined) faults.push({ field: at('options'), message: `has two options named ${twice}` });
    }
    if (item.kind === 'sub-list' && item.template === template.key) {
      faults.push({ field: at('template'), message: 'is the checklist itself' });
    }
  }
  return faults;
}
