import { type RefObject, useEffect } from 'react';

/**
 * Keeps the keyboard where the work is. What held it has gone from the page when an item was answered or a question beside it closed: then
 * nobody has it, and it comes here. `hands` takes it from elsewhere once, because somebody came to go on here; `free` is false while a
 * question beside the item has it.
 */
export function usePaneFocus(pane: RefObject<HTMLElement | null>, hands: boolean, free: boolean): void {
  useEffect(() => {
    const element = pane.current;
    if (!element || !free) return;
    if (hands || document.activeElement === document.body) element.focus({ preventScroll: true });
    element.scrollIntoView({ block: 'nearest' });
  }, [pane, hands, free]);
}
