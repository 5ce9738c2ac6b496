/** Where the keyboard is to go in a ticket that is about to be drawn anew, because saving it gave it its id. */
let wanted: { readonly ticket: string; readonly at: string } | null = null;

/** The place in a panel that has the focus: the field’s path, or the name of a button. */
export function placeOfFocus(): string {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement)) return '';
  return focused.closest<HTMLElement>('[data-path]')?.dataset['path'] ?? focused.dataset['hand'] ?? '';
}

export function wantHands(ticket: string, at: string): void {
  wanted = { ticket, at };
}

/** The element of a ticket’s panel that was wanted, asked once when it is drawn; the heading where its place is unknown. */
export function takeHands(ticket: string | null, root: HTMLElement | null): void {
  if (wanted === null || ticket === null || wanted.ticket !== ticket) return;
  const { at } = wanted;
  wanted = null;
  const place =
    root?.querySelector<HTMLElement>(`[data-path="${at}"] :is(input, select, textarea)`) ??
    root?.querySelector<HTMLElement>(`[data-hand="${at}"]`);
  (place ?? root?.querySelector<HTMLElement>('h1[tabindex]'))?.focus({ preventScroll: true });
}

/** Puts the focus on a check, opened, or into a field: what stands in the way is shown where it is. */
export function showPlace(root: HTMLElement | null, what: string): void {
  const check = root?.querySelector<HTMLElement>(`[data-check="${CSS.escape(what)}"] > button`);
  if (check) {
    if (check.getAttribute('aria-expanded') === 'false') check.click();
    check.focus({ preventScroll: true });
    bringIntoView(check);
    return;
  }
  const fields = [...(root?.querySelectorAll<HTMLElement>('[data-path]') ?? [])];
  const field = fields.find(({ dataset }) => dataset['path'] === what) ?? fields.find(({ dataset }) => dataset['path']?.startsWith(what));
  const group = field?.closest('details');
  if (group) group.open = true;
  field?.querySelector<HTMLElement>('input, select, textarea')?.focus();
}

/** Scrolls the nearest thing that scrolls, and nothing around it: the panel’s head stays where it is. */
function bringIntoView(element: HTMLElement): void {
  const scroller = element.closest<HTMLElement>('.ticket-result, .panel-body');
  if (!scroller) return;
  const { top, height } = scroller.getBoundingClientRect();
  scroller.scrollTop += element.getBoundingClientRect().top - top - height / 3;
}
