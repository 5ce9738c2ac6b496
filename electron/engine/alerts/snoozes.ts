import type { Engine } from '../engine.ts';

/** Until when a rule is snoozed, for one subject, or for all where the subject is empty; null where it is not. */
export function snoozedUntil({ store, now }: Pick<Engine, 'store' | 'now'>, rule: string, subject: string): string | null {
  const sql = "SELECT max(until) AS until FROM alert_snooze WHERE rule = ? AND subject IN ('', ?) AND until > ?";
  return store.get<{ until: string | null }>(sql, rule, subject, now())?.until ?? null;
}
