import { useEffect, useRef } from 'react';

const layers: Array<() => void> = [];

/** Backs out of what was opened last. Answers whether there was anything to back out of. */
export function escape(): boolean {
  const last = layers.at(-1);
  last?.();
  return last !== undefined;
}

/** While `open`, Escape calls `close` — unless something opened later is still there. */
export function useEscape(open: boolean, close: () => void): void {
  const latest = useRef(close);
  useEffect(() => {
    latest.current = close;
  }, [close]);
  useEffect(() => {
    if (!open) return;
    const layer = () => latest.current();
    layers.push(layer);
    return () => {
      layers.splice(layers.indexOf(layer), 1);
    };
  }, [open]);
}
