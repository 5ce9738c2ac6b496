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
