/** One way of putting an alert off. */
export interface SnoozeChoice {
  /** The key that takes it. */
  readonly key: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

const HOUR = 36e5;
const DAY = 24 * HOUR;
/** When a working morning begins, in the person's own time. */
const MORNING = 8;

/** For how long an alert may be put off, from `now` on. “Tomorrow” and “Monday” begin in the morning of the person's own time. */
export function snoozeChoices(now: number): readonly SnoozeChoice[] {
  return [
    { key: '1', title: '1 hour', until: now + HOUR },
    { key: '2', title: '4 hours', until: now + 4 * HOUR },
    { key: '3', title: 'until tomorrow, 08:00', until: morning(now, 1) },
    { key: '4', title: 'until Monday, 08:00', until: morning(now, daysToMonday(now)) },
    { key: '5', title: '1 week', until: now + 7 * DAY },
  ];
}

function morning(now: number, days: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days, MORNING).getTime();
}

function daysToMonday(now: number): number {
  return (8 - new Date(now).getDay()) % 7 || 7;
}
