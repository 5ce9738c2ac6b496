import { minutesUntil } from '../../shared/otc/index.ts';

/** How near a cut-off is: each step of 120, 60, 30 and 10 minutes is a warning of its own. */
export type Nearness = 'far' | 'near' | 'nearer' | 'close' | 'last' | 'passed';

export interface Countdown {
  readonly nearness: Nearness;
  /** `1 h 52 min left`, `passed 3 h 10 min ago`. */
  readonly text: string;
  /** The warning in words; empty where there is none, or where the text says it: what has passed is overdue. */
  readonly warning: string;
}

const STEPS: ReadonlyArray<readonly [number, Nearness, string]> = [
  [10, 'last', 'last 10 minutes'],
  [30, 'close', 'less than 30 minutes'],
  [60, 'nearer', 'less than an hour'],
  [120, 'near', 'less than 2 hours'],
];

/** What is left until a cut-off. `due` is an instant, `now` milliseconds since 1970. */
export function countdown(due: string, now: number): Countdown {
  const minutes = minutesUntil(due, new Date(now).toISOString());
  if (minutes < 0) return { nearness: 'passed', text: `passed ${lengthText(-minutes)} ago`, warning: '' };
  const step = STEPS.find(([most]) => minutes <= most);
  return { nearness: step?.[1] ?? 'far', text: `${lengthText(minutes)} left`, warning: step?.[2] ?? '' };
}

/** A length of time in the two largest units that say enough. */
export function lengthText(minutes: number): string {
  const days = Math.floor(minutes / 1_440);
  const hours = Math.floor((minutes % 1_440) / 60);
  const rest = minutes % 60;
  if (days > 0) return hours === 0 ? `${days} d` : `${days} d ${hours} h`;
  if (hours > 0) return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
  return `${rest} min`;
}

/** A moment on the clock of a zone, with its day where that is not `day`: `18:45 New York`, `17 Sep 00:45 Amsterdam`. */
export function clockText(at: string, zone: string, day?: string): string {
  const then = new Date(at);
  const time = then.toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const own = then.toLocaleDateString('en-CA', { timeZone: zone });
  const date = own === day ? '' : `${then.toLocaleDateString('en-GB', { timeZone: zone, day: 'numeric', month: 'short' })} `;
  return `${date}${time} ${zoneName(zone)}`;
}

/** A moment in full on the clock of a zone: `16 Sep 2025 18:45 America/New_York`. */
export function fullClockText(at: string, zone: string): string {
  const then = new Date(at);
  const text = then.toLocaleString('en-GB', {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return `${text.replace(',', '')} ${zone}`;
}

/** The place of a zone as people say it. */
function zoneName(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}
