import { type RefObject, useEffect } from 'react';
import { beingSigned } from './run-commands.ts';
import type { RunDesk } from './run-desk.ts';

/**
 * Keys of the pane that depend on the item. With the focus on the pane, digits begin a value where one is typed and choose where there are
 * options. In a field of the answer, Escape gives the keyboard back to the pane, and up and down go on to another item.
 */
export function usePaneKeys(pane: RefObject<HTMLElement | null>, desk: RunDesk): void {
  useEffect(() => {
    const element = pane.current;
    const item = desk.current?.item;
    if (!element || !item || desk.asking !== null || beingSigned(desk) !== null) return;
    function onKeyDown(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof HTMLElement && event.target.matches('[data-answer-field]')) inField(event, event.target);
      if (event.target !== element) return;
      if (item?.kind === 'choice') {
        const option = /^[1-9]$/.test(event.key) ? item.options[Number(event.key) - 1] : undefined;
        if (!option) return;
        event.preventDefault();
        desk.give({ is: 'choice', option: option.id });
      } else if (/^[0-9.-]$/.test(event.key)) {
        // The key itself goes on into the field that has the focus now.
        element?.querySelector<HTMLInputElement>('input[data-answer-field], textarea[data-answer-field]')?.focus();
      }
    }
    function inField(event: KeyboardEvent, field: HTMLElement): void {
      const step = field instanceof HTMLInputElement ? { ArrowDown: 1, ArrowUp: -1 }[event.key] : undefined;
      if (event.key === 'Escape') element?.focus();
      else if (step !== undefined) desk.step(step as -1 | 1);
      else return;
      event.preventDefault();
    }
    element.addEventListener('keydown', onKeyDown);
    return () => element.removeEventListener('keydown', onKeyDown);
  }, [pane, desk]);
}
