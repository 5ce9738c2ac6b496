import { useEffect, type RefObject } from 'react';

/** Puts the focus into the first field of a form that has just been opened. */
export function useFirstFocus(form: RefObject<HTMLFormElement | null>): void {
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus();
  }, [form]);
}
