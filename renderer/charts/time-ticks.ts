const DAY = 86_400_000;
/** Steps an axis of days may take: in days up to a week, then in months. */
const DAY_STEPS = [1, 2, 7] as const;
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60] as const;

export interface DayTick {
  readonly day: string;
  readonly label: string;
}

/** Days an axis names between two days, `most` at most: whole days, weeks, first days of months or years. */
export function dayTicks(from: string, to: string, most: number): readonly DayTick[] {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const days = (end - start) / DAY;
  const step = DAY_STEPS.find((each) => days / each <= most);
  if (step !== undefined) {
    const ticks: DayTick[] = [];
    for (let at = start; at <= end; at += step * DAY) ticks.push(tick(at, { day: 'numeric', month: 'short' }));
    return ticks;
  }
  const months = MONTH_STEPS.find((each) => days / 30.4 / each <= most) ?? 120;
  const first = new Date(start);
  const ticks: DayTick[] = [];
  const begin = Math.floor(first.getUTCMonth() / months) * months;
  for (let month = begin; ; month += months) {
    const at = Date.UTC(first.getUTCFullYear(), month, 1);
    if (at > end) return ticks;
    if (at >= start) ticks.push(tick(at, months >= 12 || new Date(at).getUTCMonth() === 0 ? { year: 'numeric' } : { month: 'short' }));
  }
}

function tick(at: number, style: Intl.DateTimeFormatOptions): DayTick {
  return { day: new Date(at).toISOString().slice(0, 10), label: new Date(at).toLocaleDateString('en-GB', { ...style, timeZone: 'UTC' }) };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Steps an axis of instants may take below a day. */
const SHORT_STEPS = [MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR] as const;

export interface InstantTick {
  readonly at: number;
  readonly label: string;
}

/** Instants an axis names between two, `most` at most, in UTC: hours and minutes where they are near, else as {@link dayTicks}. */
export function instantTicks(from: number, to: number, most: number): readonly InstantTick[] {
  const step = SHORT_STEPS.find((each) => (to - from) / each <= most);
  if (step === undefined) {
    const [first, last] = [new Date(from).toISOString().slice(0, 10), new Date(to).toISOString().slice(0, 10)];
    return dayTicks(first, last, most)
      .map(({ day, label }) => ({ at: Date.parse(day), label }))
      .filter(({ at }) => at >= from && at <= to);
  }
  const ticks: InstantTick[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
    const style: Intl.DateTimeFormatOptions =
      at % DAY === 0 ? { day: 'numeric', month: 'short' } : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
    ticks.push({ at, label: new Date(at).toLocaleString('en-GB', { ...style, timeZone: 'UTC' }) });
  }
  return ticks;
}
