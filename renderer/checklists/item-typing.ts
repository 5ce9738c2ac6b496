import type { Item, Operand } from '../../shared/checklists/index.ts';
import type { EvidenceRef } from '../../shared/evidence/index.ts';
import { isDay, parseDecimal } from '../../shared/figures/index.ts';
import type { Sent } from './readings.ts';

/** What somebody has typed and attached for an item and not yet given as its answer. */
export interface Typing {
  readonly text: string;
  readonly left: string;
  readonly right: string;
  /** Of a comparison by characters: by position. */
  readonly characters: Readonly<Record<number, string>>;
  readonly note: string;
  readonly files: readonly EvidenceRef[];
  readonly person: string;
  readonly pin: string;
}

export const NOTHING_TYPED: Typing = { text: '', left: '', right: '', characters: {}, note: '', files: [], person: '', pin: '' };

/** What would be given as the answer, or what is still lacking, in a sentence. */
export type Ready = { readonly sent: Sent } | { readonly lack: string };

/** The answer that what was typed makes of an item. A tick and a choice are given by their own keys. */
export function readyAnswer(item: Item, typing: Typing, positions: readonly number[] | null): Ready {
  const text = typing.text.trim();
  switch (item.kind) {
    case 'tick':
      return { lack: 'Y says that it is so, N that it is not.' };
    case 'choice':
      return { lack: `Choose one by its digit, from 1 to ${item.options.length}.` };
    case 'value':
      if (text === '') return { lack: `Type the value in ${item.unit}.` };
      return parseDecimal(text) === null
        ? { lack: `“${text}” is no number. Type digits with a point and without separators, such as 1234.5.` }
        : { sent: { is: 'value', value: text } };
    case 'date':
      return isDay(text) ? { sent: { is: 'date', day: text } } : { lack: 'Type the day as 2026-03-14.' };
    case 'text':
      return text === '' ? { lack: 'Type the text.' } : { sent: { is: 'text', text } };
    case 'evidence':
      return typing.files.length === 0 ? { lack: 'Attach a file: drop it here, paste it, or press F.' } : { sent: { is: 'evidence' } };
    case 'compare':
      return comparison(item, typing, positions);
    case 'signature':
      return typing.person === ''
        ? { lack: 'Choose who signs.' }
        : { sent: { is: 'signature', person: typing.person, ...(typing.pin === '' ? {} : { pin: typing.pin }) } };
    case 'computed':
    case 'timer':
    case 'sub-list':
      return { sent: { is: item.kind } };
    default:
      return item satisfies never;
  }
}

function comparison(item: Extract<Item, { kind: 'compare' }>, typing: Typing, positions: readonly number[] | null): Ready {
  if (item.as === 'characters') {
    if (positions === null) return { sent: { is: 'compare' } };
    const characters = positions.map((position) => ({ position, character: typing.characters[position] ?? '' }));
    const missing = characters.find(({ character }) => character === '');
    return missing ? { lack: `Type the character at position ${missing.position}.` } : { sent: { is: 'compare', characters } };
  }
  const lack = lackOf(item.left, typing.left) ?? lackOf(item.right, typing.right);
  if (lack !== null) return { lack };
  return {
    sent: {
      is: 'compare',
      ...('typed' in item.left ? { left: typing.left.trim() } : {}),
      ...('typed' in item.right ? { right: typing.right.trim() } : {}),
    },
  };
}

function lackOf(operand: Operand, typed: string): string | null {
  return 'typed' in operand && typed.trim() === '' ? `Type ${operand.typed}.` : null;
}

/** Whether a person types something to answer items of this kind. */
export function isTyped({ kind }: Item): boolean {
  return kind === 'value' || kind === 'date' || kind === 'text' || kind === 'compare' || kind === 'signature';
}
