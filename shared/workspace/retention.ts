import { addDays, dayOf } from '../figures/index.ts';

/** A backup as the rule sees it. */
export interface DatedBackup {
  readonly file: string;
  /** ISO instant at which it was made. */
  readonly at: string;
}

/** How many days, weeks (from Monday) and months that have a backup keep their newest one. */
export const RETENTION = { days: 7, weeks: 4, months: 12 } as const;

/**
 * The backups that may go: all but the newest of each of the last 7 days, 4 weeks and 12 months *that have one*, in UTC. A long
 * absence therefore costs nothing, and neither does a clock that has jumped.
 */
export function expiredBackups(backups: readonly DatedBackup[]): readonly DatedBackup[] {
  const newestFirst = [...backups].sort((one, other) => (one.at < other.at ? 1 : -1));
  const kept = new Set<DatedBackup>();
  const keep = (count: number, periodOf: (at: string) => string) => {
    const periods = new Set<string>();
    for (const backup of newestFirst) {
      const period = periodOf(backup.at);
      if (periods.has(period)) continue;
      if (periods.size === count) return;
      periods.add(period);
      kept.add(backup);
    }
  };
  keep(RETENTION.days, (at) => dayOf(at));
  keep(RETENTION.weeks, (at) => mondayOf(dayOf(at)));
  keep(RETENTION.months, (at) => at.slice(0, 7));
  return newestFirst.filter((backup) => !kept.has(backup));
}

function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}
