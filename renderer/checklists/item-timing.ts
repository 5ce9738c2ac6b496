import { useCallback, useEffect, useRef } from 'react';
import type { Timing } from '../../shared/checklists/index.ts';

/** How long each item stood before the person: it tells whether a list was read or only ticked. */
export function useItemTiming(item: string): (item: string) => Timing {
  const times = useRef(new Map<string, { readonly shownAt: string; readonly milliseconds: number }>());
  const since = useRef({ item, at: 0 });
  useEffect(() => {
    const known = times.current;
    since.current = { item, at: performance.now() };
    if (!known.has(item)) known.set(item, { shownAt: new Date().toISOString(), milliseconds: 0 });
    return () => {
      const before = known.get(item);
      if (before) known.set(item, { ...before, milliseconds: before.milliseconds + performance.now() - since.current.at });
    };
  }, [item]);
  return useCallback((asked: string) => {
    const known = times.current.get(asked);
    const running = since.current.item === asked ? performance.now() - since.current.at : 0;
    return { shownAt: known?.shownAt ?? null, milliseconds: known ? Math.round(known.milliseconds + running) : null };
  }, []);
}
