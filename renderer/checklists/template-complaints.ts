import { checkTemplate, type Template, type TemplateFault } from '../../shared/checklists/index.ts';
import { plainTemplate, type TemplateDraft } from './template-draft.ts';

/** What is wrong with a draft, a sentence a field. Fields of chunks, items, options and signatures are named `<handle>.<field>`. */
export type TemplateComplaints = ReadonlyMap<string, string>;
export type ReadDraft = { readonly template: Template } | { readonly complaints: TemplateComplaints };

/** The template that a draft describes, or what keeps it from being one, each at its field. */
export function readDraft(draft: TemplateDraft): ReadDraft {
  const checked = checkTemplate(plainTemplate(draft));
  if ('template' in checked) return checked;
  const complaints = new Map<string, string>();
  for (const fault of checked.faults) {
    const field = fieldOf(draft, fault);
    if (!complaints.has(field)) complaints.set(field, sentenceOf(field, fault.message));
  }
  return { complaints };
}

/** The complaints to print before somebody has tried to go on: what is only missing is not called wrong while it is being written. */
export function gently(complaints: TemplateComplaints): TemplateComplaints {
  return new Map([...complaints].filter(([, sentence]) => !/ is (missing|not complete: .*)\.$/.test(sentence)));
}

/** The field of the form in which a fault stands: `chunks[0].items[2].atLeast` is that of its item. */
function fieldOf(draft: TemplateDraft, fault: TemplateFault): string {
  const [top = '', first = '', part = '', second = '', field = '', index = '', member = ''] = fault.field.split(/[.[\]]+/);
  if (top === 'signatures') return first === '' ? top : `${draft.signatures[Number(first)]?.handle}.${part}`;
  if (top !== 'chunks' || first === '') return top;
  const chunk = draft.chunks[Number(first)];
  if (part !== 'items' || second === '') return `${chunk?.handle}.${part}`;
  const item = chunk?.items[Number(second)];
  if (field === 'options' && index !== '') return `${item?.options[Number(index)]?.handle}.${member}`;
  return `${item?.handle}.${field}`;
}

const NAMES: Readonly<Record<string, string>> = {
  key: 'The key',
  title: 'The title',
  says: 'What it is for',
  moment: 'When it is run',
  statement: 'The statement',
  repeatAfterMinutes: 'The time of an interruption',
  tooFastMilliseconds: 'The time an item',
  renewAfterDays: 'The number of days',
  id: 'The id',
  text: 'The text',
  why: 'The reason',
  role: 'The role',
  unit: 'The unit',
  metric: 'The metric',
  template: 'The key of the other checklist',
  minutes: 'The number of minutes',
  left: 'The left side',
  right: 'The right side',
  condition: 'The condition',
  validFor: 'The time',
  atLeast: 'The lower bound',
  atMost: 'The upper bound',
  tolerance: 'The tolerance',
  positions: 'The number of positions',
  options: 'The choice',
  items: 'The part',
};

/** Bounds of a schema in the words of a form. */
const WORDINGS: ReadonlyArray<readonly [RegExp, string]> = [
  [/^invalid input: expected (number|int)\b.*/, 'must be a whole number'],
  [/^invalid input$/, 'is not complete: each part of it needs a name and a value'],
  [/^too small: expected string to have >=1 characters$/, 'is not complete: each part of it needs a name and a value'],
  [/^too small: expected (?:number|int) to be >=(\d+)$/, 'must be at least $1'],
  [/^too big: expected (?:number|int) to be <=(\d+)$/, 'may be at most $1'],
  [/^too big: expected string to have <=(\d+) characters$/, 'may have at most $1 characters'],
  [/^too small: expected array to have >=(\d+) items$/, 'needs at least $1'],
  [/^too big: expected array to have <=(\d+) items$/, 'may have at most $1'],
];

function sentenceOf(field: string, message: string): string {
  const wording = WORDINGS.find(([pattern]) => pattern.test(message));
  const words = wording ? message.replace(wording[0], wording[1]) : message;
  return `${NAMES[field.split('.').at(-1) ?? field] ?? 'This'} ${words.replace(/\.$/, '')}.`;
}
