import type { Table } from '../tables/index.ts';
import { type ExportFormat, type ExportReading, NOTHING_KNOWN, type ReadOptions, RowOutcomes } from './reading.ts';
import { columnPositions } from './row-cells.ts';

/**
 * Reads a whole export. Preview and commit both call this, with what the store knows; the answer has one outcome for every row of the
 * file and depends on nothing else than the arguments.
 */
export function readExport(format: ExportFormat, table: Table, options: ReadOptions = {}): ExportReading {
  const outcomes = new RowOutcomes(table.rows.length, options.known ?? NOTHING_KNOWN);
  const file = { table, options, outcomes, questions: [], notices: [] };
  rejectBrokenRows(format, table, outcomes);
  format.read(file);
  return { format: format.id, rows: outcomes.all(), questions: file.questions, notices: file.notices };
}

/** The rows as they may be stored and shown: without what the format withholds. */
export function shownRows(format: ExportFormat, table: Table): readonly (readonly string[])[] {
  const { withheld } = format;
  if (withheld === undefined) return table.rows;
  const patterns = table.header.map(
    (name) => Object.entries(withheld).find(([column]) => column.toLowerCase() === name.toLowerCase())?.[1],
  );
  return table.rows.map((cells) =>
    cells.map((cell, index) => {
      const pattern = index < patterns.length ? patterns[index] : undefined;
      return pattern === undefined ? cell : (pattern.exec(cell)?.[0] ?? '');
    }),
  );
}

/** Judges rows that are no rows of this table: broken quotes, too many or too few cells, nothing at all. */
function rejectBrokenRows(format: ExportFormat, table: Table, outcomes: RowOutcomes): void {
  const width = table.header.length;
  const positions = columnPositions(table.header);
  const needed = Math.max(0, ...format.needs.map((name) => (positions.get(name) ?? -1) + 1));
  const { rows, faults } = table;
  for (let index = 0; index < rows.length; index += 1) {
    const cells = rows[index];
    if (cells === undefined) continue;
    const row = index + 1;
    const fault = faults.size === 0 ? undefined : faults.get(row);
    if (fault !== undefined) {
      outcomes.reject(
        row,
        'row',
        `Line ${table.lines[index]} cannot be split into cells: ${fault}. Correct the line, or export the file again.`,
      );
      continue;
    }
    if (cells[0] === '' && cells.every((cell) => cell.trim() === '')) {
      outcomes.skip(row, 'the row is empty');
      continue;
    }
    if (cells.length === width) continue;
    if (cells.length > width && cells.slice(width).some((cell) => cell.trim() !== ''))
      outcomes.reject(
        row,
        'row',
        `Line ${table.lines[index]} has ${cells.length} cells where the header names ${width}: a separator stands inside a text, or the file mixes separators. Correct the line, or export the file again.`,
      );
    else if (cells.length < needed || (cells.length < width && isCutOff(format, table, index, cells.length)))
      outcomes.reject(
        row,
        'row',
        `Line ${table.lines[index]} has ${cells.length} of ${width} cells: the file was cut off there, or mixes separators. Export the file again.`,
      );
  }
}

/** A short last line without its line end was cut off, unless all it lacks are columns that files of this format leave out. */
function isCutOff({ trailing = [] }: ExportFormat, table: Table, index: number, cells: number): boolean {
  return table.openEnd && index === table.rows.length - 1 && table.header.slice(cells).some((name) => !trailing.includes(name));
}
