/** Rows of one page of a preview. */
export const PAGE = 2_000;
/** So many pages are read for one view at most; more are in view only where a filter leaves rows far apart. */
const MOST_PAGES = 2;

/** Pages beyond the first, counted from 0: those in view where they are few, and that of the row somebody looks at. */
export function pagesToRead(
  { first, last }: { readonly first: number; readonly last: number },
  places: readonly number[] | null,
  looked: number | null,
  rows: number,
): readonly number[] {
  const inView = new Set<number>();
  for (let index = first; index <= last; index += 1) {
    const place = places === null ? index + 1 : places[index];
    if (place !== undefined && place > PAGE && place <= rows) inView.add(Math.floor((place - 1) / PAGE));
  }
  const pages = inView.size <= MOST_PAGES ? [...inView] : [];
  const page = looked === null ? 0 : Math.floor((looked - 1) / PAGE);
  return page === 0 || pages.includes(page) ? pages : [...pages, page];
}
