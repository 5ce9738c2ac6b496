import type { FiringLine } from './readings.ts';
import type { Stretch } from './time-view.ts';

/** What one rule told of one subject, in order of time. */
export interface Lane {
  readonly key: string;
  readonly rule: string;
  readonly kind: FiringLine['kind'];
  readonly subject: string;
  readonly title: string;
  readonly subjectTitle: string;
  readonly firings: readonly FiringLine[];
}

/** Firings by rule and subject, the lane in which something fired last first. */
export function lanesOf(firings: readonly FiringLine[]): readonly Lane[] {
  const lanes = [...Map.groupBy(firings, ({ rule, subject }) => `${rule} ${subject}`)].map(([key, members]): Lane => {
    const inOrder = members.toSorted((one, other) => one.due.localeCompare(other.due));
    const { rule, kind, subject, title, subjectTitle } = inOrder.at(-1)!;
    return { key, rule, kind, subject, title, subjectTitle, firings: inOrder };
  });
  return lanes.toSorted((one, other) => other.firings.at(-1)!.due.localeCompare(one.firings.at(-1)!.due));
}

/** From when to when a firing lasted; what fires still lasts until `now`. */
export function stretchOf({ due, cleared, clearedFound, ended }: FiringLine, now: number): Stretch {
  const from = Date.parse(due);
  const end = cleared ?? (ended === null ? null : clearedFound);
  return [from, Math.max(from, end === null ? now : Date.parse(end))];
}

/** Firings of several answers, each once. */
export function united(...answers: ReadonlyArray<readonly FiringLine[]>): readonly FiringLine[] {
  return [...new Map(answers.flat().map((firing) => [firing.firing, firing])).values()];
}

/** Lanes with something in view first, else in their order. */
export function inViewFirst(lanes: readonly Lane[], [from, to]: Stretch, now: number): readonly Lane[] {
  const isInView = ({ firings }: Lane) =>
    firings.some((firing) => {
      const [begin, end] = stretchOf(firing, now);
      return begin <= to && end >= from;
    });
  const { here = [], elsewhere = [] } = Object.groupBy(lanes, (lane) => (isInView(lane) ? 'here' : 'elsewhere'));
  return [...here, ...elsewhere];
}

/** The time over which lanes are drawn: from the first firing to now, with a little air, a day at least. */
export function extentOf(lanes: readonly Lane[], first: number, now: number): Stretch {
  const begin = Math.min(now, first, ...lanes.map(({ firings }) => Date.parse(firings[0]!.due)));
  const air = Math.max(864e5, (now - begin) * 0.04);
  return [begin - air, now + air / 4];
}
