import { type Item, type Override, type OverrideRequest, retypedNumber, type Signer } from '../../../shared/checklists/index.ts';
import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import { authenticate, readSettings } from '../workspace/index.ts';
import { findItem } from './answering.ts';
import { actingPerson, leaveNeeded } from './persons.ts';
import { commitToRun, findOpenRun } from './run-changes.ts';
import type { Run } from './run-rows.ts';
import { standNow } from './run-standing.ts';

export interface Approver {
  readonly person: string;
  readonly pin?: string | undefined;
}

interface ItemOfRun {
  readonly run: string;
  readonly item: string;
}

interface OverrideQuestion extends ItemOfRun {
  readonly reason: string;
  readonly by?: string | undefined;
}

/** Goes ahead against a blocker, with a second person's leave. That person has answered nothing in this run and did not begin it. */
export function overrideItem(engine: Engine, question: OverrideQuestion & { readonly approver: Approver }): Outcome<ItemOfRun> {
  const found = findBlocked(engine, question);
  if (isRefused(found)) return found;
  const { run, item, blocker, by } = found.ok;
  const { person, pin } = question.approver;
  if (involved(run, by).has(person)) {
    return refuse(
      'second-person-needed',
      `Whoever works on this checklist cannot give leave to override “${item.text}”. Somebody else must.`,
      { item: item.id },
    );
  }
  const approver = authenticate(engine, pin === undefined ? { person } : { person, pin });
  if (isRefused(approver)) return approver;
  const { name, proved } = approver.ok;
  const after: Override = {
    blocker,
    reason: question.reason,
    by,
    at: engine.now(),
    leave: { kind: 'second-person', approver: { person, name }, proved },
  };
  return setOverride(engine, run, item, after);
}

/** Asks to override a blocker where the workspace knows one person only: it can be done after the cool-off, with the number typed. */
export function requestOverride(engine: Engine, question: OverrideQuestion): Outcome<OverrideRequest> {
  const found = findBlocked(engine, question);
  if (isRefused(found)) return found;
  const { run, item, by } = found.ok;
  if (leaveNeeded(engine) === 'second-person') {
    return refuse(
      'second-person-needed',
      'Several people work here, so that a second person has to give leave. Waiting does not replace that.',
      { item: item.id },
    );
  }
  const at = engine.now();
  const effectiveAt = new Date(Date.parse(at) + readSettings(engine.store).coolOffMinutes * 60_000).toISOString();
  const after: OverrideRequest = { reason: question.reason, by, at, effectiveAt, number: retypedNumber(run.run, item.id, at) };
  const payload = { item: item.id, before: run.items.get(item.id)?.request ?? null, after };
  const committed = commitToRun(engine, run, [{ type: 'checklists.override-requested', subject: run.run, payload }]);
  return isRefused(committed) ? committed : done(after);
}

/** Overrides after the cool-off. The number is typed again by somebody who has thought about it meanwhile. */
export function confirmOverride(engine: Engine, question: ItemOfRun & { readonly number: string }): Outcome<ItemOfRun> {
  const found = findBlocked(engine, question);
  if (isRefused(found)) return found;
  const { run, item, blocker } = found.ok;
  const request = run.items.get(item.id)?.request ?? null;
  if (request === null)
    return refuse('not-requested', `Nobody has asked to override “${item.text}”. Ask first; the cool-off begins then.`, { item: item.id });
  if (leaveNeeded(engine) === 'second-person') {
    return refuse('second-person-needed', 'Several people work here by now, so that a second person has to give leave.', { item: item.id });
  }
  const at = engine.now();
  if (at < request.effectiveAt) {
    return refuse('cooling-off', `The cool-off lasts until ${request.effectiveAt}. Think about it until then.`, {
      item: item.id,
      until: request.effectiveAt,
    });
  }
  if (question.number.trim() !== request.number) {
    return refuse('wrong-number', `${question.number} is not the number that is shown. Type it as it stands there.`, {
      item: item.id,
      field: 'number',
    });
  }
  const after: Override = {
    blocker,
    reason: request.reason,
    by: request.by,
    at,
    leave: { kind: 'cool-off', requestedAt: request.at },
  };
  return setOverride(engine, run, item, after);
}

/** Takes an override, or the request for one, back. */
export function withdrawOverride(engine: Engine, question: ItemOfRun): Outcome<ItemOfRun> {
  const found = findOpenRun(engine, question.run);
  if (isRefused(found)) return found;
  const run = found.ok;
  const item = findItem(run, question.item);
  if (isRefused(item)) return item;
  const record = run.items.get(question.item);
  if (record?.override) return setOverride(engine, run, item.ok, null);
  if (!record?.request) return refuse('no-override', `“${item.ok.text}” is not overridden.`, { item: question.item });
  const payload = { item: question.item, before: record.request, after: null };
  const committed = commitToRun(engine, run, [{ type: 'checklists.override-requested', subject: run.run, payload }]);
  return isRefused(committed) ? committed : done({ run: run.run, item: question.item });
}

interface Blocked {
  readonly run: Run;
  readonly item: Item;
  readonly blocker: Override['blocker'];
  readonly by: Signer;
}

function findBlocked(engine: Engine, question: ItemOfRun & { readonly by?: string | undefined }): Outcome<Blocked> {
  const found = findOpenRun(engine, question.run);
  if (isRefused(found)) return found;
  const run = found.ok;
  const item = findItem(run, question.item);
  if (isRefused(item)) return item;
  const by = actingPerson(engine, question.by, run.by);
  if (isRefused(by)) return by;
  const blocker = standNow(engine, run).standing.items.find((each) => each.item.id === question.item)?.blocker ?? null;
  if (blocker === null)
    return refuse('no-blocker', `“${item.ok.text}” does not stand in the way of a signature; there is nothing to override.`, {
      item: question.item,
    });
  if (blocker.reason === 'repeat') {
    return refuse('repeat-first', `“${item.ok.text}” has to be answered again after the interruption; that cannot be overridden.`, {
      item: question.item,
    });
  }
  return done({ run, item: item.ok, blocker: blocker.reason, by: by.ok });
}

/** Everybody who began the run or answered in it. */
export function involved(run: Run, acting: Signer): ReadonlySet<string> {
  const people = new Set([run.by.person, acting.person]);
  for (const { answer } of run.items.values()) if (answer !== null) people.add(answer.by.person);
  return people;
}

function setOverride(engine: Engine, run: Run, item: Item, after: Override | null): Outcome<ItemOfRun> {
  const payload = { item: item.id, before: run.items.get(item.id)?.override ?? null, after };
  const committed = commitToRun(engine, run, [{ type: 'checklists.override-set', subject: run.run, payload }]);
  return isRefused(committed) ? committed : done({ run: run.run, item: item.id });
}
