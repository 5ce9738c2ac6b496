import { type AlertRule, parseRule, type Plan, planOf, ruleText, ruleWords } from '../../../shared/alerts/index.ts';
import { isRefused } from '../../../shared/figures/index.ts';
import type { Fault, Scope } from '../../../shared/watchlists/index.ts';
import type { Engine } from '../engine.ts';
import type { MetricSource, Sources } from '../sources.ts';
import { isSampled } from './input-series.ts';
import { wordsOf } from './vocabulary.ts';

/** A rule's text made ready to be evaluated over subjects of its kind. */
export interface CompiledRule {
  readonly rule: AlertRule;
  /** Canonical. */
  readonly text: string;
  /** As a sentence, without its full stop. */
  readonly says: string;
  readonly notes: readonly string[];
  readonly plan: Plan;
  /** The metrics that it reads, in the order of the plan's inputs. */
  readonly metrics: readonly MetricSource[];
  /** Whether any of them is sampled. */
  readonly samples: boolean;
}

export type Compiled = { readonly ok: CompiledRule } | { readonly fault: Fault };

/** Reads the text of a rule over a kind of subject; a fault says where it cannot be read. A text that was read once is there at once. */
export function compileRule(engine: Engine, kind: Scope['kind'], text: string): Compiled {
  let kinds = known.get(engine.sources);
  if (kinds === undefined) known.set(engine.sources, (kinds = new Map()));
  let texts = kinds.get(kind);
  if (texts === undefined) kinds.set(kind, (texts = new Map()));
  let compiled = texts.get(text);
  if (compiled === undefined) {
    // Each text that somebody has typed on the way is one; those that are used come back at once.
    if (texts.size > MOST_TEXTS) texts.clear();
    texts.set(text, (compiled = compile(engine, kind, text)));
  }
  return compiled;
}

const MOST_TEXTS = 20_000;

function compile(engine: Engine, kind: Scope['kind'], text: string): Compiled {
  const { vocabulary, metrics } = wordsOf(engine, kind);
  const parsed = parseRule(text, vocabulary);
  if ('fault' in parsed) return parsed;
  const plan = planOf(parsed.ok, vocabulary);
  if (isRefused(plan)) return { fault: { code: plan.error.code, from: 0, to: text.length, message: plan.error.message, expected: [] } };
  const read = plan.ok.inputs.map(({ name }) => metrics.get(name)!);
  return {
    ok: {
      rule: parsed.ok,
      text: ruleText(parsed.ok),
      says: ruleWords(parsed.ok),
      notes: parsed.notes,
      plan: plan.ok,
      metrics: read,
      samples: plan.ok.inputs.some((input, n) => isSampled(input, read[n]!)),
    },
  };
}

const known = new WeakMap<Sources, Map<Scope['kind'], Map<string, Compiled>>>();
