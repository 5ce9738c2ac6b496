import { FIRINGS_PER_EVENT, type DrawdownMark } from '../../../shared/alerts/index.ts';
import { done, isRefused, isSame, type Outcome, refuse, type SubjectKind } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import { findRule } from './rule-rows.ts';

/** Acknowledges firings that nobody has acknowledged; refused where one is not known. Answers how many there were. */
export function acknowledge(engine: Engine, firings: readonly string[], note: string): Outcome<{ acknowledged: number }> {
  const { store, journal } = engine;
  const rows = store.all<{ firing: string; acknowledged_at: string | null }>(
    'SELECT firing, acknowledged_at FROM alert_firing WHERE firing IN (SELECT value FROM json_each(?))',
    JSON.stringify(firings),
  );
  if (rows.length < new Set(firings).size) {
    const known = new Set(rows.map(({ firing }) => firing));
    const stranger = firings.find((firing) => !known.has(firing))!;
    return refuse('no-such-firing', `No alert ${stranger} has fired. Nothing was acknowledged.`, { firing: stranger });
  }
  const fresh = rows.filter(({ acknowledged_at }) => acknowledged_at === null).map(({ firing }) => firing);
  const events = [];
  for (let from = 0; from < fresh.length; from += FIRINGS_PER_EVENT) {
    const payload = { firings: fresh.slice(from, from + FIRINGS_PER_EVENT), note };
    events.push({ type: 'alerts.acknowledged', subject: fresh.length === 1 ? fresh[0]! : 'alerts', payload });
  }
  const committed = journal.commit(events);
  return isRefused(committed) ? committed : done({ acknowledged: fresh.length });
}

interface Snoozed {
  readonly rule: string;
  readonly subject?: string | undefined;
}

/** Puts off what a rule tells, of one subject or of all, until an instant; null ends it. */
export function snooze(engine: Engine, { rule, subject }: Snoozed, until: string | null): Outcome<{ rule: string }> {
  const found = findRule(engine.store, rule);
  if (isRefused(found)) return found;
  if (until !== null && until <= engine.now()) {
    return refuse('snooze-in-the-past', 'A snooze must end later than now. Choose a later instant.', { field: 'until' });
  }
  const before =
    engine.store.get<{ until: string }>('SELECT until FROM alert_snooze WHERE rule = ? AND subject = ?', rule, subject ?? '')?.until ??
    null;
  if (before === until) {
    return until === null ? refuse('not-snoozed', `“${found.ok.terms.title}” is not snoozed.`, { rule }) : done({ rule });
  }
  const payload = { title: found.ok.terms.title, only: subject ?? null, before, after: until };
  const committed = engine.journal.commit([{ type: 'alerts.snoozed', subject: rule, payload }]);
  return isRefused(committed) ? committed : done({ rule });
}

export interface Marked {
  readonly kind: SubjectKind;
  readonly subject: string;
  readonly metric: string;
}

/** The falls that a person has marked on a metric of a subject. */
export function readMarks({ store }: Pick<Engine, 'store'>, { kind, subject, metric }: Marked): readonly DrawdownMark[] {
  const row = store.get<{ marks: string }>(
    'SELECT marks FROM alert_mark WHERE kind = ? AND subject = ? AND metric = ?',
    kind,
    subject,
    metric,
  );
  return row === undefined ? [] : (JSON.parse(row.marks) as DrawdownMark[]);
}

export function markDrawdowns(engine: Engine, about: Marked, after: readonly DrawdownMark[]): Outcome<{ marks: number }> {
  const wrong = after.find(({ from, to }) => from >= to);
  if (wrong !== undefined)
    return refuse('empty-mark', `A drawdown that begins at ${wrong.from} must end later than that.`, { field: 'marks' });
  const before = readMarks(engine, about);
  if (isSame(before, after)) return done({ marks: after.length });
  const subject = `${about.kind}:${about.subject}:${about.metric}`;
  const committed = engine.journal.commit([{ type: 'alerts.drawdowns-marked', subject, payload: { about, before, after } }]);
  return isRefused(committed) ? committed : done({ marks: after.length });
}
