import { useEffect, type RefObject } from 'react';

/** Puts the focus into the first field of a form that has just been opened; with `takes` false something before it has the focus. */
export function useFirstFocus(form: RefObject<HTMLFormElement | null>, takes = true): void {
  useEffect(() => {
    if (takes) form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus();
  }, [form, takes]);
}
