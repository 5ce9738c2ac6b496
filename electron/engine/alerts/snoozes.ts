import type { Engine } from '../engine.ts';

/** In SQL, whether `told.value`, a notice as JSON, is about something that is snoozed at the instant that is given. */
export const SNOOZED_NOW = `EXISTS (SELECT 1 FROM alert_snooze WHERE alert_snooze.rule = told.value ->> '$.rule'
  AND alert_snooze.subject IN ('', told.value ->> '$.subject.id') AND until > ?)`;

/** Until when a rule is snoozed, for one subject, or for all where the subject is empty; null where it is not. */
export function snoozedUntil({ store, now }: Pick<Engine, 'store' | 'now'>, rule: string, subject: string): string | null {
  const sql = "SELECT max(until) AS until FROM alert_snooze WHERE rule = ? AND subject IN ('', ?) AND until > ?";
  return store.get<{ until: string | null }>(sql, rule, subject, now())?.until ?? null;
}
