import type { z } from 'zod';
import { isRefused } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import type { countsAnswer, ruleAnswer } from './answers.ts';
import { compileRule } from './compiled-rule.ts';
import type { StoredRule } from './rule-rows.ts';
import { subjectsOf } from './subjects.ts';
import { memoryKey, memoryOf } from './watch-memory.ts';
import { watchesOf } from './watch-rows.ts';

type Counts = z.output<typeof countsAnswer>;
type RuleAnswer = z.output<typeof ruleAnswer>;

const NONE: Counts = { total: 0, armed: 0, pending: 0, firing: 0, recovering: 0, cooling: 0, spent: 0, unknown: 0, idle: 0 };

/** A rule with where it stands. What only an evaluation tells — that a condition holds, but not long enough — is as of the last one in this process. */
export function ruleLine(engine: Engine, stored: StoredRule): RuleAnswer {
  const { rule, version, terms, armedAt, removed } = stored;
  const compiled = compileRule(engine, terms.about.kind, terms.rule);
  const subjects = subjectsOf(engine, terms.about);
  const last = lastFired(engine, rule);
  return {
    rule,
    version,
    terms,
    says: 'fault' in compiled ? null : compiled.ok.says,
    fault: 'fault' in compiled ? compiled.fault.message : null,
    severity: ('fault' in compiled ? undefined : compiled.ok.rule.severity) ?? 'medium',
    armedAt,
    removed,
    watches: armedAt === null ? null : countsOf(engine, stored),
    idle: isRefused(subjects) ? { reason: subjects.error.code, message: subjects.error.message } : null,
    lastFired: last === null ? null : { firing: last.firing, due: last.due, subject: last.subject, subjectTitle: last.subject_title },
    fired: engine.store.get<{ fired: number }>('SELECT count(*) AS fired FROM alert_firing WHERE rule = ? AND told = 1', rule)!.fired,
    nearest: null,
    snoozedUntil: snoozedUntil(engine, rule, ''),
  };
}

/** Where the watches of an armed rule stand. */
function countsOf(engine: Engine, stored: StoredRule): Counts {
  const counts = { ...NONE };
  const memory = memoryOf(engine.store);
  const key = memoryKey(stored);
  const open = new Set(
    engine.store
      .all<{ subject: string }>(
        "SELECT subject FROM alert_firing WHERE rule = ? AND ended IS NULL AND told = 1 AND what = 'condition'",
        stored.rule,
      )
      .map(({ subject }) => subject),
  );
  for (const [subject, { standing }] of watchesOf(engine.store, stored.rule)) {
    counts.total += 1;
    const phase = memory.last(key, subject)?.evaluation.state.phase;
    if (standing === 'idle') counts.idle += 1;
    else if (open.has(subject)) counts[phase === 'recovering' ? 'recovering' : 'firing'] += 1;
    else if (standing === 'unknown') counts.unknown += 1;
    else counts[phase === undefined || phase === 'firing' || phase === 'recovering' ? 'armed' : phase] += 1;
  }
  return counts;
}

interface LastFired {
  readonly firing: string;
  readonly due: string;
  readonly subject: string;
  readonly subject_title: string;
}

function lastFired({ store }: Engine, rule: string): LastFired | null {
  return (
    store.get<LastFired>(
      'SELECT firing, due, subject, subject_title FROM alert_firing WHERE rule = ? AND told = 1 ORDER BY place DESC LIMIT 1',
      rule,
    ) ?? null
  );
}

/** Until when a rule is snoozed, for one subject, or for all where the subject is empty; null where it is not. */
export function snoozedUntil({ store, now }: Pick<Engine, 'store' | 'now'>, rule: string, subject: string): string | null {
  const sql = "SELECT max(until) AS until FROM alert_snooze WHERE rule = ? AND subject IN ('', ?) AND until > ?";
  return store.get<{ until: string | null }>(sql, rule, subject, now())?.until ?? null;
}

/** Counts over all rules, for a badge and for Today. */
export function readStatus(engine: Engine) {
  const { store } = engine;
  const count = (sql: string): number => store.get<{ n: number }>(sql)!.n;
  const bySeverity = { low: 0, medium: 0, high: 0, critical: 0 };
  const open = store.all<{ severity: keyof typeof bySeverity; n: number }>(
    'SELECT severity, count(*) AS n FROM alert_firing WHERE ended IS NULL AND told = 1 GROUP BY severity',
  );
  for (const { severity, n } of open) bySeverity[severity] = n;
  const progress = store.get<{ found: string | null }>('SELECT found FROM alert_progress');
  return {
    rules: count('SELECT count(*) AS n FROM alert_rule WHERE removed = 0'),
    armed: count('SELECT count(*) AS n FROM alert_rule WHERE removed = 0 AND armed_at IS NOT NULL'),
    watches: count('SELECT count(*) AS n FROM alert_watch'),
    firing: open.reduce((sum, { n }) => sum + n, 0),
    unacknowledged: count('SELECT count(*) AS n FROM alert_firing WHERE ended IS NULL AND told = 1 AND acknowledged_at IS NULL'),
    bySeverity,
    unknown: count("SELECT count(*) AS n FROM alert_watch WHERE standing = 'unknown'"),
    idle: count("SELECT count(*) AS n FROM alert_watch WHERE standing = 'idle'"),
    evaluatedAt: progress?.found ?? null,
    lastPlace: count('SELECT coalesce(max(place), 0) AS n FROM alert_firing'),
  };
}
