/** Moves the focus by rows among the buttons that open rows; the first row where none has it yet. Answers what has the focus then. */
export function moveRow(within: HTMLElement | null, by: number): HTMLElement | null {
  const rows = [...(within?.querySelectorAll<HTMLElement>('[data-opens-row]') ?? [])];
  const here = rows.indexOf(document.activeElement as HTMLElement);
  const next = rows[here === -1 ? 0 : Math.max(0, Math.min(rows.length - 1, here + by))] ?? null;
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
  return next;
}

/** Gives the keyboard back, after what had it is gone: to what is named in the panel, else to the panel itself. */
export function focusBack(panel: string, ...wanted: readonly string[]): void {
  setTimeout(() => {
    const place = document.querySelector<HTMLElement>(`[data-panel="${CSS.escape(panel)}"]`);
    const found = wanted.map((way) => place?.querySelector<HTMLElement>(`[data-way="${CSS.escape(way)}"]`)).find(Boolean);
    (found ?? place)?.focus();
  });
}
