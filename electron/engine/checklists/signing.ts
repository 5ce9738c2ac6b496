import {
  type Blocker,
  expiryOf,
  factsAsked,
  nextSignature,
  retypedNumber,
  sealedHash,
  type Signature,
} from '../../../shared/checklists/index.ts';
import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import { authenticate, readSettings } from '../workspace/index.ts';
import type { Approver } from './overriding.ts';
import { actingPerson, leaveNeeded } from './persons.ts';
import { commitToRun } from './run-changes.ts';
import { findRun, type Run } from './run-rows.ts';
import { standNow } from './run-standing.ts';

interface SignQuestion extends Approver {
  readonly run: string;
  /** The hash that the signer has seen: what is signed is what was read. */
  readonly runHash: string;
  /** Where the same person signs again after the cool-off: the number that is shown. */
  readonly number?: string | undefined;
}

export interface Signed {
  readonly run: string;
  readonly revision: number;
  readonly role: string;
  readonly runHash: string;
  readonly state: 'open' | 'signed';
  readonly expires: string | null;
}

/**
 * Gives the next signature. Refused while a blocker stands, while a part must be repeated after an interruption, where what would be
 * signed is not what the signer saw, and where somebody else must sign.
 */
export function signRun(engine: Engine, question: SignQuestion): Outcome<Signed> {
  const at = engine.now();
  const found = findRun(engine.store, question.run);
  if (isRefused(found)) return found;
  const run = found.ok;
  const next = run.state === 'open' ? nextSignature(run) : null;
  if (next === null) return refuse('nothing-to-sign', `“${run.line.title}” is ${run.state} and wants no signature.`, { run: run.run });
  const { standing, facts, interruption } = standNow(engine, run, at);
  if (standing.blockers.length > 0) return refusedFor(standing.blockers, run);
  if (interruption !== null) {
    return refuse(
      'repeat-chunk',
      `The part “${chunkTitle(run, interruption.chunk)}” was left unfinished at ${interruption.since}. Answer it again before you sign.`,
      { chunk: interruption.chunk },
    );
  }
  const runHash = sealedHash(run, standing, facts);
  const signedBefore = run.signatures[0]?.runHash;
  if (question.runHash !== runHash || (signedBefore !== undefined && signedBefore !== runHash)) {
    return refuse('changed-meanwhile', 'The checklist is not what you have read any more. Look at it again before you sign.', {
      run: run.run,
    });
  }
  const alone = aloneBefore(run, question.person, next.differs);
  if (alone) {
    const allowed = maySignAlone(engine, run, question, at);
    if (isRefused(allowed)) return allowed;
  }
  const { person, pin } = question;
  const signer = authenticate(engine, pin === undefined ? { person } : { person, pin });
  if (isRefused(signer)) return signer;
  const { name, proved } = signer.ok;
  const { role, place } = next;
  const signature: Signature = { role, signer: { person, name }, proved, at, statement: run.template.statement, runHash, alone };
  const last = place === run.template.signatures.length - 1;
  const expires = last ? expiryOf(run, standing, at) : null;
  const payload = {
    revision: run.revision,
    place,
    signature,
    hidden: standing.hidden,
    facts: run.frozen?.facts ?? factsAsked(run.template, facts),
    last,
    expires,
  };
  const committed = commitToRun(engine, run, [{ type: 'checklists.run-signed', subject: run.run, payload }]);
  if (isRefused(committed)) return committed;
  return done({ run: run.run, revision: run.revision, role, runHash, state: last ? 'signed' : 'open', expires });
}

/** Opens a signed run, or one that has a first signature, as a new revision. Its answers stand; its signatures belong to the revision before. */
export function reopenRun(
  engine: Engine,
  id: string,
  reason: string,
  person: string | undefined,
): Outcome<{ run: string; revision: number }> {
  const found = findRun(engine.store, id);
  if (isRefused(found)) return found;
  const run = found.ok;
  if (run.state === 'void' || run.signatures.length === 0) {
    return refuse('not-signed', `“${run.line.title}” is ${run.state} and nobody has signed it; there is nothing to reopen.`, { run: id });
  }
  const by = actingPerson(engine, person, run.by);
  if (isRefused(by)) return by;
  const revision = run.revision + 1;
  const committed = commitToRun(engine, run, [{ type: 'checklists.run-reopened', subject: id, payload: { revision, reason, by: by.ok } }]);
  return isRefused(committed) ? committed : done({ run: id, revision });
}

/** Declares an open run void, with a reason. */
export function voidRun(engine: Engine, id: string, reason: string): Outcome<{ run: string }> {
  const found = findRun(engine.store, id);
  if (isRefused(found)) return found;
  const run = found.ok;
  if (run.state === 'void') return refuse('run-void', `“${run.line.title}” is void already.`, { run: id });
  if (run.state === 'signed' || run.signatures.length > 0) {
    return refuse('run-signed', `“${run.line.title}” has been signed and stays. Reopen it, or begin it anew; the newest one counts.`, {
      run: id,
    });
  }
  const committed = commitToRun(engine, run, [{ type: 'checklists.run-voided', subject: id, payload: { reason } }]);
  return isRefused(committed) ? committed : done({ run: id });
}

/** When the person who has signed may sign again, being the only one, and the number to type then; null where that is not the case. */
export function coolOffOf(engine: Engine, run: Run): { readonly until: string; readonly number: string } | null {
  const last = run.signatures.at(-1);
  const next = run.state === 'open' ? nextSignature(run) : null;
  if (!last || !next?.differs || leaveNeeded(engine) === 'second-person') return null;
  const until = new Date(Date.parse(last.at) + readSettings(engine.store).coolOffMinutes * 60_000).toISOString();
  return { until, number: retypedNumber(run.run, last.runHash, next.role) };
}

/** Whether somebody who has signed this revision before would sign where another person is wanted. */
function aloneBefore(run: Run, person: string, differs: boolean): boolean {
  return differs && run.signatures.some(({ signer }) => signer.person === person);
}

function maySignAlone(engine: Engine, run: Run, { number, person }: SignQuestion, at: string): Outcome<void> {
  const coolOff = coolOffOf(engine, run);
  if (coolOff === null) {
    return refuse('second-person-needed', 'Whoever has signed this checklist cannot sign it again in the other role. Somebody else must.', {
      person,
    });
  }
  if (at < coolOff.until) {
    return refuse('cooling-off', `You have signed it once. Being alone here, you may sign it again from ${coolOff.until} on.`, {
      until: coolOff.until,
    });
  }
  return number?.trim() === coolOff.number
    ? done(undefined)
    : refuse('wrong-number', 'Type the number that is shown: you sign a second time, alone.', { field: 'number' });
}

function refusedFor(blockers: readonly Blocker[], run: Run): Outcome<never> {
  const [first, ...more] = blockers;
  const others = more.length === 0 ? '' : ` ${more.length} more ${more.length === 1 ? 'stands' : 'stand'} in the way.`;
  return refuse(
    'blocked',
    `“${run.line.title}” cannot be signed. ${first!.item}, “${first!.text}”: ${first!.words}${others} Answer it, or override it with a reason.`,
    { blockers },
  );
}

function chunkTitle(run: Run, id: string): string {
  return run.template.chunks.find((chunk) => chunk.id === id)?.title ?? id;
}
