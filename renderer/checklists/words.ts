import type { Item, ItemKind, Operand, Template, Validity } from '../../shared/checklists/index.ts';
import type { CheckedKind, Verdict } from '../../shared/figures/index.ts';
import { counted, exactText } from '../figures/number-text.ts';
import { momentText } from '../figures/time-text.ts';
import type { MetricNames } from './metric-names.ts';

const KINDS: Readonly<Record<ItemKind, string>> = {
  tick: 'Tick',
  value: 'Value',
  choice: 'Choice',
  date: 'Date',
  text: 'Text',
  evidence: 'Evidence',
  computed: 'Computed',
  compare: 'Comparison',
  signature: 'Signature',
  timer: 'Timer',
  'sub-list': 'Other checklist',
};
export const ITEM_KINDS = Object.keys(KINDS) as readonly ItemKind[];

export function kindWords(kind: ItemKind): string {
  return KINDS[kind];
}

const RESULTS: Readonly<Record<Verdict, string>> = { pass: 'pass', fail: 'fail', unknown: 'unknown', 'not-applicable': 'not applicable' };

/** An answer's result in a word. */
export function resultWords(result: Verdict): string {
  return RESULTS[result];
}

const STYLES: Readonly<Record<Template['style'], string>> = {
  'read-do': 'read, then do',
  'do-confirm': 'do, then confirm',
  'emergency-card': 'emergency card',
};
export const TEMPLATE_STYLES = Object.keys(STYLES) as ReadonlyArray<Template['style']>;

export function styleWords(style: Template['style']): string {
  return STYLES[style];
}

const SUBJECTS: Readonly<Record<CheckedKind, string>> = {
  venue: 'a venue or desk',
  ticket: 'a pre-trade ticket',
  trade: 'a recorded trade',
  leg: 'a leg of a settlement',
  batch: 'a batch of legs to net',
  position: 'a position',
  day: 'a day',
  workspace: 'the whole workspace',
};

/** What a checklist is about, with its article. */
export function subjectKindWords(kind: CheckedKind): string {
  return SUBJECTS[kind];
}

/** The same as a heading: `Venue or desk`. */
export function subjectKindTitle(kind: CheckedKind): string {
  const words = SUBJECTS[kind].replace(/^(an?|the) /, '');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** `90 days`. */
export function validityWords({ amount, unit }: Validity): string {
  return `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
}

/** When an answer to the item passes, in words; empty where the person says it. */
export function passesWords(item: Item, named: MetricNames = asWritten): string {
  switch (item.kind) {
    case 'value':
    case 'computed':
      return boundsWords(item.atLeast, item.atMost, item.kind === 'value' ? item.unit : '');
    case 'date':
      return [
        item.atMostDaysAgo === undefined ? '' : `at most ${days(item.atMostDaysAgo)} ago`,
        item.atLeastDaysAhead === undefined ? '' : `at least ${days(item.atLeastDaysAhead)} ahead`,
      ]
        .filter((part) => part !== '')
        .join(', ');
    case 'text':
      return item.atLeastCharacters > 1 ? `at least ${item.atLeastCharacters} characters` : '';
    case 'evidence':
      return item.atLeastFiles === 1 ? 'at least one file' : `at least ${item.atLeastFiles} files`;
    case 'compare':
      return compareWords(item, named);
    case 'timer':
      return `${validityWords({ amount: item.minutes, unit: 'minutes' })} after it was first shown`;
    case 'sub-list':
      return `${item.template} is signed and stands`;
    case 'signature':
      return `signed by ${item.role}`;
    case 'tick':
    case 'choice':
      return '';
    default:
      return item satisfies never;
  }
}

/** `at least 24 hours`, `between 1 and 5 %`. */
function boundsWords(atLeast: string | undefined, atMost: string | undefined, unit: string): string {
  const after = unit === '' ? '' : ` ${unit}`;
  if (atLeast !== undefined && atMost !== undefined) return `between ${exactText(atLeast)} and ${exactText(atMost)}${after}`;
  if (atLeast !== undefined) return `at least ${exactText(atLeast)}${after}`;
  return atMost === undefined ? '' : `at most ${exactText(atMost)}${after}`;
}

function compareWords(item: Extract<Item, { kind: 'compare' }>, named: MetricNames): string {
  const sides = `${operandWords(item.left, named)} equals ${operandWords(item.right, named)}`;
  if (item.as === 'characters') return `${sides} at ${item.positions} positions`;
  return item.as === 'number' && item.tolerance !== undefined ? `${sides} within ${exactText(item.tolerance)}` : sides;
}

export function operandWords(operand: Operand, named: MetricNames = asWritten): string {
  if ('metric' in operand) return named(operand.metric);
  return 'fact' in operand ? operand.fact : `“${operand.typed}”`;
}

function asWritten(metric: string): string {
  return metric;
}

/** An instant with its day and time, as a report says it: paper does not know what today is. */
export function recordedMoment(at: string): string {
  return momentText(at, 0);
}

function days(count: number): string {
  return counted(count, 'day');
}
