import { dayNumber, Decimal, parseDecimal } from '../../shared/figures/index.ts';
import type { OwnColumn } from '../../shared/watchlists/index.ts';
import { moneyText, numberText, percentText } from '../figures/number-text.ts';
import { dayText } from '../figures/time-text.ts';

/** An own value as a cell shows it. */
export function ownValueText({ type, currency }: OwnColumn, value: string): string {
  switch (type) {
    case 'number':
      return numberText(value, { most: 8, fewest: 0 });
    case 'percent':
      return percentText(value);
    case 'money':
      return `${moneyText(value)}${currency === null ? '' : ` ${currency}`}`;
    case 'day':
      return dayText(value);
    case 'text':
      return value;
    default:
      return type satisfies never;
  }
}

/** A kept value as one types it: 0.05 of a per cent column is `5`. */
export function ownValueTyped({ type }: OwnColumn, value: string): string {
  return type === 'percent' && value !== '' ? new Decimal(value).times(100).toFixed() : value;
}

export type TypedValue = { readonly value: string | null } | { readonly complaint: string };

/** What was typed into an own column, as it is kept; empty takes the value away. */
export function typedValue({ name, type }: OwnColumn, text: string): TypedValue {
  const typed = type === 'text' ? text : text.trim();
  if (typed.trim() === '') return { value: null };
  if (type === 'text') return { value: typed };
  if (type === 'day') {
    return dayNumber(typed) === null ? { complaint: `“${typed}” is no day; write it as 2026-03-14.` } : { value: typed };
  }
  const bare = typed
    .replace(/\s*%$/, '')
    .replaceAll(/[\s\u202f_]/g, '')
    .replace('\u2212', '-');
  const number = parseDecimal(bare);
  if (number === null) return { complaint: `“${typed}” in ${name} is no number; write it as 1500.50, with a point and without commas.` };
  return { value: (type === 'percent' ? number.dividedBy(100) : number).toFixed() };
}

/** The tags that were typed, parted by commas. */
export function typedTags(text: string): readonly string[] {
  return [...new Set(text.split(/[,;\n]/).map((tag) => tag.trim()))].filter((tag) => tag !== '');
}
