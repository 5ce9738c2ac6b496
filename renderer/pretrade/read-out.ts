import { type KeyboardEvent, type PointerEvent, useState } from 'react';

interface ReadOutQuestion {
  /** What is read out, for a screen reader. */
  readonly label: string;
  /** Where the points stand, in pixels from the left. */
  readonly places: readonly number[];
  /** The point that is read out while nobody has chosen one. */
  readonly rest: number;
  /** Points worth stopping at: Page up and down go from one to the next. */
  readonly stops: readonly number[];
  readonly text: (index: number) => string;
}

/**
 * Reads out the points of a drawing: by the arrows, by the pointer, by a screen reader. `at` is the point that is read out now, null while none is;
 * `props` belong to the element around the drawing.
 */
export function useReadOut({ label, places, rest, stops, text }: ReadOutQuestion) {
  const [chosen, setChosen] = useState<number | null>(null);
  const last = places.length - 1;
  const shown = Math.max(0, Math.min(chosen ?? rest, last));

  function onKeyDown(event: KeyboardEvent): void {
    const to = destination(event.key, shown, last, stops);
    if (to === null) return;
    setChosen(Math.max(0, Math.min(last, to)));
    event.preventDefault();
    event.stopPropagation();
  }
  function onPointerMove({ clientX, currentTarget }: PointerEvent<HTMLElement>): void {
    setChosen(nearest(places, clientX - currentTarget.getBoundingClientRect().left));
  }
  const props = {
    role: 'slider',
    tabIndex: 0,
    'aria-label': label,
    'aria-valuemin': 0,
    'aria-valuemax': last,
    'aria-valuenow': shown,
    'aria-valuetext': text(shown),
    onKeyDown,
    onPointerMove,
    onPointerLeave: () => setChosen(null),
    onBlur: () => setChosen(null),
  } as const;
  return { at: chosen === null ? null : shown, props };
}

/** The index of the place that is closest. */
export function nearest(places: readonly number[], place: number): number {
  return places.reduce((best, each, index) => (Math.abs(each - place) < Math.abs((places[best] ?? 0) - place) ? index : best), 0);
}

function destination(key: string, shown: number, last: number, stops: readonly number[]): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return shown + 1;
    case 'ArrowLeft':
    case 'ArrowDown':
      return shown - 1;
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'PageUp':
      return Math.min(...stops.filter((stop) => stop > shown), last);
    case 'PageDown':
      return Math.max(...stops.filter((stop) => stop < shown), 0);
    default:
      return null;
  }
}
