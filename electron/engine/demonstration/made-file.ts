/** A file of the demonstration, as an exchange or a source would hand it out; it goes through the same import as a person's own. */
export interface MadeFile {
  readonly name: string;
  readonly text: string;
}

/** Rows of cells that need no quotes, or bring them. */
export function csv(rows: readonly (readonly string[])[]): string {
  return `${rows.map((row) => row.join(',')).join('\n')}\n`;
}
