import type { z } from 'zod';
import { addDays, type Day, daysBetween, decimalText } from '../../../shared/figures/index.ts';
import { isMoney, moneyDecimal, revalue, type Worth } from '../../../shared/positions/index.ts';
import type { Engine } from '../engine.ts';
import type { seriesAnswer } from './answers.ts';
import type { ListQuestion } from './list.ts';
import { measuresFor } from './measures.ts';
import { measured, readPosition } from './position-rows.ts';
import { windowOf } from './summary.ts';

/** Value and holding over a window, on at most `points` days that lie evenly; the days on which money moved are always among them. */
export function valueSeries(
  engine: Engine,
  position: string,
  question: ListQuestion & { readonly points: number },
): z.infer<typeof seriesAnswer> | null {
  const row = readPosition(engine.store, position);
  if (!row) return null;
  const measures = measuresFor(engine, question);
  const entries = measured(engine.store, row);
  const asOf = row.closed !== null && row.closed < measures.asOf ? row.closed : measures.asOf;
  const { after, through } = windowOf(row, entries, asOf, question.after);
  const begin = addDays(after, 1);
  const moved = entries.entries.map(({ activity }) => activity.at.slice(0, 10)).filter((day) => day >= begin && day <= through);
  const days = sampled(begin > through ? through : begin, through, moved, question.points);
  return {
    currency: measures.currency,
    points: revalue(entries, days, measures.prices).map(({ day, value, holding }) => ({ day, value: text(value), holding: text(holding) })),
  };
}

function sampled(from: Day, through: Day, moved: readonly Day[], points: number): readonly Day[] {
  const length = daysBetween(from, through);
  const step = Math.max(1, Math.ceil(length / points));
  const even = Array.from({ length: Math.floor(length / step) + 1 }, (_, place) => addDays(from, place * step));
  const chosen = moved.length <= points ? moved : [];
  return [...new Set([...even, ...chosen, through])].sort();
}

function text(worth: Worth): string | null {
  return isMoney(worth) ? decimalText(moneyDecimal(worth)) : null;
}
