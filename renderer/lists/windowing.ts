/** Chromium lays out no box taller than some 33 million pixels; a list that would be taller is squeezed into this height. */
export const TALLEST = 16_000_000;

/** A list of rows of one height, and the part of it that is in view. All lengths in pixels. */
export interface ListView {
  readonly count: number;
  readonly rowHeight: number;
  /** Height of the part in view, without the head. */
  readonly viewHeight: number;
  readonly scrollTop: number;
}

export interface RowWindow {
  /** Height of the box that is scrolled. */
  readonly height: number;
  /** First and last row in view; `last` is −1 where there are none. */
  readonly first: number;
  readonly last: number;
  /** Add to `row × rowHeight` to get the row's place in the box. */
  readonly shift: number;
}

/** Which rows are in view, and where they lie in a box that is no taller than {@link TALLEST}. */
export function rowWindow({ count, rowHeight, viewHeight, scrollTop }: ListView): RowWindow {
  const full = count * rowHeight;
  const height = Math.min(full, TALLEST);
  const top = full > height ? (scrollTop * (full - viewHeight)) / Math.max(1, height - viewHeight) : scrollTop;
  const first = Math.max(0, Math.min(count - 1, Math.floor(top / rowHeight)));
  const last = Math.min(count - 1, Math.floor((top + viewHeight) / rowHeight));
  return { height, first, last, shift: scrollTop - top };
}

/** Where to scroll so that `row` is wholly in view, moving no further than needed; the present place if it is in view already. */
export function scrollTopFor(row: number, view: ListView): number {
  const { count, rowHeight, viewHeight, scrollTop } = view;
  const { height } = rowWindow(view);
  const full = count * rowHeight;
  const squeeze = full > height ? (full - viewHeight) / Math.max(1, height - viewHeight) : 1;
  const top = scrollTop * squeeze;
  const wanted =
    row * rowHeight < top ? row * rowHeight : (row + 1) * rowHeight > top + viewHeight ? (row + 1) * rowHeight - viewHeight : top;
  return wanted === top ? scrollTop : Math.max(0, wanted / squeeze);
}
