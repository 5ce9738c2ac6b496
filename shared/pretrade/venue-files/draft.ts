import { DECIMAL_TEXT, Decimal } from '../../figures/index.ts';
import type { Json } from '../../journal/index.ts';
import { type Finding, type Instrument, type Level, MOST_LEVELS, type Question, type ReferenceData } from '../reference.ts';
import { decimalOf, FieldFault, Fields, isList, isMembers } from './fields.ts';

/** What is known of a file beside its text. */
export interface ReadingContext {
  readonly file: string;
  /** When the file was saved, as far as somebody can say; asked for where neither this nor the file tells. */
  readonly takenAt?: string;
  /** The venue, where the person said it; else the one that the shape belongs to. */
  readonly venue?: string;
  /** Answers to the questions of an earlier reading, by their ids. */
  readonly answers: Readonly<Record<string, string>>;
  /** Instruments that are known already, for sizes of contracts and what a file leaves out. */
  readonly instruments: readonly Instrument[];
}

interface Dated {
  readonly venue: string;
  readonly asOf: string;
  readonly source: string;
}

/** What a reader has gathered so far. A question that stands open lets it go on, so that all are asked at once; what was read then is not used. */
export class Draft {
  readonly data: { readonly [K in keyof ReferenceData]: ReferenceData[K][number][] } = {
    instruments: [],
    margins: [],
    fees: [],
    depths: [],
    fundings: [],
  };
  readonly findings: Finding[] = [];
  readonly context: ReadingContext;
  readonly #venue: string | null;
  readonly #questions = new Map<string, Question>();

  constructor(context: ReadingContext, venue: string | null) {
    this.context = context;
    this.#venue = venue;
  }

  get questions(): readonly Question[] {
    return [...this.#questions.values()];
  }

  get venue(): string {
    return this.context.venue ?? this.context.answers['venue'] ?? this.#venue ?? this.#ask(VENUE) ?? UNKNOWN;
  }

  /** Venue, instant and source of what is read. `own`: the instant that the file itself tells. */
  dated(own?: string): Dated {
    const asOf = own ?? this.answer(TAKEN_AT) ?? this.context.takenAt ?? this.#ask(TAKEN_AT) ?? EPOCH;
    return { venue: this.venue, asOf, source: this.context.file };
  }

  /** Reads each element of a list; one that cannot be read is told of with its row and left out. */
  each(rows: readonly Json[], what: string, read: (fields: Fields, place: number) => void): void {
    for (const [place, row] of rows.entries()) {
      this.attempt(what, place + 1, () => {
        if (!isMembers(row)) throw new FieldFault('', 'it is no object');
        read(new Fields(row), place);
      });
    }
  }

  /** Runs a reading; a fault in a field becomes a finding. */
  attempt(what: string, row: number | null, read: () => void): void {
    try {
      read();
    } catch (fault) {
      if (!(fault instanceof FieldFault)) throw fault;
      const where = { what, ...(row !== null && { row }), ...(fault.field && { field: fault.field }) };
      this.find(
        'unreadable-row',
        'error',
        where,
        `${what}${row === null ? '' : `, row ${row}`}: ${fault.message}; it was left out.`,
        REPAIR,
        true,
      );
    }
  }

  find(rule: string, severity: Finding['severity'], where: Finding['where'], says: string, remedy: string, acceptable: boolean): void {
    this.findings.push({ rule, severity, where, says, remedy, acceptable });
  }

  /** The answer that was given to a question, if it is one of its choices. */
  answer({ id, answer, choices }: Question): string | undefined {
    const given = this.context.answers[id];
    if (given === undefined) return undefined;
    if (choices && !choices.some(({ value }) => value === given)) return undefined;
    if (answer === 'decimal' && !(DECIMAL_TEXT.test(given) && new Decimal(given).greaterThan(0))) return undefined;
    if (answer === 'instant' && (!given.endsWith('Z') || Number.isNaN(Date.parse(given)))) return undefined;
    return given;
  }

  /** The answer to a question; `null` where it has to be asked first. */
  ask(question: Question): string | null {
    return this.answer(question) ?? this.#ask(question);
  }

  /** The symbol that a file leaves out. */
  symbol(own?: string): string {
    return own ?? this.ask(SYMBOL) ?? UNKNOWN;
  }

  /** An instrument of this venue by its symbol, from this file or known before; the newest of several. */
  instrument(symbol: string): Instrument | undefined {
    const { venue } = this;
    const known = [...this.context.instruments, ...this.data.instruments].filter((own) => own.symbol === symbol && own.venue === venue);
    return known.toSorted((one, other) => (one.asOf < other.asOf ? 1 : -1))[0];
  }

  #ask(question: Question): null {
    this.#questions.set(question.id, { ...question, says: question.says.slice(0, 1000) });
    return null;
  }
}

/** Levels of a book as `[price, amount, …]` or as `{price, size}`; the amount of each times a factor. */
export function levelsOf(value: Json | undefined, side: 'bids' | 'asks', factor: string | null = null): Level[] {
  if (!isList(value)) throw new FieldFault(side, `"${side}" must be a list`);
  if (value.length > MOST_LEVELS) throw new FieldFault(side, `"${side}" has ${value.length} levels; ${MOST_LEVELS} are the most`);
  const times = factor === null || factor === '1' ? null : new Decimal(factor);
  return value.map((level, place): Level => {
    const field = `${side}[${place + 1}]`;
    const [price, amount] = isList(level) ? level : isMembers(level) ? [level['price'], level['size'] ?? level['amount']] : [];
    const size = decimalOf(amount, field);
    return [decimalOf(price, field), times ? new Decimal(size).times(times).toFixed() : size];
  });
}

export const TAKEN_AT: Question = {
  id: 'taken-at',
  says: 'The file does not tell when it was saved. When was it?',
  answer: 'instant',
};
const VENUE: Question = { id: 'venue', says: 'The file does not tell which venue it is from. Which one?', answer: 'text' };
const SYMBOL: Question = { id: 'symbol', says: 'The file does not tell which instrument it is about. Which symbol?', answer: 'text' };
const REPAIR = 'Save the file again from the venue, or go on without this row.';
/** Stand-ins while a question is open; what holds them is never used. */
const UNKNOWN = '?';
const EPOCH = '1970-01-01T00:00:00.000Z';
