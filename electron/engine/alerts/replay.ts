import type { z } from 'zod';
import type { Why } from '../../../shared/alerts/index.ts';
import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import { canonicalJson } from '../../../shared/journal/index.ts';
import type { Engine } from '../engine.ts';
import type { replayAnswer } from './answers.ts';
import { type CompiledRule, compileRule } from './compiled-rule.ts';
import { dueSpans } from './due-spans.ts';
import { evaluateRules } from './evaluation-pass.ts';
import { type Firing, readFiring, readFirings } from './firing-rows.ts';
import { isoOf, whyAt } from './firing-why.ts';
import type { InputSeries } from './input-series.ts';
import { PassFindings } from './pass-findings.ts';
import { whole } from './resting-rules.ts';
import { readArmedRules, type RuleVersion, versionOf } from './rule-rows.ts';
import { PassSeries } from './samples.ts';
import { watchedSubjects } from './subjects.ts';
import { turns } from './turns.ts';
import { evaluateWatch } from './watch-evaluation.ts';
import { WatchMemory } from './watch-memory.ts';

type Replay = z.output<typeof replayAnswer>;
type Difference = Replay['different'][number]['differences'][number];

/** So many firings that differ are told one by one. */
const MOST_TOLD = 100;
const MOST_DIFFERENCES = 20;
const PAGE = 1_000;

/**
 * Computes firings anew from the journal and the data as they are now, and says of each whether it comes out identical, to the byte, or where it
 * differs: one, or all that were told; then also whether the rules that are armed would record anything else of the same data. Nothing is written.
 */
export async function replay(engine: Engine, firing?: string): Promise<Outcome<Replay>> {
  const one = firing === undefined ? null : readFiring(engine.store, engine.now(), firing);
  if (one === undefined) return refuse('no-such-firing', `No alert ${firing} has fired.`, { firing: firing ?? '' });
  const series = new PassSeries(engine, Date.parse(engine.now()));
  const answer: Replay = { replayed: 0, identical: 0, different: [], unrecorded: null };
  for await (const recorded of turns(one === null ? allFirings(engine) : [one])) {
    if (!recorded.told) continue;
    const differences = replayOne(engine, series, recorded);
    answer.replayed += 1;
    if (differences.length === 0) answer.identical += 1;
    else if (answer.different.length < MOST_TOLD) {
      answer.different.push({
        firing: recorded.firing,
        title: recorded.title,
        subjectTitle: recorded.subjectTitle,
        differences: [...differences],
      });
    }
  }
  return done(one === null ? { ...answer, unrecorded: await unrecorded(engine) } : answer);
}

function* allFirings(engine: Engine): Generator<Firing> {
  for (let after = 0; ; ) {
    const places = engine.store
      .all<{ place: number }>('SELECT place FROM alert_firing WHERE place > ? ORDER BY place LIMIT ?', after, PAGE)
      .map(({ place }) => place);
    yield* readFirings(engine.store, engine.now(), places);
    if (places.length < PAGE) return;
    after = places.at(-1)!;
  }
}

function replayOne(engine: Engine, series: PassSeries, firing: Firing): readonly Difference[] {
  const version = versionOf(engine.store, firing.rule, firing.version);
  if (version === undefined) return [{ what: 'version', recorded: firing.version, computed: null }];
  const { kind, schedule } =
    version.terms.about.kind === firing.kind ? { ...version.terms, kind: firing.kind } : { kind: firing.kind, schedule: null };
  const compiled = compileRule(engine, kind, version.terms.rule);
  if ('fault' in compiled) return [{ what: 'rule', recorded: firing.why?.rule ?? null, computed: compiled.fault.message }];
  const inputs = inputsOf(engine, series, compiled.ok, firing, version);
  const observed = Date.parse(firing.observed);
  const computed = firing.what === 'unknown' ? firing.observed : observedAgain(engine, compiled.ok, inputs, firing, schedule);
  const why: Why = whyAt(compiled.ok, inputs, observed, firing.why?.because ?? null);
  const severity = compiled.ok.rule.severity ?? 'medium';
  return differencesBetween(
    { observed: firing.observed, severity: firing.severity, title: firing.title, why: firing.why },
    { observed: computed, severity, title: version.terms.title, why },
  );
}

function inputsOf(
  engine: Engine,
  series: PassSeries,
  compiled: CompiledRule,
  firing: Firing,
  version: RuleVersion,
): readonly InputSeries[] {
  const subjects = watchedSubjects(engine, version.terms.about);
  const rule = { rule: firing.rule, subjects: isRefused(subjects) ? [] : subjects.ok };
  return compiled.plan.inputs.map((input, n) => series.recorded(input, compiled.metrics[n]!, rule, firing.subject));
}

/** When the watch fires by what is known now: at the instant that is recorded, at none, or it would have come at another. */
function observedAgain(
  engine: Engine,
  compiled: CompiledRule,
  inputs: readonly InputSeries[],
  firing: Firing,
  schedule: Parameters<typeof dueSpans>[1],
): string | null {
  const found = Date.parse(firing.found);
  const { spans } = evaluateWatch(compiled.plan, inputs, begunUntil(engine, firing), found);
  const due = dueSpans(spans, schedule, null, Number.POSITIVE_INFINITY).spans;
  const again = due.find((span) => isoOf(span.due) === firing.due) ?? due.find((span) => isoOf(span.fired) === firing.observed);
  return again === undefined ? null : isoOf(again.fired);
}

/** Up to when the watch looked at the past silently, when it began the last time before it fired. */
function begunUntil({ store }: Engine, { rule, subject, event }: Firing): number | null {
  const row = store.get<{ until: string | null }>(
    `SELECT begun.value ->> '$.until' AS until FROM journal_body, json_each(journal_body.body, '$.begun') AS begun
     WHERE journal_body.type = 'alerts.evaluated' AND journal_body.seq <= (SELECT seq FROM journal_body WHERE id = ?)
       AND begun.value ->> '$.rule' = ? AND begun.value ->> '$.subject' = ? ORDER BY journal_body.seq DESC LIMIT 1`,
    event,
    rule,
    subject,
  );
  return row?.until == null ? null : Date.parse(row.until);
}

/** What the armed rules would record now of data that an evaluation has taken in already: nothing, if all is as it was. */
async function unrecorded(engine: Engine): Promise<Replay['unrecorded']> {
  const progress = engine.store.get<{ found: string | null; taken_in: number }>('SELECT found, taken_in FROM alert_progress');
  const findings = new PassFindings();
  if (progress?.found == null) return { fired: 0, cleared: 0, corrections: 0 };
  const options = { found: Date.parse(progress.found), takenIn: progress.taken_in, reads: false };
  const pass = turns(evaluateRules(engine, readArmedRules(engine.store).map(whole), options, findings, new WatchMemory()));
  while ((await pass.next()).done !== true);
  return { fired: findings.fired.length, cleared: findings.cleared.length, corrections: findings.corrections.length };
}

function differencesBetween(recorded: unknown, computed: unknown): readonly Difference[] {
  const found: Difference[] = [];
  compare('', recorded, computed, found);
  return found.slice(0, MOST_DIFFERENCES);
}

function compare(path: string, recorded: unknown, computed: unknown, found: Difference[]): void {
  if (found.length >= MOST_DIFFERENCES) return;
  const [one, other] = [textOf(recorded), textOf(computed)];
  if (one === other) return;
  if (!isTree(recorded) || !isTree(computed)) {
    found.push({ what: path, recorded: one, computed: other });
    return;
  }
  for (const key of new Set([...Object.keys(recorded), ...Object.keys(computed)])) {
    compare(path === '' ? key : `${path}.${key}`, recorded[key], computed[key], found);
  }
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : canonicalJson(value);
}
