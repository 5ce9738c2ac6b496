import { compactText, numberText, percentText } from '../figures/number-text.ts';

/** A number, then what is remarked of it: `899710419 (2026-11-22)`. */
const REMARKED = /^(-?\d+(?:\.\d+)?)(?: .*)?$/;

/** The value of a grade's factor as a table has room for it; words as they are. All of it is in what the engine said. */
export function factorText(value: string, unit: string): string {
  const number = REMARKED.exec(value)?.[1];
  if (number === undefined) return value;
  if (unit.startsWith('fraction')) return percentText(number);
  if (unit === 'days') return `${numberText(number, { most: 1, fewest: 0 })} d`;
  if (unit === 'USD') return `${compactText(number)} USD`;
  return numberText(number, { most: 2, fewest: 0 });
}
