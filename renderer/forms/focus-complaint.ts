/** Puts the focus into the first field that is wrong, once the complaints are drawn. */
export function focusComplaint(form: HTMLFormElement | null): void {
  setTimeout(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
