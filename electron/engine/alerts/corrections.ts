import type { z } from 'zod';
import type { Engine } from '../engine.ts';
import type { SqlValue } from '../store/store.ts';
import type { correctionAnswer } from './answers.ts';

type Line = z.output<typeof correctionAnswer>;

/** What later data say of the history of alerts, newest first. */
export function readCorrections(
  { store }: Pick<Engine, 'store'>,
  of: {
    readonly rule?: string | undefined;
    readonly subject?: string | undefined;
    readonly firing?: string | undefined;
    readonly limit: number;
    readonly offset: number;
  },
): { readonly total: number; readonly corrections: Line[] } {
  const where: string[] = ['1'];
  const params: SqlValue[] = [];
  for (const name of ['rule', 'subject', 'firing'] as const) {
    const value = of[name];
    if (value === undefined) continue;
    where.push(`alert_correction.${name} = ?`);
    params.push(value);
  }
  const from = `FROM alert_correction WHERE ${where.join(' AND ')}`;
  const total = store.get<{ total: number }>(`SELECT count(*) AS total ${from}`, ...params)!.total;
  const corrections = store.all<Line>(
    `SELECT alert_correction.place, alert_correction.event, alert_correction.found, alert_correction.rule, alert_firing.title,
       alert_correction.subject, alert_firing.subject_title AS subjectTitle, alert_correction.what, alert_correction.firing, alert_correction.due,
       alert_correction.cleared, was_due AS wasDue, was_cleared AS wasCleared
     FROM alert_correction JOIN alert_firing USING (firing) WHERE ${where.join(' AND ')} ORDER BY alert_correction.place DESC LIMIT ? OFFSET ?`,
    ...params,
    of.limit,
    of.offset,
  );
  return { total, corrections };
}
