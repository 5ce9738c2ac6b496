import type { Chunk, Condition, Item, ItemKind, Operand, Template } from '../../shared/checklists/index.ts';
import { TEMPLATE_FORMAT } from '../../shared/checklists/index.ts';
import type { CheckedKind, Verdict } from '../../shared/figures/index.ts';

/** One side of a comparison as typed. */
export interface OperandDraft {
  readonly from: 'metric' | 'fact' | 'typed';
  readonly name: string;
}

export interface OptionDraft {
  readonly handle: string;
  readonly id: string;
  readonly text: string;
  readonly result: Exclude<Verdict, 'not-applicable'>;
}

/** A condition as typed; `is` holds the values one a line. */
export type ConditionDraft =
  | { readonly asks: 'fact'; readonly handle: string; readonly name: string; readonly is: string }
  | { readonly asks: 'answer'; readonly handle: string; readonly name: string; readonly is: readonly Verdict[] }
  | { readonly asks: 'all' | 'any' | 'not'; readonly handle: string; readonly parts: readonly ConditionDraft[] };

/** An item as typed. It holds the fields of every kind, so that another kind may be tried without losing what was typed. */
export interface ItemDraft {
  /** Stays with the item while it is moved and renamed. */
  readonly handle: string;
  readonly kind: ItemKind;
  readonly id: string;
  readonly text: string;
  readonly why: string;
  readonly source: string;
  /** Requirements that the item covers, one a line. */
  readonly covers: string;
  readonly critical: boolean;
  readonly killer: boolean;
  readonly notApplicable: boolean;
  readonly attach: Item['attach'];
  readonly validAmount: string;
  readonly validUnit: 'minutes' | 'hours' | 'days';
  readonly condition: ConditionDraft | null;
  readonly unit: string;
  readonly atLeast: string;
  readonly atMost: string;
  readonly options: readonly OptionDraft[];
  readonly atMostDaysAgo: string;
  readonly atLeastDaysAhead: string;
  readonly atLeastCharacters: string;
  readonly atLeastFiles: string;
  readonly metric: string;
  readonly left: OperandDraft;
  readonly right: OperandDraft;
  readonly as: 'text' | 'number' | 'characters';
  readonly tolerance: string;
  readonly positions: string;
  readonly role: string;
  readonly statement: string;
  readonly minutes: string;
  readonly template: string;
}

export interface ChunkDraft {
  readonly handle: string;
  readonly id: string;
  readonly title: string;
  readonly items: readonly ItemDraft[];
}

export interface SignatureDraft {
  readonly handle: string;
  readonly role: string;
  readonly differs: boolean;
}

export interface TemplateDraft {
  readonly key: string;
  readonly title: string;
  readonly says: string;
  readonly style: Template['style'];
  readonly moment: string;
  readonly about: CheckedKind;
  readonly statement: string;
  readonly signatures: readonly SignatureDraft[];
  readonly repeatAfterMinutes: string;
  readonly tooFastMilliseconds: string;
  readonly renewAfterDays: string;
  readonly chunks: readonly ChunkDraft[];
}

let handles = 0;
function handle(): string {
  handles += 1;
  return `h${handles}`;
}

export function emptyItem(kind: ItemKind, id: string): ItemDraft {
  return {
    handle: handle(),
    kind,
    id,
    text: '',
    why: '',
    source: '',
    covers: '',
    critical: false,
    killer: false,
    notApplicable: false,
    attach: 'optional',
    validAmount: '',
    validUnit: 'days',
    condition: null,
    unit: '',
    atLeast: '',
    atMost: '',
    options: [emptyOption('1'), { ...emptyOption('2'), result: 'fail' }],
    atMostDaysAgo: '',
    atLeastDaysAhead: '',
    atLeastCharacters: '1',
    atLeastFiles: '1',
    metric: '',
    left: { from: 'metric', name: '' },
    right: { from: 'typed', name: '' },
    as: 'text',
    tolerance: '',
    positions: '6',
    role: '',
    statement: '',
    minutes: '',
    template: '',
  };
}

export function emptyOption(id: string): OptionDraft {
  return { handle: handle(), id, text: '', result: 'pass' };
}

export function emptyChunk(id: string, firstItem: string): ChunkDraft {
  return { handle: handle(), id, title: '', items: [emptyItem('tick', firstItem)] };
}

export function emptySignature(): SignatureDraft {
  return { handle: handle(), role: '', differs: false };
}

export function emptyCondition(asks: ConditionDraft['asks']): ConditionDraft {
  if (asks === 'fact') return { asks, handle: handle(), name: '', is: '' };
  if (asks === 'answer') return { asks, handle: handle(), name: '', is: ['pass'] };
  return { asks, handle: handle(), parts: [emptyCondition('fact')] };
}

/** A template to begin with: one chunk, one item, one signature. */
export function emptyTemplate(): TemplateDraft {
  return {
    key: '',
    title: '',
    says: '',
    style: 'read-do',
    moment: '',
    about: 'workspace',
    statement: '',
    signatures: [emptySignature()],
    repeatAfterMinutes: '10',
    tooFastMilliseconds: '1000',
    renewAfterDays: '',
    chunks: [emptyChunk('first', 'A1')],
  };
}

/** An item of its own beside the one it is copied from. */
export function copyOfItem(item: ItemDraft, id: string): ItemDraft {
  return { ...item, handle: handle(), id };
}

/** The id that follows those there are: `A4` after `A1`, `A2`, `A3`. */
export function nextId(taken: readonly string[], fallback: string): string {
  const last = taken.at(-1);
  const match = last === undefined ? null : /^(.*?)(\d+)$/.exec(last);
  const stem = match?.[1] ?? fallback;
  let number = match ? Number(match[2]) + 1 : 1;
  while (taken.includes(`${stem}${number}`)) number += 1;
  return `${stem}${number}`;
}

export function draftOf(template: Template): TemplateDraft {
  return {
    key: template.key,
    title: template.title,
    says: template.says,
    style: template.style,
    moment: template.moment,
    about: template.about,
    statement: template.statement,
    signatures: template.signatures.map((signature) => ({ ...signature, handle: handle() })),
    repeatAfterMinutes: String(template.repeatAfterMinutes),
    tooFastMilliseconds: String(template.tooFastMilliseconds),
    renewAfterDays: template.renewAfterDays === undefined ? '' : String(template.renewAfterDays),
    chunks: template.chunks.map(chunkDraft),
  };
}

function chunkDraft({ id, title, items }: Chunk): ChunkDraft {
  return { handle: handle(), id, title, items: items.map(itemDraft) };
}

function itemDraft(item: Item): ItemDraft {
  const base: ItemDraft = {
    ...emptyItem(item.kind, item.id),
    text: item.text,
    why: item.why,
    source: item.source ?? '',
    covers: item.covers?.join('\n') ?? '',
    critical: item.critical,
    killer: item.killer,
    notApplicable: item.notApplicable,
    attach: item.attach,
    validAmount: item.validFor === undefined ? '' : String(item.validFor.amount),
    validUnit: item.validFor?.unit ?? 'days',
    condition: item.condition === undefined ? null : conditionDraft(item.condition),
  };
  switch (item.kind) {
    case 'value':
      return { ...base, unit: item.unit, atLeast: item.atLeast ?? '', atMost: item.atMost ?? '' };
    case 'choice':
      return { ...base, options: item.options.map((option) => ({ ...option, handle: handle() })) };
    case 'date':
      return { ...base, atMostDaysAgo: written(item.atMostDaysAgo), atLeastDaysAhead: written(item.atLeastDaysAhead) };
    case 'text':
      return { ...base, atLeastCharacters: String(item.atLeastCharacters) };
    case 'evidence':
      return { ...base, atLeastFiles: String(item.atLeastFiles) };
    case 'computed':
      return { ...base, metric: item.metric, atLeast: item.atLeast ?? '', atMost: item.atMost ?? '' };
    case 'compare':
      return {
        ...base,
        left: operandDraft(item.left),
        right: operandDraft(item.right),
        as: item.as,
        tolerance: item.tolerance ?? '',
        positions: String(item.positions),
      };
    case 'signature':
      return { ...base, role: item.role, statement: item.statement };
    case 'timer':
      return { ...base, minutes: String(item.minutes) };
    case 'sub-list':
      return { ...base, template: item.template };
    case 'tick':
      return base;
    default:
      return item satisfies never;
  }
}

function operandDraft(operand: Operand): OperandDraft {
  if ('metric' in operand) return { from: 'metric', name: operand.metric };
  return 'fact' in operand ? { from: 'fact', name: operand.fact } : { from: 'typed', name: operand.typed };
}

function conditionDraft(condition: Condition): ConditionDraft {
  if ('fact' in condition) return { asks: 'fact', handle: handle(), name: condition.fact, is: condition.is.join('\n') };
  if ('answer' in condition) return { asks: 'answer', handle: handle(), name: condition.answer, is: condition.is };
  if ('all' in condition) return { asks: 'all', handle: handle(), parts: condition.all.map(conditionDraft) };
  if ('any' in condition) return { asks: 'any', handle: handle(), parts: condition.any.map(conditionDraft) };
  return { asks: 'not', handle: handle(), parts: [conditionDraft(condition.not)] };
}

function written(number: number | undefined): string {
  return number === undefined ? '' : String(number);
}

/** The template that a draft describes, as plain data that its schema has still to judge. Fields left empty are left out. */
export function plainTemplate(draft: TemplateDraft): Record<string, unknown> {
  return filled({
    format: TEMPLATE_FORMAT,
    key: words(draft.key),
    title: words(draft.title),
    says: words(draft.says),
    style: draft.style,
    moment: words(draft.moment),
    about: draft.about,
    statement: words(draft.statement),
    signatures: draft.signatures.map(({ role, differs }) => filled({ role: words(role), differs })),
    repeatAfterMinutes: number(draft.repeatAfterMinutes),
    tooFastMilliseconds: number(draft.tooFastMilliseconds),
    renewAfterDays: number(draft.renewAfterDays),
    chunks: draft.chunks.map(({ id, title, items }) => filled({ id: words(id), title: words(title), items: items.map(plainItem) })),
  });
}

export function plainItem(item: ItemDraft): Record<string, unknown> {
  return filled({
    kind: item.kind,
    id: words(item.id),
    text: words(item.text),
    why: words(item.why),
    source: words(item.source),
    covers: lines(item.covers).length === 0 ? undefined : lines(item.covers),
    critical: item.critical,
    killer: item.killer,
    notApplicable: item.notApplicable,
    validFor: item.validAmount.trim() === '' ? undefined : { amount: number(item.validAmount), unit: item.validUnit },
    condition: item.condition === null ? undefined : plainCondition(item.condition),
    attach: item.attach,
    ...plainKind(item),
  });
}

function plainKind(item: ItemDraft): Record<string, unknown> {
  switch (item.kind) {
    case 'value':
      return { unit: words(item.unit), atLeast: words(item.atLeast), atMost: words(item.atMost) };
    case 'choice':
      return { options: item.options.map(({ id, text, result }) => filled({ id: words(id), text: words(text), result })) };
    case 'date':
      return { atMostDaysAgo: number(item.atMostDaysAgo), atLeastDaysAhead: number(item.atLeastDaysAhead) };
    case 'text':
      return { atLeastCharacters: number(item.atLeastCharacters) };
    case 'evidence':
      return { atLeastFiles: number(item.atLeastFiles) };
    case 'computed':
      return { metric: words(item.metric), atLeast: words(item.atLeast), atMost: words(item.atMost) };
    case 'compare':
      return {
        left: plainOperand(item.left),
        right: plainOperand(item.right),
        as: item.as,
        tolerance: item.as === 'number' ? words(item.tolerance) : undefined,
        positions: item.as === 'characters' ? number(item.positions) : undefined,
      };
    case 'signature':
      return { role: words(item.role), statement: words(item.statement) };
    case 'timer':
      return { minutes: number(item.minutes) };
    case 'sub-list':
      return { template: words(item.template) };
    case 'tick':
      return {};
    default:
      return item.kind satisfies never;
  }
}

function plainOperand({ from, name }: OperandDraft): Record<string, string> {
  return { [from]: name.trim() };
}

function plainCondition(condition: ConditionDraft): unknown {
  if (condition.asks === 'fact') return { fact: condition.name.trim(), is: lines(condition.is) };
  if (condition.asks === 'answer') return { answer: condition.name.trim(), is: condition.is };
  const parts = condition.parts.map(plainCondition);
  return condition.asks === 'not' ? { not: parts[0] } : { [condition.asks]: parts };
}

function lines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function words(text: string): string | undefined {
  return text.trim() === '' ? undefined : text.trim();
}

/** What is no number stays what was typed, so that the schema names it. */
function number(text: string): number | string | undefined {
  const typed = text.trim();
  if (typed === '') return undefined;
  return /^-?\d+(\.\d+)?$/.test(typed) ? Number(typed) : typed;
}

function filled(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
