import { useEffect, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

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

/** What a drawing that nobody gives less room takes on paper, in pixels. */
const PAPER = 720;

/**
 * The width of a drawing while it is printed, in pixels: what `--paper` says where it stands, a page's where nothing does; null on the screen. A drawing
 * as wide as a large screen would be shrunk to the page, words and all.
 */
export function usePaper(element: RefObject<HTMLElement | null>): number | null {
  const [paper, setPaper] = useState<number | null>(null);
  useEffect(() => {
    const begin = (): void => {
      const told = element.current ? Number.parseFloat(getComputedStyle(element.current).getPropertyValue('--paper')) : Number.NaN;
      // The page is laid out as soon as all have been told.
      flushSync(() => setPaper(Number.isNaN(told) ? PAPER : told));
    };
    const end = (): void => setPaper(null);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, [element]);
  return paper;
}
