import type { Reader } from '../store/store.ts';
import { type MarketBook, marketBook } from './market-book.ts';

/** Something that is made of the market and kept until anything of it changes, as the book of prices is. */
export function remembered<T>(make: (store: Reader) => T): (store: Reader) => T {
  const kept = new WeakMap<MarketBook, { readonly made: T }>();
  return (store) => {
    const book = marketBook(store);
    let found = kept.get(book);
    if (!found) kept.set(book, (found = { made: make(store) }));
    return found.made;
  };
}
