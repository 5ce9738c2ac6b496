import {
  type Answer,
  factsOfItem,
  type Given,
  type Item,
  itemsOf,
  judge,
  NOTHING_TOLD,
  type Reading,
  type Sent,
  type Signer,
  type Timing,
  validUntil,
} from '../../../shared/checklists/index.ts';
import type { EvidenceRef } from '../../../shared/evidence/index.ts';
import { done, isRefused, type Outcome, refuse, type Verdict } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import { authenticate } from '../workspace/index.ts';
import { knownFiles } from './evidence-files.ts';
import { actingPerson } from './persons.ts';
import { positionsNow, readComparison, readMetric } from './readings.ts';
import { commitToRun, findOpenRun } from './run-changes.ts';
import type { Run } from './run-rows.ts';
import { standForAnswer } from './run-standing.ts';
import { standingOf } from './standing.ts';

export interface AnswerQuestion {
  readonly run: string;
  readonly item: string;
  readonly given: Sent;
  readonly note?: string | undefined;
  readonly evidence?: readonly EvidenceRef[] | undefined;
  readonly timing?: Timing | undefined;
  readonly by?: string | undefined;
}

export interface Answered {
  readonly run: string;
  readonly item: string;
  readonly result: Verdict;
  readonly because: string;
  /** Items that have to be answered again because the work was interrupted before this answer. */
  readonly repeat: string[];
}

/** Answers an item, or answers it anew. What the application reads is read now, and frozen in the answer with its inputs. */
export function answerItem(engine: Engine, question: AnswerQuestion): Outcome<Answered> {
  const at = engine.now();
  const found = findOpenRun(engine, question.run);
  if (isRefused(found)) return found;
  const run = found.ok;
  const { facts, standing, interruption } = standForAnswer(engine, run, at);
  const item = findItem(run, question.item);
  if (isRefused(item)) return item;
  const hidden = standing.hidden.find((each) => each.item === question.item);
  if (hidden) return refuse('not-asked', `“${item.ok.text}” is not asked here. ${hidden.because}`, { item: question.item });
  const by = actingPerson(engine, question.by, run.by);
  if (isRefused(by)) return by;
  const given = givenOf(engine, question.given);
  if (isRefused(given)) return given;
  const files = knownFiles(engine, question.evidence ?? []);
  if (isRefused(files)) return files;

  const record = run.items.get(question.item) ?? NOTHING_TOLD;
  const { readings, expires } = readingsFor(engine, run, item.ok, given.ok, at);
  const judgement = judge(item.ok, given.ok, {
    at,
    files: [...files.ok.values()],
    readings,
    positions: positionsNow(engine, run.about, run.run, item.ok) ?? [],
    timerSince: record.timerSince,
  });
  if (isRefused(judgement)) return judgement;
  const after: Answer = {
    given: given.ok,
    ...judgement.ok,
    note: question.note ?? null,
    evidence: [...(question.evidence ?? [])],
    readings: [...readings],
    facts: factsOfItem(item.ok, facts),
    by: by.ok,
    at,
    timing: question.timing ?? { shownAt: null, milliseconds: null },
    validUntil: earliest(validUntil(item.ok, at), expires),
  };
  const interrupted = interruption && { ...interruption, items: interruption.items.filter((each) => each !== question.item) };
  const payload = { item: question.item, before: record.answer, after, interrupted };
  const committed = commitToRun(engine, run, [{ type: 'checklists.item-answered', subject: run.run, payload }]);
  if (isRefused(committed)) return committed;
  return done({ run: run.run, item: question.item, ...judgement.ok, repeat: interrupted?.items ?? [] });
}

/** Starts the timer of an item, once. */
export function beginTimer(engine: Engine, id: string, itemId: string): Outcome<{ run: string; item: string; due: string }> {
  const found = findOpenRun(engine, id);
  if (isRefused(found)) return found;
  const item = findItem(found.ok, itemId);
  if (isRefused(item)) return item;
  if (item.ok.kind !== 'timer') return refuse('no-timer', `“${item.ok.text}” has no timer.`, { item: itemId });
  const before = found.ok.items.get(itemId)?.timerSince ?? null;
  const after = before ?? engine.now();
  const due = timerDue(item.ok, after);
  if (before !== null) return done({ run: id, item: itemId, due });
  const payload = { item: itemId, before, after };
  const committed = commitToRun(engine, found.ok, [{ type: 'checklists.timer-set', subject: id, payload }]);
  return isRefused(committed) ? committed : done({ run: id, item: itemId, due });
}

/** When a timer that was started then has run. */
export function timerDue({ minutes }: Extract<Item, { kind: 'timer' }>, since: string): string {
  return new Date(Date.parse(since) + minutes * 60_000).toISOString();
}

export function findItem(run: Run, id: string): Outcome<Item> {
  const item = itemsOf(run.template).find((each) => each.id === id);
  return item ? done(item) : refuse('no-such-item', `“${run.line.title}” has no item ${id}.`, { item: id });
}

function givenOf(engine: Engine, sent: Sent): Outcome<Given> {
  if (sent.is !== 'signature') return done(sent);
  const { person, pin } = sent;
  const signer = authenticate(engine, pin === undefined ? { person } : { person, pin });
  if (isRefused(signer)) return signer;
  const { name, proved } = signer.ok;
  return done({ is: 'signature', signer: { person, name } satisfies Signer, proved });
}

interface Read {
  readonly readings: readonly Reading[];
  /** What was read counts until then. */
  readonly expires: string | null;
}

function readingsFor(engine: Engine, run: Run, item: Item, given: Given, at: string): Read {
  if (item.kind === 'computed' && given.is === 'computed') return { readings: [readMetric(engine, run.about, item.metric)], expires: null };
  if (item.kind === 'compare' && given.is === 'compare') return { readings: readComparison(engine, run.about, item, given), expires: null };
  if (item.kind !== 'sub-list' || given.is !== 'sub-list') return { readings: [], expires: null };
  const { state, run: other, expires } = standingOf(engine, run.about, item.template, at);
  const told = { name: item.template, unit: null, currency: null, unavailable: null, asOf: null, trail: [] };
  return {
    readings: [{ ...told, from: `checklist ${other ?? item.template}`, value: state }],
    expires: state === 'signed' ? expires : null,
  };
}

function earliest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
