import { Decimal, type Figure, isKnown, known, ONE } from '../figures/index.ts';
import { orderBook } from './order-book.ts';
import type { DepthSnapshot } from './reference.ts';

/** What lies within a distance of the middle, on one side. */
export interface DepthWithin {
  readonly base: Decimal;
  readonly quote: Decimal;
  /** Whether the snapshot reaches that far; where it does not, the true sum may be larger. */
  readonly reached: boolean;
}

/** The card of a depth snapshot; sums are measured from the middle of the book. */
export interface DepthCard {
  readonly levels: { readonly bids: number; readonly asks: number };
  readonly bestBid: Decimal | null;
  readonly bestAsk: Decimal | null;
  readonly mid: Decimal | null;
  /** (ask − bid) / mid in basis points; negative in a crossed book. */
  readonly spreadBps: Decimal | null;
  readonly within: readonly { readonly bps: number; readonly bids: DepthWithin; readonly asks: DepthWithin }[];
}

/** The distances, in basis points, to which a card sums. */
export const CARD_DISTANCES = [10, 25, 50] as const;

/**
 * Spread, middle and the sums to 10, 25 and 50 basis points of the middle on each side; `null` where a side is empty.
 * Unavailable as `orderBook` is.
 */
export function depthCard(snapshot: Pick<DepthSnapshot, 'bids' | 'asks' | 'unit'>): Figure<DepthCard> {
  const read = orderBook(snapshot);
  if (!isKnown(read)) return read;
  const book = read.ok;
  const [bestBid, bestAsk, mid] = [book.bids.price(), book.asks.price(), book.mid];
  const within = (side: 'bids' | 'asks', distance: number, middle: Decimal): DepthWithin => {
    const share = new Decimal(distance).dividedBy(10_000);
    const count = book[side].levelsWithin(middle.times(side === 'asks' ? ONE.plus(share) : ONE.minus(share)), side);
    return { ...book[side].upTo(count), reached: count < book[side].levels };
  };
  return known({
    levels: { bids: book.bids.levels, asks: book.asks.levels },
    bestBid,
    bestAsk,
    mid,
    spreadBps: bestBid && bestAsk && mid ? bestAsk.minus(bestBid).dividedBy(mid).times(10_000) : null,
    within: mid ? CARD_DISTANCES.map((bps) => ({ bps, bids: within('bids', bps, mid), asks: within('asks', bps, mid) })) : [],
  });
}
