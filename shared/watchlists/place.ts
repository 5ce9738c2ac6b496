/**
 * Places of entries in a list: words over the digits below that sort as text. Between two different ones there is always another, so that moving
 * one entry names one new place and touches no other, and folding the same move twice leaves the same list.
 */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = DIGITS.length;

/** No place ends with the lowest digit: below such a one there would be no other. */
export const PLACE_TEXT: RegExp = /^[0-9A-Za-z]*[1-9A-Za-z]$/;

/** A place between two; null on a side means the beginning or the end. Throws where the first does not stand before the second. */
export function placeBetween(before: string | null, after: string | null): string {
  if (before !== null && after !== null && before >= after) throw new RangeError(`no place lies between ${before} and ${after}`);
  let place = '';
  let ceilings = after;
  for (let at = 0; ; at += 1) {
    const floor = digitAt(before ?? '', at);
    const ceiling = ceilings === null ? BASE : digitAt(ceilings, at);
    const digit = digitBetween(floor, ceiling, before === null, after === null);
    if (digit !== null) return place + DIGITS[digit];
    place += DIGITS[floor];
    // Once a digit is below the upper one's, all that follows is free.
    if (floor < ceiling) ceilings = null;
  }
}

/** `count` places in order between two, as short as so many can be. */
export function placesBetween(before: string | null, after: string | null, count: number): readonly string[] {
  if (count <= 1) return count === 1 ? [placeBetween(before, after)] : [];
  const width = Math.max(1, Math.ceil(Math.log(count) / Math.log(BASE)));
  // All words that begin with a place which is no beginning of the upper one stand before the upper one.
  const stem = placeBetween(before, placeBetween(before, after));
  return Array.from({ length: count }, (_, at) => `${stem}${numeral(at, width)}1`);
}

/** Additions at either end take the nearest digit, so that a list which grows there keeps its places short; others halve the gap. */
function digitBetween(floor: number, ceiling: number, isFirst: boolean, isLast: boolean): number | null {
  if (ceiling - floor < 2) return null;
  if (isFirst !== isLast) return isFirst ? ceiling - 1 : floor + 1;
  return (floor + ceiling) >> 1;
}

function numeral(value: number, width: number): string {
  let text = '';
  for (let rest = value, digits = 0; digits < width; digits += 1, rest = Math.floor(rest / BASE)) text = DIGITS[rest % BASE]! + text;
  return text;
}

function digitAt(text: string, at: number): number {
  return at < text.length ? DIGITS.indexOf(text[at]!) : 0;
}
