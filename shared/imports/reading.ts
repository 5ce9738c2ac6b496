import type { Activity } from '../positions/index.ts';
import type { DateOrder, DecimalMark, Table } from '../tables/index.ts';
import type { Mapping } from './mapping.ts';

/** What became of one row of a file; every row has exactly one. */
export type RowReading =
  | {
      readonly outcome: 'accepted';
      /** The source's own name of the row, by which overlapping exports recognise it; `null` where file and row number are all there is. */
      readonly identity: string | null;
      /** Empty where the row belongs to what `joins` tells: the other leg of a trade, the other end of a move. */
      readonly activities: readonly Activity[];
      /** Row number that carries the activity of this one. */
      readonly joins?: number;
      /** What a person should look at although the row was taken. */
      readonly flag?: string;
    }
  | { readonly outcome: 'duplicate'; readonly identity: string | null }
  | { readonly outcome: 'skipped'; readonly reason: string }
  | { readonly outcome: 'rejected'; readonly field: string; readonly reason: string };

/** Something about the whole file that only a person knows. `option` is the option of the import that answers it. */
export interface Question {
  readonly option: 'zone' | 'dateOrder' | 'decimalMark' | 'mapping';
  readonly because: string;
  readonly choices?: readonly string[];
}

/** A file read by one format: `rows[n - 1]` is what became of row `n`. */
export interface ExportReading {
  readonly format: string;
  readonly rows: readonly RowReading[];
  readonly questions: readonly Question[];
  /** Sentences about the file as a whole: a running balance that does not follow, figures that the source rounded. */
  readonly notices: readonly string[];
}

/** What the store already has: rows that came with an id, and rows of this very file (by number) that came without. */
export interface KnownRows {
  readonly identities: ReadonlySet<string>;
  readonly ordinals: ReadonlySet<number>;
}
export const NOTHING_KNOWN: KnownRows = { identities: new Set(), ordinals: new Set() };

export interface ReadOptions {
  /** Name of the file; some sources tell the time zone only there. */
  readonly fileName?: string;
  /** IANA zone of the file's times, where the source leaves it open. */
  readonly zone?: string;
  readonly dateOrder?: DateOrder;
  readonly decimalMark?: DecimalMark;
  /** For files of no known source. */
  readonly mapping?: Mapping;
  readonly known?: KnownRows;
}

/** One source's way to write its history. */
export interface ExportFormat {
  /** As `import --as` takes it. */
  readonly id: string;
  readonly name: string;
  /** First part of its streams' names. */
  readonly platform: string;
  /** Whether these column names are this format's, in any of its generations. */
  readonly matches: (header: readonly string[]) => boolean;
  /** Columns without which a row cannot be read; a row cut off before the last of them is rejected. */
  readonly needs: readonly string[];
  /** Last columns that real files leave out of a row; a last row that lacks others is taken for one that was cut off. */
  readonly trailing?: readonly string[];
  /** Columns that hold what is nobody's business (addresses, merchants): only what the pattern matches of a cell is ever stored or shown. */
  readonly withheld?: Readonly<Record<string, RegExp>>;
  readonly read: (file: OpenExport) => void;
}

/** A file while a format reads it. */
export interface OpenExport {
  readonly table: Table;
  readonly options: ReadOptions;
  readonly outcomes: RowOutcomes;
  readonly questions: Question[];
  readonly notices: string[];
}

/** The book of outcomes: one entry a row, none left out, none entered twice; both are defects of a format and throw. */
export class RowOutcomes {
  readonly #rows: (RowReading | undefined)[];
  readonly #known: KnownRows;
  readonly #seen = new Set<string>();

  constructor(rows: number, known: KnownRows) {
    this.#rows = Array.from({ length: rows });
    this.#known = known;
  }

  isOpen(row: number): boolean {
    return this.#rows[row - 1] === undefined;
  }

  skip(row: number, reason: string): void {
    this.#enter(row, { outcome: 'skipped', reason });
  }

  reject(row: number, field: string, reason: string): void {
    this.#enter(row, { outcome: 'rejected', field, reason });
  }

  /**
   * Whether the row was imported before, or stands earlier in this file under the same identity; if so it is entered as a duplicate.
   * To be asked once for each row, before its activities are made.
   */
  isRepeated(row: number, identity: string | null): boolean {
    const repeated = identity === null ? this.#known.ordinals.has(row) : this.#isKnown(identity);
    if (repeated) this.#enter(row, { outcome: 'duplicate', identity });
    return repeated;
  }

  /** Adding to the set tells by its size whether the identity was there, in one look-up instead of two. */
  #isKnown(identity: string): boolean {
    const { identities } = this.#known;
    if (identities.size > 0 && identities.has(identity)) return true;
    const before = this.#seen.size;
    return this.#seen.add(identity).size === before;
  }

  accept(row: number, identity: string | null, activities: readonly Activity[], flag?: string): void {
    if (flag === undefined) this.#enter(row, { outcome: 'accepted', identity, activities });
    else this.#enter(row, { outcome: 'accepted', identity, activities, flag });
  }

  /** Accepts a row whose activity row `joins` carries. */
  join(row: number, identity: string | null, joins: number): void {
    this.#enter(row, { outcome: 'accepted', identity, activities: NO_ACTIVITIES, joins });
  }

  all(): readonly RowReading[] {
    return this.#rows.map((reading, index) => {
      if (reading === undefined) throw new Error(`row ${index + 1} was never judged`);
      return reading;
    });
  }

  #enter(row: number, reading: RowReading): void {
    if (row < 1 || row > this.#rows.length) throw new RangeError(`the file has no row ${row}`);
    if (this.#rows[row - 1] !== undefined) throw new Error(`row ${row} was judged twice`);
    this.#rows[row - 1] = reading;
  }
}

const NO_ACTIVITIES: readonly Activity[] = [];
