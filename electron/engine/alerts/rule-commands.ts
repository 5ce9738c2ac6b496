import { isZone, type RuleTerms } from '../../../shared/alerts/index.ts';
import { done, isRefused, isSame, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { NewEvent } from '../../../shared/journal/index.ts';
import type { Engine } from '../engine.ts';
import { compileRule } from './compiled-rule.ts';
import { evaluateOnce } from './evaluator.ts';
import { findRule, readRule } from './rule-rows.ts';

interface Named {
  readonly rule: string;
}

/** Writes a new rule, or another version of one. Its text becomes canonical; refused with the place in the text where it cannot be read. */
export function writeRule(
  engine: Engine,
  question: { readonly rule?: string | undefined; readonly terms: RuleTerms; readonly arm: boolean },
): Outcome<Named> {
  const compiled = compileRule(engine, question.terms.about.kind, question.terms.rule);
  if ('fault' in compiled) {
    const { code, message, from, to } = compiled.fault;
    return refuse(code, message, { field: 'rule', from, to });
  }
  for (const field of ['schedule', 'quiet'] as const) {
    const zone = question.terms[field]?.zone;
    if (zone !== undefined && !isZone(zone)) {
      return refuse('unknown-zone', `“${zone}” is no time zone by name. Write one of the IANA list, such as Europe/Amsterdam.`, { field });
    }
  }
  const terms = { ...question.terms, rule: compiled.ok.text };
  const stored = question.rule === undefined ? undefined : findRule(engine.store, question.rule);
  if (stored !== undefined && isRefused(stored)) return stored;
  const rule = stored?.ok.rule ?? engine.newId();
  const before = stored?.ok.terms ?? null;
  const events: NewEvent[] = [];
  if (before === null || !isSame(before, terms)) {
    events.push({ type: 'alerts.rule-written', subject: rule, payload: { before, after: terms } });
  }
  if (question.arm && (stored?.ok.armedAt ?? null) === null) {
    events.push({ type: 'alerts.rule-armed', subject: rule, payload: { title: terms.title } });
  }
  return committed(engine, events, rule);
}

/** Arms a rule and evaluates it at once: what fires already fires now, what fired before belongs to its rehearsal. */
export function armRule(engine: Engine, rule: string): Outcome<Named> {
  const found = findRule(engine.store, rule);
  if (isRefused(found)) return found;
  const { terms, armedAt } = found.ok;
  if (armedAt !== null) return refuse('armed-already', `“${terms.title}” is armed already.`, { rule });
  const compiled = compileRule(engine, terms.about.kind, terms.rule);
  if ('fault' in compiled) {
    return refuse('rule-not-readable', `“${terms.title}” cannot be armed: ${compiled.fault.message}`, { rule });
  }
  return committed(engine, [{ type: 'alerts.rule-armed', subject: rule, payload: { title: terms.title } }], rule);
}

/** What fires of it ends without having cleared. */
export function disarmRule(engine: Engine, rule: string): Outcome<Named> {
  const found = findRule(engine.store, rule);
  if (isRefused(found)) return found;
  const { terms, armedAt } = found.ok;
  if (armedAt === null) return refuse('not-armed', `“${terms.title}” is not armed.`, { rule });
  return committed(engine, [{ type: 'alerts.rule-disarmed', subject: rule, payload: { title: terms.title } }], rule);
}

/** Its firings stay in the history. */
export function removeRule(engine: Engine, rule: string): Outcome<Named> {
  const found = findRule(engine.store, rule);
  if (isRefused(found)) return found;
  return committed(engine, [{ type: 'alerts.rule-written', subject: rule, payload: { before: found.ok.terms, after: null } }], rule);
}

/** Brings a removed rule back as it was, disarmed. */
export function restoreRule(engine: Engine, rule: string): Outcome<Named> {
  const stored = readRule(engine.store, rule);
  if (stored === undefined || !stored.removed) return refuse('not-removed', `There is no removed alert rule ${rule}.`, { rule });
  return committed(engine, [{ type: 'alerts.rule-written', subject: rule, payload: { before: null, after: stored.terms } }], rule);
}

/** A rule that is armed is evaluated before the command answers, so that what it answers is what there is; also where no window is open. */
function committed(engine: Engine, events: readonly NewEvent[], rule: string): Outcome<Named> {
  const outcome = engine.journal.commit(events);
  if (isRefused(outcome)) return outcome;
  if (readRule(engine.store, rule)?.armedAt != null) evaluateOnce(engine, [rule]);
  return done({ rule });
}
