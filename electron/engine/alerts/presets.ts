import type { z } from 'zod';
import { firingsPerMonth, presetRule, PRESETS, rehearse } from '../../../shared/alerts/index.ts';
import { isRefused, type SubjectKind } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import type { presetAnswer } from './answers.ts';
import { type CompiledRule, compileRule } from './compiled-rule.ts';
import type { MetricSource } from '../sources.ts';
import { PassSeries } from './samples.ts';
import { type Watched, watchedSubjects } from './subjects.ts';
import { turns } from './turns.ts';

type PresetAnswer = z.output<typeof presetAnswer>;

/** Rules to begin with, each rehearsed over the data at hand: over the first subjects of its kind that have any. */
export async function readPresets(
  engine: Engine,
  { kind, subjects: most }: { readonly kind?: SubjectKind | undefined; readonly subjects: number },
): Promise<PresetAnswer[]> {
  const series = new PassSeries(engine, Date.parse(engine.now()));
  const answers: PresetAnswer[] = [];
  for await (const preset of turns(PRESETS.filter((one) => kind === undefined || one.kind === kind))) {
    const compiled = compileRule(engine, preset.kind, presetRule(preset));
    answers.push({
      ...preset,
      parameters: preset.parameters.map((parameter) => ({ ...parameter })),
      rule: 'ok' in compiled ? compiled.ok.text : presetRule(preset),
      says: 'ok' in compiled ? compiled.ok.says : null,
      fault: 'fault' in compiled ? compiled.fault.message : null,
      rehearsal: 'ok' in compiled ? await rehearseOver(engine, series, preset.kind, compiled.ok, most) : null,
    });
  }
  return answers;
}

/** Looking for data among more subjects than these would keep the person waiting. */
const MOST_LOOKED_AT = 2_000;

/** The subjects of which a metric is known now, where that can be told of all of them at once. */
function withData(engine: Engine, metric: MetricSource | undefined, all: readonly Watched[]): readonly Watched[] {
  const table = metric?.readAll?.(engine);
  if (table === undefined || !('numbers' in table) || table.numbers.length !== all.length) return all;
  return all.filter((_subject, n) => !Number.isNaN(table.numbers[n]!));
}

async function rehearseOver(
  engine: Engine,
  series: PassSeries,
  kind: SubjectKind,
  compiled: CompiledRule,
  most: number,
): Promise<PresetAnswer['rehearsal']> {
  const { plan, metrics } = compiled;
  const all = watchedSubjects(engine, { kind, which: { of: 'every' } });
  if (isRefused(all)) return null;
  const rehearsal: NonNullable<PresetAnswer['rehearsal']> = {
    subjects: all.ok.length,
    rehearsed: 0,
    firings: 0,
    firing: 0,
    perMonth: null,
    examples: [],
  };
  let months = 0;
  for await (const subject of turns(withData(engine, metrics[0], all.ok).slice(0, MOST_LOOKED_AT))) {
    if (rehearsal.rehearsed >= most) break;
    const rule = { rule: 'preset', subjects: all.ok };
    const inputs = plan.inputs.map((input, n) => series.recorded(input, metrics[n]!, rule, subject.id));
    const [own] = inputs;
    if (own === undefined || own.history.length < 2) continue;
    const { firings } = rehearse(plan, new Map(plan.inputs.map(({ key }, n) => [key, inputs[n]!])));
    const perMonth = firingsPerMonth(firings, own.history);
    rehearsal.rehearsed += 1;
    rehearsal.firings += firings.length;
    if (perMonth !== null) months += perMonth;
    if (firings.length > 0 && firings.at(-1)!.cleared === undefined) rehearsal.firing += 1;
    if (firings.length > 0) rehearsal.examples.push({ subject: subject.id, title: subject.title, firings: firings.length });
  }
  rehearsal.examples = rehearsal.examples.toSorted((a, b) => b.firings - a.firings).slice(0, 5);
  rehearsal.perMonth = rehearsal.rehearsed === 0 ? null : months / rehearsal.rehearsed;
  return rehearsal;
}
