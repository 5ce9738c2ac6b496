import { DECIMAL_TEXT, Decimal } from '../figures/index.ts';
import { lintAge, OLD_AFTER } from './lint-age.ts';
import type { DepthSnapshot, Finding, Level } from './reference.ts';

/** The rules for order books: sizes and prices above zero, best first, no level twice, not crossed, not old. Each rule speaks once a side. */
export function lintDepth(depth: DepthSnapshot, now: string): readonly Finding[] {
  const what = `order book of ${depth.symbol}`;
  return [
    ...lintSide(depth.bids, 'bids', what),
    ...lintSide(depth.asks, 'asks', what),
    ...lintCrossed(depth, what),
    ...lintAge(what, depth.asOf, now, OLD_AFTER.depth),
  ];
}

function lintSide(levels: readonly Level[], side: 'bids' | 'asks', what: string): readonly Finding[] {
  const found = new Map<string, Finding>();
  const find = (rule: string, severity: Finding['severity'], row: number | null, says: string, acceptable: boolean) => {
    if (found.has(rule)) return;
    const where = { what, ...(row !== null && { row }), field: side };
    found.set(rule, { rule, severity, where, says, remedy: 'Save the book again from the venue.', acceptable });
  };
  if (levels.length === 0)
    find('side-empty', 'warning', null, `The ${what} has no ${side}: nothing can be walked there, and there is no middle.`, true);
  // Prices as numbers do for comparing neighbours, and their texts for telling equal ones: a book may have thousands of levels.
  let before = Number.NaN;
  for (const [place, [price, amount]] of levels.entries()) {
    const row = place + 1;
    const [own, size] = [Number(price), Number(amount)];
    if (!(own > 0) || !DECIMAL_TEXT.test(price))
      find('price-not-positive', 'error', row, `Level ${row} of the ${side} of the ${what} has the price ${price}.`, false);
    if (!(size > 0))
      find(
        'size-not-positive',
        'error',
        row,
        `Level ${row} of the ${side} of the ${what} has the amount ${amount}; an order is above zero.`,
        false,
      );
    const better = side === 'asks' ? own < before : own > before;
    const previous = levels[place - 1]?.[0];
    if (own === before && previous !== undefined && new Decimal(price).equals(previous))
      find(
        'level-twice',
        'warning',
        row,
        `Levels ${row - 1} and ${row} of the ${side} of the ${what} have the same price ${price}; amounts may be counted twice.`,
        true,
      );
    else if (better)
      find(
        'book-unsorted',
        'error',
        row,
        `Level ${row} of the ${side} of the ${what} (${price}) is better than the one before it; levels come best first.`,
        false,
      );
    before = own;
  }
  return [...found.values()];
}

function lintCrossed({ bids, asks }: DepthSnapshot, what: string): readonly Finding[] {
  const [bid, ask] = [bids[0]?.[0], asks[0]?.[0]];
  if (bid === undefined || ask === undefined || new Decimal(bid).lessThan(ask)) return [];
  const says = `The ${what} is crossed: the best bid ${bid} is not below the best ask ${ask}. No such book stands; its sides were taken at different moments, or are swapped.`;
  return [
    {
      rule: 'book-crossed',
      severity: 'error',
      where: { what, row: 1, field: 'bids' },
      says,
      remedy: 'Save the book again from the venue.',
      acceptable: false,
    },
  ];
}
