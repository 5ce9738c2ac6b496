import type { z } from 'zod';
import {
  compareFirings,
  type Firing,
  firingsByMonth,
  firingsPerMonth,
  longestFiring,
  rehearse,
  scoreMarks,
  sweep,
  thresholdsOf,
} from '../../../shared/alerts/index.ts';
import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { Scope } from '../../../shared/watchlists/index.ts';
import type { Engine } from '../engine.ts';
import type { rehearsalAnswer } from './answers.ts';
import { type CompiledRule, compileRule } from './compiled-rule.ts';
import { readMarks } from './firing-commands.ts';
import { type InputSeries, textAt } from './input-series.ts';
import { longestFirst } from './longest-first.ts';
import { PassSeries } from './samples.ts';
import { type Watched, watchedSubjects } from './subjects.ts';
import { turns } from './turns.ts';
import { wordsOf } from './vocabulary.ts';

type RehearsalAnswer = z.output<typeof rehearsalAnswer>;
type SubjectRehearsal = RehearsalAnswer['subjects'][number];
type Told = SubjectRehearsal['firings'];

export interface RehearsalQuestion {
  readonly about: Scope;
  readonly rule: string;
  /** One of the scope alone. */
  readonly subject?: string | undefined;
  /** Another rule to compare with. */
  readonly against?: string | undefined;
  /** A threshold to be tried with other numbers, over one subject. */
  readonly sweep?: { readonly clause: number; readonly numbers: readonly string[] } | undefined;
  /** How long before a marked fall a firing warns of it, in milliseconds. */
  readonly warning: number;
  /** How many subjects at most. */
  readonly limit: number;
}

/**
 * What a rule would have done over the stored past of its subjects, as it would have run then: nothing that was observed later is looked at. Of what
 * is sampled, the past is the samples that were kept.
 */
export async function rehearseRule(engine: Engine, question: RehearsalQuestion): Promise<Outcome<RehearsalAnswer>> {
  const { kind } = question.about;
  const first = read(engine, kind, question.rule, 'rule');
  if (isRefused(first)) return first;
  const second = question.against === undefined ? null : read(engine, kind, question.against, 'against');
  if (second !== null && isRefused(second)) return second;
  const all = watchedSubjects(engine, question.about);
  if (isRefused(all)) return all;
  const meant = question.subject === undefined ? all.ok : all.ok.filter(({ id }) => id === question.subject);
  if (question.subject !== undefined && meant.length === 0) {
    return refuse('not-in-scope', `The rule is not about ${question.subject}.`, { subject: question.subject });
  }
  const series = new PassSeries(engine, Date.parse(engine.now()));
  const isSome = meant.length > question.limit;
  // Of more than are asked for, those of which the most is known say the most.
  const chosen = (isSome ? await longestFirst(engine, series, first.ok, meant) : meant).slice(0, question.limit);
  const subjects: SubjectRehearsal[] = [];
  for await (const subject of turns(chosen)) {
    subjects.push(rehearseSubject(engine, series, { question, first: first.ok, second: second?.ok ?? null, all: all.ok, subject }));
  }
  const swept = question.sweep === undefined ? null : sweepOver(engine, series, question, first.ok, all.ok, chosen[0]);
  if (swept !== null && isRefused(swept)) return swept;
  return done({
    text: first.ok.text,
    says: first.ok.says,
    against: second === null ? null : { text: second.ok.text, says: second.ok.says },
    total: meant.length,
    rehearsed: chosen.length,
    order: isSome ? 'longest-first' : 'as-listed',
    thresholds: [...thresholdsOf(first.ok.rule)],
    subjects,
    sweep: swept?.ok ?? null,
  });
}

function read(engine: Engine, kind: Scope['kind'], text: string, field: string): Outcome<CompiledRule> {
  const compiled = compileRule(engine, kind, text);
  if ('ok' in compiled) return compiled;
  const { code, message, from, to } = compiled.fault;
  return refuse(code, message, { field, from, to });
}

interface Rehearsing {
  readonly question: RehearsalQuestion;
  readonly first: CompiledRule;
  readonly second: CompiledRule | null;
  readonly all: readonly Watched[];
  readonly subject: Watched;
}

function rehearseSubject(engine: Engine, series: PassSeries, rehearsing: Rehearsing): SubjectRehearsal {
  const { question, first, second, all, subject } = rehearsing;
  const inputs = inputsOf(series, first, all, subject);
  const [own] = inputs;
  const history = own?.history;
  const end = Math.max(Number.NEGATIVE_INFINITY, ...inputs.flatMap((input) => input.history.at[input.history.length - 1] ?? []));
  const rehearsal = rehearse(first.plan, keyed(first, inputs));
  const { firings, evaluated, unknown } = rehearsal;
  const answer = {
    subject: subject.id,
    title: subject.title,
    because: inputs.find(({ because }) => because !== null)?.because ?? null,
    from: history?.length ? history.at[0]! : null,
    to: Number.isFinite(end) ? end : null,
    observations: history?.length ?? 0,
    firings: told(firings, own),
    firesStill: firings.at(-1)?.cleared === undefined && firings.length > 0,
    evaluated,
    unknown,
    perMonth: history === undefined ? null : firingsPerMonth(firings, history),
    byMonth: { ...firingsByMonth(firings) },
    longest: longestFiring(firings, end),
  };
  const marks = own === undefined ? [] : readMarks(engine, { kind: question.about.kind, subject: subject.id, metric: own.metric.id });
  const falls = marks.map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }));
  const against = second === null ? null : rehearse(second.plan, keyed(second, inputsOf(series, second, all, subject)));
  const compared = against === null ? null : compareFirings(firings, against.firings, end);
  return {
    ...answer,
    because: answer.because === null ? null : { reason: answer.because.reason, message: answer.because.message },
    marks: falls.length === 0 || history === undefined ? null : scored(scoreMarks(firings, falls, question.warning, history)),
    against:
      against === null || compared === null
        ? null
        : {
            firings: told(against.firings, own),
            unknown: against.unknown,
            perMonth: history === undefined ? null : firingsPerMonth(against.firings, history),
            longest: longestFiring(against.firings, end),
            onlyFirst: compared.onlyFirst.length,
            onlySecond: compared.onlySecond.length,
            both: compared.both.map(({ first: one, second: other, lead }) => ({ first: one.at, second: other.at, lead })),
            overlap: compared.overlap,
            marks:
              falls.length === 0 || history === undefined ? null : scored(scoreMarks(against.firings, falls, question.warning, history)),
          },
  };
}

function inputsOf(series: PassSeries, { plan, metrics }: CompiledRule, all: readonly Watched[], { id }: Watched): readonly InputSeries[] {
  return plan.inputs.map((input, n) => series.recorded(input, metrics[n]!, { rule: 'rehearsal', subjects: all }, id));
}

function keyed({ plan }: CompiledRule, inputs: readonly InputSeries[]): ReadonlyMap<string, InputSeries> {
  return new Map(plan.inputs.map(({ key }, n) => [key, inputs[n]!]));
}

function told(firings: readonly Firing[], own: InputSeries | undefined): Told {
  return firings.map(({ at, index, cleared }) => ({ at, cleared: cleared ?? null, value: own === undefined ? null : textAt(own, index) }));
}

function scored(score: ReturnType<typeof scoreMarks>): NonNullable<SubjectRehearsal['marks']> {
  return {
    marks: score.marks.map(({ mark, firing, lead, ahead }) => ({ from: mark.from, to: mark.to, fired: firing?.at ?? null, lead, ahead })),
    missed: score.missed,
    falseAlarms: score.falseAlarms.map(({ at }) => at),
    precision: score.precision,
    recall: score.recall,
    medianLead: score.medianLead,
  };
}

function sweepOver(
  engine: Engine,
  series: PassSeries,
  { about, sweep: asked }: RehearsalQuestion,
  compiled: CompiledRule,
  all: readonly Watched[],
  subject: Watched | undefined,
): Outcome<NonNullable<RehearsalAnswer['sweep']>> {
  if (subject === undefined) return refuse('nothing-to-sweep', 'The rule is about no subject now, so that thresholds cannot be tried.');
  const inputs = inputsOf(series, compiled, all, subject);
  const points = sweep(compiled.rule, wordsOf(engine, about.kind).vocabulary, asked!.clause, asked!.numbers, keyed(compiled, inputs));
  if (isRefused(points)) return points;
  return done({
    subject: subject.id,
    points: points.ok.map(({ number, rule, firings }) => ({
      number,
      rule,
      firings: firings.map(({ at, cleared }) => ({ at, cleared: cleared ?? null })),
    })),
  });
}
