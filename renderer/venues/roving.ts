import { type KeyboardEvent, useRef, useState } from 'react';

/** The elements of one plot as the keyboard walks through them: one of them takes part in the order of Tab, the arrows go on from it. */
export interface Roving {
  /** Properties of the element at this place. */
  readonly of: (index: number) => {
    readonly tabIndex: 0 | -1;
    readonly ref: (element: SVGGElement | null) => void;
    readonly onFocus: () => void;
    readonly onKeyDown: (event: KeyboardEvent) => void;
  };
}

/** Lets the arrows, Home and End go through `count` elements of a plot; Enter and Space do `open`. */
export function useRoving(count: number, open?: (index: number) => void): Roving {
  const [at, setAt] = useState(0);
  const elements = useRef<Array<SVGGElement | null>>([]);
  const current = Math.max(0, Math.min(at, count - 1));

  function onKeyDown(event: KeyboardEvent): void {
    const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, Home: -count, End: count };
    const step = steps[event.key as keyof typeof steps];
    if (step !== undefined) elements.current[Math.max(0, Math.min(count - 1, current + step))]?.focus();
    else if ((event.key === 'Enter' || event.key === ' ') && open) open(current);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return {
    of: (index) => ({
      tabIndex: index === current ? 0 : -1,
      ref: (element) => {
        elements.current[index] = element;
      },
      onFocus: () => setAt(index),
      onKeyDown,
    }),
  };
}
