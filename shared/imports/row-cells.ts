import { Decimal, decimalText } from '../figures/index.ts';
import {
  instantFault,
  numberFault,
  readInstant,
  readMoney,
  readNumber,
  type DateOrder,
  type DecimalMark,
  type Money,
} from '../tables/index.ts';
import { isFormula, isMangledIdentifier, shorten } from '../tables/index.ts';

/** Positions of columns by name; of equal names the first. Names are compared without case. */
export function columnPositions(header: readonly string[]): ReadonlyMap<string, number> {
  const positions = new Map<string, number>();
  header.forEach((name, index) => {
    const key = name.toLowerCase();
    if (!positions.has(key)) positions.set(key, index);
  });
  return positions;
}

/** Whether a header has every one of these columns, in any order and case. */
export function hasColumns(header: readonly string[], ...names: readonly string[]): boolean {
  const positions = columnPositions(header);
  return names.every((name) => positions.has(name.toLowerCase()));
}

export interface CellOptions {
  readonly zone?: string;
  readonly order?: DateOrder;
  readonly mark?: DecimalMark;
}

/**
 * One row at a time, cell by cell. The first cell that cannot be read becomes the row's fault and later answers are placeholders, so
 * that a reader can ask for everything and look at `fault` once. A column may be named or given by its position.
 */
export class RowCells {
  fault: { readonly field: string; readonly reason: string } | null = null;
  readonly #header: readonly string[];
  readonly #positions: ReadonlyMap<string, number>;
  readonly #options: CellOptions;
  #cells: readonly string[] = [];

  constructor(header: readonly string[], options: CellOptions = {}) {
    this.#header = header;
    this.#positions = columnPositions(header);
    this.#options = options;
  }

  open(cells: readonly string[]): this {
    this.#cells = cells;
    this.fault = null;
    return this;
  }

  has(column: string): boolean {
    return this.#positions.has(column.toLowerCase());
  }

  /** The cell without surrounding spaces; empty where the column is missing. */
  text(column: string | number): string {
    const position = typeof column === 'number' ? column : this.#positions.get(column.toLowerCase());
    return position === undefined ? '' : (this.#cells[position] ?? '').trim();
  }

  required(column: string | number): string {
    const text = this.text(column);
    if (text === '') this.reject(column, 'The cell is empty, where a value must be. Export the file again, or fill it in.');
    return text;
  }

  /** A ticker or other name: not empty, and no formula. */
  name(column: string | number): string {
    const text = this.required(column);
    if (isFormula(text)) this.reject(column, formulaFault(text));
    return text;
  }

  /** An identifier; refused where a spreadsheet has rounded it. */
  identifier(column: string | number): string {
    const text = this.text(column);
    if (isMangledIdentifier(text)) this.reject(column, mangledFault(text));
    return text;
  }

  /** A signed number as canonical decimal text; `0` where it is at fault. */
  number(column: string | number): string {
    const text = this.text(column);
    const read = readNumber(text, this.#options.mark);
    if (read === null) this.reject(column, numberFault(text, this.#options.mark));
    return read ?? '0';
  }

  /** As `number`; `null` where the cell is empty or one of the marks for nothing. */
  optionalNumber(column: string | number): string | null {
    const text = this.text(column);
    return text === '' || text === '-' || text === 'null' ? null : this.number(column);
  }

  /** A number with the unit glued to it; `null` where the cell is empty. */
  money(column: string | number): Money | null {
    const text = this.text(column);
    if (text === '' || text === '-') return null;
    const read = readMoney(text, this.#options.mark);
    if (read === null) this.reject(column, numberFault(text, this.#options.mark));
    return read;
  }

  instant(column: string | number): string {
    return this.instantOf(column, this.text(column), this.#options.zone);
  }

  /** As `instant`, of a text that several cells make, in a zone that the row names. */
  instantOf(column: string | number, text: string, zone: string | undefined): string {
    const options = {
      ...(zone === undefined ? {} : { zone }),
      ...(this.#options.order === undefined ? {} : { order: this.#options.order }),
    };
    const read = readInstant(text, options);
    if (read === null) this.reject(column, instantFault(text, options));
    return read ?? EPOCH;
  }

  /** Makes the row's fault, unless it has one. */
  reject(column: string | number, reason: string): void {
    const field = typeof column === 'number' ? (this.#header[column] ?? `column ${column + 1}`) : column;
    this.fault ??= { field, reason };
  }
}

/** The sentence for a cell that a spreadsheet would run. */
export function formulaFault(text: string): string {
  return `“${shorten(text)}” is a spreadsheet formula, which is never taken over. Export the file again without opening it in a spreadsheet.`;
}

/** The sentence for an identifier whose digits a spreadsheet has dropped. */
export function mangledFault(text: string): string {
  return `“${text}” is an identifier that a spreadsheet has rounded; its digits are lost. Export the file again and import it without opening it.`;
}

const EPOCH = '1970-01-01T00:00:00.000Z';

export function isNegative(number: string): boolean {
  return number.charCodeAt(0) === 45;
}

/** The exact product of two numbers. */
export function times(a: string, b: string): string {
  return decimalText(new Decimal(a).times(b));
}

/** The exact difference of two numbers. */
export function minus(a: string, b: string): string {
  return decimalText(new Decimal(a).minus(b));
}

/** `total − part` of unsigned numbers; `null` where the part is more than the whole. */
export function less(total: string, part: string): string | null {
  const rest = new Decimal(total).minus(part);
  return rest.isNegative() ? null : decimalText(rest);
}

export function unsigned(number: string): string {
  return isNegative(number) ? number.slice(1) : number;
}
