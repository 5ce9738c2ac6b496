import { useEffect, useRef, useState, type RefObject } from 'react';

/** The width an element has now, in whole pixels; `first` until it is known. */
export function useWidth<T extends HTMLElement>(first: number): readonly [RefObject<T | null>, number] {
  const element = useRef<T>(null);
  const [width, setWidth] = useState(first);
  useEffect(() => {
    const observed = element.current;
    if (!observed) return;
    const observer = new ResizeObserver(([entry]) => {
      const next = Math.floor(entry?.contentRect.width ?? 0);
      if (next > 0) setWidth(next);
    });
    observer.observe(observed);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
