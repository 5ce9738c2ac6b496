/** What separates the cells of a line. */
export type Delimiter = ',' | ';' | '\t' | '|';
export const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|'];

/** One line's cells, or the sentence why they cannot be told apart; `next` is where the following line starts. */
export interface ScannedLine {
  readonly cells: string[];
  readonly fault: string | null;
  readonly next: number;
  /** Physical lines that the row took: more than one where a quoted cell holds line breaks. */
  readonly lines: number;
}

const QUOTE = 34;

/**
 * Splits delimited text line by line (RFC 4180, with `\n`, `\r\n` or a lone `\r` between lines). Unlike the fast parsers it was measured
 * against, it never reads across a line end to fill a short row and never guesses after a broken quote: the line is given back whole
 * with its fault, and scanning goes on with the next physical line, so that one bad row costs one row.
 */
export class LineScanner {
  readonly #text: string;
  readonly #delimiter: Delimiter;
  readonly #newline: '\n' | '\r';
  readonly #maxLine: number;
  readonly #maxCells: number;
  /** First quotation mark at or after the line being read; without it each line of a file without quotes would search to its end. */
  #quote = -1;

  constructor(text: string, delimiter: Delimiter, maxLine: number, maxCells: number) {
    this.#text = text;
    this.#delimiter = delimiter;
    this.#newline = text.includes('\n') ? '\n' : '\r';
    this.#maxLine = maxLine;
    this.#maxCells = maxCells;
  }

  /** The line that starts at `start`; `null` at the end of the text. */
  scan(start: number): ScannedLine | null {
    const text = this.#text;
    if (start >= text.length) return null;
    let lineEnd = text.indexOf(this.#newline, start);
    if (lineEnd === -1) lineEnd = text.length;
    if (lineEnd - start > this.#maxLine) return this.#tooLong(lineEnd);
    const end = lineEnd > start && text.charCodeAt(lineEnd - 1) === 13 ? lineEnd - 1 : lineEnd;
    if (this.#quote < start) {
      const quote = text.indexOf('"', start);
      this.#quote = quote === -1 ? text.length : quote;
    }
    if (this.#quote >= end) {
      const cells = text.slice(start, end).split(this.#delimiter, this.#maxCells + 1);
      return { cells, fault: cells.length > this.#maxCells ? this.#tooWide() : null, next: lineEnd + 1, lines: 1 };
    }
    return this.#scanQuoted(start, end, lineEnd);
  }

  #scanQuoted(start: number, firstEnd: number, firstLineEnd: number): ScannedLine {
    const text = this.#text;
    const delimiter = this.#delimiter.charCodeAt(0);
    const cells: string[] = [];
    let [end, lineEnd, lines, at] = [firstEnd, firstLineEnd, 1, start];
    const broken = (fault: string): ScannedLine => ({
      cells: [text.slice(start, firstEnd)],
      fault,
      next: firstLineEnd + 1,
      lines: 1,
    });
    for (;;) {
      if (cells.length >= this.#maxCells) return { cells, fault: this.#tooWide(), next: lineEnd + 1, lines };
      if (text.charCodeAt(at) === QUOTE && at < end) {
        let close = at;
        let doubled = false;
        for (;;) {
          close = text.indexOf('"', close + 1);
          if (close === -1 || close - start > this.#maxLine)
            return broken(`a quotation mark opens before cell ${cells.length + 1} and never closes`);
          if (text.charCodeAt(close + 1) !== QUOTE) break;
          doubled = true;
          close += 1;
        }
        while (close >= end) {
          lines += 1;
          const next = text.indexOf(this.#newline, lineEnd + 1);
          lineEnd = next === -1 ? text.length : next;
          end = text.charCodeAt(lineEnd - 1) === 13 ? lineEnd - 1 : lineEnd;
        }
        const inner = text.slice(at + 1, close);
        cells.push(doubled ? inner.replaceAll('""', '"') : inner);
        at = close + 1;
        if (at >= end) break;
        if (text.charCodeAt(at) !== delimiter) {
          while (at < end && text.charCodeAt(at) === 32) at += 1;
          if (at < end && text.charCodeAt(at) !== delimiter) return broken(`the quotation marks around cell ${cells.length} do not match`);
          if (at >= end) break;
        }
        at += 1;
      } else {
        let next = text.indexOf(this.#delimiter, at);
        if (next === -1 || next > end) next = end;
        const cell = text.slice(at, next);
        if (cell.includes('"') && !/^[^"]*"[^"]*"[^"]*$/.test(cell))
          return broken(`cell ${cells.length + 1} has a quotation mark in its middle that does not close`);
        cells.push(cell);
        if (next >= end) break;
        at = next + 1;
      }
      if (at >= end) {
        cells.push('');
        break;
      }
    }
    return { cells, fault: null, next: lineEnd + 1, lines };
  }

  #tooLong(lineEnd: number): ScannedLine {
    const fault = `the line is longer than ${this.#maxLine.toLocaleString('en')} characters`;
    return { cells: [], fault, next: lineEnd + 1, lines: 1 };
  }

  #tooWide(): string {
    return `the line has more than ${this.#maxCells.toLocaleString('en')} cells`;
  }
}
