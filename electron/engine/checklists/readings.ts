import { askedPositions, charactersOf, type Given, type Item, type Operand, type Reading } from '../../../shared/checklists/index.ts';
import { isKnown, type Subject, unavailable } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';

/** The facts that the subject's column tells; none where no column speaks for that kind. */
export function factsOf(engine: Engine, about: Subject): Readonly<Record<string, string | null>> {
  return engine.sources.subjects.get(about.kind)?.facts(engine, about.id) ?? {};
}

/** Reads a metric of the subject and freezes it with its inputs. A metric of the whole workspace can be read for any subject. */
export function readMetric(engine: Engine, about: Subject, id: string): Reading {
  const from = `metric ${id}`;
  const metric = engine.sources.metrics.get(id);
  if (!metric) return unread(from, id, null, unavailable('no-such-metric', `This program has no metric ${id}.`).unavailable);
  const subject = metric.subject === about.kind ? about.id : metric.subject === 'workspace' ? 'workspace' : null;
  if (subject === null) {
    const message = `${metric.name} is told of a ${metric.subject}, and this checklist is about a ${about.kind}.`;
    return unread(from, metric.name, metric.unit, { reason: 'other-subject', message });
  }
  const figure = metric.read(engine, subject);
  if (!isKnown(figure)) return unread(from, metric.name, metric.unit, figure.unavailable);
  const { text, currency = null, asOf = null } = figure.ok;
  // Trails hold optional members that are undefined; what is frozen holds none.
  const trail = JSON.parse(JSON.stringify(figure.trail)) as Reading['trail'];
  return { from, name: metric.name, unit: metric.unit, currency, value: text, unavailable: null, asOf, trail };
}

function readFact(engine: Engine, about: Subject, fact: string): Reading {
  const value = factsOf(engine, about)[fact] ?? null;
  if (value === null) return unread(`fact ${fact}`, fact, null, { reason: 'fact-not-known', message: `${fact} is not known.` });
  return { ...NO_UNIT, from: `fact ${fact}`, name: fact, value, unavailable: null };
}

function readTyped(words: string, text: string | undefined): Reading {
  if (text === undefined || text === '') {
    return unread('typed', words, null, { reason: 'not-typed', message: `Nothing was typed for “${words}”.` });
  }
  return { ...NO_UNIT, from: 'typed', name: words, value: text, unavailable: null };
}

/** Both sides of a comparison. By characters only the left side is a whole text; of the right one, some characters are typed. */
export function readComparison(
  engine: Engine,
  about: Subject,
  item: Comparison,
  given: Extract<Given, { is: 'compare' }> | null,
): readonly Reading[] {
  const left = readOperand(engine, about, item.left, given?.left);
  if (item.as === 'characters') return [left];
  return [left, readOperand(engine, about, item.right, given?.right)];
}

/** The positions that a comparison by characters asks for now; null where the text to compare with is not known. */
export function positionsNow(engine: Engine, about: Subject, run: string, item: Item): readonly number[] | null {
  if (item.kind !== 'compare' || item.as !== 'characters') return null;
  const [left] = readComparison(engine, about, item, null);
  return left?.value == null ? null : askedPositions(run, item.id, charactersOf(left.value).length, item.positions);
}

function readOperand(engine: Engine, about: Subject, operand: Operand, typed: string | undefined): Reading {
  if ('metric' in operand) return readMetric(engine, about, operand.metric);
  return 'fact' in operand ? readFact(engine, about, operand.fact) : readTyped(operand.typed, typed);
}

export type Comparison = Extract<Item, { kind: 'compare' }>;

export function unread(
  from: string,
  name: string,
  unit: string | null,
  why: { readonly reason: string; readonly message: string },
): Reading {
  return { ...NO_UNIT, from, name, unit, value: null, unavailable: { reason: why.reason, message: why.message } };
}

const NO_UNIT = { unit: null, currency: null, asOf: null, trail: [] };
