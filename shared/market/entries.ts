import type { Point } from './points.ts';
import { seriesOf, stampOf, valueOf, valueWords } from './points.ts';
import { impossible, type Finding } from './impossible.ts';

/**
 * What became of one value of a file.
 * - `accepted`: in use. `flagged`: in use, with a remark worth reading.
 * - `duplicate`: said before, in this file or in the workspace. `skipped`: holds no value, with the reason.
 * - `quarantined`: kept and shown, not used unless a person lets it in. `rejected`: cannot be read; the message says what would help.
 */
export const ENTRY_OUTCOMES = ['accepted', 'flagged', 'duplicate', 'skipped', 'quarantined', 'rejected'] as const;
export type EntryOutcome = (typeof ENTRY_OUTCOMES)[number];

/** One value of a file, accounted for. */
export interface Entry {
  /** Row of the file, from 1, without header and preamble; of a JSON file the element, from 1. */
  readonly row: number;
  /** Column or member, where one row holds several values or where the fault lies. */
  readonly field?: string;
  readonly outcome: EntryOutcome;
  /** Kebab-case code of the reason, where the value is not simply accepted. */
  readonly reason?: string;
  readonly message?: string;
  /** Absent for what could not be read or holds no value. */
  readonly point?: Point;
  /** The cell or row as the file has it, where there is no point to show. */
  readonly raw?: string;
}

export type EntryCounts = Readonly<Record<EntryOutcome, number>>;

/** What the workspace holds already from the same source for the series and stamp of a point, in use or not; the newest last. */
export type KnownValues = (point: Point) => readonly string[];

/** A value and the row that it stands in. */
interface Seen {
  readonly row: number;
  readonly point: Point;
}

/** Writes down what becomes of each value while a file is read: impossible values, repetitions and contradictions are judged here. */
export class EntryLog {
  readonly entries: Entry[] = [];
  readonly #today: string;
  readonly #known: KnownValues;
  readonly #seen = new Map<string, Seen | Map<string, Seen>>();

  /** `now` is the reader's clock, ISO: what speaks of later days is impossible. */
  constructor(now: string, known: KnownValues = () => []) {
    this.#today = now.slice(0, 10);
    this.#known = known;
  }

  /** A value that could be read. `remark` says what the reader itself noticed about it. */
  value(row: number, point: Point, field?: string, remark?: Finding): void {
    const where = field === undefined ? { row } : { row, field };
    const [series, stamp] = [seriesOf(point), stampOf(point)];
    const held = this.#known(point);
    if (held.length > 0 && held.includes(valueOf(point))) {
      const message = `The workspace holds this value of ${series} at ${stamp} already, from the same source.`;
      this.entries.push({ ...where, outcome: 'duplicate', reason: 'held-already', message, point });
      return;
    }
    const fault = impossible(point, this.#today);
    if (fault) {
      this.entries.push({ ...where, outcome: 'quarantined', ...fault, point });
      return;
    }
    const repeated = this.#repetition(row, point, series, stamp);
    if (repeated) this.entries.push({ ...where, ...repeated, point });
    else if (held.length > 0) {
      const message = `The source said ${valueWords(point, held.at(-1)!)} for ${series} at ${stamp} before; the newer file wins.`;
      this.entries.push({ ...where, outcome: 'flagged', reason: 'revised', message, point });
    } else if (remark) this.entries.push({ ...where, outcome: 'flagged', ...remark, point });
    else this.entries.push({ ...where, outcome: 'accepted', point });
  }

  /** What is to be said where an earlier row of the file speaks of the same; otherwise this row is remembered as the first. */
  #repetition(row: number, point: Point, series: string, stamp: string): Pick<Entry, 'outcome' | 'reason' | 'message'> | null {
    const earlier = this.#firstAt(series, stamp, { row, point });
    if (!earlier) return null;
    const [before, value] = [valueOf(earlier.point), valueOf(point)];
    if (before === value)
      return { outcome: 'duplicate', reason: 'repeated', message: `Row ${earlier.row} says the same of ${series} at ${stamp}.` };
    const message = `Row ${earlier.row} gives ${valueWords(point, before)} for ${series} at ${stamp}; this row gives ${valueWords(point, value)}. Only the first is used.`;
    return { outcome: 'quarantined', reason: 'contradiction', message };
  }

  /** The row that was first to speak of a series at an instant; `undefined` where it is this one, which is then remembered. */
  #firstAt(series: string, stamp: string, now: Seen): Seen | undefined {
    const before = this.#seen.get(series);
    // Snapshots speak once of each of thousands of series: only what speaks twice needs a table of its own.
    if (before === undefined) this.#seen.set(series, now);
    else if (!(before instanceof Map)) {
      const first = stampOf(before.point);
      if (first === stamp) return before;
      this.#seen.set(
        series,
        new Map([
          [first, before],
          [stamp, now],
        ]),
      );
    } else if (before.has(stamp)) return before.get(stamp);
    else before.set(stamp, now);
    return undefined;
  }

  /** A row or cell that holds no value, rightly. */
  skip(row: number, reason: string, message: string, raw: string, field?: string): void {
    this.entries.push({ row, ...(field === undefined ? {} : { field }), outcome: 'skipped', reason, message, raw: clip(raw) });
  }

  /** A row or cell that should hold a value and cannot be read as one. */
  reject(row: number, field: string, reason: string, message: string, raw: string): void {
    this.entries.push({ row, field, outcome: 'rejected', reason, message, raw: clip(raw) });
  }
}

export function countEntries(entries: readonly Entry[]): EntryCounts {
  const counts: Record<EntryOutcome, number> = { accepted: 0, flagged: 0, duplicate: 0, skipped: 0, quarantined: 0, rejected: 0 };
  for (const entry of entries) counts[entry.outcome] += 1;
  return counts;
}

/** Whether figures may use the entry's point without a person's word. */
export function isInUse(entry: Entry): boolean {
  return entry.outcome === 'accepted' || entry.outcome === 'flagged';
}

const RAW_LENGTH = 500;

function clip(raw: string): string {
  return raw.length > RAW_LENGTH ? `${raw.slice(0, RAW_LENGTH - 1)}…` : raw;
}
