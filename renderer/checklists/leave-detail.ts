import { closeBeside } from '../window/places.ts';

/** Empties the detail beside the list and gives the keyboard back to the list. */
export function leaveDetail(screen: string): void {
  closeBeside(screen);
  const lists = [...document.querySelectorAll<HTMLElement>('[data-list]')];
  lists.find((list) => list.checkVisibility())?.focus({ preventScroll: true });
}
