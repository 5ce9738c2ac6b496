import type { z } from 'zod';
import { parseRule } from '../../../shared/alerts/index.ts';
import { isRefused } from '../../../shared/figures/index.ts';
import type { Scope } from '../../../shared/watchlists/index.ts';
import type { Engine } from '../engine.ts';
import { vocabularyOf } from '../metrics/index.ts';
import type { previewAnswer } from './answers.ts';
import { compileRule } from './compiled-rule.ts';
import { isSampled } from './input-series.ts';
import { turns } from './turns.ts';
import { PassSeries } from './samples.ts';
import { titleOf, type Watched, watchedSubjects } from './subjects.ts';
import { evaluateWatch } from './watch-evaluation.ts';
import { distanceAnswerOf, valuesOf } from './watch-standing.ts';

type Preview = z.output<typeof previewAnswer>;

/** So many subjects are evaluated for a preview; of more, it is said how many there are. */
const MOST_EVALUATED = 500;

/**
 * What a rule would be, as it is being written: where its text cannot be read, or the sentence that it means, which subjects it is about, and
 * which of them would fire now. Nothing is recorded.
 */
export async function previewRule(engine: Engine, about: Scope, text: string, limit: number): Promise<Preview> {
  const empty = {
    text: null,
    says: null,
    notes: [],
    inputs: [],
    refused: null,
    subjects: 0,
    evaluated: 0,
    firing: 0,
    unknown: 0,
    watches: [],
  };
  // The words that occur are asked only here: a slip is noticed while it is written.
  const parsed = parseRule(text, vocabularyOf(engine, about.kind));
  if ('fault' in parsed) return { ...empty, fault: { ...parsed.fault, expected: [...parsed.fault.expected] } };
  const compiled = compileRule(engine, about.kind, text);
  if ('fault' in compiled) return { ...empty, fault: { ...compiled.fault, expected: [...compiled.fault.expected] } };
  const { ok } = compiled;
  const inputs = ok.plan.inputs.map((input, n) => ({
    name: input.key,
    metric: ok.metrics[n]!.id,
    title: ok.metrics[n]!.name,
    hasHistory: !isSampled(input, ok.metrics[n]!),
  }));
  const told = { ...empty, fault: null, text: ok.text, says: ok.says, notes: [...parsed.notes], inputs };
  const subjects = watchedSubjects(engine, about);
  if (isRefused(subjects)) return { ...told, refused: { reason: subjects.error.code, message: subjects.error.message } };
  const now = Date.parse(engine.now());
  const series = new PassSeries(engine, now);
  const rule = { rule: 'preview', subjects: subjects.ok };
  const watches: Preview['watches'] = [];
  const evaluate = (subject: Watched): Preview['watches'][number] => {
    const { id, title } = subject;
    if (titleOf(engine, about.kind, id) === null) {
      return { subject: id, title, holds: null, fires: false, isGone: true, values: [], distance: null };
    }
    const read = ok.plan.inputs.map((input, n) => series.read(input, ok.metrics[n]!, rule, id));
    const evaluation = evaluateWatch(ok.plan, read, null, now);
    const last = evaluation.spans.at(-1);
    return {
      subject: id,
      title,
      holds: evaluation.holds,
      fires: last !== undefined && last.cleared === null,
      isGone: false,
      values: valuesOf(ok, read),
      distance: distanceAnswerOf(ok.plan, read, evaluation, now),
    };
  };
  for await (const subject of turns(subjects.ok.slice(0, MOST_EVALUATED))) watches.push(evaluate(subject));
  const nearness = ({ fires, distance }: Preview['watches'][number]): number =>
    fires ? -1 : (distance?.share ?? Number.POSITIVE_INFINITY);
  return {
    ...told,
    subjects: subjects.ok.length,
    evaluated: watches.length,
    firing: watches.filter(({ fires }) => fires).length,
    unknown: watches.filter(({ holds }) => holds === null).length,
    watches: watches.toSorted((a, b) => nearness(a) - nearness(b) || 0).slice(0, limit),
  };
}
