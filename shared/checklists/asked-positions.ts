import { pureDigests } from '../journal/index.ts';

/**
 * The positions (counting from 1, ascending) of a text of `length` characters that must be typed. They follow from the run and the item,
 * so that nobody chooses them, and one lies in each of `count` parts of about equal length: an address that is alike at its beginning and
 * end only does not pass. All positions where the text has no more than `count` characters.
 */
export function askedPositions(run: string, item: string, length: number, count: number): readonly number[] {
  if (length <= count) return Array.from({ length }, (_, i) => i + 1);
  return Array.from({ length: count }, (_, part) => {
    const from = Math.floor((part * length) / count);
    const to = Math.floor(((part + 1) * length) / count);
    return from + 1 + (chance(run, item, part) % (to - from));
  });
}

/** Characters as people count them when they type: code points, not UTF-16 units. */
export function charactersOf(text: string): readonly string[] {
  return Array.from(text);
}

function chance(run: string, item: string, part: number): number {
  const [a, b, c, d] = pureDigests.sha256(`${run}\n${item}\n${part}`);
  return ((a! << 24) | (b! << 16) | (c! << 8) | d!) >>> 0;
}
