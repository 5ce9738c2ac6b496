import { useCallback, useState } from 'react';
import type { FiringLine } from './readings.ts';

interface Held {
  /** How many rows at the head came since the list was last looked at anew. */
  readonly hidden: number;
  readonly showNew: () => void;
}

interface HeldRows {
  readonly count: number;
  readonly rowAt: (index: number) => FiringLine | undefined;
}

/** More new ones than this are not held back one by one: they are counted from what was there. */
const MOST_LOOKED_AT = 200;
/** So long after the window is opened, in milliseconds, the engine may still find what became due while it was closed. */
const OPENING = 15_000;

/**
 * Keeps what is new out of a list until it is asked for. A change of the question shows everything; so does what the engine finds while the window
 * opens: nobody has looked at the list without it.
 */
export function useHeld(rows: HeldRows | undefined, question: string): Held {
  const [known, setKnown] = useState<{ readonly question: string; readonly place: number } | null>(null);
  const first = rows?.rowAt(0);
  const newest = first?.place ?? null;
  const isNew = known?.question === question && newest !== null && newest > known.place;
  if (newest !== null && (known?.question !== question || (isNew && isOfOpening(first)))) setKnown({ question, place: newest });
  const showNew = useCallback(() => setKnown(newest === null ? null : { question, place: newest }), [newest, question]);
  let hidden = 0;
  if (rows && known?.question === question) {
    while (hidden < Math.min(rows.count, MOST_LOOKED_AT) && (rows.rowAt(hidden)?.place ?? 0) > known.place) hidden += 1;
  }
  return { hidden, showNew };
}

function isOfOpening(line: FiringLine | undefined): boolean {
  const since = Date.parse(line?.found ?? '') - performance.timeOrigin;
  return since >= 0 && since < OPENING;
}
