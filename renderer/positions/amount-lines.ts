import { parseDecimal } from '../../shared/figures/index.ts';
import type { Amount } from '../../shared/positions/index.ts';

/** Amounts from lines such as `120 DOT`, or the sentence what is wrong with the first line that is none. */
export function readAmounts(text: string): { readonly amounts: readonly Amount[] } | { readonly complaint: string } {
  const amounts: Amount[] = [];
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '') continue;
    const match = /^(\S+)\s+(\S+)$/.exec(line);
    const [first, second] = [match?.[1] ?? '', match?.[2] ?? ''];
    const [quantity, asset] = isNumber(first) ? [first, second] : [second, first];
    if (!isNumber(quantity) || asset === '') return { complaint: `“${line}” is no amount; write a number and an asset, such as 120 DOT.` };
    if (quantity.startsWith('-')) return { complaint: `“${line}” is negative; the direction follows from what happened.` };
    amounts.push({ asset, quantity });
  }
  return { amounts };
}

/** The lines that read back as these amounts. */
export function writeAmounts(amounts: readonly Amount[] | undefined): string {
  return (amounts ?? []).map(({ asset, quantity }) => `${quantity} ${asset}`).join('\n');
}

function isNumber(text: string): boolean {
  return parseDecimal(text) !== null;
}
