import type { z } from 'zod';
import { isRefused } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import type { ruleAnswer } from './answers.ts';
import { compileRule } from './compiled-rule.ts';
import { readRules, type StoredRule } from './rule-rows.ts';
import { snoozedUntil } from './snoozes.ts';
import { titleOf, watchedSubjects } from './subjects.ts';
import { turns } from './turns.ts';
import { watchCounts } from './watch-standing.ts';

type RuleAnswer = z.output<typeof ruleAnswer>;

/** Every rule that is not removed with where it stands, in the order in which they were first written. */
export async function ruleLines(engine: Engine): Promise<RuleAnswer[]> {
  const lines: RuleAnswer[] = [];
  for await (const stored of turns(readRules(engine.store))) lines.push(ruleLine(engine, stored));
  return lines;
}

/** A rule with where it stands. What only an evaluation tells is as of the last one, or of now where none goes on in this process. */
export function ruleLine(engine: Engine, stored: StoredRule): RuleAnswer {
  const { rule, version, terms, armedAt, removed } = stored;
  const compiled = compileRule(engine, terms.about.kind, terms.rule);
  const subjects = watchedSubjects(engine, terms.about);
  const last = lastFired(engine, rule);
  const standing = armedAt === null ? null : watchCounts(engine, stored);
  const nearest = standing?.nearest ?? null;
  return {
    rule,
    version,
    terms,
    says: 'fault' in compiled ? null : compiled.ok.says,
    fault: 'fault' in compiled ? compiled.fault.message : null,
    severity: ('fault' in compiled ? undefined : compiled.ok.rule.severity) ?? 'medium',
    armedAt,
    removed,
    watches: standing?.counts ?? null,
    idle: isRefused(subjects) ? { reason: subjects.error.code, message: subjects.error.message } : null,
    lastFired: last === null ? null : { firing: last.firing, due: last.due, subject: last.subject, subjectTitle: last.subject_title },
    fired: engine.store.get<{ fired: number }>('SELECT count(*) AS fired FROM alert_firing WHERE rule = ? AND told = 1', rule)!.fired,
    nearest: nearest === null ? null : { ...nearest, subjectTitle: titleOf(engine, terms.about.kind, nearest.subject) ?? nearest.subject },
    snoozedUntil: snoozedUntil(engine, rule, ''),
  };
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
