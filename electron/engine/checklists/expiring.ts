import { itemsOf } from '../../../shared/checklists/index.ts';
import type { Engine } from '../engine.ts';
import type { ExpiringAnswer } from './answers.ts';
import { lineOf, type RunRow } from './run-rows.ts';
import { frozenContent } from './template-rows.ts';

/** The newest signed run for each subject and checklist: what an older one says no longer matters. */
const DECISIVE = `
  state = 'signed' AND NOT EXISTS (
    SELECT 1 FROM checklist_run AS newer
    WHERE newer.about_kind = checklist_run.about_kind AND newer.about_id = checklist_run.about_id
      AND newer.template = checklist_run.template AND newer.started_seq > checklist_run.started_seq AND newer.state = 'signed')`;

interface ExpiringRow extends RunRow {
  readonly item: string;
  readonly valid_until: string;
}

/**
 * Answers of standing runs that expire within so many days, or have expired, and whole checklists that are due again; soonest first.
 * What was answered about a deal that is over expires unnoticed.
 */
export function expiringAnswers(engine: Engine, withinDays: number): ExpiringAnswer[] {
  const now = engine.now();
  const until = new Date(Date.parse(now) + withinDays * 86_400_000).toISOString();
  const rows = engine.store.all<ExpiringRow>(
    `SELECT checklist_run.*, item, valid_until FROM checklist_item JOIN checklist_run USING (run)
     WHERE valid_until <= ? AND answer IS NOT NULL AND override IS NULL AND ${DECISIVE}`,
    until,
  );
  const answers = rows.flatMap((row): ExpiringAnswer[] => {
    const item = itemsOf(frozenContent(engine.store, row.template, row.number, row.hash)).find(({ id }) => id === row.item);
    if (!item || isHidden(engine, row)) return [];
    return [{ ...about(row, row.valid_until, now), item: item.id, text: item.text, critical: item.critical }];
  });
  return [...answers, ...renewals(engine, now, until)]
    .filter(({ about: { kind, id } }) => engine.sources.subjects.get(kind)?.isOver?.(engine, id) !== true)
    .sort((one, other) => (one.validUntil < other.validUntil ? -1 : 1));
}

/** A run's own term where no answer sets it: the whole is due again. */
function renewals(engine: Pick<Engine, 'store'>, now: string, until: string): ExpiringAnswer[] {
  const rows = engine.store.all<RunRow>(`SELECT * FROM checklist_run WHERE expires <= ? AND ${DECISIVE}`, until);
  return rows.flatMap((row): ExpiringAnswer[] => {
    const { renewAfterDays } = frozenContent(engine.store, row.template, row.number, row.hash);
    if (renewAfterDays === undefined || row.signed_at === null) return [];
    const due = new Date(Date.parse(row.signed_at) + renewAfterDays * 86_400_000).toISOString();
    return due > until ? [] : [{ ...about(row, due, now), item: null, text: 'The whole checklist is due again.', critical: true }];
  });
}

function about(row: RunRow, validUntil: string, now: string) {
  const { run, template, title, about, aboutTitle } = lineOf(row);
  return { run, template, title, about, aboutTitle, validUntil, expired: validUntil <= now };
}

function isHidden({ store }: Pick<Engine, 'store'>, { run, revision, item }: ExpiringRow): boolean {
  const hidden = store.get<{ hidden: string }>(
    'SELECT hidden FROM checklist_signature WHERE run = ? AND revision = ? AND place = 0',
    run,
    revision,
  )?.hidden;
  return (JSON.parse(hidden ?? '[]') as ReadonlyArray<{ readonly item: string }>).some((each) => each.item === item);
}
