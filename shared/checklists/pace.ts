import type { Answer } from './answer.ts';
import { type ItemKind, itemsOf, type Template } from './template.ts';

/** How fast a run was answered. */
export interface Pace {
  /** Answers whose time on screen is known, of those that a person had to think about. */
  readonly measured: number;
  readonly medianMilliseconds: number | null;
  readonly totalMilliseconds: number;
  /** The median is shorter than anybody reads. */
  readonly tooFast: boolean;
}

/** What the application answers by itself says nothing about how attentively a list was read. */
const READ_BY_THE_APPLICATION: ReadonlySet<ItemKind> = new Set(['computed', 'timer', 'sub-list']);

export function paceOf(template: Template, answers: ReadonlyMap<string, Pick<Answer, 'timing'>>): Pace {
  const times = itemsOf(template).flatMap(({ id, kind }) => {
    const milliseconds = READ_BY_THE_APPLICATION.has(kind) ? null : (answers.get(id)?.timing.milliseconds ?? null);
    return milliseconds === null ? [] : [milliseconds];
  });
  const medianMilliseconds = median(times);
  return {
    measured: times.length,
    medianMilliseconds,
    totalMilliseconds: times.reduce((total, time) => total + time, 0),
    tooFast: medianMilliseconds !== null && medianMilliseconds < template.tooFastMilliseconds,
  };
}

/** The middle value, or the whole part of the mean of the two middle ones; null of none. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : Math.floor((sorted[middle - 1]! + sorted[middle]!) / 2);
}
