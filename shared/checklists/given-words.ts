import { isSame } from '../figures/index.ts';
import type { Answer, Given } from './answer.ts';
import type { Item } from './template.ts';

/** An answer's value as people read it and search for it: what was given, or what was read. */
export function givenWords(item: Item | undefined, answer: Pick<Answer, 'given' | 'readings'>): string {
  const { given, readings } = answer;
  switch (given.is) {
    case 'not-applicable':
      return `not applicable: ${given.reason}`;
    case 'unknown':
      return given.reason === undefined ? 'unknown' : `unknown: ${given.reason}`;
    case 'tick':
      return given.holds ? 'yes' : 'no';
    case 'value':
      return item?.kind === 'value' ? `${given.value} ${item.unit}` : given.value;
    case 'choice':
      return (item?.kind === 'choice' ? item.options.find(({ id }) => id === given.option)?.text : undefined) ?? given.option;
    case 'date':
      return given.day;
    case 'text':
      return given.text;
    case 'evidence':
      return 'files';
    case 'compare':
      return given.characters === undefined
        ? readings.map(({ value }) => value ?? '?').join(' against ')
        : `characters at ${given.characters.map(({ position }) => position).join(', ')}`;
    case 'signature':
      return given.signer.name;
    case 'timer':
      return 'waited';
    case 'computed':
    case 'sub-list': {
      const [reading] = readings;
      return reading?.value == null ? 'unknown' : `${reading.value}${reading.currency === null ? '' : ` ${reading.currency}`}`;
    }
  }
}

/** The number in an answer, as a decimal, for trends; null where there is none. */
export function givenNumber({ given, readings }: Pick<Answer, 'given' | 'readings'>): string | null {
  if (given.is === 'value') return given.value;
  const value = given.is === 'computed' ? readings[0]?.value : null;
  return value != null && /^[+-]?\d*\.?\d+$/.test(value) ? value : null;
}

/** What was given, so that two runs can be compared: the same text means the same answer. */
export function sameGiven(one: Given, other: Given): boolean {
  return isSame(one, other);
}
