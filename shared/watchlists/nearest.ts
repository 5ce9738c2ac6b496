/** Names that differ by more are another word. */
const FARTHEST = 2;

/** The candidate that differs from `word` by the fewest letters put in, left out, changed or swapped with their neighbour; `null` where none is near. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  let [best, least] = [null as string | null, FARTHEST + 1];
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > FARTHEST) continue;
    const distance = distanceOf(word.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** Optimal string alignment distance. */
function distanceOf(one: string, other: string): number {
  let [last, row] = [[] as number[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      let cost = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) cost = Math.min(cost, last[j - 2]! + 1);
      next.push(cost);
    }
    [last, row] = [row, next];
  }
  return row[other.length]!;
}
