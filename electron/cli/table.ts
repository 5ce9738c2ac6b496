/** Rows under headings, aligned, for people. Numbers stand to the right. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const numeric = headings.map((_, column) => rows.length > 0 && rows.every((row) => /^[-+]?[\d.,]*%?$/.test(row[column] ?? '')));
  const widths = headings.map((heading, column) => Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (numeric[column] ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
      .join('  ')
      .trimEnd();
  return [line(headings), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n');
}

/** A record as lines of name and value; what is nested stands as JSON. */
export function record(value: Readonly<Record<string, unknown>>): string {
  const width = Math.max(0, ...Object.keys(value).map((name) => name.length));
  return Object.entries(value)
    .map(([name, member]) => `${name.padEnd(width)}  ${plain(member)}`)
    .join('\n');
}

/** A value as somebody would write it in a cell. */
export function plain(value: unknown): string {
  if (value === null || value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
